import { Wire, type Channel } from './wire.js';

/** A process that was begun for a slot. */
export interface WorkerProcess {
  readonly pid: number;
  readonly channel: Channel;
  onExit(listener: (how: string) => void): void;
  /** Ends it on the spot, even where it stands still. */
  kill(): void;
}

/** Milliseconds: to the first replacement, and at most. Each worker that ends before it has lasted doubles the pause. */
const PAUSE = { first: 250, most: 30_000 };
/** A worker that takes requests for so long, milliseconds, has lasted. */
const LASTED_MS = 60_000;
/** Workers in a row that did not last, after which nobody is begun any more. */
const MOST_IN_A_ROW = 8;

/** One place for a worker: who is there, whom they replaced, and what is to be known of those before. */
export class Slot {
  writer: string | null = null;
  wire: Wire | null = null;
  pid: number | null = null;
  private worker: WorkerProcess | null = null;
  isServing = false;
  private servingSince = 0;
  private inARow = 0;

  constructor(
    readonly number: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get isEmpty(): boolean {
    return this.wire === null;
  }

  /** @returns its wire, on which nothing is answered yet */
  take(worker: WorkerProcess): Wire {
    this.worker = worker;
    this.pid = worker.pid;
    this.wire = new Wire(worker.channel);
    return this.wire;
  }

  /** Whoever is here. */
  kill(): void {
    this.worker?.kill();
  }

  serves(writer: string): void {
    this.writer = writer;
    this.isServing = true;
    this.servingSince = this.now();
  }

  /** Whoever was here has ended. Milliseconds until somebody may be begun in their place; null: nobody any more. */
  leave(): number | null {
    const lasted = this.isServing && this.now() - this.servingSince >= LASTED_MS;
    this.wire?.cut();
    [this.worker, this.wire, this.pid, this.isServing] = [null, null, null, false];
    this.inARow = lasted ? 1 : this.inARow + 1;
    if (this.inARow >= MOST_IN_A_ROW) return null;
    return Math.min(PAUSE.most, PAUSE.first * 2 ** (this.inARow - 1));
  }
}
