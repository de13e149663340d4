import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { Instant } from '../scalars/date-time.js';

@ObjectType({ description: '操作した者 / The account that acted' })
export class AccessAccount {
  @Classified('AUDIT')
  @Field(() => ID, { description: 'アカウント / Account' })
  id!: string;

  @Classified('AUDIT')
  @Field(() => String, {
    nullable: true,
    description:
      '表示名。名簿にないときは null / Display name in Japanese; null where the directory has it no more',
  })
  nameJa!: string | null;

  @Classified('AUDIT')
  @Field(() => String, {
    nullable: true,
    description:
      '英語の表示名。名簿にないときは null / Display name in English; null where the directory has it no more',
  })
  nameEn!: string | null;
}

@ObjectType({ description: '操作の利用目的 / Purpose of the operation' })
export class AccessPurpose {
  @Classified('AUDIT')
  @Field(() => ID, { description: '利用目的 / Purpose' })
  id!: string;

  @Classified('AUDIT')
  @Field(() => String, {
    nullable: true,
    description:
      '利用目的の名称。いまの規則にないときは null / What it is called in Japanese; null where the policy has it no more',
  })
  nameJa!: string | null;

  @Classified('AUDIT')
  @Field(() => String, {
    nullable: true,
    description:
      '利用目的の英語の名称。いまの規則にないときは null / What it is called in English; null where the policy has it no more',
  })
  nameEn!: string | null;
}

@ObjectType({ description: '項目ごとの取扱い / What became of one field' })
export class FieldAccess {
  @Classified('AUDIT')
  @Field(() => String, { description: '項目 (Type.field) / Coordinate' })
  coordinate!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '項目の名称 / What it is called in Japanese' })
  labelJa!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '項目の英語の名称 / What it is called in English' })
  labelEn!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '結果 / Outcome' })
  outcome!: string;

  @Classified('AUDIT')
  @Field(() => String, {
    nullable: true,
    description:
      '理由。監査には規則名、その他には一般的な理由 / Why: the rule for an audit, else in general terms',
  })
  reason!: string | null;

  @Classified('AUDIT')
  @Field(() => Int, { description: '回数 / How often' })
  count!: number;
}

@ObjectType({
  description:
    '一人の住民についての一回の操作 (R190, R195) / One operation, as far as it was about one person',
})
export class AccessRecord {
  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '記録番号 (Sekisho-Record) / WRITER/SEQUENCE of the record' })
  record!: string;

  @Classified('AUDIT')
  @Field(() => Instant, { description: '日時 / When' })
  at!: string;

  @Classified('AUDIT')
  @Field(() => AccessAccount, { nullable: true, description: '操作した者 / Who' })
  account!: AccessAccount | null;

  @Classified('AUDIT')
  @Field(() => String, { nullable: true, description: '役割 / Role' })
  role!: string | null;

  @Classified('AUDIT')
  @Field(() => AccessPurpose, { nullable: true, description: '利用目的 / Purpose' })
  purpose!: AccessPurpose | null;

  @Classified('AUDIT')
  @Field(() => String, { nullable: true, description: '案件番号 / Case number as stated' })
  case!: string | null;

  @Classified('AUDIT')
  @Field(() => String, { nullable: true, description: '接続元の領域 / Zone' })
  zone!: string | null;

  @Classified('AUDIT')
  @Field(() => [FieldAccess], { description: '取り扱った項目 / Fields about this person' })
  coordinates!: FieldAccess[];

  @Classified('AUDIT')
  @Field(() => Int, { description: '項目の取扱い回数 / Resolver accesses about this person' })
  count!: number;
}

@ObjectType({
  description:
    'アカウントの操作一件。住民は仮名のみ。/ One operation of an account; the person by pseudonym only',
})
export class AccountRecord extends AccessRecord {
  @Classified('AUDIT')
  @Field(() => ID, { description: '住民の仮名 / Keyed pseudonym of the person' })
  subject!: string;
}

@ObjectType({ description: '索引の到達点 / How far the index is' })
export class IndexedUpTo {
  @Classified('AUDIT')
  @Field(() => ID, { description: '記録系列 / Writer' })
  writer!: string;

  @Classified('AUDIT')
  @Field(() => Instant, {
    description: 'ここまでの記録は必ず一覧に載る / Records up to here are on the pages',
  })
  at!: string;
}

@ObjectType({ description: 'アクセス記録とカーソル / A record and its place' })
export class AccessRecordEdge {
  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('AUDIT')
  @Field(() => AccessRecord, {
    nullable: true,
    description:
      '記録。原本と一致しないときはエラー / Record; an error where the journal does not confirm it',
  })
  node!: AccessRecord | null;
}

@ObjectType({ description: 'アクセス記録の一覧、新しい順 (Relay) / A page of the access log, newest first' })
export class AccessRecordConnection {
  @Classified('AUDIT')
  @Field(() => [AccessRecordEdge], { description: '行 / Rows with cursors' })
  edges!: AccessRecordEdge[];

  @Classified('AUDIT')
  @Field(() => [AccessRecord], { nullable: 'items', description: '行 / Rows' })
  nodes!: (AccessRecord | null)[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;

  @Classified('AUDIT')
  @Field(() => [IndexedUpTo], {
    description:
      '索引の到達点。回答の数秒後には載る。/ How far the index is; answers are in it within seconds',
  })
  indexedUpTo!: IndexedUpTo[];

  @Classified('AUDIT')
  @Field(() => [ID], {
    nullable: true,
    description:
      '調べた宛名番号。統合前のものを含む。宛名システムが応答しないとき null で、指定した番号だけを調べた / Numbers whose accesses are told, those before a merge too; null while the address-name system cannot say: then of the number asked for alone',
  })
  numbers!: string[] | null;
}

@ObjectType({ description: 'アカウントの操作とカーソル / A record of an account and its place' })
export class AccountRecordEdge {
  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('AUDIT')
  @Field(() => AccountRecord, {
    nullable: true,
    description:
      '記録。原本と一致しないときはエラー / Record; an error where the journal does not confirm it',
  })
  node!: AccountRecord | null;
}

@ObjectType({ description: 'アカウントの操作の一覧、新しい順 (Relay) / What an account did, newest first' })
export class AccountRecordConnection {
  @Classified('AUDIT')
  @Field(() => [AccountRecordEdge], { description: '行 / Rows with cursors' })
  edges!: AccountRecordEdge[];

  @Classified('AUDIT')
  @Field(() => [AccountRecord], { nullable: 'items', description: '行 / Rows' })
  nodes!: (AccountRecord | null)[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;

  @Classified('AUDIT')
  @Field(() => [IndexedUpTo], {
    description:
      '索引の到達点。回答の数秒後には載る。/ How far the index is; answers are in it within seconds',
  })
  indexedUpTo!: IndexedUpTo[];
}
