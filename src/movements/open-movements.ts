import { abandonedBefore } from '../acts/resume-acts.js';
import type { AuditLog } from '../audit/audit-log.js';
import { ALONE, DutyTask, type Duty } from '../background/duty.js';
import type { Clock } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import type { CursorCodec } from '../paging/cursor.js';
import { createCursorCodec } from '../paging/cursor.js';
import type { Sources } from '../sources/sources.js';
import { MovementFollower } from './movement-follower.js';
import { MovementLog } from './movement-log.js';
import { resumeMovements } from './movement-recovery.js';
import { MovementStore } from './movement-store.js';

interface MovementOptions {
  readonly settings: Pick<Settings, 'store'>;
  readonly sources: Sources;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Who brings acts to their end. Default: this process. */
  readonly duty?: Duty;
  /** What cursors are sealed with; the same after a restart and in every gateway over this log. */
  readonly cursorKey: Buffer;
  /** Told once when movements cannot be followed, and again (null) when they can. */
  readonly onFault: (error: unknown) => void;
}

export interface OpenMovements {
  readonly store: MovementStore;
  readonly log: MovementLog;
  readonly follower: MovementFollower;
  readonly cursors: CursorCodec;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
  /** Brings to its end what was broken off, and carries out what is due. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Milliseconds between looks for what is due, or was left behind. */
const EVERY = 60_000;

/** The store of movements. What a crash left, and what fell due meanwhile, is seen to before anybody asks. */
export async function openMovements(options: MovementOptions): Promise<OpenMovements> {
  const { settings, sources, audit, clock, cursorKey, onFault, duty = ALONE } = options;
  const store = await MovementStore.open({ url: settings.store });
  const log = new MovementLog(audit);
  const follower = new MovementFollower({ store, sources, log, clock });
  const now = () => clock.now().toISOString();
  const watch = new DutyTask(duty, 'movements', {
    run: async (signal) => {
      await resumeMovements({ store, log, sources, now }, abandonedBefore(now()), signal);
      await follower.run(signal);
    },
    every: EVERY,
    onFault,
  });
  // A registry that does not answer holds up no start: it is followed when it does.
  if (duty.isOurs()) await watch.now().catch(() => undefined);
  watch.start();
  return {
    ...{ store, log, follower, cursors: createCursorCodec(cursorKey) },
    now,
    look: () => watch.now(),
    close: async () => {
      await watch.close();
      await store.close();
    },
  };
}
