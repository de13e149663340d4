import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LEFT_OUT_REASONS, RECALL_STATUSES } from '../../src/loaders/recall-judgement.js';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { PageInfo } from '../paging/page-info.type.js';
import { PartialDate } from '../resident/partial-date.type.js';
import { Resident } from '../resident/resident.type.js';

export const RecallStatus = enumOf(RECALL_STATUSES);
export type RecallStatus = keyof typeof RecallStatus;
export const LeftOutReasonTerm = enumOf(LEFT_OUT_REASONS);
registerEnumType(LeftOutReasonTerm, {
  name: 'LeftOutReason',
  description: '一覧から除いた理由 / Why somebody is not on the list',
  valuesConfig: {
    CLOSED: {
      description:
        'この職員は取り扱えない(自分の世帯など)。ほかの職員が通知する。/ Closed to the caller, as their own household is: a colleague reminds them',
    },
    UNIDENTIFIED: {
      description: '本人か生年月日を確かめられない / No system can say who they are, or when they were born',
    },
    NOT_BY_CONDITION: {
      description:
        '使った条件では探せない。条件を外した一覧には載る。/ Not to be found by the conditions in use; they are on the list without these',
    },
  },
});
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

  @Classified('PUBLIC')
  @Field(() => String, {
    description: '判断した規則(種別と施行日) / Rule it was judged by: vaccine and first day',
  })
  rule!: string;

  @Classified('HEALTH')
  @Field(() => String, {
    nullable: true,
    description: '規則の文と根拠(日本語) / The rule in a sentence, with its source, in Japanese',
  })
  textJa!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '同じく英語 / The same in English' })
  textEn!: string | null;
}

/** Decided by the field that leads here. */
@ObjectType({
  description:
    '一覧から除いた対象者。一覧全体について。/ Targets that are not on the list, of the whole list and not of a page',
})
export class RecallLeftOut {
  @Classified('PUBLIC')
  @Field(() => LeftOutReasonTerm, { description: '理由 / Reason' })
  reason!: keyof typeof LeftOutReasonTerm;

  @Classified('PUBLIC')
  @Field(() => Int, {
    nullable: true,
    description: '人数。10人未満のとき null(数人) / How many; null for some, fewer than ten',
  })
  count!: number | null;
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

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}
