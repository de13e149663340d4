import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUNICIPALITY, NEIGHBOUR } from '../../../src/about.js';
import type { ActRecord, RecordBody } from '../../../src/audit/record/record.js';
import { clockOn } from '../../../src/calendar/clock.js';
import { startVrsForCity } from '../../../src/mock/vrs/start-for-city.js';
import type { MockVrs } from '../../../src/mock/vrs/start.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { FindingLog } from '../../../src/reconciliation/finding-log.js';
import { FindingStore } from '../../../src/reconciliation/finding-store.js';
import { SideReader } from '../../../src/reconciliation/read-sides.js';
import { ReconciliationRun, type RunParts } from '../../../src/reconciliation/reconciliation-run.js';
import { RunLog } from '../../../src/reconciliation/run-log.js';
import { openSources, type OpenSources } from '../../../src/sources/open-sources.js';
import { SOURCE_FACTS } from '../../../src/sources/source-facts.js';
import { SourcePolicies } from '../../../src/sources/source-policy.js';
import { ROOT } from '../gateway.js';

export interface CityFacts {
  readonly directory: string;
  readonly seed: number;
  readonly size: number;
  readonly asOf: string;
}

export interface ReconciliationWorld {
  readonly vrs: MockVrs;
  readonly sources: OpenSources;
  readonly store: FindingStore;
  readonly storePath: string;
  readonly reader: SideReader;
  /** What runs have put on record; a person is `p-` and their number. */
  readonly logged: readonly ActRecord[];
  readonly data: string;
  /** A run that is new, or goes on. */
  run(parts?: Partial<RunParts>): ReconciliationRun;
  end(): Promise<void>;
}

/** A gateway that is there already: the run works on its store, its ledger and its VRS. */
export interface Beside {
  readonly vrs: MockVrs;
  /** Where VRS keeps its keys. */
  readonly data: string;
  /** Files. */
  readonly health: string;
  readonly store: string;
}

/** A city's three systems, VRS's stand-in beside them, and a store: what a run needs, without a gateway. */
export async function startReconciliation(
  city: CityFacts,
  beside: Beside | null = null,
): Promise<ReconciliationWorld> {
  const data = beside?.data ?? mkdtempSync(join(tmpdir(), 'sekisho-recon-'));
  const policy = loadPolicy(join(ROOT, 'policy', 'koganei'));
  const clock = clockOn(city.asOf);
  const vrs =
    beside?.vrs ??
    (await startVrsForCity({
      ...{ dataDirectory: data, cityDirectory: city.directory, city, policy: () => policy, clock },
      ...{ municipality: MUNICIPALITY, neighbour: NEIGHBOUR },
    }));
  const sqlite = (name: string) =>
    ({ kind: 'sqlite', path: join(city.directory, MUNICIPALITY, `${name}.sqlite`) }) as const;
  const sources = await openSources({
    urls: {
      ...{ registry: sqlite('registry'), address: sqlite('address-name') },
      health: beside === null ? sqlite('health') : { kind: 'sqlite', path: beside.health },
    },
    ...{ intermediate: null, vrs: { url: vrs.url, keys: join(data, 'keys', `vrs-${MUNICIPALITY}.json`) } },
    municipality: MUNICIPALITY,
    policies: new SourcePolicies((system) => ({ ...SOURCE_FACTS[system].limits, timeoutMs: 60_000 })),
    measures: null,
    onQuarantine: () => undefined,
    onFault: () => undefined,
  });
  if (sources.vrs === null) throw new TypeError('VRS is connected');
  const storePath = beside?.store ?? join(data, 'store.sqlite');
  const store = await FindingStore.open({ url: { kind: 'sqlite', path: storePath } });
  const reader = new SideReader({ sources, vrs: sources.vrs, staff: () => policy.vrs.system.staff });
  const logged: ActRecord[] = [];
  const audit = {
    seal: (record: RecordBody) => Promise.resolve(logged.push(record as ActRecord)),
    pseudonym: (number: string) => `p-${number}`,
  };
  const log = new RunLog(new FindingLog(audit), 'SEKISHO');
  return {
    ...{ vrs, sources, store, storePath, reader, data, logged },
    run: (parts = {}) =>
      new ReconciliationRun({
        ...{ store, reader, log, municipality: MUNICIPALITY, today: clock.today },
        ...{ now: () => clock.now().toISOString(), rules: () => policy.vrs.reconciliation },
        ...parts,
      }),
    end: async () => {
      await store.close();
      await sources.close();
      if (beside !== null) return;
      await vrs.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A line of either truth file, as far as a finding is held against it. */
export interface Planted {
  readonly kind: string;
  readonly municipality: string;
  readonly healthNumber: string;
  readonly atenaNumber?: string;
  readonly immunizationId?: number;
  readonly doseNumber?: number;
  readonly doseId?: string;
  readonly right?: string | number;
}

/** What the city has planted in its ledger, and the stand-in in VRS, of our own municipality's COVID-19 doses. */
export function plantedFaults({ directory }: CityFacts, data: string): readonly Planted[] {
  const lines = (path: string): readonly Planted[] =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Planted)
      .filter(({ municipality }) => municipality === MUNICIPALITY);
  const ofLedger = lines(join(directory, 'truth.jsonl')).filter(
    ({ kind, right }) => kind.startsWith('VRS_') || (kind === 'UNKNOWN_VACCINE_CODE' && right === '301'),
  );
  return [...ofLedger, ...lines(join(data, 'vrs', 'truth.jsonl'))];
}
