import { PeriodicTask } from '../../background/periodic-task.js';
import type { Indexing, IndexingFaults } from './indexing.js';
import type { JournalIndexer } from './journal-indexer.js';

const EVERY_MS = 1_000;

/** Looks for new records every second, and at once when asked to. A fault is reported once and tried again. */
export class IndexLoop implements Indexing {
  private lastLag: number | null = null;
  private readonly readings: PeriodicTask;

  constructor(
    private readonly indexer: Pick<JournalIndexer, 'catchUp' | 'lag' | 'close'>,
    { onFault }: IndexingFaults,
  ) {
    this.readings = new PeriodicTask({ run: () => this.read(), every: EVERY_MS, onFault });
    this.readings.start();
  }

  /** One after the other: a reading that began before the call may have missed what is asked for. */
  catchUp(): Promise<void> {
    return this.readings.now();
  }

  lag(): number | null {
    return this.lastLag;
  }

  async close(): Promise<void> {
    await this.readings.close();
    await this.indexer.close();
  }

  private async read(): Promise<void> {
    await this.indexer.catchUp();
    this.lastLag = (await this.indexer.lag()).records;
  }
}
