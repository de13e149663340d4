import { TypeORMError, type DataSource, type QueryRunner } from 'typeorm';
import { GatewayError } from '../../errors/gateway-error.js';
import { connectStore, retryBusy, type StoreAddress } from '../../database/connection.js';
import { migrate } from '../../database/migrate.js';
import { SerialQueue } from '../../database/serial-queue.js';
import type { Cell } from './index-rows.js';
import { INDEX_MIGRATIONS } from './index-migrations.js';
import { INDEX_TABLES } from './index-tables.js';

export type Row = Readonly<Record<string, Cell>>;

/** SQL Server takes 2,100 parameters in a statement. */
const MOST_PARAMETERS = 2_000;

/** Statements with `?` for values, on either database. */
export interface Statements {
  query(sql: string, values?: readonly Cell[]): Promise<readonly Row[]>;
  /** @returns number of rows changed */
  update(sql: string, values: readonly Cell[]): Promise<number>;
  insert(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void>;
}

/** The database of the index: SQLite by default, the store's SQL Server where that is one. */
export class IndexDatabase {
  private readonly queue = new SerialQueue((error) => (error instanceof TypeORMError ? indexFault() : error));

  private constructor(private readonly source: DataSource) {}

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<IndexDatabase> {
    const source = await connectStore(address, []);
    try {
      await migrate(source, INDEX_MIGRATIONS);
    } catch (error) {
      await source.destroy();
      throw error;
    }
    return new IndexDatabase(source);
  }

  get isSqlServer(): boolean {
    return this.source.options.type === 'mssql';
  }

  query(sql: string, values: readonly Cell[] = []): Promise<readonly Row[]> {
    return this.queue.run(() => retryBusy(() => this.on(this.source).query(sql, values)));
  }

  /**
   * All or nothing. The first statement must write: a transaction that begins with a read may never be given
   * the lock.
   */
  transaction(work: (statements: Statements) => Promise<void>): Promise<void> {
    return this.queue.run(() =>
      retryBusy(() => this.source.transaction((manager) => work(this.on(manager)))),
    );
  }

  clear(): Promise<void> {
    return this.transaction(async (statements) => {
      for (const table of INDEX_TABLES) await statements.query(`DELETE FROM ${table}`);
    });
  }

  /** `SELECT` of at most so many rows: the two databases say that in different places. */
  limited(select: string, rest: string, count: number): string {
    return this.isSqlServer
      ? `SELECT TOP (${count}) ${select} ${rest}`
      : `SELECT ${select} ${rest} LIMIT ${count}`;
  }

  /** A text out of a column of JSON, by its name. */
  jsonText(column: string, name: string): string {
    return this.isSqlServer ? `JSON_VALUE(${column}, '$.${name}')` : `json_extract(${column}, '$.${name}')`;
  }

  async close(): Promise<void> {
    await this.queue.idle();
    if (this.source.isInitialized) await this.source.destroy();
  }

  private on(runner: Pick<QueryRunner, 'query'> | DataSource): Statements {
    const query = async (sql: string, values: readonly Cell[] = []): Promise<readonly Row[]> => {
      const rows: unknown = await runner.query(this.numbered(sql), [...values]);
      return Array.isArray(rows) ? (rows as readonly Row[]) : [];
    };
    const update: Statements['update'] = async (sql, values) => {
      if (this.isSqlServer)
        return Number((await query(`${sql}; SELECT @@ROWCOUNT AS changed`, values))[0]?.['changed'] ?? 0);
      await query(sql, values);
      return Number((await query('SELECT changes() AS changed'))[0]?.['changed'] ?? 0);
    };
    const insert: Statements['insert'] = async (table, columns, rows) => {
      const most = Math.min(1_000, Math.floor(MOST_PARAMETERS / columns.length));
      const places = `(${columns.map(() => '?').join(', ')})`;
      for (let at = 0; at < rows.length; at += most) {
        const chunk = rows.slice(at, at + most);
        await query(
          `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${chunk.map(() => places).join(', ')}`,
          chunk.flat(),
        );
      }
    };
    return { query, update, insert };
  }

  private numbered(sql: string): string {
    if (!this.isSqlServer) return sql;
    let at = 0;
    return sql.replace(/\?/g, () => `@${at++}`);
  }
}

/** Without the driver's own text, which quotes statements and values. */
function indexFault(): GatewayError {
  return new GatewayError('AUDIT_UNAVAILABLE', {
    detail: 'index database',
    en: 'The index of the access log does not answer. Nothing is lost: the log itself goes on. Tell the system desk.',
    ja: 'アクセス記録の索引から応答がありません。記録そのものは失われていません。システム担当に連絡してください。',
  });
}
