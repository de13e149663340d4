import type { DataSource, EntityManager } from 'typeorm';
import type { MeasureMemory, SeenMeasure } from '../../adapters/measure-memory.js';
import { retryBusy, storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import { SerialQueue } from '../database/serial-queue.js';
import type { GatewayError } from '../errors/gateway-error.js';
import { MEASURE_MIGRATIONS } from './measure-migrations.js';
import { SEEN_TABLE, VERSION_ID, VERSION_TABLE, type VersionRow } from './measure-tables.js';

interface Seen {
  readonly version: number;
  readonly measures: readonly SeenMeasure[];
}

/** SQL Server takes 2,100 parameters in a statement. */
const ROWS_AT_ONCE = 200;

/**
 * Support measures that are not over, as any process last saw them in the registry: in the gateway's own store, so that a
 * process that is replaced, or all of them begun anew, protect whom a table emptied meanwhile protected. Asked for with
 * each reading of that table, and read anew where the version is another. Rejects with SOURCE_UNAVAILABLE.
 */
export class MeasureStore implements MeasureMemory {
  private readonly queue = new SerialQueue(measuresFault);
  private known: Seen | null = null;

  private constructor(
    private readonly source: DataSource,
    readonly today: () => string,
  ) {}

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress, today: () => string): Promise<MeasureStore> {
    const room = { tables: [VERSION_TABLE, SEEN_TABLE], migrations: MEASURE_MIGRATIONS };
    return new MeasureStore(await openStore(address, { ...room, asFault: measuresFault }), today);
  }

  seen(): Promise<Seen> {
    return this.alone(async () => {
      const { manager } = this.source;
      for (;;) {
        const version = await readVersion(manager);
        if (this.known?.version === version) return this.known;
        const measures = await manager.find<SeenMeasure>(SEEN_TABLE.name);
        // Another process may have changed them in between.
        if ((await readVersion(manager)) === version) return (this.known = { version, measures });
      }
    });
  }

  keep(measures: readonly SeenMeasure[], version: number): Promise<boolean> {
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        // Beforehand: it takes the lock that a transaction beginning with a read could never be given.
        const raised = await manager.update(
          VERSION_TABLE.name,
          { id: VERSION_ID, version },
          { version: version + 1 },
        );
        if (raised.affected !== 1) return false;
        await put(manager, measures);
        return true;
      }),
    );
  }

  /**
   * What is gone from the registry is over: from the next reading on, whoever the table has is protected and nobody else.
   * Resolves with how many persons were remembered.
   */
  forget(): Promise<number> {
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        await manager.increment(VERSION_TABLE.name, { id: VERSION_ID }, 'version', 1);
        const measures = await manager.find<SeenMeasure>(SEEN_TABLE.name);
        await manager.deleteAll(SEEN_TABLE.name);
        return new Set(measures.map(({ atenaNumber }) => atenaNumber)).size;
      }),
    );
  }

  async close(): Promise<void> {
    await this.queue.idle();
    if (this.source.isInitialized) await this.source.destroy();
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.run(() => retryBusy(work));
  }
}

const readVersion = async (manager: EntityManager): Promise<number> =>
  (await manager.findOneByOrFail<VersionRow>(VERSION_TABLE.name, { id: VERSION_ID })).version;

/** Most of them are there already. */
async function put(manager: EntityManager, measures: readonly SeenMeasure[]): Promise<void> {
  const text = ({ atenaNumber, first, last }: SeenMeasure) => `${atenaNumber} ${first} ${last}`;
  const before = await manager.find<SeenMeasure>(SEEN_TABLE.name);
  const [were, are] = [new Set(before.map(text)), new Set(measures.map(text))];
  for (const { atenaNumber, first, last } of before.filter((one) => !are.has(text(one))))
    await manager.delete(SEEN_TABLE.name, { atenaNumber, first, last });
  const added = measures.filter((one) => !were.has(text(one))).map((one) => ({ ...one }));
  for (let start = 0; start < added.length; start += ROWS_AT_ONCE)
    await manager.insert(SEEN_TABLE.name, added.slice(start, start + ROWS_AT_ONCE));
}

const measuresFault = (error: unknown): GatewayError =>
  storeFault(error, { log: 'measure store', ja: '支援措置の控え', en: 'support measures as last seen' });
