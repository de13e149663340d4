import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PartialDate } from '../resident/partial-date.type.js';
import { ImmunizationSetting } from './immunization.enums.js';
import { MedicalInstitution, PreExam, Vaccine } from './immunization-parts.type.js';
import { ImmunizationState } from './record.enums.js';

@ObjectType({
  description: '予防接種の記録 (別添1 予防接種情報、14項目) / One vaccination: the 14 items of the file',
})
export class Immunization {
  @Classified('PUBLIC')
  @Field(() => ID, { description: '記録番号 / Number of the record, without meaning' })
  id!: string;

  @Classified('HEALTH')
  @Field(() => String, {
    nullable: true,
    description:
      '記録の版。訂正・取消のときに、読んだ版を返す。/ Version of the record: whoever corrects or withdraws it gives back the one that was read',
  })
  version!: string | null;

  @Classified('HEALTH')
  @Field(() => ImmunizationState, {
    nullable: true,
    description:
      '状態 (R007)。この項目を求めた一覧にだけ、取り消された記録も並ぶ。/ State; withdrawn records stand only in lists that ask for this',
  })
  state!: keyof typeof ImmunizationState | null;

  @Classified('HEALTH')
  @Field(() => Int, {
    nullable: true,
    description: '回数(登録どおり) / Number within the series, as it is registered',
  })
  dose!: number | null;

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
  @Field(() => String, { nullable: true, description: '請求月 (R087、YYYY-MM) / Billing month' })
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
  @Field(() => Float, { nullable: true, description: '接種量 (mL、R097) / Volume' })
  doseMl!: number | null;
}
