/**
 * How long answers are formed before the loop sees to everything else, milliseconds. A small question comes back to the
 * loop some seven times, and waits each time for what is left of a slice: at 2 ms it took half as long again as at 0.5,
 * and no more large answers were formed.
 */
export const SLICE_MS = 0.5;

/** Rows between two looks at the time: a tenth of a millisecond's. */
const ROWS_A_LOOK = 8;

/** One step that waits, and whatever it starts. */
type Step = () => void;

/**
 * Parts the event loop among the operations whose answers are being formed. graphql-js forms an answer in one go, and
 * one of a hundred thousand fields takes half a second; but it waits where it meets a promise. So whoever forms an
 * answer asks at each row whether the slice is over, and if it is waits here for the next one. In between everything
 * else has its turn, and of several large answers each goes on by one step at a time.
 */
export class LoopTurns {
  /** When the slice began; null before the first look at it in this turn of the loop. */
  private began: number | null = null;
  /** By operation, in the order of their turns; an operation is here as long as it has steps that wait. */
  private readonly queues = new Map<LoopShare, Steps>();
  /** Steps that began to wait while one was carried out: they belong to it, and come before those behind it. */
  private inner: { readonly share: LoopShare; readonly steps: Step[] } | null = null;
  private armed = false;

  /** @param now the clock, milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether the slice is over. The first look begins it. */
  isOver(): boolean {
    if (this.began !== null) return this.now() - this.began > SLICE_MS;
    this.began = this.now();
    // The next turn of the loop has a slice of its own.
    this.arm();
    return false;
  }

  /** Whether steps of this operation wait, so that a further one has to come behind them. */
  hasWaiting(share: LoopShare): boolean {
    return this.inner?.share !== share && this.queues.has(share);
  }

  /** Whether one of its steps waits or is being carried out. */
  isUnderWay(share: LoopShare): boolean {
    return this.inner?.share === share || this.queues.has(share);
  }

  /** Resolves when it is this step's turn. */
  wait(share: LoopShare): Promise<void> {
    return new Promise((resolve) => {
      if (this.inner?.share === share) {
        this.inner.steps.push(resolve);
        return;
      }
      const queue = this.queues.get(share) ?? new Steps();
      this.queues.set(share, queue);
      queue.append(resolve);
      this.arm();
    });
  }

  private arm(): void {
    if (this.armed || this.inner !== null) return;
    this.armed = true;
    setImmediate(this.turn);
  }

  private readonly turn = (): void => {
    this.armed = false;
    this.began = null;
    const [first] = this.queues;
    if (first === undefined) return;
    this.began = this.now();
    // However short a slice is, or late the clock: of what waits one step goes on in each turn.
    this.take(first);
  };

  /**
   * Carries out one step of the operation whose turn it is. What a step starts runs in microtasks; the next comes when
   * these are through, and only then can be told whether there is time for it.
   */
  private readonly step = (): void => {
    this.settle();
    const [first] = this.queues;
    if (first === undefined || this.isOver()) {
      // What comes in before the next turn has a slice of its own, and is not held up by this one.
      this.began = null;
      if (first !== undefined) this.arm();
      return;
    }
    this.take(first);
  };

  private take([share, queue]: readonly [LoopShare, Steps]): void {
    const next = queue.take();
    this.inner = { share, steps: [] };
    next?.();
    // A tick that is queued from a microtask comes when all of them are through; from here it would come before.
    void Promise.resolve().then(() => process.nextTick(this.step));
  }

  /** After a step: what it left to wait stands first, and the other operations have their turn before it. */
  private settle(): void {
    if (this.inner === null) return;
    const { share, steps } = this.inner;
    this.inner = null;
    const queue = this.queues.get(share);
    queue?.putFirst(steps);
    this.queues.delete(share);
    if (queue !== undefined && !queue.isEmpty) this.queues.set(share, queue);
    else share.drained();
  }
}

/** Steps of one operation in their order. There may be a hundred thousand, so none is moved for another's sake. */
class Steps {
  /** Those that come first, the very first last. */
  private readonly first: Step[] = [];
  private readonly behind: Step[] = [];
  private at = 0;

  get isEmpty(): boolean {
    return this.first.length === 0 && this.at === this.behind.length;
  }

  append(step: Step): void {
    this.behind.push(step);
  }

  putFirst(steps: readonly Step[]): void {
    for (let at = steps.length - 1; at >= 0; at--) this.first.push(steps[at] as Step);
  }

  take(): Step | undefined {
    return this.first.pop() ?? this.behind[this.at++];
  }
}

/** All steps of a piece of work in one go, for whoever holds nobody up: at the start, in a command. */
export function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The loop of this process. */
const LOOP = new LoopTurns();

/** What one operation has of the loop. */
export class LoopShare {
  private listeners: Step[] = [];

  constructor(private readonly turns: LoopTurns = LOOP) {}

  /** Whether whoever goes on now would hold up the rest, or come before what waits already. */
  isOver(): boolean {
    return this.turns.hasWaiting(this) || this.turns.isOver();
  }

  /** Whether the time is over, whatever waits. */
  isSliceOver(): boolean {
    return this.turns.isOver();
  }

  wait(): Promise<void> {
    return this.turns.wait(this);
  }

  /** Between two pieces of work that cannot be parted: gives way where the slice is over. */
  async pause(): Promise<void> {
    if (this.isOver()) await this.wait();
  }

  /**
   * Calls back when no step of this operation waits, and what is under way has come to rest: a batch that went before
   * would leave the others' keys to a second statement.
   */
  whenDrained(then: Step): void {
    void Promise.resolve().then(() =>
      process.nextTick(() => {
        if (this.turns.isUnderWay(this)) this.listeners.push(() => this.whenDrained(then));
        else then();
      }),
    );
  }

  drained(): void {
    const { listeners } = this;
    this.listeners = [];
    for (const told of listeners) told();
  }

  /** Takes a piece of work step by step, and gives way after a step where the slice is over. */
  async take<Result>(steps: Generator<void, Result>): Promise<Result> {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      if (this.isOver()) await this.wait();
    }
  }

  /** The same for whatever is done with each of many rows: `work` is told of one after another, in their order. */
  async each<Row>(rows: Iterable<Row>, work: (row: Row) => void): Promise<void> {
    let left = ROWS_A_LOOK;
    for (const row of rows) {
      work(row);
      if (--left > 0) continue;
      left = ROWS_A_LOOK;
      if (this.isOver()) await this.wait();
    }
  }

  /**
   * Rows of a list as graphql-js takes them, one by one: itself while there is time, else a promise of it.
   * @param until told of each promise, so that nobody takes the operation for ended before
   */
  *rows<Row>(list: readonly Row[], until: Until<Row>): Generator<Row | Promise<Row>, void> {
    for (const row of list) yield this.isOver() ? until(this.wait().then(() => row)) : row;
  }
}

type Until<Row> = (waiting: Promise<Row>) => Promise<Row>;
