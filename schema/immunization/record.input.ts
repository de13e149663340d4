import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { KEY, VALIDATE } from '../act-texts.js';
import { Classified } from '../classified.js';
import { ActOnDoseInput } from './act-on-dose.input.js';
import { PlainDate } from '../scalars/dates.js';
import { ATENA, DESPITE, REASON, WAY } from './record-input-texts.js';
import { ImmunizationSetting, PreExamResult } from './immunization.enums.js';
import {
  RecordEvidenceTerm,
  RecordOriginTerm,
  RecordWarningCodeTerm,
  RecordWayTerm,
} from './record.enums.js';

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
  @Field(() => String, { nullable: true, description: '請求月 (R087、YYYY-MM) / Billing month' })
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
    description: '接種量 (mL、R097)。小数点以下2桁まで / Volume, two decimals at most',
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

  @Classified('HEALTH', 'RECORD')
  @Field(() => [RecordWarningCodeTerm], { nullable: true, description: DESPITE })
  despite?: (keyof typeof RecordWarningCodeTerm)[] | null;
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
  @Field(() => String, { nullable: true, description: '請求月 (R087、YYYY-MM) / Billing month' })
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
  @Field(() => Float, { nullable: true, description: '接種量 (mL、R097) / Volume' })
  doseMl?: number | null;
}

@InputType({ description: '接種記録の訂正 (R169) / To correct a record' })
export class CorrectImmunizationInput extends ActOnDoseInput {
  @Classified('HEALTH', 'CORRECT')
  @Field(() => ImmunizationChangesInput, { description: '訂正する項目 / What changes' })
  changes!: ImmunizationChangesInput;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => RecordWayTerm, { description: WAY })
  way!: keyof typeof RecordWayTerm;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => String, { description: REASON })
  reason!: string;

  @Classified('HEALTH', 'CORRECT')
  @Field(() => [RecordWarningCodeTerm], { nullable: true, description: DESPITE })
  despite?: (keyof typeof RecordWarningCodeTerm)[] | null;
}
