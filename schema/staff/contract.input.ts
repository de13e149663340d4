import { Field, ID, InputType, Int } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { WorkTerm } from './staff.enums.js';

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
  @Field(() => PlainDate, {
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
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, { description: '終了日 / Last day' })
  ends!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => Int, { description: '取扱者数の上限 / Declared number of handlers' })
  handlerCap!: number;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => [String], {
    description:
      '作業場所。承認した接続先(CIDR)を一つ以上 / Place of work: at least one approved endpoint (CIDR)',
  })
  approvedEndpoints!: string[];

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, { nullable: true, description: '対象者の生年月日の下限 / Persons born from' })
  bornFrom?: string | null;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, { nullable: true, description: '対象者の生年月日の上限 / Persons born to' })
  bornTo?: string | null;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => WorkTerm, {
    nullable: true,
    description:
      '業務。再委託では省略すると元の契約と同じ / What it is about; of a re-entrusted part as its prime contract when left out',
  })
  work?: keyof typeof WorkTerm | null;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => Boolean, {
    nullable: true,
    description: '再委託を認めるか。省略は認めない / Whether parts may be re-entrusted; not, when left out',
  })
  reEntrustmentAllowed?: boolean | null;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ReEntrustmentInput, { nullable: true, description: '再委託の場合 / For a re-entrusted part' })
  reEntrustment?: ReEntrustmentInput | null;
}

@InputType({
  description:
    '以前に登録した委託契約に足りない事項 / What a contract lacks that was registered before it was asked for',
})
export class CompleteContractInput {
  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => ID, { description: '契約番号 / Contract' })
  contract!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => WorkTerm, { description: '業務 / What it is about' })
  work!: keyof typeof WorkTerm;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => [String], { description: '承認した接続先(CIDR) / Approved endpoints (CIDR)' })
  approvedEndpoints!: string[];

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => Boolean, {
    nullable: true,
    description: '再委託を認めるか。省略は認めない / Whether parts may be re-entrusted; not, when left out',
  })
  reEntrustmentAllowed?: boolean | null;
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
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY', 'ADMINISTER')
  @Field(() => PlainDate, {
    nullable: true,
    description: '終了日。なければ契約の終わりまで / Last day; else to the contract’s end',
  })
  ends?: string | null;
}
