import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../classified.js';

export const CoverageDimension = { AGE_BAND: 'AGE_BAND', SEX: 'SEX', DISTRICT: 'DISTRICT' } as const;
export type CoverageDimension = (typeof CoverageDimension)[keyof typeof CoverageDimension];
registerEnumType(CoverageDimension, {
  name: 'CoverageDimension',
  description: '集計の軸 / What to count by',
});

@ObjectType({ description: '集計軸の値 / Value of one dimension' })
export class CoverageKey {
  @Classified('STATISTICS')
  @Field(() => CoverageDimension, { description: '軸 / Dimension' })
  dimension!: CoverageDimension;

  @Classified('STATISTICS')
  @Field(() => String, { description: '値 / Value' })
  value!: string;
}

@ObjectType({
  description:
    '接種率の1区分。10人未満は秘匿し、逆算もできない。/ One cell of coverage; cells under 10 are suppressed, and not to be recomputed from others',
})
export class CoverageCell {
  @Classified('STATISTICS')
  @Field(() => [CoverageKey], { description: '区分 / Key' })
  key!: CoverageKey[];

  @Classified('STATISTICS')
  @Field(() => Int, {
    nullable: true,
    description: '対象人数。秘匿時は null。/ Residents; null when suppressed',
  })
  population!: number | null;

  @Classified('STATISTICS')
  @Field(() => Int, { nullable: true, description: '1回以上接種した人数 / Of them with at least one dose' })
  vaccinated!: number | null;

  @Classified('STATISTICS')
  @Field(() => Float, { nullable: true, description: '接種率 0–1 / Share' })
  rate!: number | null;

  @Classified('STATISTICS')
  @Field(() => Boolean, { description: '秘匿した / Suppressed' })
  suppressed!: boolean;
}
