import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { PlainDate } from '../scalars/dates.js';

@ObjectType({
  description: '保存期間の満了した接種記録 (R134) / A vaccination record whose term of keeping has ended',
})
export class DueRecord {
  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '記録番号 / Number of the record' })
  id!: string | null;

  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '宛名番号 / Address-name number' })
  atenaNumber!: string | null;

  @Classified('HEALTH')
  @Field(() => PlainDate, {
    nullable: true,
    description: '廃棄できる最初の日 / First day on which it may be destroyed',
  })
  dueOn!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '根拠となる規則 / The rule that it rests on' })
  cites!: string | null;
}

@ObjectType({ description: '満了した記録の一覧 (Relay) / A page of records whose term has ended' })
export class DueRecordConnection {
  @Classified('PUBLIC')
  @Field(() => [DueRecord], { description: '行 / Rows' })
  nodes!: DueRecord[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}
