import { Field, ID, InputType } from 'type-graphql';
import type { Sealed } from '../../src/individual-number/sealed.js';
import { KEY, VALIDATE } from '../act-texts.js';
import { Classified } from '../classified.js';
import { Sex } from '../resident/resident.enums.js';
import { PlainDate } from '../scalars/dates.js';
import { IndividualNumberInput } from '../scalars/individual-number-input.js';
import { PurposeTerm } from '../staff/staff.enums.js';
import {
  CaseOutcomeTerm,
  ConsentScopeTerm,
  DocumentKindTerm,
  OfficeKindTerm,
  ProxyGroundTerm,
  RequesterTerm,
} from './case.enums.js';

/** What every act on cases is told. */
@InputType()
abstract class CaseActInput {
  @Classified('CASE', 'KEEP_CASE')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;
}

/** The same of an act on a case that there is. */
@InputType()
abstract class ActOnCaseInput extends CaseActInput {
  @Classified('CASE', 'KEEP_CASE')
  @Field(() => ID, { description: '案件番号又は文書番号 / Either of its numbers' })
  number!: string;
}

@InputType({ description: '同意 (R226) / A consent' })
export class ConsentInput {
  @Classified('CASE', 'KEEP_CASE')
  @Field(() => String, { description: '様式、例 新接種券発行申請書兼接種記録確認同意書 / Form' })
  form!: string;

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => [ConsentScopeTerm], { description: '範囲 / What it covers' })
  scopes!: (keyof typeof ConsentScopeTerm)[];

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => PlainDate, { description: '同意した日 / Given on' })
  on!: string;
}

@InputType({ description: '案件を開く (R060, R069, R161, R230) / To open a case' })
export class OpenCaseInput extends CaseActInput {
  @Classified('CASE', 'KEEP_CASE', { text: 'KEY' })
  @Field(() => [ID], { description: '対象者の宛名番号(1–100件) / Address-name numbers of whom it is about' })
  atenaNumbers!: string[];

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => [PurposeTerm], { description: '求められた事務 / Purposes it serves' })
  purposes!: (keyof typeof PurposeTerm)[];

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => ID, { description: '受け付けた窓口(caseWindows の id) / Window, an id of caseWindows' })
  window!: string;

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => PlainDate, {
    nullable: true,
    description: '受け付けた日。省略すると今日 / Asked on; today when left out',
  })
  askedOn?: string | null;

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => String, {
    nullable: true,
    description:
      '市の文書番号、例 5小健第123号。案件番号としても使える。/ The city’s own number; names the case as well',
  })
  documentNumber?: string | null;

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => RequesterTerm, { description: '求めた者 / Who asked' })
  requester!: keyof typeof RequesterTerm;

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => ProxyGroundTerm, {
    nullable: true,
    description: '代理の根拠(代理人のとき) / Ground, of a proxy',
  })
  ground?: keyof typeof ProxyGroundTerm | null;

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => OfficeKindTerm, {
    nullable: true,
    description: '機関の種類(機関のとき) / Which office, of an office',
  })
  officeKind?: keyof typeof OfficeKindTerm | null;

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => String, {
    nullable: true,
    description: '代理人の氏名又は機関の名称(100文字以内) / Name of the proxy or office, at most 100 letters',
  })
  requesterName?: string | null;

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => [DocumentKindTerm], { description: '確認した書類の種類 / Kinds of documents seen' })
  documents!: (keyof typeof DocumentKindTerm)[];

  @Classified('CASE', 'KEEP_CASE')
  @Field(() => ConsentInput, { nullable: true, description: '同意 / Consent' })
  consent?: ConsentInput | null;
}

@InputType({ description: '案件に対象者を加える / To add persons to a case' })
export class AddCasePersonsInput extends ActOnCaseInput {
  @Classified('CASE', 'KEEP_CASE', { text: 'KEY' })
  @Field(() => [ID], {
    description:
      '加える者の宛名番号。案件の対象者は合わせて100人まで / Whom to add; a case is about at most 100',
  })
  atenaNumbers!: string[];
}

@InputType({ description: '確認した書類の種類を案件に加える / To add kinds of documents seen to a case' })
export class AddCaseDocumentsInput extends ActOnCaseInput {
  @Classified('CASE', 'KEEP_CASE')
  @Field(() => [DocumentKindTerm], { description: '確認した書類の種類 / Kinds of documents seen' })
  documents!: (keyof typeof DocumentKindTerm)[];
}

@InputType({
  description:
    '同意を案件に加える。同意のない案件に限る。同意した日は、案件を開いた日から本日まで。/ To add a consent to a case that has none; given between the day on which the case was opened and today',
})
export class AddCaseConsentInput extends ActOnCaseInput {
  @Classified('CASE', 'KEEP_CASE')
  @Field(() => ConsentInput, { description: '同意 / Consent' })
  consent!: ConsentInput;
}

@InputType({ description: '案件を閉じる / To close a case' })
export class CloseCaseInput extends ActOnCaseInput {
  @Classified('CASE', 'KEEP_CASE')
  @Field(() => CaseOutcomeTerm, { description: '結果 / How it ends' })
  outcome!: keyof typeof CaseOutcomeTerm;
}

@InputType({ description: '同意の撤回を記録する / To record that a consent was withdrawn' })
export class WithdrawConsentInput extends ActOnCaseInput {
  @Classified('CASE', 'KEEP_CASE')
  @Field(() => PlainDate, {
    nullable: true,
    description: '撤回した日。省略すると今日 / On; today when left out',
  })
  on?: string | null;
}

@InputType({ description: '番号と4情報で突き合わせる (R168) / To match by number and four items' })
export class MatchPersonInput {
  @Classified('NUMBER', 'IDENTIFY')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('NUMBER', 'IDENTIFY')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('NUMBER', 'IDENTIFY', { text: 'KEY' })
  @Field(() => ID, { description: '宛名番号 / Address-name number of the person' })
  atenaNumber!: string;

  @Classified('NUMBER', 'IDENTIFY')
  @Field(() => IndividualNumberInput, {
    description: '示された個人番号。変数でのみ / Number shown; only as a variable',
  })
  number!: Sealed<string>;

  @Classified('FINDING', 'IDENTIFY')
  @Field(() => String, { description: '示された氏名 / Name shown' })
  name!: string;

  @Classified('FINDING', 'IDENTIFY')
  @Field(() => PlainDate, { description: '示された生年月日 / Birth date shown' })
  birthDate!: string;

  @Classified('FINDING', 'IDENTIFY')
  @Field(() => Sex, { description: '示された性別 / Sex shown' })
  sex!: Sex;

  // Closed for whoever must not be found, so that no guess at an address is answered.
  @Classified('WHEREABOUTS', 'IDENTIFY')
  @Field(() => String, { description: '示された住所 / Address shown' })
  address!: string;
}

@InputType({
  description:
    '案件の対象者を探す条件。一つは必要。/ Conditions to find the person of a case by; at least one',
})
export class PersonSearch {
  @Classified('FINDING', 'IDENTIFY')
  @Field(() => String, {
    nullable: true,
    description: 'カナ氏名の初めの部分(2文字以上) / Reading from its beginning, two letters or more',
  })
  kanaPrefix?: string | null;

  @Classified('FINDING', 'IDENTIFY')
  @Field(() => PlainDate, { nullable: true, description: '生年月日 / Date of birth' })
  birthDate?: string | null;
}
