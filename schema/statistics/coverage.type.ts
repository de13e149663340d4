import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { COVERAGE_DIMENSIONS } from '../../src/policy/statistics-rules.js';
import { Classified } from '../classified.js';
import { enumOf } from '../enum-of.js';
import { PlainDate } from '../scalars/dates.js';

export const CoverageDimension = enumOf(COVERAGE_DIMENSIONS);
export type CoverageDimension = (typeof CoverageDimension)[keyof typeof CoverageDimension];
registerEnumType(CoverageDimension, {
  name: 'CoverageDimension',
  description: '集計の軸 / What to count by',
  valuesConfig: {
    COHORT: {
      description:
        '生年度(4月2日から翌年4月1日) / School year of birth, 2 April to 1 April, by its first year',
    },
    AGE_BAND: {
      description:
        '公表日の年度内に達する年齢の5歳階級(生年度の組) / Five years of the age attained within the fiscal year of the day: groups of cohorts',
    },
    SEX: { description: '性別 / Sex' },
    DISTRICT: {
      description:
        '地区。居所を示せない人は数えない。/ District; whose whereabouts must not be told is in none',
    },
  },
});

@ObjectType({ description: '集計軸の値 / Value of one dimension' })
export class CoverageKey {
  @Classified('STATISTICS')
  @Field(() => CoverageDimension, { description: '軸 / Dimension' })
  dimension!: CoverageDimension;

  @Classified('STATISTICS')
  @Field(() => String, { description: '値 / Value' })
  value!: string;

  @Classified('STATISTICS')
  @Field(() => String, { description: '値の名称(日本語) / Its name in Japanese' })
  labelJa!: string;

  @Classified('STATISTICS')
  @Field(() => String, { description: '値の名称(英語) / Its name in English' })
  labelEn!: string;
}

@ObjectType({
  description:
    '接種率の1区分。数は丸めてあり、合計は内訳の和と少し異なる。小さい区分は秘匿する。/ One cell of coverage. Counts are rounded, each by itself: a total differs a little from the sum of its parts. Small cells are hidden',
})
export class CoverageCell {
  @Classified('STATISTICS')
  @Field(() => String, { description: '種別コード / Vaccine code' })
  vaccine!: string;

  @Classified('STATISTICS')
  @Field(() => Int, { description: '回数 / Dose of the series' })
  dose!: number;

  @Classified('STATISTICS')
  @Field(() => PlainDate, { description: 'この表の公表日 / Publication day of this table' })
  publishedOn!: string;

  @Classified('STATISTICS')
  @Field(() => [CoverageKey], { description: '区分 / Key' })
  key!: readonly CoverageKey[];

  @Classified('STATISTICS')
  @Field(() => Int, {
    nullable: true,
    description: '対象の生年度の住民数。秘匿時は null。/ Residents of the target cohorts; null when hidden',
  })
  population!: number | null;

  @Classified('STATISTICS')
  @Field(() => Int, {
    nullable: true,
    description: 'この回まで接種した人数。秘匿時は null。/ Of them with so many doses; null when hidden',
  })
  vaccinated!: number | null;

  @Classified('STATISTICS')
  @Field(() => Float, {
    nullable: true,
    description: '接種率 (0–1)(公表した数による) / Share, of the published counts',
  })
  rate!: number | null;

  @Classified('STATISTICS')
  @Field(() => Boolean, { description: '秘匿した / Hidden, for it is small' })
  suppressed!: boolean;
}
