import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { Instant } from '../scalars/date-time.js';
import { PlainDate } from '../scalars/dates.js';
import { PurposeTerm, ZoneTerm } from './staff.enums.js';
import { BudgetKindTerm, PermissionNeedTerm, TaskKindTerm } from './viewer.enums.js';

@ObjectType({
  description:
    '自分のセッション (R172, R182)。時刻は実際の時計による。/ One’s own session; instants are of the real clock, also in a demo',
})
export class ViewerSession {
  @Classified('STAFF')
  @Field(() => Instant, { description: '開始 / Begun' })
  begun!: string;

  @Classified('STAFF')
  @Field(() => Instant, {
    description:
      '利用者がこれ以上操作しないとき終わる時刻。ヘッダー Sekisho-Session-Ends も同じ。/ When it ends if the user asks nothing more; the header Sekisho-Session-Ends says the same',
  })
  idleEnds!: string;

  @Classified('STAFF')
  @Field(() => Instant, {
    nullable: true,
    description:
      '操作にかかわらず終わる時刻。操作で延びるときは null。/ When it ends whatever is asked; null where requests of the user extend it',
  })
  absoluteEnds!: string | null;

  @Classified('STAFF')
  @Field(() => Int, { description: '終わるまでの分数 / Minutes after which it ends' })
  idleMinutes!: number;

  @Classified('STAFF')
  @Field(() => [String], { description: '認証方法 / Methods of the login, e.g. palm_vein (RFC 8176)' })
  loginMethods!: readonly string[];
}

@ObjectType({ description: '自分に開かれた業務メニュー / A menu that is open to one today' })
export class ViewerMenu {
  @Classified('STAFF')
  @Field(() => PurposeTerm, { description: '利用目的 / Purpose' })
  purpose!: keyof typeof PurposeTerm;

  @Classified('STAFF')
  @Field(() => String, { description: '事務の名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '事務の名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('STAFF')
  @Field(() => Boolean, {
    description: '案件(Sekisho-Case)が必要か / Whether a request names a case (Sekisho-Case)',
  })
  needsCase!: boolean;

  @Classified('STAFF')
  @Field(() => String, { description: '根拠法令 / Legal basis' })
  legalBasis!: string;

  @Classified('STAFF')
  @Field(() => PlainDate, { description: '権限の最後の日 / Last day of the grant' })
  openUntil!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '管理する職(主管課長) / Office that owns the menu' })
  ownerOffice!: string;
}

@ObjectType({
  description: '1時間の上限 (R134, R167, R168) / A cap by the hour, and what was used of it',
})
export class Budget {
  @Classified('STAFF')
  @Field(() => BudgetKindTerm, { description: '何を数えるか / What is counted' })
  kind!: keyof typeof BudgetKindTerm;

  @Classified('STAFF')
  @Field(() => Int, {
    nullable: true,
    description:
      '使った数。上限を超えない。人数は、警告が付くまで null(見えない人も数えるため)。/ Used; never more than the cap. Of persons null until answers warn: those who are not shown count, too',
  })
  used!: number | null;

  @Classified('STAFF')
  @Field(() => Int, {
    nullable: true,
    description: 'この数から警告を付ける。付けないものは null。/ Warned from here on; null where nobody is',
  })
  warnAt!: number | null;

  @Classified('STAFF')
  @Field(() => Int, { description: '上限 / Cap' })
  cap!: number;

  @Classified('STAFF')
  @Field(() => Instant, {
    nullable: true,
    description:
      '数え直す時刻。まだ使っていないときと、used が null の人数では null。/ When counting begins anew; null where nothing was used, and of persons where `used` is',
  })
  resets!: string | null;
}

@ObjectType({
  description:
    '待っている仕事の件数。個人に関する情報は含まない。一覧に出ない人は数えない。/ How many rows of a list wait for one: nothing about a person, and nobody is counted whom the list does not show',
})
export class TaskCount {
  @Classified('STAFF')
  @Field(() => TaskKindTerm, { description: '種類 / Kind' })
  kind!: keyof typeof TaskKindTerm;

  @Classified('STAFF')
  @Field(() => [PurposeTerm], {
    description: '一覧を開ける利用目的 / Purposes under which one may open the list',
  })
  purposes!: (keyof typeof PurposeTerm)[];

  @Classified('STAFF')
  @Field(() => Int, {
    nullable: true,
    description:
      '件数(1,000まで)。システムが応答しないとき null。/ Rows, counted up to 1,000; null while the system behind them is silent',
  })
  count!: number | null;

  @Classified('STAFF')
  @Field(() => Boolean, { description: '1,000件を超えるか / Whether there are more than were counted' })
  more!: boolean;

  @Classified('STAFF')
  @Field(() => Int, {
    nullable: true,
    description:
      '期限を過ぎた件数。期限のないものは null。/ Of them past their time; null where there is none',
  })
  overdue!: number | null;

  @Classified('STAFF')
  @Field(() => ID, {
    nullable: true,
    description: '最も古いものの日又は日時 / Day or instant since which the oldest waits',
  })
  oldest!: string | null;
}

@ObjectType({
  description:
    '区分と行為の可否。特別の事情のない一人について、この接続からの判断。/ Whether one may do this to that class of fields: as decided now, from here, about one person of whom nothing special is known. Offices and the person may close it all the same',
})
export class Permission {
  @Classified('STAFF')
  @Field(() => String, { description: '項目の区分 / Class of fields, a FieldClass' })
  class!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '区分の名称(日本語) / Its name in Japanese' })
  classJa!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '区分の名称(英語) / Its name in English' })
  classEn!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '行為 / What is done, a FieldVerb' })
  verb!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '行為の名称(日本語) / Its name in Japanese' })
  verbJa!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '行為の名称(英語) / Its name in English' })
  verbEn!: string;

  @Classified('STAFF')
  @Field(() => Boolean, { description: 'できるか / Whether it is open' })
  allowed!: boolean;

  @Classified('STAFF')
  @Field(() => [PermissionNeedTerm], {
    description:
      '足りないもの(最も少ない組)。空で allowed が false なら、利用者には開けない。/ The fewest things that would open it; empty and not allowed: nothing the caller can change opens it',
  })
  needs!: readonly (keyof typeof PermissionNeedTerm)[];

  @Classified('STAFF')
  @Field(() => [ZoneTerm], { description: '開けるネットワーク / Zones that it is open from' })
  zones!: readonly (keyof typeof ZoneTerm)[];

  @Classified('STAFF')
  @Field(() => String, {
    description:
      '規則の文、閉じているときは理由と対応 / The rule in a sentence; why, and what to do, where closed',
  })
  textJa!: string;

  @Classified('STAFF')
  @Field(() => String, { description: '同じく英語 / The same in English' })
  textEn!: string;

  @Classified('STAFF')
  @Field(() => String, {
    nullable: true,
    description:
      '判断した規則の根拠 (要求番号)。規則がないとき null。/ What the rule cites; null where none decided',
  })
  grounds!: string | null;
}
