import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { birthsOf } from '../../src/immunization/target-cohorts.js';
import { loadPolicy } from '../../src/policy/load.js';
import { lastPublicationDay } from '../../src/statistics/publication-day.js';
import { targetDoses } from '../../src/statistics/target-doses.js';
import { toEraDigits } from '../../adapters/legacy/era.js';
import { ageOfCohort } from '../../src/immunization/target-cohorts.js';
import { ROOT, type BenchCity } from './bench-city.js';
import { startMetered, type MeteredProcess } from './metered-process.js';
import type { CoverageCount } from './peers/coverage-count.js';
import { peerEnvironment } from './peers/peer-settings.js';
import { startArguments, startSekisho } from './sekisho-server.js';
import type { Shape } from './shapes.js';

export const PEERS = ['apollo', 'shielded', 'mercurius', 'raw'] as const;
export const SERVERS = ['sekisho', ...PEERS] as const;
export type Peer = (typeof PEERS)[number];
export type ServerName = (typeof SERVERS)[number];

export const TITLES: Readonly<Record<ServerName, string>> = {
  sekisho: 'Sekisho',
  apollo: 'Apollo',
  shielded: 'shield + pino',
  mercurius: 'Mercurius JIT',
  raw: 'raw http',
};

export interface Competitor extends MeteredProcess {
  readonly name: ServerName;
  headers(shape: Shape): Promise<Record<string, string>>;
}

export interface Competition {
  readonly servers: readonly Competitor[];
  /** Where the gateway keeps its log. */
  readonly auditDirectory: string;
  close(): Promise<void>;
}

const COVERED_VACCINE = { graph: 'COVID19', ledger: '301' };

/** All servers, each over its own copy of the city. `fromSources`: without anything that was built before. */
export async function startCompetition(city: BenchCity, fromSources: boolean): Promise<Competition> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peers-'));
  const coverage = coverageCount(city.manifest.asOf);
  const sekisho = await startSekisho(city, fromSources);
  const servers: Competitor[] = [{ ...sekisho, name: 'sekisho' }];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const name of PEERS) {
      const own = city.copyTo(join(folder, name));
      const settings = { today: city.manifest.asOf, coverage, log: join(folder, `${name}.log`) };
      const running = await startMetered({
        arguments: [
          ...flags(),
          '-r',
          join(ROOT, 'test/support/ts-hook.cjs'),
          join(__dirname, `peers/${name}.ts`),
        ],
        environment: peerEnvironment(own, settings),
      });
      const headers = () => Promise.resolve({ 'content-type': 'application/json' });
      servers.push({ ...running, name, headers });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { servers, auditDirectory: sekisho.auditDirectory, close };
}

/** Of V8, those that `npm start` gives the gateway: what is compared is the programs. */
function flags(): readonly string[] {
  return startArguments(false).filter((one) => one.startsWith('--'));
}

/** What the gateway's newest table counts. */
function coverageCount(today: string): CoverageCount {
  const { schedule, statistics } = loadPolicy(join(ROOT, 'policy', 'koganei'));
  const day = lastPublicationDay(statistics, today, today);
  const target = targetDoses(schedule, day ?? '').find(
    ({ vaccine, dose }) => vaccine === COVERED_VACCINE.graph && dose === 1,
  );
  if (day === null || target === undefined) throw new RangeError('No table of coverage is published yet');
  const { cohorts, countFrom } = target;
  return {
    vaccine: COVERED_VACCINE.ledger,
    bornFrom: toEraDigits(birthsOf(Math.min(...cohorts)).from, 'FIRST'),
    bornTo: toEraDigits(birthsOf(Math.max(...cohorts)).to, 'LAST'),
    givenFrom: countFrom === null ? '1000000' : toEraDigits(countFrom, 'FIRST'),
    givenTo: toEraDigits(day, 'LAST'),
    fiscalYear: ageOfCohort(0, day),
    cohorts,
  };
}
