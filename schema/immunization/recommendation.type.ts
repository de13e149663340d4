import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { NOT_TARGET_REASONS } from '../../src/immunization/no-target.js';
import { RECOMMENDATION_STATUSES } from '../../src/immunization/recommend.js';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { PartialDate } from '../resident/partial-date.type.js';
import { Vaccine } from './immunization-parts.type.js';

export const NotTargetReasonTerm = enumOf(NOT_TARGET_REASONS);
registerEnumType(NotTargetReasonTerm, {
  name: 'NotTargetReason',
  description: '対象外の理由 / Why a measure is not for somebody',
  valuesConfig: {
    SEX: { description: '性別が対象と異なる / It is for the other sex' },
    BIRTH_DAY: { description: '生年月日が対象の範囲にない / It is for those born on other days' },
    NOT_BORN: { description: '基準日にまだ生まれていない / Not born on the day asked about' },
    TOO_FEW_DOSES: {
      description:
        'このワクチンで始めた者だけが対象 / It is for those who have begun their series with this vaccine',
    },
    FIRST_DOSE_DAY: {
      description:
        '初回の接種の日(まだの者は基準日)が対象の期間にない / The first dose, or where there is none the day asked about, lies outside of the days of the special measure',
    },
    TOO_OLD: {
      description: '制度の開始前に対象の年齢を過ぎた / The age was over before the measure began',
    },
    TOO_YOUNG: {
      description: '制度の終了までに対象の年齢にならない / The age comes after the end of the measure',
    },
  },
});
export const RecommendationStatus = enumOf(RECOMMENDATION_STATUSES);
registerEnumType(RecommendationStatus, {
  name: 'RecommendationStatus',
  description: '次の接種の状況 / Where the next dose stands',
  valuesConfig: {
    NOT_YET: { description: 'これから。年齢又は間隔がまだ。/ The age or the interval is still to come' },
    DUE: { description: '接種できる / It may be given' },
    OVERDUE: {
      description:
        '標準的な期間を過ぎたが、まだ接種できる / The standard period is over; it may still be given',
    },
    COMPLETE: { description: '完了 / The series is complete' },
    PAST: { description: '接種できる期間を過ぎた / The last legal day has passed' },
    NOT_TARGET: { description: '対象外 / No target' },
    UNDETERMINED: {
      description:
        '判断できない。接種の記録、生年月日又は性別が読めない。/ A dose, the birth or the sex cannot be read: look first',
    },
  },
});

@ObjectType({
  description:
    '法定の次の接種 (R070)。予防接種ごと。医師の判断に代わるものではない。/ The next dose of one vaccine by the law of the day. It does not stand for a doctor’s judgement',
})
export class Recommendation {
  @Classified('HEALTH')
  @Field(() => Vaccine, { nullable: true, description: '予防接種 / Vaccine' })
  vaccine!: Vaccine | null;

  @Classified('HEALTH')
  @Field(() => Int, {
    nullable: true,
    description: '次の回数。ないとき null。/ Next dose; null where there is none',
  })
  dose!: number | null;

  @Classified('HEALTH')
  @Field(() => RecommendationStatus, { nullable: true, description: '状況 / Status' })
  status!: keyof typeof RecommendationStatus | null;

  @Classified('HEALTH')
  @Field(() => [NotTargetReasonTerm], {
    nullable: true,
    description: '対象外の理由のすべて。対象のとき空。/ Every reason of NOT_TARGET; empty where it is none',
  })
  notTargetReasons!: readonly (keyof typeof NotTargetReasonTerm)[] | null;

  @Classified('HEALTH')
  @Field(() => PartialDate, {
    nullable: true,
    description: '年齢だけから接種できる最初の日 / First day by the age alone',
  })
  earliest!: PartialDate | null;

  @Classified('HEALTH')
  @Field(() => PartialDate, {
    nullable: true,
    description: '間隔も含めて接種できる最初の日 / First day, the intervals counted',
  })
  from!: PartialDate | null;

  @Classified('HEALTH')
  @Field(() => PartialDate, {
    nullable: true,
    description:
      '標準的な期間の最後の日。定めがなければ null。/ Last day of the standard period; null where none is set',
  })
  until!: PartialDate | null;

  @Classified('HEALTH')
  @Field(() => PartialDate, {
    nullable: true,
    description: '接種できる最後の日。終わりがなければ null。/ Last legal day; null where there is no end',
  })
  latest!: PartialDate | null;

  @Classified('HEALTH')
  @Field(() => String, {
    nullable: true,
    description: '規則と根拠の文 / The rule in a sentence, with its source, in Japanese',
  })
  textJa!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '同じく英語 / The same in English' })
  textEn!: string | null;

  @Classified('HEALTH')
  @Field(() => String, {
    nullable: true,
    description:
      '接種計画の版(種別コード、施行日、特例) / Version of the schedule: code, first day, special measure',
  })
  rule!: string | null;

  @Classified('HEALTH')
  @Field(() => String, { nullable: true, description: '根拠 / Where the rule was seen' })
  source!: string | null;

  @Classified('HEALTH')
  @Field(() => Boolean, {
    nullable: true,
    description: '法令の本文で確かめた版か / Whether the rule was checked against the text of the law',
  })
  verified!: boolean | null;

  @Classified('HEALTH')
  @Field(() => [ID], { nullable: true, description: '数えた接種の記録番号 / Records that were counted' })
  countedDoses!: readonly string[] | null;
}
