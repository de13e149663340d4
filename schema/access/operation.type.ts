import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { PageInfo } from '../paging/page-info.type.js';
import { Instant } from '../scalars/date-time.js';
import { AccessAccount, AccessPurpose, FieldAccess } from './access.type.js';

/** What an operation came to. */
export const OperationStatusTerm = enumOf(['ANSWERED', 'REFUSED', 'FAILED', 'OPEN']);
registerEnumType(OperationStatusTerm, {
  name: 'OperationStatus',
  description:
    '操作の結果。OPEN は結果の記録がまだない、又は中断したもの / What an operation came to. OPEN: no outcome is on record, or not yet',
});

@ObjectType({ description: '求められた項目 / A field that was asked for' })
export class AskedField {
  @Classified('AUDIT')
  @Field(() => String, { description: '項目 (Type.field) / Coordinate' })
  coordinate!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '項目の名称 / What it is called in Japanese' })
  labelJa!: string;

  @Classified('AUDIT')
  @Field(() => String, { description: '項目の英語の名称 / What it is called in English' })
  labelEn!: string;
}

@ObjectType({
  description:
    '一回の操作の全体 (R190, R195)。住民は含まれない。/ One operation as it is sealed; of the persons it was about only how many',
})
export class OperationRecord {
  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => ID, { description: '記録番号 (Sekisho-Record) / WRITER/SEQUENCE of the record' })
  record!: string;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description:
      '開始の記録の番号。その前に拒否されたときは null / Record of the intent; null where refused before',
  })
  intent!: string | null;

  @Classified('AUDIT')
  @Field(() => Instant, { description: '日時 / When' })
  at!: string;

  @Classified('AUDIT')
  @Field(() => OperationStatusTerm, { description: '結果 / What it came to' })
  status!: keyof typeof OperationStatusTerm;

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
  @Field(() => [String], { description: '認証の方法 / Methods of the login' })
  loginMethods!: string[];

  @Classified('AUDIT')
  @Field(() => String, {
    nullable: true,
    description: '文書中の操作名 / Name of the operation in its document',
  })
  operationName!: string | null;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => String, {
    nullable: true,
    description:
      '問い合わせの文の照合番号 (SHA-256、値を除く) / SHA-256 of the document, its values left out',
  })
  document!: string | null;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => String, { description: '適用した規則の版 / Version of the policy' })
  policyVersion!: string;

  @Classified('AUDIT')
  @Field(() => [String], { description: 'エラーの種類 / Codes of errors, each once' })
  codes!: string[];

  @Classified('AUDIT')
  @Field(() => String, { nullable: true, description: '拒否の理由 / Exact ground of a refusal' })
  detail!: string | null;

  @Classified('AUDIT')
  @Field(() => [AskedField], { description: '求められた項目 / What was asked for' })
  asked!: AskedField[];

  @Classified('AUDIT')
  @Field(() => [FieldAccess], {
    description: '項目ごとの取扱い(全対象者の合計) / What became of each field, over all persons',
  })
  fields!: FieldAccess[];

  @Classified('AUDIT')
  @Field(() => Int, { description: '対象者数 / How many persons it was about' })
  persons!: number;

  @Classified('AUDIT')
  @Field(() => Int, { description: '項目の取扱い回数 / Resolver accesses in it' })
  count!: number;
}

@ObjectType({
  description: '項目の取扱い一回。住民は仮名のみ。/ One resolver access; the person by pseudonym only',
})
export class RecordAccess {
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
  @Field(() => String, { description: '回答の中の位置 / Where in the answer, like residents.nodes.3.name' })
  path!: string;

  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description: '住民の仮名。対象者のない項目は null / Keyed pseudonym of the person; null where about none',
  })
  subject!: string | null;

  @Classified('AUDIT')
  @Field(() => String, { description: '結果 / Outcome' })
  outcome!: string;

  @Classified('AUDIT')
  @Field(() => String, { nullable: true, description: '理由(規則名など) / Why: rule or ground, exact' })
  reason!: string | null;
}

@ObjectType({ description: '項目の取扱いとカーソル / An access and its place' })
export class RecordAccessEdge {
  @Classified('AUDIT', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル(不透明) / Cursor, opaque' })
  cursor!: string;

  @Classified('AUDIT')
  @Field(() => RecordAccess, { description: '項目の取扱い / The access' })
  node!: RecordAccess;
}

@ObjectType({
  description:
    '一回の操作の内訳 (Relay) / A page of the accesses of one operation, in the order of its record',
})
export class RecordAccessConnection {
  @Classified('AUDIT')
  @Field(() => [RecordAccessEdge], { description: '行 / Rows with cursors' })
  edges!: RecordAccessEdge[];

  @Classified('AUDIT')
  @Field(() => [RecordAccess], { description: '行 / Rows' })
  nodes!: RecordAccess[];

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}
