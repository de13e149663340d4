import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import {
  FindingDecisionTerm,
  FindingKindTerm,
  FindingReasonTerm,
  FindingStateTerm,
  SuspectTerm,
} from './finding.enums.js';

const KEY = '受付キー。8–64文字の英数字と - _ / The same key with the same input is the same act, told again';
const ONLY = '検査だけして何も行わない / Everything is judged and nothing is done';
const DIGEST = '読んだ指摘の照合番号 (digest) / Of the finding as it was read';

@InputType({ description: '指摘の条件 / Conditions of findings' })
export class ReconciliationFindingFilter {
  @Classified('HEALTH', 'RECONCILE')
  @Field(() => [FindingStateTerm], {
    nullable: true,
    description: '状態。省略時は OPEN / States; OPEN when left out',
  })
  states?: (keyof typeof FindingStateTerm)[] | null;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => [FindingKindTerm], { nullable: true, description: '種類 / Kinds' })
  kinds?: (keyof typeof FindingKindTerm)[] | null;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => [SuspectTerm], { nullable: true, description: '疑われる側 / Suspected sides' })
  suspected?: (keyof typeof SuspectTerm)[] | null;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => Float, { nullable: true, description: '確からしさの下限 (0–1) / Least confidence' })
  leastConfidence?: number | null;

  @Classified('HEALTH', 'RECONCILE', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '対象者の宛名番号 / Of this person' })
  atenaNumber?: string | null;
}

@InputType({ description: '正しい値。decision が CORRECT のときだけ / What is right; for CORRECT alone' })
export class FindingValuesInput {
  @Classified('HEALTH', 'RECONCILE')
  @Field(() => PlainDate, { nullable: true, description: '接種日 / Day' })
  day?: string | null;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => Int, { nullable: true, description: '回数 / Number of the dose' })
  doseNumber?: number | null;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => String, { nullable: true, description: 'メーカーのコード (2桁) / Code of the maker' })
  manufacturer?: string | null;

  @Classified('HEALTH', 'RECONCILE', { text: 'LOT' })
  @Field(() => String, { nullable: true, description: 'ロット番号 / Lot' })
  lot?: string | null;
}

@InputType({ description: '決定の提案 / A proposed decision' })
export class DecideFindingInput {
  @Classified('HEALTH', 'RECONCILE', { text: 'KEY' })
  @Field(() => ID, { description: '指摘の番号 / Finding' })
  id!: string;

  @Classified('HEALTH', 'RECONCILE', { text: 'KEY' })
  @Field(() => String, { description: DIGEST })
  digest!: string;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => FindingDecisionTerm, { description: '決定 / Decision' })
  decision!: keyof typeof FindingDecisionTerm;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => FindingReasonTerm, { description: '根拠 / What it rests on' })
  reason!: keyof typeof FindingReasonTerm;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => FindingValuesInput, { nullable: true, description: '正しい値 / What is right' })
  values?: FindingValuesInput | null;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('HEALTH', 'RECONCILE')
  @Field(() => Boolean, { defaultValue: false, description: ONLY })
  validateOnly!: boolean;
}

@InputType({ description: '決定の承認又は差戻し / Approving or rejecting a decision' })
export class ApproveFindingInput {
  @Classified('HEALTH', 'APPROVE', { text: 'KEY' })
  @Field(() => ID, { description: '指摘の番号 / Finding' })
  id!: string;

  @Classified('HEALTH', 'APPROVE', { text: 'KEY' })
  @Field(() => String, { description: DIGEST })
  digest!: string;

  @Classified('HEALTH', 'APPROVE')
  @Field(() => Boolean, { description: '承認するか。false は差戻し / Approve, or reject' })
  approve!: boolean;

  @Classified('HEALTH', 'APPROVE')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('HEALTH', 'APPROVE')
  @Field(() => Boolean, { defaultValue: false, description: ONLY })
  validateOnly!: boolean;
}
