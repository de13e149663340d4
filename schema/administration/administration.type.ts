import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EXPIRY_KINDS } from '../../src/staff/expiry.js';
import { LABEL, type Label, WITHHELD_REASONS } from '../../src/policy/terms.js';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { PlainDate } from '../scalars/dates.js';
import { AS_OF } from '../staff/as-of-text.js';
import { OfficeHolding } from '../staff/office.type.js';
import { AccountStatusTerm, PurposeTerm, ZoneTerm } from '../staff/staff.enums.js';
import { Permission } from '../staff/viewer-parts.type.js';

export const ExpiryKindTerm = enumOf(EXPIRY_KINDS);
export const PersonLabelTerm = enumOf(Object.keys(LABEL) as Label[]);
export const WithheldReasonTerm = enumOf(WITHHELD_REASONS);
registerEnumType(ExpiryKindTerm, { name: 'ExpiryKind', description: '期限のあるもの / What can end' });
registerEnumType(PersonLabelTerm, {
  name: 'PersonLabel',
  description:
    '対象者の区分。閉じることはあっても開くことはない。/ What is special about a person; it only takes away',
});
registerEnumType(WithheldReasonTerm, {
  name: 'WithheldReason',
  description: '表示しない理由 / Why something is not shown',
});

@ObjectType({ description: '役割 (R014–R016) / Role of accounts' })
export class Role {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: '役割 / Role, as createAccount takes it' })
  id!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '名称(日本語) / Name in Japanese' })
  nameJa!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '名称(英語) / Name in English' })
  nameEn!: string;
}

@ObjectType({ description: '職 (R015, R016) / Office' })
export class Office {
  @Classified('DIRECTORY')
  @Field(() => String, { description: '職の名称 / Name, as appointOffice takes it' })
  nameJa!: string;

  @Classified('DIRECTORY')
  @Field(() => [PurposeTerm], {
    description: '管理するメニューの利用目的 / Purposes whose menus its holder owns',
  })
  owns!: (keyof typeof PurposeTerm)[];

  @Classified('DIRECTORY')
  @Field(() => [OfficeHolding], {
    description: '就いている者、これから就く者(代理を含む) / Who holds it or will, delegates included',
  })
  holdings!: OfficeHolding[];
}

@ObjectType({ description: '期限の近いもの / Something that ends soon' })
export class Expiry {
  @Classified('DIRECTORY')
  @Field(() => ExpiryKindTerm, { description: '種類 / Kind' })
  kind!: keyof typeof ExpiryKindTerm;

  @Classified('DIRECTORY')
  @Field(() => ID, { description: '番号。アカウントではその名 / Number of the row; of an account its name' })
  id!: string;

  @Classified('DIRECTORY')
  @Field(() => ID, { nullable: true, description: 'アカウント。契約では null / Account; null of a contract' })
  account!: string | null;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '利用目的・職・契約 / Purpose, office or contract' })
  what!: string | null;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '最終日 / Last day' })
  ends!: string;
}

@ObjectType({
  description:
    '試行中の規則との違い / What the policy on trial would have decided otherwise, since the start',
})
export class ShadowDifferences {
  @Classified('DIRECTORY')
  @Field(() => Int, { description: '閉じているものを開く / Opens what is closed' })
  opens!: number;

  @Classified('DIRECTORY')
  @Field(() => Int, { description: '開いているものを閉じる / Closes what is open' })
  closes!: number;

  @Classified('DIRECTORY')
  @Field(() => Int, { description: '別の理由で閉じる / Closes for another reason' })
  reason!: number;
}

@ObjectType({ description: '規則の状態 (R239) / The policy in force' })
export class PolicyState {
  @Classified('DIRECTORY', 'READ', { text: 'KEY' })
  @Field(() => String, { description: '版 / Version' })
  version!: string;

  @Classified('DIRECTORY')
  @Field(() => Int, { description: '規則の数 / Rules in it' })
  rules!: number;

  @Classified('DIRECTORY')
  @Field(() => [String], {
    description:
      'フォルダーの誤り。あるあいだは前の規則が有効 / What is wrong with its folder; while anything is, an older policy stays in force',
  })
  faults!: string[];

  @Classified('DIRECTORY')
  @Field(() => ShadowDifferences, {
    nullable: true,
    description: '試行中の規則との違い。試行がないときは null / null without a policy on trial',
  })
  shadow!: ShadowDifferences | null;
}

@InputType({ description: '判定の説明を求める条件 / Circumstances of a question to the policy' })
export class ExplainInput {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: 'アカウント / Account' })
  account!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '項目 (Type.field) / Coordinate' })
  coordinate!: string;

  @Classified('DIRECTORY')
  @Field(() => PlainDate, { nullable: true, description: AS_OF })
  on?: string | null;

  @Classified('DIRECTORY')
  @Field(() => PurposeTerm, { nullable: true, description: '利用目的 / Purpose; none where left out' })
  purpose?: keyof typeof PurposeTerm | null;

  @Classified('DIRECTORY')
  @Field(() => ZoneTerm, {
    nullable: true,
    description: '接続元の領域 / Zone; an unknown one where left out',
  })
  zone?: keyof typeof ZoneTerm | null;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { defaultValue: false, description: '案件番号がある / A case is named' })
  hasCase!: boolean;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { defaultValue: false, description: '複数人に及ぶ / It reaches several persons' })
  severalPersons!: boolean;

  @Classified('DIRECTORY')
  @Field(() => [String], {
    nullable: true,
    description: '認証の方法。省略時はアカウントのもの / Methods of the login; the account’s where left out',
  })
  loginMethods?: string[] | null;

  @Classified('DIRECTORY')
  @Field(() => [PersonLabelTerm], {
    defaultValue: [],
    description: '対象者の区分 / What is special about the person',
  })
  labels!: (keyof typeof PersonLabelTerm)[];
}

@ObjectType({ description: '日本語と英語の文 / A sentence in both languages' })
export class PolicySentence {
  @Classified('DIRECTORY')
  @Field(() => String, { description: '日本語 / In Japanese' })
  textJa!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '英語 / In English' })
  textEn!: string;
}

@ObjectType({ description: '評価書の要求 / What the assessment says' })
export class CitedRequirement extends PolicySentence {
  @Classified('DIRECTORY')
  @Field(() => ID, { description: '番号 (R000) / Number' })
  number!: string;
}

@ObjectType({ description: '判定とその理由 (R163) / What the guard does, and why' })
export class Explanation {
  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '結局開くか / Whether it is open, all told' })
  allowed!: boolean;

  @Classified('DIRECTORY')
  @Field(() => AccountStatusTerm, { description: 'アカウントを使えるか / Whether the account may be used' })
  standing!: keyof typeof AccountStatusTerm;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: 'メニューの権限がある / Whether the menu of the purpose is granted' })
  menuGranted!: boolean;

  @Classified('DIRECTORY')
  @Field(() => Boolean, {
    description:
      '必要な案件がない / Whether the purpose begins with a case and none is named: nothing is answered then',
  })
  caseMissing!: boolean;

  @Classified('DIRECTORY')
  @Field(() => Boolean, { description: '規則が開くか / Whether a rule opens it' })
  ruleAllows!: boolean;

  @Classified('DIRECTORY')
  @Field(() => ID, {
    description:
      '決めた規則。許可がないときは default-deny / Rule that decided; default-deny where none permits',
  })
  rule!: string;

  @Classified('DIRECTORY')
  @Field(() => WithheldReasonTerm, { nullable: true, description: '閉じた理由 / Why it is closed' })
  reason!: keyof typeof WithheldReasonTerm | null;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '理由の文(日本語) / The sentence, in Japanese' })
  textJa!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { description: '理由の文(英語) / The sentence, in English' })
  textEn!: string;

  @Classified('DIRECTORY')
  @Field(() => String, { nullable: true, description: '根拠 / What the rule cites' })
  cites!: string | null;

  @Classified('DIRECTORY')
  @Field(() => [CitedRequirement], { description: '評価書の要求 / The assessment’s own words' })
  requirements!: CitedRequirement[];

  @Classified('DIRECTORY')
  @Field(() => [PolicySentence], {
    description:
      'どうすれば開くか(最小の変更)。開いている・開く方法がないとき空 / The smallest changes that would open it',
  })
  openings!: PolicySentence[];
}

@ObjectType({ description: '1つの利用目的でできること / What an account may do under one purpose' })
export class PurposePermissions {
  @Classified('DIRECTORY')
  @Field(() => PurposeTerm, { description: '許可された利用目的 / Purpose whose menu is open to it' })
  purpose!: keyof typeof PurposeTerm;

  @Classified('DIRECTORY')
  @Field(() => [Permission], {
    description: '区分と行為ごとの可否 / By class of fields and what is done',
  })
  permissions!: Permission[];
}

@ObjectType({
  description:
    'アカウントが実際にできること (R163)。特別の事情のない一人について / What an account may really do, about one person of whom nothing special is known',
})
export class EffectivePermissions {
  @Classified('DIRECTORY')
  @Field(() => PlainDate, { description: '基準日 / As of this day' })
  day!: string;

  @Classified('DIRECTORY')
  @Field(() => AccountStatusTerm, {
    description:
      'その日に使えるか。GOOD でなければ何も開かない。/ Whether it may be used that day; unless GOOD nothing is open',
  })
  standing!: keyof typeof AccountStatusTerm;

  @Classified('DIRECTORY')
  @Field(() => [PurposePermissions], {
    description: 'その日に許可されている利用目的 / Purposes whose menus are open to it that day',
  })
  purposes!: PurposePermissions[];
}
