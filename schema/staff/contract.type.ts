import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { WorkTerm } from './staff.enums.js';

@ObjectType({ description: '取扱者名簿の一行 (R129) / A line of the roster of handlers' })
export class RosterLine {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: '番号 / Number of the row' })
  id!: string;

  @Classified('DIRECTORY')
  @Field(() => ID, { description: '委託契約 / Contract' })
  contract!: string;

  @Classified('DIRECTORY')
  @Field(() => ID, { description: '取扱者のアカウント / Account of the handler' })
  account!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '終了日 / Last day' })
  ends!: string | null;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '本日有効 / In force today' })
  inForce!: boolean;
}

@ObjectType({ description: '委託契約 (R103-R114) / Entrustment' })
export class Contract {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: '契約番号 / Contract' })
  id!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '受託者 / Contractor' })
  contractor!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '委託内容 (R111) / Matter' })
  matter!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '委託先の責任者 (R111) / Responsible person' })
  responsible!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '終了日 / Last day' })
  ends!: string;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '本日有効 / In force today' })
  inForce!: boolean;

  @Classified('DIRECTORY')
  @Field(() => Int, { description: '届出の取扱者数の上限 (R107) / Declared number of handlers' })
  handlerCap!: number;

  @Classified('DIRECTORY')
  @Field(() => Int, { description: '本日の取扱者数 / Handlers today' })
  handlers!: number;

  @Classified('DIRECTORY')
  @Field(() => [String], {
    description:
      '作業場所、承認した接続先 (R111, R126)。空ならどこからも使えない / Place of work: approved endpoints; empty: nowhere',
  })
  approvedEndpoints!: string[];

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '対象者の生年月日の下限 / Persons born from' })
  bornFrom!: string | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '対象者の生年月日の上限 / Persons born to' })
  bornTo!: string | null;

  @Classified('DIRECTORY')
  @Field(() => ID, {
    nullable: true,
    description: '再委託の元の契約 (R108) / Contract that this re-entrusts a part of',
  })
  primeContract!: string | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, {
    nullable: true,
    description: '再委託の承認日 (R108) / Re-entrustment approved on',
  })
  approvedOn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => WorkTerm, {
    nullable: true,
    description:
      '業務。null は未登録で何も開かない / What it is about; null: not recorded, and nothing opens',
  })
  work!: keyof typeof WorkTerm | null;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '再委託を認めるか / Whether parts may be re-entrusted' })
  reEntrustmentAllowed!: boolean;

  @Classified('DIRECTORY')
  @Field(() => [RosterLine], { description: '取扱者名簿 (R129) / Roster of handlers' })
  roster!: RosterLine[];
}

@ObjectType({ description: '委託契約の台帳 (R103) / Register of contracts' })
export class ContractRegister {
  @Classified('DIRECTORY')
  @Field(() => Int, { description: '評価書に記載の件数 / Number that the assessment declares' })
  declared!: number;

  @Classified('DIRECTORY')
  @Field(() => Int, { description: '登録のある有効な件数 / Number registered and in force' })
  registered!: number;

  @Classified('DIRECTORY')
  @Field(() => [Contract], { description: '委託契約 / Contracts' })
  contracts!: Contract[];
}
