import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { AccountKindTerm, EndReasonTerm, GrantStateTerm, StandingTerm } from './directory.enums.js';
import { PurposeTerm } from './viewer.type.js';

@ObjectType({ description: 'メニューの利用権限 (R174) / Use of one menu by one account' })
export class MenuGrant {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: '権限の番号 / Id of the grant' })
  id!: string;

  @Classified('DIRECTORY')
  @Field(() => ID, { description: '利用する者のアカウント / Account it is granted to' })
  account!: string;

  @Classified('DIRECTORY')
  @Field(() => PurposeTerm, { description: '利用目的 / Purpose' })
  purpose!: keyof typeof PurposeTerm;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: 'メニュー / Menu' })
  menu!: string | null;

  @Classified('DIRECTORY')
  @Field(() => ID, { description: '承認者 / Who approved it' })
  approver!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '承認日 / Approved on, YYYY-MM-DD' })
  approvedOn!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '終了日 / Last day' })
  ends!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '取消日 / Revoked on' })
  revokedOn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => ID, { nullable: true, description: '取り消した者 / Who revoked it' })
  revokedBy!: string | null;

  @Classified('DIRECTORY')
  @Field(() => GrantStateTerm, { description: '本日の状態 / State today' })
  state!: keyof typeof GrantStateTerm;
}

@ObjectType({ description: '職に就く者 (R015, R016) / Who holds an office' })
export class OfficeHolding {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: '番号 / Number of the row' })
  id!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '職 / Office' })
  office!: string;

  @Classified('DIRECTORY')
  @Field(() => ID, { description: 'アカウント / Account' })
  account!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '終了日 / Last day' })
  ends!: string | null;

  @Classified('DIRECTORY')
  @Field(() => ID, {
    nullable: true,
    description: '代理を命じた者。本人の場合は null / Holder whom a delegate acts for',
  })
  delegatedBy!: string | null;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '本日有効 / In force today' })
  inForce!: boolean;
}

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
  @Field(() => String, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '終了日 / Last day' })
  ends!: string | null;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '本日有効 / In force today' })
  inForce!: boolean;
}

@ObjectType({
  description: '職員等のアカウント (R172-R176) / Account of a member of staff, a contractor or a machine',
})
export class DirectoryAccount {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: 'アカウント / Account' })
  id!: string;

  @Classified('DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description: '職員番号。機械は null / Staff number; null for a machine',
  })
  personId!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '役割 / Role' })
  role!: string;

  @Classified('DIRECTORY')
  @Field(() => AccountKindTerm, { description: '人又は機械 / Person or machine' })
  kind!: keyof typeof AccountKindTerm;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '表示名(日本語) / Display name in Japanese' })
  nameJa!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '表示名(英語) / Display name in English' })
  nameEn!: string;

  @Classified('DIRECTORY')
  @Field(() => [String], { description: '認証方法 / Login methods' })
  loginMethods!: string[];

  @Classified('DIRECTORY')
  @Field(() => String, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '終了日 / Last day' })
  ends!: string | null;

  @Classified('DIRECTORY')
  @Field(() => EndReasonTerm, { nullable: true, description: '終了の理由 / Why it ended' })
  endReason!: keyof typeof EndReasonTerm | null;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '認証情報の更新日 (R173) / Credential renewed on' })
  credentialRenewedOn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '認証情報の更新期限 / Last day of the credential' })
  credentialDue!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '研修受講日 (R179, R233) / Trained on' })
  trainedOn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '研修の期限 / Last day of the training' })
  trainingDue!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '誓約書提出日 (R178) / Pledged on' })
  pledgedOn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => StandingTerm, { description: '本日使えるか / Whether it may be used today' })
  standing!: keyof typeof StandingTerm;

  @Classified('DIRECTORY')
  @Field(() => [MenuGrant], { description: '権限 / Grants' })
  grants!: MenuGrant[];

  @Classified('DIRECTORY')
  @Field(() => [OfficeHolding], { description: '職 / Offices' })
  offices!: OfficeHolding[];

  @Classified('DIRECTORY')
  @Field(() => [RosterLine], { description: '取扱者名簿 / Roster lines' })
  rosterLines!: RosterLine[];
}

@ObjectType({ description: '業務メニュー (R163, R174) / Business menu' })
export class Menu {
  @Classified('DIRECTORY')
  @Field(() => PurposeTerm, { description: '利用目的 / Purpose' })
  purpose!: keyof typeof PurposeTerm;

  @Classified('DIRECTORY')
  @Field(() => String, { description: 'メニュー / Menu' })
  menu!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '事務の名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '事務の名称(英語) / Name in English' })
  nameEn!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '管理する職(主管課長) / Office that owns it' })
  ownerOffice!: string;

  @Classified('DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description: '管理者自身に権限を付与する職 / Office that grants it to the owner',
  })
  upperOffice!: string | null;

  @Classified('DIRECTORY')
  @Field(() => [OfficeHolding], {
    description: '本日の管理者(代理を含む) / Who owns it today, delegates included',
  })
  holders!: OfficeHolding[];
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
  @Field(() => String, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '終了日 / Last day' })
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
    description: '承認した接続先 (R126)。空はVPN領域全体 / Approved endpoints; empty: the whole zone',
  })
  approvedEndpoints!: string[];

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '対象者の生年月日の下限 / Persons born from' })
  bornFrom!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '対象者の生年月日の上限 / Persons born to' })
  bornTo!: string | null;

  @Classified('DIRECTORY')
  @Field(() => ID, {
    nullable: true,
    description: '再委託の元の契約 (R108) / Contract that this re-entrusts a part of',
  })
  primeContract!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '再委託の承認日 (R108) / Re-entrustment approved on' })
  approvedOn!: string | null;

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
