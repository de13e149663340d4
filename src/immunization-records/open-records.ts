import type { AuditLog } from '../audit/audit-log.js';
import { ALONE, DutyTask, type Duty } from '../background/duty.js';
import type { Clock } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import type { Sources } from '../sources/sources.js';
import { RecordLog } from './record-log.js';
import { resumeRecordActs } from './record-recovery.js';
import { RecordStore } from './record-store.js';

interface RecordOptions {
  readonly settings: Pick<Settings, 'store'>;
  readonly sources: Pick<Sources, 'send' | 'health'>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Who brings acts to their end. Default: this process. */
  readonly duty?: Duty;
  /** Told once when acts cannot be brought to their end, and again (null) when they can. */
  readonly onFault: (error: unknown) => void;
}

export interface OpenRecords {
  readonly store: RecordStore;
  readonly log: RecordLog;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
  readonly close: () => Promise<void>;
}

/** Milliseconds between looks for acts that a crash or a silent ledger left behind. */
const EVERY = 60_000;

/** The store of changes, with what a crash left in it brought to its end before anybody asks. */
export async function openRecords({
  settings,
  sources,
  audit,
  clock,
  onFault,
  duty = ALONE,
}: RecordOptions): Promise<OpenRecords> {
  const store = await RecordStore.open({ url: settings.store });
  const log = new RecordLog(audit);
  const now = () => clock.now().toISOString();
  const parts = { store, log, sources, now };
  const watch = new DutyTask(duty, 'records', {
    run: async () => void (await resumeRecordActs(parts, 'ABANDONED')),
    every: EVERY,
    onFault,
  });
  if (duty.isOurs()) await resumeRecordActs(parts).catch(onFault);
  watch.start();
  return {
    ...{ store, log },
    now: () => clock.now().toISOString(),
    close: async () => {
      await watch.close();
      await store.close();
    },
  };
}
