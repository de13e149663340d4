import type { DataSourceOptions, Logger } from 'typeorm';
import type { DatabaseUrl } from '../src/database/database-url.js';
import type { AdapterOptions } from './adapter.js';
import { entityOf, type Table } from '../src/database/table.js';

/** LIKE as SQL Server compares kana: exact. It also lets the index on the kana column serve a prefix. */
export const PRAGMAS = ['case_sensitive_like = ON', 'cache_size = -32768'] as const;

/**
 * How TypeORM opens a legacy database: for reading unless it `writes`, with the entities of these tables, and
 * silently. A SQLite file is not opened at all: TypeORM writes its statements, a lane carries them out.
 */
export function dataSourceOptions(
  options: AdapterOptions,
  tables: readonly Table[],
  writes = false,
): DataSourceOptions {
  const shared = sharedOptions(options, tables);
  // Statements are written here and carried out elsewhere: this process never opens the file.
  if (options.url.kind === 'sqlite') return { ...shared, type: 'better-sqlite3', database: ':memory:' };
  return { ...shared, ...serverOptions(options, options.url, !writes) };
}

function sharedOptions({ url, onStatement }: AdapterOptions, tables: readonly Table[]) {
  return {
    entities: tables.map((table) => entityOf(table, url.kind)),
    logger: statementLogger(onStatement),
  };
}

function serverOptions(
  { trustServerCertificate = false }: AdapterOptions,
  { host, port, database, user, password }: Extract<DatabaseUrl, { kind: 'mssql' }>,
  readOnlyIntent: boolean,
) {
  return {
    ...{ type: 'mssql' as const, host, port, database, username: user, password },
    options: {
      encrypt: true,
      trustServerCertificate,
      readOnlyIntent,
      appName: 'sekisho',
      // Otherwise TypeORM sends every CHAR and VARCHAR parameter as its Unicode counterpart.
      disableAsciiToUnicodeParamConversion: true,
    },
  };
}

/** Statement texts to the listener, all else dropped: TypeORM's own loggers print parameters and driver errors. */
function statementLogger(onStatement: (sql: string) => void = () => undefined): Logger {
  const drop = (): void => undefined;
  return {
    logQuery: (sql) => onStatement(sql),
    logQueryError: drop,
    logQuerySlow: drop,
    logSchemaBuild: drop,
    logMigration: drop,
    log: drop,
  };
}
