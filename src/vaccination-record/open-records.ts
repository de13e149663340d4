import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import type { AuditLog } from '../audit/audit-log.js';
import { PeriodicTask } from '../background/periodic-task.js';
import type { Clock } from '../calendar/clock.js';
import type { CaseStore } from '../cases/case-store.js';
import type { Settings } from '../config/settings.js';
import type { VrsRules } from '../policy/vrs-rules.js';
import type { Sources } from '../sources/sources.js';
import { performersOf, type Performers } from './performers.js';
import { RecordLog } from './record-log.js';
import { RecordStore } from './record-store.js';
import { ABANDONED_AFTER, resumeCalls } from './resume-calls.js';

export interface RecordsOptions {
  readonly settings: Pick<Settings, 'store'>;
  readonly sources: Sources;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly cases: Pick<CaseStore, 'byName'>;
  readonly rules: () => VrsRules;
  /** Told once when acts cannot be brought to their end, and again (null) when they can. */
  readonly onFault: (error: unknown) => void;
}

export interface OpenRecords extends Performers {
  readonly vrs: VaccinationRecordSystem;
  readonly store: RecordStore;
  readonly log: RecordLog;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
  readonly close: () => Promise<void>;
}

/** Milliseconds between looks for acts that are not at their end. */
const EVERY = 15_000;

/** What the gateway keeps of the vaccination record system; null where none is connected. */
export async function openRecords(options: RecordsOptions): Promise<OpenRecords | null> {
  const { settings, sources, audit, clock, cases, rules, onFault } = options;
  const { vrs } = sources;
  if (vrs === null) return null;
  const { today } = clock;
  const store = await RecordStore.open({ url: settings.store });
  const log = new RecordLog(audit);
  const now = () => clock.now().toISOString();
  const { inquiries, performer } = performersOf({ vrs, sources, cases, rules, today });
  const resume = { store, log, now, performer: performer(sources) };
  const watch = new PeriodicTask({
    run: async () => {
      const youngest = new Date(clock.now().getTime() - ABANDONED_AFTER).toISOString();
      await resumeCalls(resume, youngest);
    },
    every: EVERY,
    onFault,
  });
  // The system may be down: the start does not wait for it, and the watch goes on.
  const first = resumeCalls(resume).catch(onFault);
  watch.start();
  const close = async () => {
    await first;
    await watch.close();
    await store.close();
  };
  return { vrs, store, log, now, inquiries, performer, close };
}
