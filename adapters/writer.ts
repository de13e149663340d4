import { DataSource } from 'typeorm';
import type { AdapterOptions } from './adapter.js';
import { dataSourceOptions, PRAGMAS } from './data-source.js';
import { mssqlParameter, type Row } from './database.js';
import { driverCode, toSourceError } from './driver-error.js';
import { Lane } from '../src/database/lane.js';
import type { Column, Table } from '../src/database/table.js';
import { SourceError, type SourceSystem } from '../src/errors/source-error.js';

/** Puts a value of a column's type into a statement, and gives the mark that stands for it. */
export type Mark = (column: Column, value: string | number | null) => string;

/** Another row has the key that a statement would give to its own: whoever counts on finds the next one. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}

/** SQL Server's own numbers for a key that is there. */
const TAKEN = /^(SQLITE_CONSTRAINT.*|2627|2601)$/;

/**
 * The way into one legacy database for what changes it: a connection of its own, opened with the first change. Each
 * statement stands for itself, so that a gateway that dies leaves all of it done or nothing.
 */
export class LegacyWriter {
  private connection: Promise<DataSource> | null = null;
  private readonly lane: Lane | null;
  private closed = false;

  constructor(
    private readonly system: SourceSystem,
    private readonly options: AdapterOptions,
    private readonly tables: readonly Table[],
  ) {
    const { url } = options;
    this.lane =
      url.kind === 'sqlite' ? new Lane({ path: url.path, pragmas: PRAGMAS, threads: 1, writes: true }) : null;
  }

  /** What follows a table's name where a statement reads what it is about to change: on SQLite nothing is needed. */
  get locked(): string {
    return this.lane === null ? 'WITH (UPDLOCK, HOLDLOCK)' : '';
  }

  /**
   * Rows of a query; for any other statement nothing that could be relied on. Rejects with `SourceError`, and with
   * `KeyTaken`.
   */
  async run(statement: (mark: Mark) => string, signal: AbortSignal): Promise<readonly Row[]> {
    if (signal.aborted || this.closed) throw new SourceError(this.system, 'ABORTED');
    const values: unknown[] = [];
    const sql = statement((column, value) => {
      if (typeof value === 'string' && column.length !== undefined && value.length > column.length)
        throw new RangeError(`A value is longer than column ${column.name}.`);
      values.push(this.lane === null ? mssqlParameter(column, value) : value);
      return this.lane === null ? `@${values.length - 1}` : '?';
    });
    try {
      return this.lane === null
        ? await this.atServer(sql, values)
        : await this.inFile(this.lane, sql, values, signal);
    } catch (error) {
      throw TAKEN.test(driverCode(error)) ? new KeyTaken() : toSourceError(this.system, error);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    const source = await this.connection?.catch(() => null);
    if (source?.isInitialized) await source.destroy().catch(() => undefined);
    await this.lane?.close();
  }

  private async inFile(
    lane: Lane,
    sql: string,
    values: readonly unknown[],
    signal: AbortSignal,
  ): Promise<readonly Row[]> {
    this.options.onStatement?.(sql);
    return (await lane.run(sql, values, signal)).rows;
  }

  private async atServer(sql: string, values: unknown[]): Promise<readonly Row[]> {
    this.connection ??= new DataSource(dataSourceOptions(this.options, this.tables, true))
      .initialize()
      .catch((error: unknown) => {
        this.connection = null;
        throw error;
      });
    const rows: unknown = await (await this.connection).query(sql, values);
    return Array.isArray(rows) ? (rows as readonly Row[]) : [];
  }
}
