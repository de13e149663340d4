import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { Resident } from './resident.type.js';

@ObjectType({ description: '住民とカーソル / A resident and the place in the list' })
export class ResidentEdge {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('BASIC')
  @Field(() => Resident, { nullable: true, description: '住民 / Resident' })
  node!: Resident | null;
}

@ObjectType({ description: '住民の一覧 (Relay) / A page of residents' })
export class ResidentConnection {
  @Classified('PUBLIC')
  @Field(() => [ResidentEdge], { description: '行 / Rows with cursors' })
  edges!: ResidentEdge[];

  @Classified('PUBLIC')
  @Field(() => [Resident], { description: '行 / Rows' })
  nodes!: Resident[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}
