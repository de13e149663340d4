import { VACCINES } from '../../adapters/health-management/codes.js';
import type { CoverageDimension } from '../../adapters/health-management/model.js';
import { GatewayError } from '../errors/gateway-error.js';
import { suppressSmallCells, type SuppressedCell } from '../statistics/suppression.js';
import { type LoaderScope } from './scope.js';
import { NO_ITEMS } from '../sources/sources.js';

export interface CoverageQuestion {
  readonly vaccine: string;
  readonly by: readonly CoverageDimension[];
  readonly asOf: string;
}

/** Counted by the database, then cut here: cells that would single out a few people are not shown. */
export async function loadCoverage(
  scope: LoaderScope,
  question: CoverageQuestion,
): Promise<readonly SuppressedCell[]> {
  if (!VACCINES.has(question.vaccine)) throw unknownVaccine();
  const { sources, signal, budget } = scope;
  const cells = await budget.listing(signal, () =>
    sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.countCoverage(question, { signal: live, items: NO_ITEMS }),
    ),
  );
  return suppressSmallCells(cells, question.by.length);
}

function unknownVaccine(): GatewayError {
  const codes = [...VACCINES.keys()];
  return new GatewayError('BAD_USER_INPUT', {
    en: `Unknown vaccine code. Known: ${codes.join(', ')}.`,
    ja: `予防接種の種別コードが正しくありません。使えるもの: ${codes.join('、')}`,
    detail: 'vaccine',
  });
}
