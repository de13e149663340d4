import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { PartialDate } from '../resident/partial-date.type.js';
import { Resident } from '../resident/resident.type.js';

export const RecallStatus = { DUE: 'DUE', OVERDUE: 'OVERDUE', DOUBTFUL: 'DOUBTFUL' } as const;
export type RecallStatus = (typeof RecallStatus)[keyof typeof RecallStatus];
registerEnumType(RecallStatus, {
  name: 'RecallStatus',
  description:
    '勧奨の状況。DOUBTFUL は接種の記録か生年月日が読めない者で、通知の前に確かめる。/ Whether the next dose is due or its usual time has passed; DOUBTFUL: a dose or the date of birth cannot be read, to be found out before a letter goes',
});

@ObjectType({
  description: '接種勧奨の対象者 (R070, R071) / A person to be reminded: history or doses are missing',
})
export class RecallTarget {
  @Classified('HEALTH')
  @Field(() => Resident, { nullable: true, description: '住民 / Resident' })
  resident!: Resident | null;

  @Classified('HEALTH')
  @Field(() => RecallStatus, { nullable: true, description: '状況 / Status' })
  status!: RecallStatus | null;

  @Classified('HEALTH')
  @Field(() => Int, { nullable: true, description: '次の回数 / Number of the next dose' })
  nextDose!: number | null;

  @Classified('HEALTH')
  @Field(() => Int, { nullable: true, description: '接種済みの回数 / Doses given so far' })
  dosesGiven!: number | null;

  @Classified('HEALTH')
  @Field(() => Int, {
    nullable: true,
    description: '読み取れない接種記録の数 / Records of doses that cannot be read',
  })
  doubtfulDoses!: number | null;

  @Classified('HEALTH')
  @Field(() => PartialDate, {
    nullable: true,
    description: '接種できる最初の日 / First day of the next dose',
  })
  dueFrom!: PartialDate | null;

  @Classified('HEALTH')
  @Field(() => PartialDate, { nullable: true, description: '接種できる最後の日 / Last day of the next dose' })
  dueUntil!: PartialDate | null;
}

@ObjectType({ description: '勧奨対象者とカーソル / A target and its place in the list' })
export class RecallTargetEdge {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('HEALTH')
  @Field(() => RecallTarget, { nullable: true, description: '対象者 / Target' })
  node!: RecallTarget | null;
}

@ObjectType({ description: '勧奨対象者の一覧 (Relay) / A page of recall targets' })
export class RecallTargetConnection {
  @Classified('PUBLIC')
  @Field(() => [RecallTargetEdge], { description: '行 / Rows with cursors' })
  edges!: RecallTargetEdge[];

  @Classified('PUBLIC')
  @Field(() => [RecallTarget], { description: '行 / Rows' })
  nodes!: RecallTarget[];

  @Classified('HEALTH')
  @Field(() => Int, {
    nullable: true,
    description:
      'この頁で除いた対象者の数(閲覧する職員自身の世帯の者、本人を確かめられない者)。ほかの職員が通知する。/ Targets left out of this page: of the caller’s own household, or nobody can say who they are; somebody else reminds them',
  })
  leftOut!: number | null;

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}
