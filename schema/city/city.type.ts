import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { VACCINE_CATEGORIES } from '../../src/immunization/version.js';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { SourceSystem } from '../resident/resident.enums.js';
import { PlainDate } from '../scalars/dates.js';

export const VaccineCategoryTerm = enumOf(VACCINE_CATEGORIES);
registerEnumType(VaccineCategoryTerm, {
  name: 'VaccineCategory',
  description: '予防接種法の区分 / Category of the Immunization Act',
  valuesConfig: {
    A: { description: 'A類疾病 / Category A: for everybody of the age' },
    B: { description: 'B類疾病 / Category B: for those who want it' },
    TEMPORARY: { description: '臨時接種(特例臨時接種を含む) / Temporary, special ones included' },
  },
});

@ObjectType({ description: '窓口 / Where people turn to' })
export class CityDesk {
  @Classified('PUBLIC')
  @Field(() => ID, { description: '窓口のコード / Its code' })
  id!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '所属 / Division' })
  division!: string;

  @Classified('PUBLIC', 'READ', { text: 'PHONE' })
  @Field(() => String, {
    nullable: true,
    description: '電話番号。市の登録がないとき null / Telephone; null where the city has not said',
  })
  telephone!: string | null;
}

@ObjectType({ description: 'この市 / The city that this gateway serves' })
export class City {
  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('PUBLIC')
  @Field(() => ID, { description: '全国地方公共団体コード(6桁) / Municipality code, 6 digits' })
  code!: string;

  @Classified('PUBLIC')
  @Field(() => [CityDesk], { description: '本日開いている窓口 / Desks that are open today' })
  desks!: CityDesk[];
}

@ObjectType({ description: '地区 / A district' })
export class CityDistrict {
  @Classified('PUBLIC')
  @Field(() => ID, { description: 'コード / Code' })
  code!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('PUBLIC')
  @Field(() => Int, {
    nullable: true,
    description: '同じ大きさの升目の地図での行。北から 1、2… / Row on a map of equal tiles, from the north',
  })
  row!: number | null;

  @Classified('PUBLIC')
  @Field(() => Int, { nullable: true, description: '同じく列。西から / Column, from the west' })
  column!: number | null;
}

@ObjectType({ description: '予防接種の種別。基準日の施策 / A vaccine, and its measure on the day' })
export class VaccineInfo {
  @Classified('PUBLIC')
  @Field(() => ID, { description: '種別コード / Code' })
  code!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('PUBLIC')
  @Field(() => VaccineCategoryTerm, {
    nullable: true,
    description: '区分。施策がないとき null(任意接種) / Category; null where no measure is in force',
  })
  category!: keyof typeof VaccineCategoryTerm | null;

  @Classified('PUBLIC')
  @Field(() => Boolean, { description: '基準日に行われているか / Whether a measure is in force on the day' })
  inUse!: boolean;

  @Classified('PUBLIC')
  @Field(() => Int, { nullable: true, description: '法定の回数 / Doses of the series' })
  doses!: number | null;

  @Classified('PUBLIC')
  @Field(() => PlainDate, { nullable: true, description: '対象の生年月日の始め / Born on or after' })
  bornFrom!: string | null;

  @Classified('PUBLIC')
  @Field(() => PlainDate, { nullable: true, description: '対象の生年月日の終わり / Born on or before' })
  bornTo!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, {
    nullable: true,
    description: '対象の性別(MALE、FEMALE)。問わないとき null。/ MALE or FEMALE; null for everybody',
  })
  sex!: string | null;

  @Classified('PUBLIC')
  @Field(() => PlainDate, { nullable: true, description: '施行日 / First day of the rule' })
  inForceFrom!: string | null;

  @Classified('PUBLIC')
  @Field(() => PlainDate, {
    nullable: true,
    description: '最後の日。続いていれば null。/ Last day; null while it goes on',
  })
  inForceUntil!: string | null;

  @Classified('PUBLIC')
  @Field(() => String, { nullable: true, description: '根拠 / Where the rule was seen' })
  source!: string | null;

  @Classified('PUBLIC')
  @Field(() => Boolean, {
    nullable: true,
    description: '法令の本文で確かめたか / Whether it was checked against the text of the law',
  })
  verified!: boolean | null;
}

@ObjectType({ description: '項目の元のシステム / The system that a field comes from' })
export class FieldSource {
  @Classified('PUBLIC')
  @Field(() => String, { description: '項目(型.項目) / Coordinate' })
  coordinate!: string;

  @Classified('PUBLIC')
  @Field(() => SourceSystem, { description: 'システム / System' })
  system!: SourceSystem;
}
