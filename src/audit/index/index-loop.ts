import type { Indexing, IndexingFaults } from './indexing.js';
import type { JournalIndexer } from './journal-indexer.js';

const EVERY_MS = 1_000;

/** Looks for new records every second, and at once when asked to. A fault is reported once and tried again. */
export class IndexLoop implements Indexing {
  private turn: Promise<void> = Promise.resolve();
  private lastLag: number | null = null;
  private faulty = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly indexer: Pick<JournalIndexer, 'catchUp' | 'lag' | 'close'>,
    private readonly faults: IndexingFaults,
  ) {
    this.timer = setInterval(() => void this.catchUp().catch(() => undefined), EVERY_MS);
    this.timer.unref();
  }

  /** One after the other: a reading that began before the call may have missed what is asked for. */
  catchUp(): Promise<void> {
    const turn = this.turn.then(() => this.read());
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  lag(): number | null {
    return this.lastLag;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
    await this.indexer.close();
  }

  private async read(): Promise<void> {
    try {
      await this.indexer.catchUp();
      this.lastLag = (await this.indexer.lag()).records;
      if (this.faulty) this.faults.onFault(null);
      this.faulty = false;
    } catch (error) {
      if (!this.faulty) this.faults.onFault(error);
      this.faulty = true;
      throw error;
    }
  }
}
