import { Field, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';

@ObjectType({ description: 'ページの情報 (Relay) / Where a page ends (Relay cursor connections)' })
export class PageInfo {
  @Classified('PUBLIC')
  @Field(() => Boolean, { description: '次のページがある / There is a next page' })
  hasNextPage!: boolean;

  @Classified('PUBLIC')
  @Field(() => Boolean, { description: '前のページがある / There is a page before' })
  hasPreviousPage!: boolean;

  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, {
    nullable: true,
    description: '先頭のカーソル(不透明) / Cursor of the first row, opaque',
  })
  startCursor!: string | null;

  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, {
    nullable: true,
    description: '末尾のカーソル(不透明) / Cursor of the last row, opaque',
  })
  endCursor!: string | null;
}
