import { DataSource, type EntityManager } from 'typeorm';
import { Lane } from '../src/database/lane.js';
import { SerialQueue } from '../src/database/serial-queue.js';
import type { Column, Table } from '../src/database/table.js';
import { SourceError, type SourceSystem } from '../src/errors/source-error.js';
import type { AdapterOptions } from './adapter.js';
import { dataSourceOptions, PRAGMAS } from './data-source.js';
import type { Row } from './database.js';
import { driverCode, toSourceError } from './driver-error.js';
import { mssqlParameter } from './parameters.js';

/** Puts a value of a column's type into a statement, and gives the mark that stands for it. */
export type Mark = (column: Column, value: string | number | null) => string;

/** Thrown by work within a transaction that undoes itself: no fault of the system, and it comes out as it is. */
export class Undone extends Error {
  override readonly name = 'Undone';
}

/** Another row has the key that a statement would give to its own: whoever counts on finds the next one. */
export class KeyTaken extends SourceError {
  constructor(system: SourceSystem) {
    super(system, 'FAILED');
  }
}

/** SQLite's names, and SQL Server's own numbers, for a key that is there. */
const TAKEN = /^(SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE|ROWID)|2627|2601)$/;

/**
 * What has begun is not broken off by whoever no longer waits for it: a transaction comes to an end of its own, and
 * leaves no lock behind.
 */
const TO_ITS_END = new AbortController().signal;

/**
 * The one way into a legacy database for what changes it: a statement that stands for itself, or a transaction, each all
 * or nothing, one after another. What is read in it comes from the server that takes the writes, never from a copy that
 * lags behind it.
 *
 * A SQLite file is in the hands of a lane: neither a lock of another program, which is waited for there, nor a slow disk
 * holds this process. TypeORM only writes the statements.
 */
export class LegacyWriter {
  private readonly queue: SerialQueue;
  private readonly lane: Lane | null;
  private source: Promise<DataSource> | null = null;
  private closed = false;

  constructor(
    private readonly system: SourceSystem,
    private readonly options: AdapterOptions,
    private readonly tables: readonly Table[],
  ) {
    this.queue = new SerialQueue((error) => this.faultOf(error));
    const { url, statementMs } = options;
    // One thread: a transaction is of one connection.
    this.lane =
      url.kind === 'sqlite'
        ? new Lane({ path: url.path, pragmas: PRAGMAS, threads: 1, writes: true, statementMs })
        : null;
  }

  /** What follows a table's name where a statement reads what it is about to change: on SQLite nothing is needed. */
  get locked(): string {
    return this.lane === null ? 'WITH (UPDLOCK, HOLDLOCK)' : '';
  }

  /**
   * Runs one statement. Rows of a query; for any other nothing that could be relied on. Rejects with `SourceError`,
   * among them `KeyTaken`, and with `RangeError` for a value that its column cannot hold.
   */
  async run(statement: (mark: Mark) => string, signal: AbortSignal): Promise<readonly Row[]> {
    const values: unknown[] = [];
    const sql = statement((column, value) => {
      if (typeof value === 'string' && column.length !== undefined && value.length > column.length)
        throw new RangeError(`A value is longer than column ${column.name}.`);
      values.push(this.lane === null ? mssqlParameter(column, value) : value);
      return this.lane === null ? `@${values.length - 1}` : '?';
    });
    return this.inTurn(async () => {
      const source = await this.connected();
      if (this.lane === null) {
        const rows: unknown = await source.query(sql, values);
        return Array.isArray(rows) ? (rows as readonly Row[]) : [];
      }
      this.options.onStatement?.(sql);
      return (await this.lane.run(sql, values, TO_ITS_END)).rows;
    }, signal);
  }

  /**
   * Runs the work in a transaction. What it rejects with undoes everything, and comes out as `SourceError` unless it is
   * `Undone`. The signal ends the wait: whether what was under way is done, the next look will tell.
   */
  transact<T>(work: (manager: EntityManager) => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.inTurn(async () => {
      const source = await this.connected();
      return this.lane === null ? source.transaction(work) : inFile(this.lane, source, work);
    }, signal);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.queue.idle();
    const source = await this.source?.catch(() => null);
    this.source = null;
    if (source?.isInitialized) await source.destroy().catch(() => undefined);
    await this.lane?.close();
  }

  private inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const refuse = (): void => {
      if (this.closed) throw new SourceError(this.system, 'UNREACHABLE');
      if (signal.aborted) throw new SourceError(this.system, 'ABORTED');
    };
    return new Promise((resolve, reject) => {
      refuse();
      const onAbort = (): void => reject(new SourceError(this.system, 'ABORTED'));
      signal.addEventListener('abort', onAbort, { once: true });
      this.queue
        .run(() => {
          // Nobody waits for it any more: what was not begun is not done.
          if (signal.aborted) throw new SourceError(this.system, 'ABORTED');
          return work();
        })
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  private faultOf(error: unknown): unknown {
    if (error instanceof Undone) return error;
    return TAKEN.test(driverCode(error)) ? new KeyTaken(this.system) : toSourceError(this.system, error);
  }

  /** Of a file nothing is opened here: this source only knows how its statements are written. */
  private connected(): Promise<DataSource> {
    this.source ??= new DataSource(dataSourceOptions(this.options, this.tables, true))
      .initialize()
      .catch((error: unknown) => {
        this.source = null;
        throw error;
      });
    return this.source;
  }
}

/** Takes the file's one place for writers at once: who reads first and writes then could never be told to wait. */
async function inFile<T>(
  lane: Lane,
  source: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  await lane.run('BEGIN IMMEDIATE', [], TO_ITS_END);
  try {
    const done = await work(managerOver(lane, source));
    await lane.run('COMMIT', [], TO_ITS_END, true);
    return done;
  } catch (error) {
    // Where it cannot be undone any more there is nothing left of it.
    await lane.run('ROLLBACK', [], TO_ITS_END, true).catch(() => undefined);
    throw error;
  }
}

/** TypeORM's manager, of which each statement goes to the lane. */
function managerOver(lane: Lane, source: DataSource): EntityManager {
  const runner = source.createQueryRunner();
  const query = async (sql: string, values: unknown, isStructured = false): Promise<unknown> => {
    source.logger.logQuery(sql);
    const { rows, changes } = await lane.run(sql, Array.isArray(values) ? values : [], TO_ITS_END, true);
    const raw = changes ?? rows;
    return isStructured ? { raw, records: rows, affected: changes ?? undefined } : raw;
  };
  Object.assign(runner, { query });
  return runner.manager;
}
