import { Field, Float, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';

@ObjectType({ description: 'ワクチン会社とロット番号の形 / A maker, and the shapes of its lots' })
export class MakerChoice {
  @Classified('PUBLIC')
  @Field(() => String, { description: 'コード / Code' })
  code!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称 / Name' })
  name!: string;

  @Classified('PUBLIC')
  @Field(() => [String], {
    description:
      'ロット番号の形。A は英字、9 は数字、X はどちらか / Shapes of lots: A a letter, 9 a digit, X either',
  })
  lotShapes!: string[];
}

@ObjectType({ description: '入力できる予防接種の種別 / A vaccine that may be entered' })
export class VaccineChoice {
  @Classified('PUBLIC')
  @Field(() => String, { description: 'コード / Code' })
  code!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称 / Japanese name' })
  name!: string;

  @Classified('PUBLIC')
  @Field(() => String, { description: '名称(英語) / English name' })
  nameEn!: string;

  @Classified('PUBLIC')
  @Field(() => Boolean, {
    description: 'その日に行われているか / Whether its programme is in force on the day',
  })
  inUse!: boolean;

  @Classified('PUBLIC')
  @Field(() => [MakerChoice], { description: '会社 / Makers' })
  makers!: MakerChoice[];

  @Classified('PUBLIC')
  @Field(() => [Float], { description: '通常の接種量 (mL) / Usual volumes' })
  volumesMl!: number[];
}

@ObjectType({ description: '接種の入力画面の既定値と選択肢 / Defaults and choices of the form of a dose' })
export class ImmunizationForm {
  @Classified('PUBLIC')
  @Field(() => PlainDate, { description: '基準とした日 / The day it is for' })
  date!: string;

  @Classified('PUBLIC')
  @Field(() => [VaccineChoice], { description: '種別 / Vaccines' })
  vaccines!: VaccineChoice[];

  @Classified('PUBLIC')
  @Field(() => String, { description: '承認する職 (R169) / Office whose holder approves' })
  approverOffice!: string;
}
