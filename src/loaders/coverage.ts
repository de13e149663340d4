import type { CoverageDimension } from '../../adapters/health-management/model.js';
import { suppressSmallCells, type SuppressedCell } from '../statistics/suppression.js';
import { NO_ITEMS, type LoaderScope } from './scope.js';

export interface CoverageQuestion {
  readonly vaccine: string;
  readonly by: readonly CoverageDimension[];
  readonly asOf: string;
}

/** Counted by the database, then cut here: cells that would single out a few people are not shown. */
export async function loadCoverage(scope: LoaderScope, question: CoverageQuestion): Promise<readonly SuppressedCell[]> {
  const { sources, signal } = scope;
  const cells = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.countCoverage(question, { signal: live, items: NO_ITEMS }),
  );
  return suppressSmallCells(cells, question.by.length);
}
