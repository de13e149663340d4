import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../src/request/request-context.js';
import { Classified } from '../classified.js';
import { PlainDate } from '../scalars/dates.js';
import { CoverageCell, CoverageDimension } from './coverage.type.js';

@Resolver()
export class CoverageResolver {
  @Classified('STATISTICS', 'AGGREGATE')
  @Query(() => [CoverageCell], { description: '接種率の集計 / Coverage, counted in the database' })
  async immunizationCoverage(
    @Arg('vaccine', () => String, { description: '種別コード / Vaccine code, e.g. MR' }) vaccine: string,
    @Arg('by', () => [CoverageDimension], { description: '集計の軸(重複不可) / Dimensions, each once' })
    by: CoverageDimension[],
    @Arg('asOf', () => PlainDate, {
      nullable: true,
      description: '基準日。省略すると今日。/ As of; today when left out',
    })
    asOf: string | undefined,
    @Ctx() { loaders, today }: RequestContext,
  ): Promise<CoverageCell[]> {
    const dimensions = [...new Set(by)];
    const cells = await loaders.coverage({ vaccine, by: dimensions, asOf: asOf ?? today });
    return cells.map((cell) => ({
      ...cell,
      key: dimensions.map((dimension, at) => ({ dimension, value: cell.key[at] as string })),
    }));
  }
}
