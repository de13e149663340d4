import type { DataSourceOptions, Logger } from 'typeorm';
import type { AdapterOptions } from './adapter.js';
import { entityOf, type Table } from '../src/database/table.js';

/** How TypeORM opens a legacy database: for reading, with the entities of these tables, and silently. */
export function dataSourceOptions(options: AdapterOptions, tables: readonly Table[]): DataSourceOptions {
  const { url } = options;
  const shared = {
    entities: tables.map((table) => entityOf(table, url.kind)),
    logger: statementLogger(options.onStatement),
  };
  if (url.kind === 'sqlite') {
    return {
      ...shared,
      type: 'better-sqlite3',
      database: url.path,
      readonly: true,
      fileMustExist: true,
      // LIKE as SQL Server compares kana: exact. It also lets the index on the kana column serve a prefix.
      prepareDatabase: (database: { pragma(text: string): unknown }) => {
        database.pragma('case_sensitive_like = ON');
        database.pragma('cache_size = -32768');
      },
    };
  }
  return {
    ...shared,
    type: 'mssql',
    host: url.host,
    port: url.port,
    database: url.database,
    username: url.user,
    password: url.password,
    options: {
      encrypt: true,
      trustServerCertificate: options.trustServerCertificate ?? false,
      readOnlyIntent: true,
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
