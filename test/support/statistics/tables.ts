import type { CoverageDimension } from '../../../src/policy/statistics-rules.js';
import { targetDoses, type TargetDose } from '../../../src/statistics/target-doses.js';
import { policy } from '../../unit/policy/harness.js';
import { answered } from '../answered.js';
import type { TestGateway } from '../gateway.js';

export interface AskedCell {
  readonly publishedOn: string;
  readonly key: readonly { readonly dimension: string; readonly value: string }[];
  readonly population: number | null;
  readonly vaccinated: number | null;
  readonly rate: number | null;
  readonly suppressed: boolean;
}

export interface AskedTable {
  readonly target: TargetDose;
  readonly cut: readonly CoverageDimension[];
  readonly cells: readonly AskedCell[];
}

const FIELDS = 'publishedOn key { dimension value } population vaccinated rate suppressed';
/** Lists in one operation. */
const ALIASES = 10;

/** One table as the dashboard sees it. */
export async function askTable(
  gateway: TestGateway,
  { vaccine, dose = 1, by, asOf }: { vaccine: string; dose?: number; by: readonly string[]; asOf?: string },
): Promise<readonly AskedCell[]> {
  const day = asOf === undefined ? '' : `, asOf: "${asOf}"`;
  const query = `{ immunizationCoverage(vaccine: "${vaccine}", dose: ${dose}, by: [${by.join(',')}]${day}) { ${FIELDS} } }`;
  const { immunizationCoverage } = await answered(() =>
    gateway.as<{ immunizationCoverage: AskedCell[] }>('dashboard', { purpose: 'STATISTICS', query }),
  );
  return immunizationCoverage;
}

/** All tables of one publication day, or of some of its doses: the whole family, as anybody who may see it does. */
export async function askFamily(
  gateway: TestGateway,
  day: string,
  chosen: (target: TargetDose) => boolean = () => true,
): Promise<readonly AskedTable[]> {
  const wanted = targetDoses(policy.schedule, day)
    .filter(chosen)
    .flatMap((target) => policy.statistics.cuts.map((cut) => ({ target, cut })));
  const tables: AskedTable[] = [];
  for (let start = 0; start < wanted.length; start += ALIASES) {
    const some = wanted.slice(start, start + ALIASES);
    const lists = some.map(
      ({ target, cut }, at) =>
        `t${at}: immunizationCoverage(vaccine: "${target.vaccine}", dose: ${target.dose}, by: [${cut.join(',')}], asOf: "${day}") { ${FIELDS} }`,
    );
    const asked = { purpose: 'STATISTICS', query: `{ ${lists.join(' ')} }` };
    const told = await answered(() => gateway.as<Record<string, AskedCell[]>>('dashboard', asked));
    some.forEach(({ target, cut }, at) => tables.push({ target, cut, cells: told[`t${at}`] ?? [] }));
  }
  return tables;
}
