import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { businessError } from '../business-error.js';
import { Classified } from '../classified.js';
import { PageInfo } from '../paging/page-info.type.js';
import { Instant } from '../scalars/date-time.js';
import {
  FindingDecisionTerm,
  FindingErrorCodeTerm,
  FindingKindTerm,
  FindingReasonTerm,
  FindingStateTerm,
  SuspectTerm,
} from './finding.enums.js';

@ObjectType({ description: '指摘の理由 / Why a finding is one' })
export class FindingReasonText {
  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '符号 / Code' })
  code!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '説明(日本語) / In Japanese' })
  textJa!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '説明(英語) / In English' })
  textEn!: string | null;
}

@ObjectType({ description: '一方の側の接種 / The dose as one side has it' })
export class ComparedSide {
  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '接種日(分かる範囲) / Day, as far as it is known' })
  day!: string | null;

  @Classified('HEALTH')
  @Field(() => Int, { nullable: true, description: '回数 / Number of the dose' })
  doseNumber!: number | null;

  @Classified('HEALTH')
  @Field(() => [String], { nullable: true, description: 'メーカー(読み取れるもの) / Makers it may mean' })
  makers!: string[] | null;

  @Classified('HEALTH', 'READ', { text: 'LOT' })
  @Field(() => String, { nullable: true, description: 'ロット番号(書かれたまま) / Lot as written' })
  lot!: string | null;

  @Classified('HEALTH')
  @Field(() => Boolean, {
    nullable: true,
    description: 'VRSで訂正され確定している / Corrected and locked in VRS',
  })
  locked!: boolean | null;
}

@ObjectType({ description: '突合の指摘 (R073, R169) / A finding of the reconciliation' })
export class ReconciliationFinding {
  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '指摘の番号 / Its id' })
  id!: string | null;

  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => String, {
    nullable: true,
    description:
      '読んだ内容(提案された決定を含む)の照合番号 (ハッシュ)。決定・承認に添える。/ Hash of what was read, of a proposed decision as well; goes with a decision or an approval',
  })
  digest!: string | null;

  @Classified('HEALTH')
  @Field(() => FindingKindTerm, { nullable: true, description: '種類 / Kind' })
  kind!: keyof typeof FindingKindTerm | null;

  @Classified('HEALTH')
  @Field(() => FindingStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof FindingStateTerm | null;

  @Classified('HEALTH')
  @Field(() => SuspectTerm, { nullable: true, description: '疑われる側 / Suspected side' })
  suspected!: keyof typeof SuspectTerm | null;

  @Classified('HEALTH')
  @Field(() => Float, {
    nullable: true,
    description: '確からしさ (0–1) / How likely the suspected side is wrong, 0 to 1',
  })
  confidence!: number | null;

  @Classified('HEALTH')
  @Field(() => [FindingReasonText], { nullable: true, description: '理由 / Reasons' })
  reasons!: FindingReasonText[] | null;

  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '対象者の宛名番号 / Whom it is about' })
  atenaNumber!: string | null;

  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description: '別人の指摘のとき、VRS側の方の宛名番号 / Of a wrong person: whose it is in VRS',
  })
  otherAtenaNumber!: string | null;

  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '台帳の接種記録の番号 / Record of the ledger' })
  immunizationId!: string | null;

  @Classified('HEALTH')
  @Field(() => ComparedSide, { nullable: true, description: '台帳 / The ledger' })
  ledger!: ComparedSide | null;

  @Classified('HEALTH')
  @Field(() => ComparedSide, {
    nullable: true,
    description:
      'VRS。LG-WAN端末のVRS利用者だけに見える (R180)。/ VRS; for its users on LGWAN terminals alone',
  })
  vrs!: ComparedSide | null;

  @Classified('HEALTH')
  @Field(() => FindingDecisionTerm, { nullable: true, description: '提案された決定 / Proposed decision' })
  decision!: keyof typeof FindingDecisionTerm | null;

  @Classified('HEALTH')
  @Field(() => FindingReasonTerm, { nullable: true, description: '決定の根拠 / What it rests on' })
  decisionReason!: keyof typeof FindingReasonTerm | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '提案者 / Proposed by' })
  proposedBy!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '承認者 / Approved by' })
  decidedBy!: string | null;

  @Classified('HEALTH')
  @Field(() => Instant, { nullable: true, description: '承認日時 / When' })
  decidedAt!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '反映の結果 / What became of it in the systems' })
  outcome!: string | null;
}

@ObjectType({ description: '指摘の一覧の項目 / Edge' })
export class ReconciliationFindingEdge {
  @Classified('PUBLIC', 'READ', { text: 'KEY' })
  @Field(() => String, { description: 'カーソル / Cursor' })
  cursor!: string;

  @Classified('HEALTH')
  @Field(() => ReconciliationFinding, { nullable: true, description: '指摘 / Finding' })
  node!: ReconciliationFinding | null;
}

@ObjectType({ description: '指摘の一覧 / Connection' })
export class ReconciliationFindingConnection {
  @Classified('HEALTH')
  @Field(() => [ReconciliationFinding], { nullable: true, description: '指摘 / Findings' })
  nodes!: ReconciliationFinding[] | null;

  @Classified('HEALTH')
  @Field(() => [ReconciliationFindingEdge], { nullable: true, description: '項目 / Edges' })
  edges!: ReconciliationFindingEdge[] | null;

  @Classified('PUBLIC')
  @Field(() => PageInfo, { description: 'ページ / Page' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: '業務上の誤り。何も行われていない / Business fault: nothing was done' })
export class FindingError extends businessError(FindingErrorCodeTerm) {}

@ObjectType({ description: '指摘の決定の結果 / Outcome of an act on a finding' })
export class FindingPayload {
  @Classified('PUBLIC')
  @Field(() => [FindingError], {
    description:
      '行えなかった理由。空なら行われた(validateOnly なら行える) / Empty when it was done, or could be',
  })
  userErrors!: FindingError[];

  @Classified('HEALTH')
  @Field(() => ReconciliationFinding, {
    nullable: true,
    description:
      '現在の指摘。誤りのときと validateOnly のとき null / As it stands; null where nothing was done',
  })
  finding!: ReconciliationFinding | null;
}
