import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import type { CoverageRow } from '../../src/loaders/coverage.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { CoverageCell, CoverageDimension } from './coverage.type.js';

@Resolver()
export class CoverageResolver {
  @Classified('STATISTICS', 'AGGREGATE')
  @Query(() => [CoverageCell], {
    description:
      '接種率の公表表。対象は接種計画の定める生年度の住民。公表日ごとに1度だけ作り、丸めて固定する。/ A published table of coverage: residents of the cohorts that the schedule names, rounded, made once for each publication day and never changed (docs/statistics.md)',
  })
  async immunizationCoverage(
    @Arg('vaccine', () => String, { description: '種別コード / Vaccine code, e.g. MR' }) vaccine: string,
    @Arg('by', () => [CoverageDimension], {
      description:
        '集計の軸(重複不可)。公表している組合せに限る。/ Dimensions, each once; only combinations that are published',
    })
    by: CoverageDimension[],
    @Arg('asOf', () => PlainDate, {
      nullable: true,
      description:
        '基準日。この日以前で最後の公表日の表を返す。省略すると今日。/ As of: the last publication day up to it answers; today when left out',
    })
    asOf: string | undefined,
    @Arg('dose', () => Int, {
      defaultValue: 1,
      description: '回数。この回まで接種した人を数える。/ Dose of the series: who has had so many',
    })
    dose: number,
    @Ctx() { loaders, today }: RequestContext,
  ): Promise<readonly CoverageRow[]> {
    return loaders.coverage({ vaccine, dose, by: [...new Set(by)], asOf: asOf ?? today });
  }

  @Classified('STATISTICS', 'AGGREGATE')
  @Query(() => [CoverageCell], {
    description:
      '複数の種別の公表表。対象のない種別の行はない。/ The published tables of several vaccines; one without a target on the day has no row',
  })
  coverageOf(
    @Arg('vaccines', () => [String], { description: '種別コード、30まで / Vaccine codes, up to 30' })
    vaccines: string[],
    @Arg('by', () => [CoverageDimension], { description: '集計の軸 / Dimensions, each once' })
    by: CoverageDimension[],
    @Arg('asOf', () => PlainDate, {
      nullable: true,
      description: '基準日。省略すると今日。/ As of; today when left out',
    })
    asOf: string | undefined,
    @Arg('dose', () => Int, { defaultValue: 1, description: '回数 / Dose of the series' }) dose: number,
    @Ctx() { loaders, today }: RequestContext,
  ): Promise<readonly CoverageRow[]> {
    return loaders.coverageOf(vaccines, { dose, by: [...new Set(by)], asOf: asOf ?? today });
  }

  @Classified('STATISTICS', 'AGGREGATE')
  @Query(() => [CoverageCell], {
    description:
      '期間内の公表日ごとの公表表、古い順。25日まで。/ The published tables of each publication day of a while, the first day first; up to 25 days',
  })
  coverageSeries(
    @Arg('vaccine', () => String, { description: '種別コード / Vaccine code' }) vaccine: string,
    @Arg('by', () => [CoverageDimension], { description: '集計の軸 / Dimensions, each once' })
    by: CoverageDimension[],
    @Arg('from', () => PlainDate, { description: '始め / First day' }) from: string,
    @Arg('to', () => PlainDate, { description: '終わり / Last day' }) to: string,
    @Arg('dose', () => Int, { defaultValue: 1, description: '回数 / Dose of the series' }) dose: number,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly CoverageRow[]> {
    return loaders.coverageSeries({ vaccine, dose, by: [...new Set(by)], from, to });
  }
}
