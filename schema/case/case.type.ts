import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { Instant } from '../scalars/date-time.js';
import { PlainDate } from '../scalars/dates.js';
import { PurposeTerm } from '../staff/staff.enums.js';
import {
  CaseOutcomeTerm,
  CaseStateTerm,
  ConsentScopeTerm,
  DocumentKindTerm,
  MatchDecisionTerm,
  OfficeKindTerm,
  ProxyGroundTerm,
  RequesterTerm,
} from './case.enums.js';

@ObjectType({ description: '指定された取扱い窓口 (R161) / A designated window' })
export class CaseWindow {
  @Classified('CASE', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '窓口の符号 / Its id' })
  id!: string | null;

  @Classified('CASE')
  @Field(() => String, { nullable: true, description: '名称 / Name' })
  nameJa!: string | null;

  @Classified('CASE')
  @Field(() => String, { nullable: true, description: '名称(英語) / Name in English' })
  nameEn!: string | null;
}

@ObjectType({ description: '同意 (R226) / A consent' })
export class CaseConsent {
  @Classified('CASE')
  @Field(() => String, { nullable: true, description: '様式 / Form' })
  form!: string | null;

  @Classified('CASE')
  @Field(() => [ConsentScopeTerm], { nullable: true, description: '範囲 / What it covers' })
  scopes!: (keyof typeof ConsentScopeTerm)[] | null;

  @Classified('CASE')
  @Field(() => PlainDate, { nullable: true, description: '同意した日 / Given on' })
  on!: string | null;

  @Classified('CASE')
  @Field(() => PlainDate, {
    nullable: true,
    description: '撤回した日。撤回後は何も開かない。/ Withdrawn on; from then on the case opens nobody',
  })
  withdrawnOn!: string | null;
}

@ObjectType({ description: '案件の対象者 / A person of a case' })
export class CasePerson {
  @Classified('CASE', 'READ', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description: '宛名番号(案件を開いた日のもの) / Address-name number on the day the case was opened',
  })
  atenaNumber!: string | null;
}

@ObjectType({
  description:
    '突合の記録 (R168)。突き合わせた値は残さない。/ A matching on record, without what was compared',
})
export class CaseMatch {
  @Classified('CASE', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '番号 / Id' })
  id!: string | null;

  @Classified('CASE')
  @Field(() => MatchDecisionTerm, { nullable: true, description: '結果 / What it came to' })
  decision!: keyof typeof MatchDecisionTerm | null;

  @Classified('CASE')
  @Field(() => ID, { nullable: true, description: '行った職員 / Account that decided' })
  decidedBy!: string | null;

  @Classified('CASE')
  @Field(() => Instant, { nullable: true, description: '日時 / When' })
  decidedAt!: string | null;
}

@ObjectType({
  description:
    '本人確認 (R166, R227, R231; 番号法16条)。一度に確認した書類。番号は残さない。/ What was seen at one time: kinds of documents, never their numbers',
})
export class CaseIdentityCheck {
  @Classified('CASE')
  @Field(() => [DocumentKindTerm], { nullable: true, description: '確認した書類の種類 / Kinds of documents' })
  documents!: (keyof typeof DocumentKindTerm)[] | null;

  @Classified('CASE')
  @Field(() => Boolean, {
    nullable: true,
    description: '身元(実存)を示すか / Whether these alone show who somebody is',
  })
  showsWho!: boolean | null;

  @Classified('CASE')
  @Field(() => Boolean, { nullable: true, description: '番号を示すか / Whether they show the number' })
  showsNumber!: boolean | null;

  @Classified('CASE')
  @Field(() => ID, { nullable: true, description: '確認した職員 / Account that saw them' })
  checkedBy!: string | null;

  @Classified('CASE')
  @Field(() => Instant, { nullable: true, description: '日時 / When' })
  checkedAt!: string | null;
}

@ObjectType({
  description:
    '案件。誰が、何のために、どの窓口で求めたか (R060, R069, R161, R230)。対象者だけを開く。/ Who asked, for what, at which window; it opens the persons it is about and nobody else',
})
export class Case {
  @Classified('CASE', 'READ', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description: '案件番号(年度-番号) / Number: fiscal year and running number',
  })
  number!: string | null;

  @Classified('CASE')
  @Field(() => String, {
    nullable: true,
    description: '市の文書番号、例 5小健第123号 / The city’s own number',
  })
  documentNumber!: string | null;

  @Classified('CASE')
  @Field(() => CaseStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof CaseStateTerm | null;

  @Classified('CASE')
  @Field(() => [PurposeTerm], { nullable: true, description: '求められた事務 / Purposes it serves' })
  purposes!: (keyof typeof PurposeTerm)[] | null;

  @Classified('PUBLIC')
  @Field(() => String, {
    description: '個人番号の使用目的 (R066) / What the number is used for, as the assessment says',
  })
  purposeOfUse!: string;

  @Classified('CASE')
  @Field(() => CaseWindow, { nullable: true, description: '受け付けた窓口 / Window' })
  window!: CaseWindow | null;

  @Classified('CASE')
  @Field(() => PlainDate, { nullable: true, description: '受け付けた日 / Asked on' })
  askedOn!: string | null;

  @Classified('CASE')
  @Field(() => PlainDate, {
    nullable: true,
    description: '対象者を開く最後の日 / Last day on which it opens anybody',
  })
  openUntil!: string | null;

  @Classified('CASE')
  @Field(() => RequesterTerm, { nullable: true, description: '求めた者 / Who asked' })
  requester!: keyof typeof RequesterTerm | null;

  @Classified('CASE')
  @Field(() => ProxyGroundTerm, { nullable: true, description: '代理の根拠 / Ground of a proxy' })
  ground!: keyof typeof ProxyGroundTerm | null;

  @Classified('CASE')
  @Field(() => OfficeKindTerm, { nullable: true, description: '機関の種類 / Which office' })
  officeKind!: keyof typeof OfficeKindTerm | null;

  @Classified('CASE')
  @Field(() => String, { nullable: true, description: '代理人・機関の名称 / Name of the proxy or office' })
  requesterName!: string | null;

  @Classified('CASE')
  @Field(() => [DocumentKindTerm], {
    nullable: true,
    description: '確認した書類の種類 / Kinds of documents seen',
  })
  documents!: (keyof typeof DocumentKindTerm)[] | null;

  @Classified('CASE')
  @Field(() => CaseConsent, { nullable: true, description: '同意 / Consent' })
  consent!: CaseConsent | null;

  @Classified('CASE')
  @Field(() => ID, { nullable: true, description: '開いた職員 / Account that opened it' })
  openedBy!: string | null;

  @Classified('CASE')
  @Field(() => Instant, { nullable: true, description: '開いた日時 / Opened' })
  openedAt!: string | null;

  @Classified('CASE')
  @Field(() => ID, { nullable: true, description: '閉じた職員 / Account that closed it' })
  closedBy!: string | null;

  @Classified('CASE')
  @Field(() => Instant, { nullable: true, description: '閉じた日時 / Closed' })
  closedAt!: string | null;

  @Classified('CASE')
  @Field(() => CaseOutcomeTerm, { nullable: true, description: '結果 / How it ended' })
  outcome!: keyof typeof CaseOutcomeTerm | null;
}

@ObjectType({ description: '案件とカーソル / A case and the place in the list' })
export class CaseEdge {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('CASE')
  @Field(() => Case, { nullable: true, description: '案件 / Case' })
  node!: Case | null;
}

@ObjectType({ description: '案件の一覧 (Relay) / A page of cases' })
export class CaseConnection {
  @Classified('PUBLIC')
  @Field(() => [CaseEdge], { description: '行 / Rows with cursors' })
  edges!: CaseEdge[];

  @Classified('PUBLIC')
  @Field(() => [Case], { description: '行 / Rows' })
  nodes!: Case[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}
