import { Not, type DataSource } from 'typeorm';
import { retryBusy, storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import { SerialQueue } from '../database/serial-queue.js';
import type { GatewayError } from '../errors/gateway-error.js';
import type { CoverageDimension } from '../policy/statistics-rules.js';
import type { PublishedCell, PublishedTable } from './make-tables.js';
import { STATISTICS_MIGRATIONS } from './statistics-migrations.js';
import { CELLS_TABLE, DAY_TABLE, PART_CHARACTERS, type DayRow, type TableRow } from './statistics-tables.js';

/** Which table of a day. */
export interface TableName {
  readonly vaccine: string;
  readonly dose: number;
  readonly cut: readonly CoverageDimension[];
}

/** SQL Server takes 2,100 parameters in a statement. */
const ROWS_AT_ONCE = 200;

/**
 * The published tables, in the gateway's own store: each day's made once, all together, and never changed. Rejects
 * with SOURCE_UNAVAILABLE.
 */
export class StatisticsStore {
  private readonly queue = new SerialQueue(statisticsFault);

  private constructor(private readonly source: DataSource) {}

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<StatisticsStore> {
    const room = { tables: [DAY_TABLE, CELLS_TABLE], migrations: STATISTICS_MIGRATIONS };
    return new StatisticsStore(await openStore(address, { ...room, asFault: statisticsFault }));
  }

  isMade(publishedOn: string): Promise<boolean> {
    return this.alone(() => this.source.manager.existsBy<DayRow>(DAY_TABLE.name, { publishedOn }));
  }

  /** Whether any day was rounded with another key than this. */
  hasOtherKey(keyName: string): Promise<boolean> {
    return this.alone(() => this.source.manager.existsBy<DayRow>(DAY_TABLE.name, { keyName: Not(keyName) }));
  }

  /** Keeps all tables of a day or, where another process was first, none: false. */
  async keep(day: DayRow, tables: readonly PublishedTable[]): Promise<boolean> {
    try {
      await this.alone(() => this.insert(day, tables));
      return true;
    } catch (error) {
      // The day's own constraint, or any other fault: what is in the table tells them apart on every database.
      if (await this.isMade(day.publishedOn)) return false;
      throw error;
    }
  }

  /** Cells as they were published; null where the day has no such table. */
  async cells(
    publishedOn: string,
    { vaccine, dose, cut }: TableName,
  ): Promise<readonly PublishedCell[] | null> {
    const rows = await this.alone(() =>
      this.source.manager.find<TableRow>(CELLS_TABLE.name, {
        where: { publishedOn, vaccine, dose, cut: nameOfCut(cut) },
        order: { part: 'ASC' },
      }),
    );
    return rows.length === 0 ? null : parseCells(rows.map((row) => row.cells).join(''));
  }

  async close(): Promise<void> {
    await this.queue.idle();
    if (this.source.isInitialized) await this.source.destroy();
  }

  private insert(day: DayRow, tables: readonly PublishedTable[]): Promise<void> {
    const rows = tables.flatMap((table) => rowsOf(day.publishedOn, table));
    return this.source.transaction(async (manager) => {
      await manager.insert(DAY_TABLE.name, { ...day });
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
        await manager.insert(CELLS_TABLE.name, rows.slice(start, start + ROWS_AT_ONCE));
    });
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.run(() => retryBusy(work));
  }
}

const nameOfCut = (cut: readonly CoverageDimension[]): string => (cut.length === 0 ? 'TOTAL' : cut.join('+'));

function rowsOf(publishedOn: string, { vaccine, dose, cut, cells }: PublishedTable): TableRow[] {
  const text = JSON.stringify(cells.map(({ key, population, vaccinated }) => [key, population, vaccinated]));
  const parts = Math.ceil(text.length / PART_CHARACTERS);
  return Array.from({ length: parts }, (_, part) => ({
    ...{ publishedOn, vaccine, dose, cut: nameOfCut(cut), part },
    cells: text.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS),
  }));
}

type StoredCell = readonly [key: readonly string[], population: number | null, vaccinated: number | null];

function parseCells(text: string): readonly PublishedCell[] {
  return (JSON.parse(text) as readonly StoredCell[]).map(([key, population, vaccinated]) => ({
    key,
    population,
    vaccinated,
  }));
}

const statisticsFault = (error: unknown): GatewayError =>
  storeFault(error, { log: 'statistics store', ja: '統計表', en: 'the published statistics' });
