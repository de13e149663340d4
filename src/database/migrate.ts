import type { DataSource } from 'typeorm';
import { appliedNumber, noteNumber, type Statements } from './applied-migrations.js';
import { driverCode, retryBusy } from './connection.js';
import { NewerStoreError, StoreInUseError } from './migration-errors.js';
import type { Dialect } from './table.js';

/** One step of a room's tables, there and back. It runs whole or not at all, and never changes once released. */
export interface Migration {
  /** 1, 2, 3 and so on within its room. */
  readonly number: number;
  /** What it does, in a few words with hyphens. */
  readonly name: string;
  /** Statements in their order. Those of step 1 must take tables that are there as they are. */
  readonly up: (dialect: Dialect) => readonly string[];
  readonly down: (dialect: Dialect) => readonly string[];
}

/** All steps of one room, oldest first. */
export interface RoomMigrations {
  /** Name of the room in the table of what is applied; at most 32 letters. */
  readonly room: string;
  readonly steps: readonly Migration[];
}

/**
 * Applies what is pending, one transaction for each step, and returns it. Of processes that start together one
 * applies a step and the others find it applied. Where nothing is pending nothing is written.
 * @throws NewerStoreError where the store has steps that this program does not know
 */
export async function migrate(source: DataSource, migrations: RoomMigrations): Promise<readonly Migration[]> {
  const applied: Migration[] = [];
  for (;;) {
    const { pending } = await retryBusy(() => readState(source, migrations));
    if (pending.length === 0) return applied;
    const step = await retryBusy(() => applyNext(source, migrations));
    if (step !== null) applied.push(step);
  }
}

export interface MigrationState {
  /** Number of the newest step in the store; 0 for none. */
  readonly applied: number;
  /** Known steps that the store does not have yet, oldest first. */
  readonly pending: readonly Migration[];
}

/** @throws NewerStoreError where the store has steps that this program does not know */
export async function readState(source: DataSource, migrations: RoomMigrations): Promise<MigrationState> {
  const applied = await knownNumber(statementsOf(source), migrations);
  return { applied, pending: migrations.steps.slice(applied) };
}

/**
 * Takes steps back, newest first, until the room is at step `to`. On SQLite nobody else may have the store open,
 * and it stays closed to others until `source` is destroyed; on SQL Server, which cannot tell who is idle, only
 * whoever is migrating is found out.
 * @throws StoreInUseError where another process has the store
 * @throws NewerStoreError where the store has steps that this program does not know
 */
export async function migrateBack(
  source: DataSource,
  migrations: RoomMigrations,
  to: number,
): Promise<readonly Migration[]> {
  const reverted: Migration[] = [];
  if ((await readState(source, migrations)).applied > to) await holdAlone(source, migrations.room);
  while ((await readState(source, migrations)).applied > to)
    reverted.push(await revertNewest(source, migrations));
  return reverted;
}

/** The number is read again under the lock: another process may have been first. */
function applyNext(source: DataSource, migrations: RoomMigrations): Promise<Migration | null> {
  return underLock(source, migrations.room, async (statements) => {
    const step = migrations.steps[await knownNumber(statements, migrations)];
    if (step === undefined) return null;
    for (const statement of step.up(statements.dialect)) await statements.run(statement);
    await noteNumber(statements, { room: migrations.room, number: step.number, at: new Date() });
    return step;
  });
}

function revertNewest(source: DataSource, migrations: RoomMigrations): Promise<Migration> {
  return underLock(source, migrations.room, async (statements) => {
    const step = migrations.steps[(await knownNumber(statements, migrations)) - 1];
    // Somebody else took it back meanwhile.
    if (step === undefined) throw new StoreInUseError(migrations.room);
    for (const statement of step.down(statements.dialect)) await statements.run(statement);
    await noteNumber(statements, { room: migrations.room, number: step.number - 1, at: new Date() });
    return step;
  });
}

async function knownNumber(statements: Statements, { room, steps }: RoomMigrations): Promise<number> {
  const number = await appliedNumber(statements, room);
  if (number > steps.length) throw new NewerStoreError(room, number, steps.length);
  return number;
}

const dialectOf = ({ options }: DataSource): Dialect => (options.type === 'mssql' ? 'mssql' : 'sqlite');

function statementsOf(source: DataSource): Statements {
  return { dialect: dialectOf(source), run: (sql, values) => source.query(sql, values) };
}

/** Milliseconds; below the driver's own limit for a request, so that the answer is ours. */
const LOCK_TIMEOUT = 10_000;

/** Negative where the lock was not given. The resource is what earlier versions made their tables under. */
export const TAKE_LOCK =
  "DECLARE @got INT; EXEC @got = sp_getapplock @Resource = N'sekisho tables', @LockMode = 'Exclusive', " +
  `@LockTimeout = ${LOCK_TIMEOUT}; SELECT @got AS got`;

/** One transaction, in which nobody else can migrate. */
async function underLock<T>(
  source: DataSource,
  room: string,
  work: (statements: Statements) => Promise<T>,
): Promise<T> {
  const dialect = dialectOf(source);
  if (dialect === 'mssql')
    return source.transaction(async (manager) => {
      const [{ got }] = await manager.query<[{ got: number }]>(TAKE_LOCK);
      if (got < 0) throw new StoreInUseError(room);
      return work({ dialect, run: (sql, values) => manager.query(sql, values) });
    });
  // TypeORM begins with a plain BEGIN: two processes would both read, and one be refused at its first write.
  await source.query('BEGIN IMMEDIATE');
  try {
    const result = await work(statementsOf(source));
    await source.query('COMMIT');
    return result;
  } catch (error) {
    // After some faults, as of a full disk, SQLite has rolled back by itself.
    await source.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * Every process that has a SQLite store open in WAL mode holds a share of it, even when it does nothing. Leaving
 * that mode needs the whole, and is refused while anybody has one; the whole is then kept until the connection
 * ends. The next to connect sets the mode again.
 */
async function holdAlone(source: DataSource, room: string): Promise<void> {
  if (dialectOf(source) === 'mssql') return;
  await source.query('PRAGMA locking_mode = EXCLUSIVE');
  try {
    await source.query('PRAGMA journal_mode = DELETE');
  } catch (error) {
    await source.query('PRAGMA locking_mode = NORMAL');
    if (/^SQLITE_(BUSY|LOCKED)/.test(driverCode(error))) throw new StoreInUseError(room);
    throw error;
  }
}
