import type { GatewayError } from '../../errors/gateway-error.js';
import { MAX_BATCH_FRAMES } from '../format/log-format.js';
import type { Frame } from '../segments/chain.js';

/** A frame that somebody may be waiting for. */
export interface Pending {
  readonly frame: Frame;
  /** Whether somebody is: what nobody waits for is in no hurry, and shares the commit of what comes soon. */
  readonly awaited: boolean;
  readonly resolve: (seq: number) => void;
  readonly reject: (error: GatewayError) => void;
}

const BATCH_BYTES = 8 * 1024 * 1024;
/** How long a frame that nobody waits for may wait itself, milliseconds: an answer takes less, mostly. */
const SHARED_WITHIN = 10;

/** Frames on their way to the disk, in their order: those that wait while one commit runs share the next. */
export class CommitQueue {
  private pending: Pending[] = [];
  private running: Promise<void> | null = null;
  private later: NodeJS.Timeout | undefined;

  constructor(
    /** Makes frames of one segment durable. Never called again before it has ended. */
    private readonly commit: (frames: readonly Frame[]) => Promise<void>,
    /** Called where a commit failed, with its frames in the queue again: whoever waits is to be refused (`takeAll`). */
    private readonly onFault: (error: unknown) => void,
  ) {}

  add(pending: Pending): void {
    this.pending.push(pending);
    if (pending.awaited) this.commitNow();
    else this.later ??= setTimeout(() => this.commitNow(), SHARED_WITHIN);
  }

  /** All that is not durable yet, taken out of the queue. */
  takeAll(): readonly Pending[] {
    return this.pending.splice(0);
  }

  /** Does this where no commit is under way, and keeps commits waiting for it; nothing where one is. */
  runIfIdle(work: () => Promise<void>): void {
    this.running ??= work()
      .catch((error: unknown) => this.onFault(error))
      .then(() => this.commitAll());
  }

  /** Resolves once what was added is durable or refused. */
  async settled(): Promise<void> {
    this.commitNow();
    await this.running;
  }

  private commitNow(): void {
    this.running ??= this.commitSoon();
  }

  /** One turn of the event loop later, so that all who append in this turn share the first commit. */
  private async commitSoon(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await this.commitAll();
  }

  private async commitAll(): Promise<void> {
    clearTimeout(this.later);
    this.later = undefined;
    while (this.pending.length > 0) {
      const batch = takeBatch(this.pending);
      try {
        await this.commit(batch.map((entry) => entry.frame));
        for (const { frame, resolve } of batch) resolve(frame.seq);
      } catch (error) {
        this.pending.unshift(...batch);
        this.onFault(error);
      }
    }
    this.running = null;
  }
}

/** Takes what one commit makes durable off the queue: never across the end of a segment. */
function takeBatch(queue: Pending[]): Pending[] {
  let bytes = 0;
  let count = 0;
  for (const { frame } of queue) {
    bytes += frame.bytes.length;
    if (count > 0 && (bytes > BATCH_BYTES || count === MAX_BATCH_FRAMES)) break;
    count += 1;
    if (frame.final) break;
  }
  return queue.splice(0, count);
}
