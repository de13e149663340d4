import { DataSource, MssqlParameter, type ObjectLiteral } from 'typeorm';
import { type AdapterOptions } from './adapter.js';
import { SourceError, type SourceSystem } from '../src/errors/source-error.js';
import { dataSourceOptions, PRAGMAS } from './data-source.js';
import { toSourceError } from './driver-error.js';
import { HALF_WRITTEN, mendFile } from './mend-file.js';
import { Lane, LaneError } from '../src/database/lane.js';
import { charge } from '../src/database/spent-time.js';
import type { Column, Dialect, Table } from '../src/database/table.js';
import { mssqlParameter } from './parameters.js';
import { keyOf, type Query, type Question } from './question.js';

/** One row as the driver gives it, by the aliases of the SELECT. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * What a statement is for. READ: some rows by their keys. LISTING: a search, a count, an aggregate, which may go
 * through a whole table; on a SQLite file these have threads of their own, so that no READ waits behind them.
 */
export type Purpose = 'READ' | 'LISTING';

/**
 * Two, so that a second account's search does not wait for the first one's statistics: of one account they come one
 * by one.
 */
const LISTING_THREADS = 2;

/** Two, so that one person's file does not wait for a thousand others: large answers of one account come one by one. */
const READ_THREADS = 2;

/** A text with `?` for values, and the names of these in their order. */
interface Written {
  readonly sql: string;
  readonly names: readonly string[];
}

/** Texts that are kept: some for each screen, by what may be selected. */
const MOST_WRITTEN = 300;

/** SQL Server allows 2,100 parameters in a statement. */
export const BATCH = 1_000;

/** What the driver takes for NVARCHAR(MAX). */
const NVARCHAR_MAX = 65_535;

/**
 * The way into one legacy database, for reading only. It connects on first use and again after a failure, so
 * that the gateway starts while a system is down and finds it when it comes back.
 */
export class LegacyDatabase {
  readonly dialect: Dialect;
  private connection: Promise<DataSource> | null = null;
  private closed = false;
  private readonly written = new Map<string, Written>();
  /** For a SQLite file; null for a server, which does the work elsewhere by itself. */
  private readonly lanes: Readonly<Record<Purpose, Lane>> | null;

  constructor(
    private readonly system: SourceSystem,
    private readonly options: AdapterOptions,
    private readonly tables: readonly Table[],
  ) {
    const { url, statementMs } = options;
    this.dialect = url.kind;
    const lane = (threads: number): Lane =>
      new Lane({ path: url.kind === 'sqlite' ? url.path : '', pragmas: PRAGMAS, threads, statementMs });
    this.lanes = url.kind === 'sqlite' ? { READ: lane(READ_THREADS), LISTING: lane(LISTING_THREADS) } : null;
  }

  /**
   * A query on one table. Columns are named `alias.property` throughout; select with `select(query, alias, ...)`.
   */
  async from(table: Table, alias: string, signal: AbortSignal): Promise<Query> {
    this.refuseAborted(signal);
    const source = await this.stopWaiting(this.connected(), signal);
    return source.createQueryBuilder().select([]).from<ObjectLiteral>(table.name, alias);
  }

  /**
   * Runs a query; rows in order. The signal ends the wait, before, during and after the statement, and whoever is
   * charged under it pays for the statement's time.
   */
  async rows(query: Query, signal: AbortSignal, purpose: Purpose = 'READ'): Promise<readonly Row[]> {
    this.refuseAborted(signal);
    const rows = await this.stopWaiting(this.answer(query, signal, purpose), signal);
    this.refuseAborted(signal);
    return rows;
  }

  /** Asks a question; otherwise as `rows`. */
  async ask(question: Question, signal: AbortSignal, purpose: Purpose = 'READ'): Promise<readonly Row[]> {
    this.refuseAborted(signal);
    const here = this.atOnce(question, signal, purpose);
    const rows = await (here ?? this.stopWaiting(this.answerTo(question, signal, purpose), signal));
    this.refuseAborted(signal);
    return rows;
  }

  /**
   * A parameter of the column's own type. An NVARCHAR parameter against a VARCHAR or CHAR column makes SQL Server
   * convert the column and leave its index aside; the other way round it turns what CP932 lacks into `?`.
   */
  value(column: Column, value: string | number): unknown {
    if (typeof value === 'string' && column.length !== undefined && value.length > column.length) {
      // The driver would cut it to the column's length, and it would find somebody else.
      throw new RangeError(`A parameter is longer than column ${column.name}.`);
    }
    return this.dialect === 'mssql' ? mssqlParameter(column, value) : value;
  }

  /** A LIKE pattern for an NVARCHAR column: escaping may make it longer than the column. */
  pattern(pattern: string): unknown {
    return this.dialect === 'mssql' ? new MssqlParameter(pattern, 'nvarchar', 4_000) : pattern;
  }

  /** The condition that `place` holds one of the keys in the value `:name`, which `keys` makes. */
  among(place: string, name: string, column: Column): string {
    return this.dialect === 'mssql'
      ? `${place} IN (:...${name})`
      : `${place} IN (${this.listed(name, column)})`;
  }

  /** The value for `among`. On a file it is one text, however many keys there are. */
  keys(column: Column, keys: readonly string[]): unknown {
    if (this.dialect === 'mssql') return this.filled(column, keys);
    return JSON.stringify(keys.map((key) => this.value(column, key)));
  }

  /**
   * A parameter that holds a list of any length, for `IN (...)` around what `listed` says: a thousand parameters leave
   * no room for a second list.
   */
  list(values: readonly string[]): unknown {
    const text = JSON.stringify(values);
    return this.dialect === 'mssql' ? new MssqlParameter(text, 'nvarchar', NVARCHAR_MAX) : text;
  }

  /** The values of such a parameter, to be compared with `column`. */
  listed(parameter: string, { type, length }: Column): string {
    return this.dialect === 'mssql'
      ? `SELECT item FROM OPENJSON(:${parameter}) WITH (item ${type}(${length ?? ''}) '$')`
      : `SELECT value FROM json_each(:${parameter})`;
  }

  /** Reads one key of one table: proof that the file or server is there and holds what it should. */
  async ping(table: Table, signal: AbortSignal): Promise<void> {
    const property = Object.keys(table.columns)[0] ?? '';
    const query = await this.from(table, 't', signal);
    await this.rows(query.select(`t.${property}`, property).limit(1), signal);
  }

  async close(): Promise<void> {
    this.closed = true;
    const source = await this.connection?.catch(() => null);
    this.connection = null;
    if (source?.isInitialized) await source.destroy().catch(() => undefined);
    if (this.lanes !== null) await Promise.all(Object.values(this.lanes).map((lane) => lane.close()));
  }

  /**
   * Keys for `IN (:...keys)`, filled up to a power of two with the last one, so that the server keeps a dozen plans
   * for a statement and not a thousand.
   */
  private filled(column: Column, keys: readonly string[]): readonly unknown[] {
    const last = keys.at(-1);
    if (last === undefined) throw new RangeError('A statement needs at least one key.');
    const size = Math.min(BATCH, 2 ** Math.ceil(Math.log2(keys.length)));
    const all = [...keys, ...Array<string>(Math.max(0, size - keys.length)).fill(last)];
    return all.map((key) => this.value(column, key));
  }

  private async answer(query: Query, signal: AbortSignal, purpose: Purpose): Promise<readonly Row[]> {
    if (this.lanes === null) return this.fromServer(query, signal);
    const [sql, values] = query.getQueryAndParameters();
    return this.fromFile(this.lanes[purpose], { sql, values, signal });
  }

  /** What stays the same as long as nothing in the database changes; null: it does not say, as a server never does. */
  async version(signal: AbortSignal): Promise<string | null> {
    return this.lanes === null ? null : this.lanes.READ.version(signal);
  }

  /** The rows of a short statement on a quick file, without a thread; null: it has to be waited for. */
  private atOnce(question: Question, signal: AbortSignal, purpose: Purpose): readonly Row[] | null {
    const written = this.written.get(keyOf(question));
    if (this.lanes === null || written === undefined) return null;
    const { sql, names } = written;
    const values = names.map((name) => question.values[name]);
    const answer = this.lanes[purpose].now(sql, values);
    if (answer === null) return null;
    this.options.onStatement?.(sql);
    charge(signal, answer.spentMs);
    return answer.rows;
  }

  private async answerTo(question: Question, signal: AbortSignal, purpose: Purpose): Promise<readonly Row[]> {
    if (this.lanes === null) return this.fromServer(await this.asQuery(question, question.values), signal);
    const key = keyOf(question);
    const { sql, names } = this.written.get(key) ?? (await this.write(key, question));
    const values = names.map((name) => question.values[name]);
    return this.fromFile(this.lanes[purpose], { sql, values, signal });
  }

  private async asQuery({ table, alias, write }: Question, values: Question['values']): Promise<Query> {
    const source = await this.connected();
    const query = source.createQueryBuilder().select([]).from<ObjectLiteral>(table.name, alias);
    write(query);
    return query.setParameters(values);
  }

  private async write(key: string, question: Question): Promise<Written> {
    // Each name for its own value: the list of values is then that of the names.
    const own = Object.fromEntries(Object.keys(question.values).map((name) => [name, name]));
    const [sql, names] = (await this.asQuery(question, own)).getQueryAndParameters();
    const written = { sql, names: names as readonly string[] };
    if (this.written.size >= MOST_WRITTEN) this.written.clear();
    this.written.set(key, written);
    return written;
  }

  private async fromServer(query: Query, signal: AbortSignal): Promise<readonly Row[]> {
    const started = performance.now();
    return query.getRawMany<Row>().finally(() => charge(signal, performance.now() - started));
  }

  private async fromFile(
    lane: Lane,
    { sql, values, signal }: { sql: string; values: readonly unknown[]; signal: AbortSignal },
  ): Promise<readonly Row[]> {
    this.options.onStatement?.(sql);
    const { rows, spentMs } = await lane
      .run(sql, values, signal)
      .catch((error: unknown) => {
        if (!(error instanceof LaneError) || error.code !== HALF_WRITTEN) throw error;
        mendFile(this.options.url);
        return lane.run(sql, values, signal);
      })
      .catch((error: unknown) => {
        if (error instanceof LaneError) charge(signal, error.spentMs);
        throw error;
      });
    charge(signal, spentMs);
    return rows;
  }

  private connected(): Promise<DataSource> {
    if (this.closed) return Promise.reject(new SourceError(this.system, 'UNREACHABLE'));
    this.connection ??= this.connect().catch((error: unknown) => {
      this.connection = null;
      throw error;
    });
    return this.connection;
  }

  private async connect(): Promise<DataSource> {
    const source = new DataSource(dataSourceOptions(this.options, this.tables));
    try {
      return await source.initialize();
    } catch (error) {
      throw toSourceError(this.system, error);
    }
  }

  private refuseAborted(signal: AbortSignal): void {
    if (signal.aborted) throw new SourceError(this.system, 'ABORTED');
  }

  /** TypeORM cannot cancel a request: the server's own time limit ends what nobody waits for any more. */
  private stopWaiting<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(new SourceError(this.system, 'ABORTED'));
      signal.addEventListener('abort', onAbort, { once: true });
      work
        .then(resolve, (error: unknown) => reject(toSourceError(this.system, error)))
        .finally(() => signal.removeEventListener('abort', onAbort));
    });
  }
}

/** The shape of a question that differs from others of its kind by what it selects. */
export function shapeOf(properties: Iterable<string>): string {
  return [...properties].join();
}

/** Adds `alias.property` for each property, under the property's name. */
export function select<Property extends string>(
  query: Query,
  alias: string,
  properties: readonly Property[],
): Query {
  for (const property of properties) query.addSelect(`${alias}.${property}`, property);
  return query;
}
