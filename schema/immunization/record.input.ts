import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { ImmunizationSetting, PreExamResult } from './immunization.enums.js';
import { ChangeDecisionTerm, RecordEvidenceTerm, RecordOriginTerm, RecordWayTerm } from './record.enums.js';

const KEY =
  '受付キー。同じキーと内容は同じ操作とみなす。8–64文字の英数字と - _ / The same key with the same input is the same act and is not done twice; 8-64 of A-Z, a-z, 0-9, - and _';
const VALIDATE = '確かめるだけで何も行わない / Judges everything and does nothing';
const ATENA = '対象者の宛名番号 / Address-name number of the person';
const WAY = '入力の経路 / By which way it came';
const VERSION =
  '読んだ記録の版。変わっていれば拒まれる。/ Version that was read; refused where another stands by now';
const REASON = '理由(200文字以内、個人番号は書かない) / Reason, at most 200 letters, no individual number';

@InputType({ description: '接種の記録 (R068, R158) / To enter a dose' })
export class RecordImmunizationInput {
  @Classified('HEALTH', 'RECORD')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('HEALTH', 'RECORD')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('HEALTH', 'RECORD', { text: 'KEY' })
  @Field(() => ID, { description: ATENA })
  atenaNumber!: string;

  @Classified('HEALTH', 'RECORD')
  @Field(() => String, { description: '種別コード (R084)、例 MR / Code of the vaccine' })
  vaccine!: string;

  @Classified('HEALTH', 'RECORD')
  @Field(() => Int, {
    nullable: true,
    description:
      '回数。省略すると、その日までの回数の次 / Number within the series; the next one of that day when left out',
  })
  dose?: number | null;

  @Classified('HEALTH', 'RECORD')
  @Field(() => PlainDate, {
    description: '接種日(予診のみの場合は予診の日) (R085) / Day of the dose, or of the examination',
  })
  date!: string;

  @Classified('HEALTH', 'RECORD')
  @Field(() => String, { nullable: true, description: '請求月 (R087) YYYY-MM / Billing month' })
  billingMonth?: string | null;

  @Classified('HEALTH', 'RECORD')
  @Field(() => ImmunizationSetting, {
    defaultValue: 'INDIVIDUAL',
    description: '集団個別区分 (R088) / Setting',
  })
  setting!: ImmunizationSetting;

  @Classified('WHEREABOUTS', 'RECORD')
  @Field(() => String, { nullable: true, description: '実施場所 (R089)、60文字以内 / Place' })
  place?: string | null;

  @Classified('HEALTH', 'RECORD')
  @Field(() => PreExamResult, {
    defaultValue: 'VACCINATED',
    description: '予診区分 (R090)。PRE_EXAM_ONLY は接種していない。/ PRE_EXAM_ONLY: no dose was given',
  })
  preExamResult!: PreExamResult;

  @Classified('WHEREABOUTS', 'RECORD')
  @Field(() => String, {
    nullable: true,
    description: '予診_医療機関のコード (R091) / Code of the institution of the examination',
  })
  preExamInstitution?: string | null;

  @Classified('PRACTITIONER', 'RECORD')
  @Field(() => String, {
    nullable: true,
    description: '予診_医師 (R092)、40文字以内 / Doctor of the examination',
  })
  preExamDoctor?: string | null;

  @Classified('WHEREABOUTS', 'RECORD')
  @Field(() => String, {
    nullable: true,
    description: '接種_医療機関のコード (R093) / Code of the institution',
  })
  institution?: string | null;

  @Classified('PRACTITIONER', 'RECORD')
  @Field(() => String, { nullable: true, description: '接種_医師 (R094)、40文字以内 / Doctor' })
  doctor?: string | null;

  @Classified('HEALTH', 'RECORD')
  @Field(() => String, {
    nullable: true,
    description: 'ワクチン会社のコード (R095)、例 01 / Code of the maker',
  })
  manufacturer?: string | null;

  @Classified('HEALTH', 'RECORD')
  @Field(() => String, { nullable: true, description: 'ロット番号 (R096)、1つだけ / Lot, one alone' })
  lot?: string | null;

  @Classified('HEALTH', 'RECORD')
  @Field(() => Float, {
    nullable: true,
    description: '接種量 mL (R097)、小数点以下2桁まで / Volume, two decimals at most',
  })
  doseMl?: number | null;

  @Classified('HEALTH', 'RECORD')
  @Field(() => RecordWayTerm, { description: WAY })
  way!: keyof typeof RecordWayTerm;

  @Classified('HEALTH', 'RECORD')
  @Field(() => RecordOriginTerm, { defaultValue: 'HERE', description: '接種の区分 / Whose dose it is' })
  origin!: keyof typeof RecordOriginTerm;

  @Classified('HEALTH', 'RECORD')
  @Field(() => RecordEvidenceTerm, {
    nullable: true,
    description: '確認した書類(市外での接種のとき) / What shows it, of a dose given elsewhere',
  })
  evidence?: keyof typeof RecordEvidenceTerm | null;

  @Classified('HEALTH', 'RECORD', { text: 'KEY' })
  @Field(() => String, {
    nullable: true,
    description:
      '接種券の券番号(10桁)又はOCRライン(18桁)。確かめるだけで残さない。/ Number or line of the coupon; checked, and kept nowhere',
  })
  coupon?: string | null;

  @Classified('HEALTH', 'RECORD')
  @Field(() => String, { nullable: true, description: `確認事項(warnings)があるときの理由。${REASON}` })
  reason?: string | null;
}

@InputType({
  description:
    '訂正する項目。省いた項目は変わらず、null は空にする(空にできない項目は省いたものとみなす)。/ What changes: items left out stay, null empties one that may be empty',
})
export class ImmunizationChangesInput {
  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { nullable: true, description: '種別コード (R084) / Code of the vaccine' })
  vaccine?: string | null;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => Int, { nullable: true, description: '回数 / Number within the series' })
  dose?: number | null;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => PlainDate, { nullable: true, description: '接種日 (R085) / Day' })
  date?: string | null;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { nullable: true, description: '請求月 (R087) YYYY-MM / Billing month' })
  billingMonth?: string | null;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => ImmunizationSetting, { nullable: true, description: '集団個別区分 (R088) / Setting' })
  setting?: ImmunizationSetting | null;

  @Classified('WHEREABOUTS', 'CORRECT')
  @Field(() => String, { nullable: true, description: '実施場所 (R089) / Place' })
  place?: string | null;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => PreExamResult, {
    nullable: true,
    description: '予診区分 (R090) / What the examination led to',
  })
  preExamResult?: PreExamResult | null;

  @Classified('WHEREABOUTS', 'CORRECT')
  @Field(() => String, {
    nullable: true,
    description: '予診_医療機関のコード (R091) / Code of the institution of the examination',
  })
  preExamInstitution?: string | null;

  @Classified('PRACTITIONER', 'CORRECT')
  @Field(() => String, { nullable: true, description: '予診_医師 (R092) / Doctor of the examination' })
  preExamDoctor?: string | null;

  @Classified('WHEREABOUTS', 'CORRECT')
  @Field(() => String, {
    nullable: true,
    description: '接種_医療機関のコード (R093) / Code of the institution',
  })
  institution?: string | null;

  @Classified('PRACTITIONER', 'CORRECT')
  @Field(() => String, { nullable: true, description: '接種_医師 (R094) / Doctor' })
  doctor?: string | null;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { nullable: true, description: 'ワクチン会社のコード (R095) / Code of the maker' })
  manufacturer?: string | null;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { nullable: true, description: 'ロット番号 (R096) / Lot' })
  lot?: string | null;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => Float, { nullable: true, description: '接種量 mL (R097) / Volume' })
  doseMl?: number | null;
}

@InputType({ description: '接種記録の訂正 (R169) / To correct a record' })
export class CorrectImmunizationInput {
  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('HEALTH', 'CORRECT', { text: 'KEY' })
  @Field(() => ID, { description: ATENA })
  atenaNumber!: string;

  @Classified('HEALTH', 'CORRECT', { text: 'KEY' })
  @Field(() => ID, { description: '記録番号 / Number of the record' })
  id!: string;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: VERSION })
  version!: string;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => ImmunizationChangesInput, { description: '訂正する項目 / What changes' })
  changes!: ImmunizationChangesInput;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => RecordWayTerm, { description: WAY })
  way!: keyof typeof RecordWayTerm;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType({ description: '接種記録の取消 (R169) / To withdraw a record' })
export class WithdrawImmunizationInput {
  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('HEALTH', 'CORRECT', { text: 'KEY' })
  @Field(() => ID, { description: ATENA })
  atenaNumber!: string;

  @Classified('HEALTH', 'CORRECT', { text: 'KEY' })
  @Field(() => ID, { description: '記録番号 / Number of the record' })
  id!: string;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: VERSION })
  version!: string;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => RecordWayTerm, { description: WAY })
  way!: keyof typeof RecordWayTerm;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType({ description: '変更の承認又は差戻し (R169) / To approve or reject a change' })
export class DecideImmunizationChangeInput {
  @Classified('HEALTH', 'APPROVE')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('HEALTH', 'APPROVE')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('HEALTH', 'APPROVE', { text: 'KEY' })
  @Field(() => ID, { description: ATENA })
  atenaNumber!: string;

  @Classified('HEALTH', 'APPROVE', { text: 'KEY' })
  @Field(() => ID, { description: '変更の番号 / Id of the change' })
  id!: string;

  @Classified('HEALTH', 'APPROVE', { text: 'KEY' })
  @Field(() => String, { description: '確認した内容のハッシュ / Hash of what was seen' })
  contentHash!: string;

  @Classified('HEALTH', 'APPROVE')
  @Field(() => ChangeDecisionTerm, { description: '承認又は差戻し / Decision' })
  decision!: keyof typeof ChangeDecisionTerm;
}
