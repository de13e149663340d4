import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';
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
