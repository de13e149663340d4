import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { entityOf, type Table } from './table.js';
import type { DatabaseUrl } from './database-url.js';
import { GatewayError } from '../errors/gateway-error.js';
import { makeFolder } from '../files/make-folder.js';
import { keepToOwner } from '../files/own-file.js';

export interface StoreAddress {
  readonly url: DatabaseUrl;
  /** SQL Server with a certificate that no authority has signed: for tests. */
  readonly trustServerCertificate?: boolean;
  /** Only looks: on SQLite not a byte of the file changes, its journal mode included. Default false. */
  readonly readOnly?: boolean;
}

/**
 * Milliseconds SQLite waits for another process. Short: it waits with the whole process standing still, so most
 * of the waiting is done by `retryBusy`, which lets others run.
 */
const BUSY_TIMEOUT = 5;

export async function connectStore(
  { url, trustServerCertificate = false, readOnly = false }: StoreAddress,
  tables: readonly Table[],
): Promise<DataSource> {
  // TypeORM's loggers print parameters and the texts of drivers, which quote keys.
  const shared = { entities: tables.map((table) => entityOf(table, url.kind)), logging: false } as const;
  const options: DataSourceOptions =
    url.kind === 'sqlite'
      ? {
          ...shared,
          type: 'better-sqlite3',
          database: url.path,
          ...(readOnly ? { readonly: true, fileMustExist: true } : { enableWAL: true }),
          timeout: BUSY_TIMEOUT,
        }
      : {
          ...shared,
          type: 'mssql',
          host: url.host,
          port: url.port,
          database: url.database,
          username: url.user,
          password: url.password,
          options: { encrypt: true, trustServerCertificate, appName: 'sekisho' },
        };
  // TypeORM would make the folder, too, and where it cannot be made never come back.
  if (url.kind === 'sqlite' && !readOnly && url.path !== ':memory:') {
    await makeFolder(dirname(url.path));
    keepToOwner(url.path);
  }
  return retryBusy(() => new DataSource(options).initialize());
}

/** Milliseconds. */
const RETRIED_FOR = 10_000;

/** Tries again while another process holds the store: up to ten seconds, in which this one goes on serving. */
export async function retryBusy<T>(attempt: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const late = performance.now() - begun > RETRIED_FOR;
      if (late || !/^SQLITE_(BUSY|LOCKED)/.test(driverCode(error))) throw error;
      await pause(20 + 100 * Math.random());
    }
  }
}

/** What a store is called in its faults: in the log, and to people in both languages. */
export interface StoreName {
  readonly log: string;
  readonly ja: string;
  readonly en: string;
}

/**
 * Any fault of the driver as ours, by its code alone: its text quotes values ("The duplicate key value is ...").
 */
export function storeFault(error: unknown, store: StoreName): GatewayError {
  if (error instanceof GatewayError) return error;
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: `${store.log} ${driverCode(error) || 'failed'}`,
    ja: `${store.ja}のデータベースから応答がありません。変更は行われていません。システム担当に連絡してください。`,
    en: `The store of ${store.en} does not answer. Nothing was changed. Tell the system desk.`,
  });
}

/** TypeORM wraps the driver's error once; the code is on one of the two. */
export function driverCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('driverError' in error) return driverCode(error.driverError);
  return 'code' in error && typeof error.code === 'string' && /^\w{1,40}$/.test(error.code) ? error.code : '';
}
