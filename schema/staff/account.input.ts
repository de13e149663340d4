import { Field, ID, InputType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { AccountKindTerm } from './staff.enums.js';

@InputType({ description: '健康課への併任 (R014) / A secondment to the Health Division' })
export class SecondmentInput {
  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, { description: '終了日 / Last day' })
  ends!: string;
}

@InputType({ description: '所属を登録する / To record a division' })
export class AssignDepartmentInput {
  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ID, { description: 'アカウント / Account' })
  account!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '所属、例 福祉保健部健康課 / Division' })
  department!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => SecondmentInput, {
    nullable: true,
    description: '健康課への併任 / Secondment to the Health Division',
  })
  secondment?: SecondmentInput | null;
}

@InputType({ description: 'アカウントを発行する / To make an account' })
export class CreateAccountInput {
  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ID, { description: 'アカウント / Account' })
  account!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, {
    nullable: true,
    description: '職員番号。個人番号ではない / Staff number, not the individual number',
  })
  personId?: string | null;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '役割 / Role' })
  role!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => AccountKindTerm, { description: '人又は機械 / Person or machine' })
  kind!: keyof typeof AccountKindTerm;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '表示名(日本語) / Display name in Japanese' })
  nameJa!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '表示名(英語) / Display name in English' })
  nameEn!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => [String], { description: '認証方法 / Login methods' })
  loginMethods!: string[];

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, { nullable: true, description: '終了日 / Last day' })
  ends?: string | null;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, {
    nullable: true,
    description: '所属。市の職員には必要 (R014) / Division; needed for whoever works for the city',
  })
  department?: string | null;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => SecondmentInput, {
    nullable: true,
    description: '健康課への併任 / Secondment to the Health Division',
  })
  secondment?: SecondmentInput | null;
}
