import type { AuditLog } from '../audit/audit-log.js';
import { ALONE, DutyTask, type Duty } from '../background/duty.js';
import type { Clock } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import type { Sources } from '../sources/sources.js';
import { CaseLog } from './case-log.js';
import { resumeCaseActs } from './case-recovery.js';
import { CaseStore, type StoredCase } from './case-store.js';

/** Makes the cases that are there from the start, whom they are about from the registry. */
export type CaseSeeds = (
  sources: Pick<Sources, 'ask' | 'registry'>,
  today: string,
) => Promise<readonly StoredCase[]>;

interface CaseOptions {
  readonly settings: Pick<Settings, 'store'>;
  readonly sources: Pick<Sources, 'ask' | 'registry'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Who brings acts to their end. Default: this process. */
  readonly duty?: Duty;
  readonly seeds?: CaseSeeds;
  /** Told once when acts cannot be brought to their end, and again (null) when they can. */
  readonly onFault: (error: unknown) => void;
}

export interface OpenCases {
  readonly store: CaseStore;
  readonly log: CaseLog;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
  readonly close: () => Promise<void>;
}

/** Milliseconds between looks for acts that another process left behind. */
const EVERY = 60_000;

/** The store of cases, with what a crash left in it brought to its end before anybody asks. */
export async function openCases({
  settings,
  sources,
  audit,
  clock,
  seeds,
  onFault,
  duty = ALONE,
}: CaseOptions): Promise<OpenCases> {
  const store = await CaseStore.open({ url: settings.store });
  const log = new CaseLog(audit);
  const now = () => clock.now().toISOString();
  const watch = new DutyTask(duty, 'cases', {
    run: async () => void (await resumeCaseActs({ store, log, now }, 'ABANDONED')),
    every: EVERY,
    onFault,
  });
  try {
    if (duty.isOurs()) await resumeCaseActs({ store, log, now }).catch(onFault);
    // Of several processes the first puts them there for all.
    const found = seeds === undefined || !duty.isOurs() ? [] : await seeds(sources, clock.today());
    for (const seed of found) await store.put(seed);
  } catch (error) {
    await store.close();
    throw error;
  }
  watch.start();
  return {
    ...{ store, log, now },
    close: async () => {
      await watch.close();
      await store.close();
    },
  };
}
