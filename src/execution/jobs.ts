/** Something that comes later: what there is to do when it is there. */
export type Job = () => void;

/** For a microtask: `queueMicrotask` costs several times as much. */
const NOW = Promise.resolve();

/** What an execution has to do beside what it is at, in the order in which it came. */
export class Jobs {
  private readonly waiting: Job[] = [];
  private next = 0;

  /** @param wake told that there is something; may be busy, and then takes it when it is not */
  constructor(private readonly wake: () => void) {}

  get isEmpty(): boolean {
    return this.next === this.waiting.length;
  }

  take(): void {
    const job = this.waiting[this.next++] as Job;
    if (this.next === this.waiting.length) {
      this.waiting.length = 0;
      this.next = 0;
    }
    job();
  }

  /** At once, but never in the middle of anything, and not before what came earlier. */
  now(job: Job): void {
    this.waiting.push(job);
    this.wake();
  }

  /** Microtasks later, and never in the middle of anything. */
  climb(steps: number, then: Job): void {
    const step = (left: number): void => {
      if (left > 0) void NOW.then(() => step(left - 1));
      else this.now(then);
    };
    step(steps);
  }
}
