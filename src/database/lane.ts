import { join } from 'node:path';
import { receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { nicenessBehind, WAITED_FOR } from '../background/below-the-loop.js';
import { LoopShare } from '../background/loop-turns.js';
import { formOf, type LaneAnswer, type LaneRow, type RowForm } from './lane-answer.js';
import { ShortReads } from './short-reads.js';

export interface LaneOptions {
  /** The SQLite file. It need not be there yet. */
  readonly path: string;
  /** What each connection is told first, as `case_sensitive_like = ON`. */
  readonly pragmas: readonly string[];
  /** Threads at most; each is begun when it is first needed. */
  readonly threads: number;
  /** How long one statement may run before its thread is given up, milliseconds. Default 3,000. */
  readonly statementMs?: number;
  /** How long a statement waits for a lock of another process, milliseconds. Default 2,000. */
  readonly busyMs?: number;
  /** Whether its statements may change the file. Default false. */
  readonly writes?: boolean;
}

/** A statement had no answer. `code` is SQLite's or Node's, or one of the lane's own: LANE_TIMEOUT, LANE_FULL, LANE_ABORTED, LANE_CLOSED, LANE_LOST. */
export class LaneError extends Error {
  override readonly name = 'LaneError';
  constructor(
    readonly code: string,
    readonly spentMs = 0,
  ) {
    super(code);
  }
}

interface Order {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly signal: AbortSignal;
  readonly within: boolean;
  readonly resolve: (answer: LaneAnswer) => void;
  readonly reject: (error: LaneError) => void;
}

interface FromThread {
  readonly turn: number;
  /** Names of the values in a row, in their order. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly changes: number | null;
  /** How many rows there are in all. */
  readonly count: number;
  /** Where the rows behind these lie, in parts; null: there are no more. */
  readonly rest: MessagePort | null;
  readonly code: string | null;
  /** The file in which the event loop may carry the statement out itself; null: it may not. */
  readonly short: string | null;
  readonly spentMs: number;
}

interface Thread {
  readonly worker: Worker;
  order: Order | null;
  startedAt: number;
  limit: NodeJS.Timeout | undefined;
}

const STATEMENT_MS = 3_000;
const BUSY_MS = 2_000;
/** Statements that wait. The sources' own limits end their waiting long before so many have come together. */
const MOST_WAITING = 1_000;
/**
 * Threads that were given up and have not ended, because a disk does not answer: a thread within a system call
 * cannot be ended by anybody. With so many the file counts as gone until one comes back.
 */
const MOST_STUCK = 4;

/**
 * Runs statements on one SQLite file in threads of their own, so that neither a long statement, nor a lock, nor a
 * slow disk holds the event loop. SQLite's driver for Node can do neither of both otherwise: it waits within the
 * call. Each thread has a connection of its own, for reading unless it is said to write, and finds out with each statement when another file
 * lies in its place.
 */
export class Lane {
  private readonly waiting: Order[] = [];
  private readonly threads = new Set<Thread>();
  private stuck = 0;
  private turn = 0;
  private closed = false;
  private readonly shortReads: ShortReads;

  constructor(private readonly options: LaneOptions) {
    this.shortReads = new ShortReads(options);
  }

  /** The answer to a statement that takes less time than a thread would be asked in; null: `run` it. */
  now(sql: string, values: readonly unknown[]): LaneAnswer | null {
    return this.closed || this.stuck > 0 ? null : this.shortReads.answer(sql, values);
  }

  /**
   * What stays the same as long as nothing in the file changes; null: nobody can tell now. A file that has not been found
   * quick just before is looked at by a thread.
   */
  async version(signal: AbortSignal): Promise<string | null> {
    if (this.closed || this.stuck > 0) return null;
    const known = this.shortReads.version();
    if (known !== null) return known;
    await this.run('SELECT 1', [], signal).catch(() => undefined);
    return this.shortReads.version();
  }

  /**
   * Rejects with LaneError. What has not begun when the signal is aborted is not begun; what runs may end by itself.
   *
   * @param within as part of the transaction that the last statements began, which takes a lane of one thread that
   *   nobody else uses meanwhile. LANE_LOST: it is no more, and nothing of it was done. Any statement without it undoes a
   *   transaction that was left open.
   */
  run(sql: string, values: readonly unknown[], signal: AbortSignal, within = false): Promise<LaneAnswer> {
    if (this.closed) return Promise.reject(new LaneError('LANE_CLOSED'));
    if (this.stuck >= MOST_STUCK) return Promise.reject(new LaneError('LANE_TIMEOUT'));
    if (this.waiting.length >= MOST_WAITING) return Promise.reject(new LaneError('LANE_FULL'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ sql, values, signal, within, resolve, reject });
      this.next();
    });
  }

  /** Ends all threads. One that hangs in a system call is not waited for. */
  async close(): Promise<void> {
    this.closed = true;
    this.shortReads.close();
    for (const { reject } of this.waiting.splice(0)) reject(new LaneError('LANE_CLOSED'));
    const ending = [...this.threads].map((thread) => {
      thread.order?.reject(new LaneError('LANE_CLOSED'));
      return this.end(thread);
    });
    await Promise.race([Promise.all(ending), new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
  }

  private next(): void {
    for (;;) {
      const idle = [...this.threads].find(({ order }) => order === null);
      if (idle === undefined && this.threads.size >= this.options.threads) return;
      const order = this.waiting.shift();
      if (order === undefined) return;
      // Nobody waits for it any more.
      if (order.signal.aborted) order.reject(new LaneError('LANE_ABORTED'));
      else this.give(idle ?? this.begin(), order);
    }
  }

  private give(thread: Thread, order: Order): void {
    thread.order = order;
    thread.startedAt = performance.now();
    thread.limit = setTimeout(() => this.giveUp(thread), this.options.statementMs ?? STATEMENT_MS).unref();
    thread.worker.ref();
    const { sql, values, within } = order;
    thread.worker.postMessage({ turn: ++this.turn, sql, values, within });
  }

  private begin(): Thread {
    const { path, pragmas, busyMs = BUSY_MS, writes = false } = this.options;
    const worker = new Worker(join(__dirname, 'lane-thread.cjs'), {
      workerData: { path, pragmas, busyMs, writes, niceness: nicenessBehind(WAITED_FOR) },
      // Neither the arguments of the process nor its input are the thread's.
      execArgv: [],
      stdin: false,
    });
    const thread: Thread = { worker, order: null, startedAt: 0, limit: undefined };
    worker.on('message', (message: FromThread) => this.hear(thread, message));
    // Its exit follows; the error's own text may quote values.
    worker.on('error', () => undefined);
    worker.once('exit', () => this.ended(thread));
    this.threads.add(thread);
    return thread;
  }

  private hear(
    thread: Thread,
    { columns, changes, count, rest, code, short, spentMs, ...first }: FromThread,
  ): void {
    const { order } = thread;
    if (order !== null && code === null) this.shortReads.learn(order.sql, short);
    clearTimeout(thread.limit);
    thread.order = null;
    // The process does not stay for a thread that has nothing to do.
    thread.worker.unref();
    const form = formOf(columns);
    const rows = first.rows.map(form);
    if (code !== null) order?.reject(new LaneError(code, spentMs));
    else if (rest === null) order?.resolve({ rows, changes, spentMs });
    else
      void withRest(rows, form, rest).then((all) => {
        // An answer that lacks rows would be taken for the whole.
        if (all.length === count) order?.resolve({ rows: all, changes, spentMs });
        else order?.reject(new LaneError('LANE_CLOSED', spentMs));
      });
    this.next();
  }

  private giveUp(thread: Thread): void {
    thread.order?.reject(new LaneError('LANE_TIMEOUT', performance.now() - thread.startedAt));
    void this.end(thread);
    this.next();
  }

  private end(thread: Thread): Promise<void> {
    clearTimeout(thread.limit);
    thread.order = null;
    this.threads.delete(thread);
    this.stuck++;
    thread.worker.unref();
    const ended = new Promise<void>((resolve) => thread.worker.once('exit', () => resolve()));
    // Asked, not terminated: nothing ends it within the driver anyway, and a fault that SQLite has for a thread of which
    // Node has taken the context away brings the whole process down.
    thread.worker.postMessage(null);
    return ended;
  }

  private ended(thread: Thread): void {
    // One that was told to end, late as it may be; any other died by itself, with what it had to do.
    if (!this.threads.delete(thread)) {
      this.stuck--;
      return;
    }
    clearTimeout(thread.limit);
    thread.order?.reject(new LaneError('LANE_TIMEOUT'));
    if (!this.closed) this.next();
  }
}

/**
 * All rows of an answer that came in parts. Each part is read where there is time for it: thousands of rows are tens of
 * milliseconds of the event loop, and the thread has its next statement meanwhile.
 */
async function withRest(all: LaneRow[], form: RowForm, rest: MessagePort): Promise<readonly LaneRow[]> {
  const loop = new LoopShare();
  for (;;) {
    if (loop.isOver()) await loop.wait();
    const part = receiveMessageOnPort(rest) as
      { readonly message: readonly (readonly unknown[])[] } | undefined;
    if (part === undefined) break;
    for (const row of part.message) all.push(form(row));
  }
  rest.close();
  return all;
}
