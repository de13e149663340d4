import { GatewayError } from '../errors/gateway-error.js';
import { createTable } from './sql-for-migrations.js';
import type { Dialect } from './table.js';

/** What of a connection or a transaction is needed to run one statement; rows where it has some. */
export type RunStatement = (sql: string, values?: unknown[]) => Promise<unknown>;

export interface Statements {
  readonly dialect: Dialect;
  readonly run: RunStatement;
}

/**
 * One row for each room that keeps tables in this database: the number of its newest step, and when that was
 * applied or taken back (UTC, ISO 8601).
 */
const APPLIED = 'sekisho_migration';
const COLUMNS = 'room VARCHAR(32) NOT NULL PRIMARY KEY, number INT NOT NULL, changed_at VARCHAR(24) NOT NULL';

/**
 * Number of a room's newest applied step; 0 where there is none, also in a database that was never migrated.
 * @throws GatewayError where the row holds no number of a step
 */
export async function appliedNumber({ dialect, run }: Statements, room: string): Promise<number> {
  const made =
    dialect === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name = '${APPLIED}'`
      : `SELECT name FROM sys.tables WHERE object_id = OBJECT_ID(N'${APPLIED}', N'U')`;
  if (rowsIn(await run(made)).length === 0) return 0;
  const [row] = rowsIn(await run(`SELECT number FROM ${APPLIED} WHERE room = ${mark(dialect, 0)}`, [room]));
  const number = Number(row?.['number'] ?? 0);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new GatewayError('SOURCE_UNAVAILABLE', {
    detail: `${room} at no step`,
    ja: `データベースの適用済み手順(${APPLIED}の${room})が数値として読めません。変更は行われていません。バックアップから戻すか、システム担当に連絡してください。`,
    en: `What is applied to the database cannot be read (${APPLIED}, room ${room}). Nothing was changed. Restore it from a backup, or tell the system desk.`,
  });
}

/** To be run in the transaction of the step itself. */
export async function noteNumber(
  { dialect, run }: Statements,
  { room, number, at }: { readonly room: string; readonly number: number; readonly at: Date },
): Promise<void> {
  await run(createTable(dialect, APPLIED, COLUMNS));
  await run(`DELETE FROM ${APPLIED} WHERE room = ${mark(dialect, 0)}`, [room]);
  const marks = [0, 1, 2].map((nth) => mark(dialect, nth)).join(', ');
  await run(`INSERT INTO ${APPLIED} (room, number, changed_at) VALUES (${marks})`, [
    room,
    number,
    at.toISOString(),
  ]);
}

const mark = (dialect: Dialect, nth: number): string => (dialect === 'sqlite' ? '?' : `@${nth}`);

/** A driver gives no list at all where a statement has no rows. */
const rowsIn = (result: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(result) ? (result as readonly Readonly<Record<string, unknown>>[]) : [];
