import { Field, ID, InputType, Int } from 'type-graphql';
import { Classified } from '../classified.js';
import { AccountKindTerm } from './directory.enums.js';
import { PurposeTerm } from './viewer.type.js';

@InputType({ description: 'メニューの利用を許可する / To open a menu to an account' })
export class GrantMenuInput {
  @Classified('DIRECTORY', 'GRANT')
  @Field(() => ID, { description: '利用する者のアカウント / Account it is granted to' })
  account!: string;

  @Classified('DIRECTORY', 'GRANT')
  @Field(() => PurposeTerm, { description: '利用目的 / Purpose' })
  purpose!: keyof typeof PurposeTerm;

  @Classified('DIRECTORY', 'GRANT')
  @Field(() => String, { description: '開始日 / First day, YYYY-MM-DD' })
  begins!: string;

  @Classified('DIRECTORY', 'GRANT')
  @Field(() => String, { description: '終了日 / Last day' })
  ends!: string;
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
  @Field(() => String, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { nullable: true, description: '終了日 / Last day' })
  ends?: string | null;
}

@InputType({ description: '職に就く者を登録する / Who takes an office' })
export class OfficeInput {
  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '職 / Office' })
  office!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ID, { description: 'アカウント / Account' })
  account!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, {
    nullable: true,
    description: '終了日。代理には必要 / Last day; a delegate needs one',
  })
  ends?: string | null;
}

@InputType({
  description: '再委託の承認事項 (R108) / What an approved application for re-entrustment states',
})
export class ReEntrustmentInput {
  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ID, { description: '元の契約 / Prime contract' })
  primeContract!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '再委託の理由 / Reason' })
  reason!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '取り扱う情報 / Information handled' })
  information!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '安全性・信頼性を確保する対策 / Safety and reliability measures' })
  safety!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '管理・監督の方法 / Management and supervision' })
  supervision!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, {
    description: '市の承認日。業務着手前 / Approved by the city on, before the work starts',
  })
  approvedOn!: string;
}

@InputType({ description: '委託契約を登録する / To register a contract' })
export class RegisterContractInput {
  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ID, { description: '契約番号 / Contract' })
  contract!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '受託者 / Contractor' })
  contractor!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '委託内容 / Matter' })
  matter!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '委託先の責任者 / Responsible person' })
  responsible!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '終了日 / Last day' })
  ends!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => Int, { description: '取扱者数の上限 / Declared number of handlers' })
  handlerCap!: number;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => [String], { description: '承認した接続先(CIDR) / Approved endpoints (CIDR)' })
  approvedEndpoints!: string[];

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { nullable: true, description: '対象者の生年月日の下限 / Persons born from' })
  bornFrom?: string | null;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { nullable: true, description: '対象者の生年月日の上限 / Persons born to' })
  bornTo?: string | null;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ReEntrustmentInput, { nullable: true, description: '再委託の場合 / For a re-entrusted part' })
  reEntrustment?: ReEntrustmentInput | null;
}

@InputType({ description: '取扱者を名簿に載せる / To name a handler on a roster' })
export class RosterLineInput {
  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ID, { description: '委託契約 / Contract' })
  contract!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ID, { description: '取扱者のアカウント / Account of the handler' })
  account!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => String, {
    nullable: true,
    description: '終了日。なければ契約の終わりまで / Last day; else to the contract’s end',
  })
  ends?: string | null;
}
