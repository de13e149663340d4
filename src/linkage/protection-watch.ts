import { ALONE, DutyTask, type Duty } from '../background/duty.js';

export interface ProtectionWatchOptions {
  /** Carries support measures over from the registry; as often as one likes. */
  readonly cover: (signal: AbortSignal) => Promise<void>;
  /** Told once when it fails, and again (null) when it succeeds. */
  readonly onFault: (error: unknown) => void;
  /** Who carries over. Default: this process. */
  readonly duty?: Duty;
  /** Milliseconds to the next time, after a success and after a failure. */
  readonly every?: { readonly done: number; readonly failed: number };
}

const EVERY = { done: 3_600_000, failed: 10_000 };

/**
 * Brings the intermediate server up to the registry's support measures (R202), at the start and each hour from then
 * on: they begin, are renewed, and may be entered late. It has a task of its own beside the reconciler, for it asks
 * about every protected person, and no answer should wait for that.
 */
export class ProtectionWatch {
  private readonly task: DutyTask;

  constructor({ cover, onFault, every = EVERY, duty = ALONE }: ProtectionWatchOptions) {
    this.task = new DutyTask(duty, 'protection', {
      run: cover,
      every: (failed) => (failed ? every.failed : every.done),
      onFault,
    });
  }

  start(): void {
    this.task.start(0);
  }

  close(): Promise<void> {
    return this.task.close();
  }
}
