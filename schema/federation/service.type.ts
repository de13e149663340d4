import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';

@ObjectType('_Service', { description: 'サブグラフの定義 / What this subgraph can do (Apollo Federation)' })
export class SubgraphService {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, {
    description: '呼び出し元に見える範囲のスキーマ / The schema as the caller may know it',
  })
  sdl!: string;
}
