import { Field, ID, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { RosterLine } from './contract.type.js';
import { MenuGrant } from './grant.type.js';
import { OfficeHolding } from './office.type.js';
import { AccountKindTerm, EndReasonTerm, AccountStatusTerm } from './staff.enums.js';

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
  @Field(() => PlainDate, { description: '開始日 / First day' })
  begins!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '終了日 / Last day' })
  ends!: string | null;

  @Classified('DIRECTORY')
  @Field(() => EndReasonTerm, { nullable: true, description: '終了の理由 / Why it ended' })
  endReason!: keyof typeof EndReasonTerm | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '認証情報の更新日 (R173) / Credential renewed on' })
  credentialRenewedOn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '認証情報の更新期限 / Last day of the credential' })
  credentialDue!: string | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '研修受講日 (R179, R233) / Trained on' })
  trainedOn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '研修の期限 / Last day of the training' })
  trainingDue!: string | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '誓約書提出日 (R178) / Pledged on' })
  pledgedOn!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description:
      '所属 (R014)。null は未登録で、他の課と同じ扱い / Division; null: not recorded, taken for another one',
  })
  department!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, {
    nullable: true,
    description: '本日働く所属(併任を含む) / Division today, a secondment first',
  })
  worksFor!: string | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '健康課への併任の初日 / Seconded from' })
  secondedFrom!: string | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: '健康課への併任の最終日 / Seconded to' })
  secondedTo!: string | null;

  @Classified('DIRECTORY')
  @Field(() => AccountStatusTerm, { description: '本日使えるか / Whether it may be used today' })
  standing!: keyof typeof AccountStatusTerm;

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
