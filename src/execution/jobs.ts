/** Something that comes later: what there is to do when it is there. */
export type Job = () => void;

/** For a microtask: `queueMicrotask` costs several times as much. */
const NOW = Promise.resolve();

/** What an execution has to do beside what it is at, in the order in which it came. */
export class Jobs {
  private readonly waiting: Job[] = [];
  /** Of each that waits, whether it has climbed. */
  private readonly climbed: boolean[] = [];
  private next = 0;

  /** @param wake told that there is something; may be busy, and then takes it when it is not */
  constructor(private readonly wake: () => void) {}

  get isEmpty(): boolean {
    return this.next === this.waiting.length;
  }

  /**
   * The next one has climbed, and is not put off for lack of time: failures that are told at one time would overtake each
   * other by the time each of them was put off.
   */
  get isDue(): boolean {
    return this.climbed[this.next] === true;
  }

  take(): void {
    const job = this.waiting[this.next++] as Job;
    if (this.next === this.waiting.length) {
      this.waiting.length = 0;
      this.climbed.length = 0;
      this.next = 0;
    }
    job();
  }

  /** At once, but never in the middle of anything, and not before what came earlier. */
  now(job: Job): void {
    this.add(job, false);
  }

  private add(job: Job, hasClimbed: boolean): void {
    this.waiting.push(job);
    this.climbed.push(hasClimbed);
    this.wake();
  }

  /** Microtasks later, and never in the middle of anything. */
  climb(steps: number, then: Job): void {
    const step = (left: number): void => {
      if (left > 0) void NOW.then(() => step(left - 1));
      else this.add(then, true);
    };
    step(steps);
  }
}
