import { randomBytes } from 'node:crypto';
import { unbrokenSignal } from '../background/unbroken-signal.js';
import { actId } from '../acts/act-id.js';
import { MUNICIPALITY, OWN_ACCOUNT } from '../about.js';
import type { AuditLog } from '../audit/audit-log.js';
import { ALONE, DutyTask, type Duty } from '../background/duty.js';
import type { Clock } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import type { OpenRecords } from '../immunization-records/open-records.js';
import { RecordDesk } from '../immunization-records/record-desk.js';
import { createCursorCodec, cursorsOf } from '../paging/cursor.js';
import { Persons } from '../persons/persons.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Sources } from '../sources/sources.js';
import type { StaffIndex } from '../staff/staff-index.js';
import { correctByDesk } from './correct-ledger.js';
import { FindingLog } from './finding-log.js';
import { resumeDecisions } from './finding-recovery.js';
import { FindingStore } from './finding-store.js';
import type { FinishParts } from './finish-decision.js';
import { readRows } from './read-rows.js';
import { SideReader } from './read-sides.js';
import { ReconciliationRun } from './reconciliation-run.js';
import { RunLog } from './run-log.js';
import { isStillFound } from './still-found.js';

export interface ReconciliationOptions {
  readonly settings: Pick<Settings, 'store'>;
  readonly sources: Sources;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Who brings acts to their end. Default: this process. */
  readonly duty?: Duty;
  readonly policy: () => LoadedPolicy;
  readonly staff: () => StaffIndex;
  readonly records: Pick<OpenRecords, 'store' | 'log'>;
  /** Told once when decisions or runs cannot be brought to their end, and again (null) when they can. */
  readonly onFault: (what: 'decisions' | 'runs', error: unknown) => void;
}

export interface OpenReconciliation {
  readonly store: FindingStore;
  readonly log: FindingLog;
  readonly finish: FinishParts;
  /** null: VRS is not connected. */
  readonly reader: SideReader | null;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
  readonly close: () => Promise<void>;
}

/** Milliseconds between looks for acts that a crash or a silent system left behind. */
const EVERY = 60_000;
/** A night's run, and what a fault broke off again after some minutes. A start has better things to do first. */
const RUNS = { first: 600_000, made: 86_400_000, failed: 300_000 };

/**
 * The store of findings, with what a crash left in it brought to its end before anybody asks, and a run a day where
 * VRS is connected: a run that was broken off goes on.
 */
export async function openReconciliation(options: ReconciliationOptions): Promise<OpenReconciliation> {
  const { settings, audit, clock, onFault, sources, policy, duty = ALONE } = options;
  const store = await FindingStore.open({ url: settings.store });
  const log = new FindingLog(audit);
  const now = () => clock.now().toISOString();
  const { vrs } = sources;
  const reader = vrs && new SideReader({ sources, vrs, staff: () => policy().vrs.system.staff });
  const finish = finishParts(options, { store, reader });
  const watch = new DutyTask(duty, 'decisions', {
    run: async () => void (await resumeDecisions({ ...finish, log, now }, 'ABANDONED')),
    every: EVERY,
    onFault: (error) => onFault('decisions', error),
  });
  if (duty.isOurs())
    await resumeDecisions({ ...finish, log, now }).catch((error: unknown) => onFault('decisions', error));
  watch.start();
  const runs =
    reader &&
    new DutyTask(duty, 'comparing', {
      run: async (signal) => {
        const rules = () => policy().vrs.reconciliation;
        const parts = { store, reader, rules, now, today: clock.today, municipality: MUNICIPALITY };
        await new ReconciliationRun({ ...parts, log: new RunLog(log, OWN_ACCOUNT) }).run(signal);
      },
      every: (failed) => (failed ? RUNS.failed : RUNS.made),
      onFault: (error) => onFault('runs', error),
    });
  runs?.start(RUNS.first);
  return {
    ...{ store, log, finish, reader, now },
    close: async () => {
      await runs?.close();
      await watch.close();
      await store.close();
    },
  };
}

function finishParts(
  { sources, policy, staff, records, clock }: ReconciliationOptions,
  { store, reader }: Pick<OpenReconciliation, 'store' | 'reader'>,
): FinishParts {
  const { vrs } = sources;
  if (vrs === null || reader === null) return { store, carry: null };
  const still = { reader, today: clock.today, rules: () => policy().vrs.reconciliation };
  const cursors = createCursorCodec(randomBytes(32));
  const user = () => policy().vrs.system.staff;
  // In the name of who decided, whoever's request it was: it goes on when that request has ended.
  const deskOf = (account: string): RecordDesk => {
    const signal = unbrokenSignal();
    const today = clock.today();
    return new RecordDesk({
      ...{ ...records, now: () => clock.now().toISOString(), today, request: 'reconciliation', account },
      ...{ caseNumber: null, policy: policy(), signal, sources, municipality: MUNICIPALITY },
      persons: new Persons({ sources, today, signal }),
      staff: staff(),
      cursors: cursorsOf(cursors, { account, purpose: null }),
    });
  };
  return {
    store,
    carry: {
      ...{ sources, vrs, staff: user, correctLedger: correctByDesk(deskOf) },
      hasLedgerAct: async (account, key) => (await records.store.act(actId(account, key))) !== null,
      isStillFound: (row, signal) => isStillFound(still, row, signal),
      rowsOf: (row, signal) => readRows({ sources, vrs, staff: user }, row, signal),
    },
  };
}
