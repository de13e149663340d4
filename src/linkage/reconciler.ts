import { ALONE, DutyTask, type Duty } from '../background/duty.js';
import type { CallOptions, Exchange } from './exchange.js';
import type { RequestRow } from './rows.js';

export interface ReconcilerOptions {
  readonly exchange: Exchange;
  /** The machine's user id at the intermediate server. */
  readonly staff: () => string;
  /** Told once when a turn fails, and again (null) when one succeeds. */
  readonly onFault: (error: unknown) => void;
  /** Who follows them. Default: this process. */
  readonly duty?: Duty;
  /** Milliseconds between turns while an inquiry is open, and while none is. */
  readonly every?: { readonly open: number; readonly idle: number };
}

const EVERY = { open: 1_000, idle: 5_000 };
const MOST = 200;
/** Long enough for the network's first steps. */
const SOON_MS = 200;

/**
 * Brings every inquiry to its end, also long after its request and after a crash. Each turn asks the server about
 * the open ones, sends those it does not know, and fetches the answers that have arrived. One turn at a time in a
 * process; several gateways may do it at once.
 */
export class Reconciler {
  private readonly task: DutyTask;
  /** Whether an inquiry was open at the end of the last turn. */
  private open = false;

  constructor(private readonly options: ReconcilerOptions) {
    const { every = EVERY, onFault, duty = ALONE } = options;
    this.task = new DutyTask(duty, 'inquiries', {
      run: (signal) => this.turn(signal),
      every: () => (this.open ? every.open : every.idle),
      onFault,
    });
  }

  start(): void {
    this.task.start(0);
  }

  /** Something is open that was not: no need to wait out the pause. */
  soon(): void {
    this.task.soon(SOON_MS);
  }

  close(): Promise<void> {
    return this.task.close();
  }

  private async turn(signal: AbortSignal): Promise<void> {
    const { exchange, staff } = this.options;
    try {
      await this.work({ signal, staff: staff() });
    } finally {
      const open = await exchange.parts.store.openRequests(1).catch(() => []);
      this.open = open.length > 0;
    }
  }

  private async work(waiting: CallOptions): Promise<void> {
    // An inquiry that cannot be followed holds up no answer to another.
    const [followed] = await Promise.allSettled([this.follow(waiting)]);
    await this.fetch(waiting);
    if (followed.status === 'rejected') throw followed.reason;
  }

  /** Open ones as the server has them; an answer that the queue has passed is fetched by its number. */
  private async follow(waiting: CallOptions): Promise<void> {
    // All open ones, not a page of the oldest: those that nobody ever answers would fill it.
    for (let after: RequestRow | null = null; ;) {
      const open: readonly RequestRow[] = await this.options.exchange.parts.store.openRequests(MOST, after);
      await this.followSome(open, waiting);
      after = open.at(-1) ?? null;
      if (open.length < MOST) return;
    }
  }

  private async followSome(open: readonly RequestRow[], waiting: CallOptions): Promise<void> {
    const { exchange } = this.options;
    const { sources, server } = exchange.parts;
    if (open.length === 0) return;
    const ids = open.map(({ id }) => id);
    const found = await sources.ask('INTERMEDIATE_SERVER', waiting.signal, (signal) =>
      server.inquiries(ids, { ...waiting, signal }),
    );
    for (const [at, row] of open.entries()) {
      const status = found[at] ?? null;
      if (status === null) await exchange.submit(row, waiting);
      else await this.take(await exchange.adopt(row, status), status.state === 'ANSWERED', waiting);
    }
  }

  private async take(row: RequestRow, answered: boolean, waiting: CallOptions): Promise<void> {
    const { exchange } = this.options;
    const { sources, server } = exchange.parts;
    const { processingNumber } = row;
    if (!answered || processingNumber === null || row.state !== 'SENT') return;
    const arrived = await sources.ask('INTERMEDIATE_SERVER', waiting.signal, (signal) =>
      server.answer(processingNumber, { ...waiting, signal }),
    );
    if (arrived !== null) await exchange.receive(row, arrived.answer, waiting.signal);
  }

  /**
   * The queue tells of answers that came twice, or differ. It is read on only when what was read is in the store.
   */
  private async fetch(waiting: CallOptions): Promise<void> {
    const { exchange } = this.options;
    const { sources, server, store } = exchange.parts;
    for (;;) {
      const after = await store.cursor();
      const arrived = await sources.ask('INTERMEDIATE_SERVER', waiting.signal, (signal) =>
        server.deliveries(after, { ...waiting, signal }),
      );
      const last = arrived.at(-1);
      if (last === undefined) return;
      for (const { processingNumber, answer } of arrived) {
        // Not ours: another system of the city asked, at the same server.
        const row = await store.byProcessingNumber(processingNumber);
        if (row !== null) await exchange.receive(row, answer, waiting.signal);
      }
      await store.advance(last.number);
    }
  }
}
