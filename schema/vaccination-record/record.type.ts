import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { Instant } from '../scalars/date-time.js';
import {
  FlagKindTerm,
  FlagStateTerm,
  ReadingTerm,
  RecordConsentTerm,
  RecordNeedTerm,
  RecordOutcomeTerm,
  RecordSideTerm,
} from './record.enums.js';

/** Its fields are in `record.resolver.ts`: each is a call of its own. */
@ObjectType({
  description:
    'ワクチン接種記録システム(VRS)の記録 (R018-R024)。LG-WAN端末から / What the vaccination record system has of a person; from LGWAN',
})
export class VaccinationRecord {}

@ObjectType({ description: '接種券 (R019) / Coupon: one valid per person, a number is given once' })
export class VaccinationCoupon {
  @Classified('RECORD_SYSTEM', 'READ', { text: 'KEY' })
  @Field(() => String, { nullable: true, description: '券番号 (10桁) / Number' })
  number!: string | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => PlainDate, { nullable: true, description: '発行日 / Issued on' })
  issuedOn!: string | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => PlainDate, {
    nullable: true,
    description: '無効になった日。有効な券は null / Void from this day; null: valid',
  })
  voidedOn!: string | null;
}

@ObjectType({ description: '転出・死亡のフラグ (R021) / Move-out or death flag' })
export class TargetFlag {
  @Classified('RECORD_SYSTEM', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '異動の符号 / Name of the movement' })
  movement!: string | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => FlagKindTerm, { nullable: true, description: '種類 / Kind' })
  kind!: keyof typeof FlagKindTerm | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => PlainDate, {
    nullable: true,
    description: '発効日。この日から接種対象者でない / First day on which the person is no target',
  })
  effectiveOn!: string | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => Boolean, { nullable: true, description: '予定(未確定) / Not confirmed yet' })
  planned!: boolean | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => FlagStateTerm, { nullable: true, description: '状態 / State' })
  state!: keyof typeof FlagStateTerm | null;
}

@ObjectType({ description: '接種記録 (R020) / Dose' })
export class CouponDose {
  @Classified('HEALTH', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '記録の符号 / Id of the record' })
  id!: string | null;

  @Classified('HEALTH')
  @Field(() => Int, { nullable: true, description: '回数 / Which dose' })
  dose!: number | null;

  @Classified('HEALTH')
  @Field(() => PlainDate, { nullable: true, description: '接種日 / Day' })
  day!: string | null;

  @Classified('RECORD_SYSTEM', 'READ', { text: 'KEY' })
  @Field(() => String, { nullable: true, description: '券番号 / Coupon' })
  couponNumber!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: 'メーカー / Maker' })
  maker!: string | null;

  @Classified('HEALTH', 'READ', { text: 'LOT' })
  @Field(() => String, { nullable: true, description: 'ロット番号 / Lot' })
  lot!: string | null;

  @Classified('WHEREABOUTS')
  @Field(() => String, { nullable: true, description: '会場 / Venue' })
  venue!: string | null;

  @Classified('WHEREABOUTS')
  @Field(() => String, { nullable: true, description: '接種した市区町村 / Municipality where it was given' })
  givenIn!: string | null;

  @Classified('PRACTITIONER')
  @Field(() => String, { nullable: true, description: '医師名 / Doctor' })
  doctor!: string | null;

  @Classified('HEALTH')
  @Field(() => ReadingTerm, { nullable: true, description: '読み取り方 / How the line came in' })
  reading!: keyof typeof ReadingTerm | null;

  @Classified('HEALTH')
  @Field(() => Instant, { nullable: true, description: '登録日時 / Registered at' })
  registeredAt!: string | null;

  @Classified('HEALTH')
  @Field(() => Int, {
    nullable: true,
    description: '版。訂正のたびに1増える / One more with each correction',
  })
  version!: number | null;

  @Classified('HEALTH')
  @Field(() => Boolean, {
    nullable: true,
    description: '手で訂正済み。取り込みで上書きされない / Corrected by hand: nothing read in replaces it',
  })
  locked!: boolean | null;
}

@ObjectType({
  description: '他市区町村との照会・提供の記録 (R022) / Record of an inquiry, ours or another municipality’s',
})
export class RecordInquiry {
  @Classified('RECORD_SYSTEM', 'READ', { text: 'KEY' })
  @Field(() => ID, { nullable: true, description: '照会の符号 / Id of the inquiry' })
  id!: string | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => RecordSideTerm, { nullable: true, description: '市の側 / Which side the city was on' })
  side!: keyof typeof RecordSideTerm | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => Instant, { nullable: true, description: '日時 / When' })
  at!: string | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => RecordOutcomeTerm, { nullable: true, description: '結果 / Outcome' })
  outcome!: keyof typeof RecordOutcomeTerm | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => RecordNeedTerm, { nullable: true, description: '必要性 / Need' })
  need!: keyof typeof RecordNeedTerm | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => RecordConsentTerm, { nullable: true, description: '同意 / Consent' })
  consent!: keyof typeof RecordConsentTerm | null;

  @Classified('WHEREABOUTS')
  @Field(() => String, {
    nullable: true,
    description: '相手の市区町村コード / Code of the other municipality',
  })
  counterpart!: string | null;
}

@ObjectType({
  description: '転入前の市区町村から提供された接種 / A dose as the former municipality provided it',
})
export class ProvidedDose {
  @Classified('HEALTH')
  @Field(() => Int, { nullable: true, description: '回数 / Which dose' })
  dose!: number | null;

  @Classified('HEALTH')
  @Field(() => PlainDate, { nullable: true, description: '接種日 / Day' })
  day!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: 'メーカー / Maker' })
  maker!: string | null;

  @Classified('HEALTH', 'READ', { text: 'LOT' })
  @Field(() => String, { nullable: true, description: 'ロット番号 / Lot' })
  lot!: string | null;
}

@ObjectType({ description: '照会への回答。番号は含まない / Answer to an inquiry; holds no number' })
export class RecordAnswer {
  @Classified('RECORD_SYSTEM')
  @Field(() => RecordOutcomeTerm, { nullable: true, description: '結果 / Outcome' })
  outcome!: keyof typeof RecordOutcomeTerm | null;

  @Classified('RECORD_SYSTEM')
  @Field(() => Instant, { nullable: true, description: '回答日時 / Answered at' })
  answeredAt!: string | null;

  @Classified('WHEREABOUTS')
  @Field(() => String, { nullable: true, description: '照会先の市区町村コード / Municipality asked' })
  municipality!: string | null;

  @Classified('HEALTH')
  @Field(() => [ProvidedDose], { nullable: true, description: '接種 / Doses' })
  doses!: ProvidedDose[] | null;
}
