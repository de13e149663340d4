import { PeriodicTask, type PeriodicTaskOptions } from './periodic-task.js';

/**
 * Work of the whole installation, which one process at a time does: acts that a crash left, what falls due, the index of
 * the log. A process that has the duty keeps it until it ends; then another takes it.
 */
export interface Duty {
  /** Whether this process has it. */
  isOurs(): boolean;
  /** Told once, when it becomes ours after another process has had it. */
  onTaken(listener: () => void): void;
  /** Names a piece of the work, so that a process without the duty can call for it. */
  offer(task: string, work: () => Promise<unknown>): void;
  /** Has it done by whoever has the duty. Resolves with what it came to; rejects where nobody did it. */
  call(task: string): Promise<unknown>;
}

/** Of a process that is the only one: there is nobody to call, and nothing is taken over. */
export const ALONE: Duty = {
  isOurs: () => true,
  onTaken: () => undefined,
  offer: () => undefined,
  call: (task) => Promise.reject(new Error(`${task}: there is no other process`)),
};

/**
 * A periodic task that belongs to the duty. Whoever asks for a run of it, has it run where the duty is: an act that was
 * taken by one process is carried on by another.
 */
export class DutyTask {
  private readonly task: PeriodicTask;
  /** Milliseconds that whoever takes the duty over lets pass before the first run. */
  private first = 0;
  private called: NodeJS.Timeout | null = null;

  constructor(
    private readonly duty: Duty,
    private readonly name: string,
    options: PeriodicTaskOptions,
  ) {
    this.task = new PeriodicTask({
      ...options,
      run: async (signal) => {
        if (duty.isOurs()) await options.run(signal);
      },
    });
    duty.offer(name, () => this.task.now());
    duty.onTaken(() => this.task.soon(this.first));
  }

  /** As of `PeriodicTask`. */
  start(wait?: number): void {
    if (wait !== undefined) this.first = wait;
    this.task.start(wait);
  }

  async now(): Promise<void> {
    await (this.duty.isOurs() ? this.task.now() : this.duty.call(this.name));
  }

  soon(wait = 0): void {
    if (this.duty.isOurs()) this.task.soon(wait);
    // One that is not heard is made up for by the next turn.
    else
      this.called ??= setTimeout(() => {
        this.called = null;
        this.duty.call(this.name).catch(() => undefined);
      }, wait).unref();
  }

  async close(): Promise<void> {
    if (this.called !== null) clearTimeout(this.called);
    await this.task.close();
  }
}
