import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PartialDate } from '../resident/partial-date.type.js';
import { ImmunizationSetting, PreExamResult } from './immunization.enums.js';

registerEnumType(ImmunizationSetting, {
  name: 'ImmunizationSetting',
  description: '集団個別区分 (R088) / Group, individual, or at the workplace',
});
registerEnumType(PreExamResult, {
  name: 'PreExamResult',
  description: '予診区分 (R090) / What the pre-exam led to',
});

@ObjectType({ description: '予防接種種別 (R084) / Kind of vaccination' })
export class Vaccine {
  @Classified('PUBLIC')
  @Field(() => String, { description: 'コード / Code' })
  code!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称 / Japanese name' })
  name!: string;
}

/**
 * Named by the vaccination that happened there, so that the field leading to it decides; its code table is public.
 */
@ObjectType({ description: '医療機関 / Medical institution' })
export class MedicalInstitution {
  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: 'コード / Code' })
  code!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '名称 / Name' })
  name!: string | null;
}

@ObjectType({ description: '予診 (R090-R092) / Pre-exam' })
export class PreExam {
  @Classified('HEALTH')
  @Field(() => PreExamResult, {
    nullable: true,
    description: '予診区分 (R090) / Result; PRE_EXAM_ONLY: no dose was given',
  })
  result!: PreExamResult | null;

  @Classified('WHEREABOUTS')
  @Field(() => MedicalInstitution, { nullable: true, description: '予診_医療機関 (R091) / Institution' })
  institution!: MedicalInstitution | null;

  @Classified('PRACTITIONER')
  @Field(() => String, {
    nullable: true,
    description: '予診_医師 (R092)。第三者の氏名。/ Doctor: a third person’s name',
  })
  doctor!: string | null;
}

@ObjectType({
  description: '予防接種の記録 (別添1 予防接種情報、14項目) / One vaccination: the 14 items of the file',
})
export class Immunization {
  @Classified('PUBLIC')
  @Field(() => ID, { description: '記録番号 / Number of the record, without meaning' })
  id!: string;

  @Classified('HEALTH')
  @Field(() => Vaccine, {
    nullable: true,
    description: '予防接種種別 (R084) / Kind; null when the source has an unknown code',
  })
  vaccine!: Vaccine | null;

  @Classified('HEALTH')
  @Field(() => PartialDate, { nullable: true, description: '接種日 (R085) / Date given' })
  date!: PartialDate | null;

  @Classified('HEALTH')
  @Field(() => Int, {
    nullable: true,
    description: '接種年齢 (R086)。保存せず計算する。/ Age by law on that day, computed',
  })
  ageAtVaccination!: number | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '請求月 (R087) YYYY-MM / Billing month' })
  billingMonth!: string | null;

  @Classified('HEALTH')
  @Field(() => ImmunizationSetting, { nullable: true, description: '集団個別区分 (R088) / Setting' })
  setting!: ImmunizationSetting | null;

  @Classified('WHEREABOUTS')
  @Field(() => String, { nullable: true, description: '実施場所 (R089) / Place' })
  place!: string | null;

  @Classified('HEALTH')
  @Field(() => PreExam, { nullable: true, description: '予診 (R090-R092) / Pre-exam' })
  preExam!: PreExam | null;

  @Classified('WHEREABOUTS')
  @Field(() => MedicalInstitution, { nullable: true, description: '接種_医療機関 (R093) / Institution' })
  institution!: MedicalInstitution | null;

  @Classified('PRACTITIONER')
  @Field(() => String, {
    nullable: true,
    description: '接種_医師 (R094)。第三者の氏名。/ Doctor: a third person’s name',
  })
  doctor!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: 'ワクチン会社 (R095) / Manufacturer' })
  manufacturer!: string | null;

  @Classified('HEALTH', 'READ', { text: 'LOT' })
  @Field(() => String, { nullable: true, description: 'ロット番号 (R096) / Lot' })
  lot!: string | null;

  @Classified('HEALTH')
  @Field(() => Float, { nullable: true, description: '接種量 mL (R097) / Volume' })
  doseMl!: number | null;
}
