import { Field, ID, InputType, Int } from 'type-graphql';
import { KEY, VALIDATE } from '../act-texts.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import {
  ApplicationDecisionTerm,
  CertificateKindTerm,
  CorrectionReasonTerm,
  FlagKindTerm,
  IdentityCheckTerm,
  ReadingTerm,
  RecordNeedTerm,
  ReissueReasonTerm,
} from './record.enums.js';

const PERSON = '宛名番号 / Address-name number';

@InputType()
abstract class RecordActInput {
  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;
}

@InputType()
abstract class PersonActInput extends RecordActInput {
  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'KEY' })
  @Field(() => ID, { description: PERSON })
  atenaNumber!: string;
}

@InputType({ description: '接種対象者の登録 (R006, R019) / To register a target with a coupon' })
export class RegisterTargetInput extends PersonActInput {
  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'KEY' })
  @Field(() => String, { description: '券番号 (10桁) / Coupon: 10 digits' })
  couponNumber!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => PlainDate, {
    nullable: true,
    description: '発行日。省略すると今日 / Issued on; today when left out',
  })
  issuedOn?: string | null;
}

@InputType({ description: '接種券の再発行 (R019) / To make a coupon anew' })
export class ReissueCouponInput extends RegisterTargetInput {
  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => ReissueReasonTerm, { description: '理由 / Why' })
  reason!: keyof typeof ReissueReasonTerm;
}

@InputType()
abstract class DoseFactsInput extends PersonActInput {
  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => PlainDate, { description: '接種日 / Day' })
  day!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => String, { description: '会場(30文字以内) / Venue, at most 30 letters' })
  venue!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => String, { description: '医師名(20文字以内) / Doctor, at most 20 letters' })
  doctor!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => String, { description: 'メーカー(20文字以内) / Maker, at most 20 letters' })
  maker!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'LOT' })
  @Field(() => String, { description: 'ロット番号(20文字以内) / Lot, at most 20 letters' })
  lot!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => String, {
    description: '接種した市区町村コード (6桁) / Code of the municipality where it was given',
  })
  givenIn!: string;
}

@InputType({ description: '接種記録の登録 (R020) / To record a dose by the line of a coupon' })
export class RecordCouponDoseInput extends DoseFactsInput {
  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'KEY' })
  @Field(() => String, { description: '接種券の18桁の番号 / The 18 digits of the coupon' })
  line!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => ReadingTerm, { description: '読み取り方 / How it was read' })
  reading!: keyof typeof ReadingTerm;
}

@InputType({ description: '接種記録の訂正 (R020) / To correct a dose: what is right, whole' })
export class CorrectCouponDoseInput extends DoseFactsInput {
  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'KEY' })
  @Field(() => ID, { description: '記録の符号 / Id of the dose' })
  doseId!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => Int, { description: '読んだときの版 / The version that was read' })
  version!: number;

  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'KEY' })
  @Field(() => String, { description: '券番号 (10桁)。この方の券に限る / Coupon, one of this person’s' })
  couponNumber!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => Int, { description: '回数 / Which dose' })
  dose!: number;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => CorrectionReasonTerm, { description: '理由 / Why' })
  reason!: keyof typeof CorrectionReasonTerm;
}

@InputType({ description: '接種記録の取消 (R020) / To withdraw a dose' })
export class WithdrawCouponDoseInput extends PersonActInput {
  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'KEY' })
  @Field(() => ID, { description: '記録の符号 / Id of the dose' })
  doseId!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => Int, { description: '読んだときの版 / The version that was read' })
  version!: number;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => CorrectionReasonTerm, { description: '理由 / Why' })
  reason!: keyof typeof CorrectionReasonTerm;
}

@InputType({ description: 'フラグの設定 (R021) / To set a flag, or change its day' })
export class SetTargetFlagInput extends PersonActInput {
  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => FlagKindTerm, { description: '種類 / Kind' })
  kind!: keyof typeof FlagKindTerm;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => PlainDate, { description: '発効日 / First day on which the person is no target' })
  effectiveOn!: string;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => Boolean, { defaultValue: false, description: '予定(未確定) / Not confirmed yet' })
  planned!: boolean;

  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'KEY' })
  @Field(() => ID, {
    nullable: true,
    description:
      '既にあるフラグの異動の符号。新しい異動では省略 / Movement of a flag that is there; left out for a new one',
  })
  movement?: string | null;
}

@InputType({ description: 'フラグの取消 (R021) / To cancel a flag: the movement was cancelled' })
export class CancelTargetFlagInput extends PersonActInput {
  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'KEY' })
  @Field(() => ID, { description: '異動の符号 / Movement of the flag' })
  movement!: string;
}

@InputType({
  description:
    '転入前の市区町村への照会 (R022, R148)。案件に同意と本人確認が要る / To ask the municipality from which somebody moved in; the case needs consent and identity check',
})
export class AskVaccinationRecordInput {
  @Classified('RECORD_SYSTEM', 'INQUIRE')
  @Field(() => String, { description: KEY })
  idempotencyKey!: string;

  @Classified('RECORD_SYSTEM', 'INQUIRE')
  @Field(() => Boolean, { defaultValue: false, description: VALIDATE })
  validateOnly!: boolean;

  @Classified('RECORD_SYSTEM', 'INQUIRE', { text: 'KEY' })
  @Field(() => ID, { description: PERSON })
  atenaNumber!: string;

  @Classified('RECORD_SYSTEM', 'INQUIRE')
  @Field(() => RecordNeedTerm, { description: '必要性 / Need' })
  need!: keyof typeof RecordNeedTerm;

  @Classified('RECORD_SYSTEM', 'INQUIRE')
  @Field(() => String, {
    nullable: true,
    description:
      '照会先の市区町村コード (6桁)。転入元が一つなら省略 / Code of the municipality; left out where the person moved in from one',
  })
  municipality?: string | null;

  @Classified('RECORD_SYSTEM', 'INQUIRE')
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      '本人の同意を得ることが困難である。その日の同意の取扱いが認める場合に限り足りる (X12) / No consent can be obtained; enough only where the rule of the day says so',
  })
  consentHardToObtain!: boolean;
}

@InputType({ description: '窓口での証明書の申請 (R024) / An application at the counter' })
export class ApplyForCertificateInput extends PersonActInput {
  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => CertificateKindTerm, { description: '種類 / Kind' })
  kind!: keyof typeof CertificateKindTerm;

  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => IdentityCheckTerm, { description: '本人確認 (番号法16条) / Identity check' })
  identityCheck!: keyof typeof IdentityCheckTerm;
}

@InputType({ description: '交付の記録 (R024) / That the certificate was handed over' })
export class MarkApplicationIssuedInput extends RecordActInput {
  @Classified('RECORD_SYSTEM', 'REGISTER', { text: 'KEY' })
  @Field(() => ID, { description: '申請の番号 / Number of the application' })
  number!: string;
}

@InputType({ description: '申請への決定 (R024) / Decision on an application' })
export class DecideApplicationInput extends MarkApplicationIssuedInput {
  @Classified('RECORD_SYSTEM', 'REGISTER')
  @Field(() => ApplicationDecisionTerm, { description: '決定 / Decision' })
  decision!: keyof typeof ApplicationDecisionTerm;
}
