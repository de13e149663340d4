import { SourceError } from '../src/errors/source-error.js';
import { type SourceSystem } from '../src/errors/source-error.js';

type Kind = SourceError['kind'];

/** Codes of better-sqlite3 (SQLite's result codes) and of mssql, by what the caller can do about them. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^SQLITE_(CORRUPT|NOTADB|FORMAT)/, 'CORRUPT'],
  [/^SQLITE_(CANTOPEN|IOERR|PERM|AUTH)/, 'UNREACHABLE'],
  [/^SQLITE_(BUSY|LOCKED)/, 'TIMEOUT'],
  // The lane's own, and those of the file system about a path.
  [/^LANE_(TIMEOUT|FULL)$/, 'TIMEOUT'],
  [/^(ENOENT|ENOTDIR|EACCES|EIO|LANE_CLOSED)$/, 'UNREACHABLE'],
  [
    /^(ESOCKET|ECONN\w*|ELOGIN|ENOTOPEN|ENOCONN|EINSTLOOKUP|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/,
    'UNREACHABLE',
  ],
  [/^(ETIMEOUT|ETIMEDOUT|ETIME)$/, 'TIMEOUT'],
  [/^(ECANCEL|EABORT|LANE_ABORTED)$/, 'ABORTED'],
];

/**
 * Any fault of a driver as the contract's own error. Neither its message nor the error itself goes along: SQL
 * Server quotes key values ("The duplicate key value is ..."), TypeORM the statement's parameters.
 */
export function toSourceError(system: SourceSystem, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const code = driverCode(error);
  return new SourceError(system, KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'FAILED');
}

/** TypeORM wraps the driver's error once; the code is on one of the two, of SQL Server's own refusals as a number. */
export function driverCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('driverError' in error) return driverCode(error.driverError);
  if ('number' in error && typeof error.number === 'number') return String(error.number);
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
