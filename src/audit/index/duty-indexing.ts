import type { Duty } from '../../background/duty.js';
import type { Indexing } from './indexing.js';

const TASK = 'index';
/** Milliseconds between two looks at how far the index is, where another process keeps it. */
const COUNT_EVERY_MS = 2_000;

/**
 * The index as one of several processes sees it: kept by whoever has the duty, for one reader of the log is enough. Whoever
 * waits for it waits for that process.
 */
export class DutyIndexing implements Indexing {
  private own: Indexing | null = null;
  private lastLag: number | null = null;
  private readonly timer: NodeJS.Timeout;
  private isClosed = false;

  /** @param begin begins to keep the index in this process */
  constructor(
    private readonly duty: Duty,
    private readonly begin: () => Indexing,
  ) {
    if (duty.isOurs()) this.own = begin();
    duty.onTaken(() => this.take());
    duty.offer(TASK, async () => {
      await this.own?.catchUp();
      return this.own?.lag() ?? null;
    });
    this.timer = setInterval(() => void this.ask().catch(() => undefined), COUNT_EVERY_MS).unref();
  }

  catchUp(): Promise<void> {
    return this.own === null ? this.ask() : this.own.catchUp();
  }

  lag(): number | null {
    return this.own === null ? this.lastLag : this.own.lag();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.own?.close();
  }

  private take(): void {
    clearInterval(this.timer);
    if (!this.isClosed) this.own ??= this.begin();
  }

  private async ask(): Promise<void> {
    if (this.own !== null) return;
    this.lastLag = (await this.duty.call(TASK)) as number | null;
  }
}
