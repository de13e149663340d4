import type { DataSource } from 'typeorm';
import { connectStore } from '../../../src/database/connection.js';
import type { DatabaseUrl } from '../../../src/database/database-url.js';
import {
  migrate,
  migrateBack,
  readState,
  TAKE_LOCK,
  type RoomMigrations,
} from '../../../src/database/migrate.js';
import { NewerStoreError } from '../../../src/database/migration-errors.js';
import { createTable, dropTable } from '../../../src/database/sql-for-migrations.js';
import { MIGRATED_ROOMS } from '../../../src/gateway/migrated-rooms.js';
import { describeUnless } from '../../support/skip.js';

const given = process.env['SEKISHO_TEST_MSSQL_URL'];

/** Statements of all steps of all rooms for SQL Server, there and back. */
const STATEMENTS = MIGRATED_ROOMS.flatMap(({ steps }) =>
  steps.flatMap(({ up, down }) => [...up('mssql'), ...down('mssql')]),
);

describe('the statements for SQL Server', () => {
  test('make what is missing and leave what is there', () => {
    const making = STATEMENTS.filter((sql) => /CREATE/.test(sql));
    expect(making.length).toBeGreaterThan(14);
    for (const sql of making)
      expect(sql).toMatch(
        /^IF (OBJECT_ID\(N'(\w+)', N'U'\) IS NULL CREATE TABLE \2 \(|NOT EXISTS \(SELECT 1 FROM sys\.indexes WHERE name = N'(\w+)'\) CREATE INDEX \3 ON )/,
      );
  });

  test('say nothing in the words of SQLite', () => {
    expect(
      STATEMENTS.filter((sql) => /CREATE \w+ IF NOT|RENAME|WITHOUT ROWID|\bTEXT\b|LIMIT/.test(sql)),
    ).toEqual([]);
  });

  test('rename by sp_rename, columns named with their table; an index is made anew', () => {
    const [, details] = MIGRATED_ROOMS.find(({ room }) => room === 'index')?.steps ?? [];
    expect(details?.up('mssql')).toEqual([
      ...['operation', 'shape', 'event', 'intent'].map(
        (name) => `EXEC sp_rename N'access_${name}.told', N'details', N'COLUMN'`,
      ),
      "EXEC sp_rename N'access_sighting', N'access_subject', N'OBJECT'",
      'DROP INDEX IF EXISTS access_sighting_operation ON access_subject',
      "IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'access_subject_operation') CREATE INDEX access_subject_operation ON access_subject (operation, subject)",
    ]);
    expect(details?.down('mssql')).toEqual([
      'DROP INDEX IF EXISTS access_subject_operation ON access_subject',
      "IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'access_sighting_operation') CREATE INDEX access_sighting_operation ON access_subject (operation, subject)",
      "EXEC sp_rename N'access_subject', N'access_sighting', N'OBJECT'",
      ...['operation', 'shape', 'event', 'intent'].map(
        (name) => `EXEC sp_rename N'access_${name}.details', N'told', N'COLUMN'`,
      ),
    ]);
  });

  test('keep apart pseudonyms that differ by case alone', () => {
    expect(STATEMENTS.find((sql) => sql.includes('CREATE TABLE access_sighting'))).toContain(
      'subject VARCHAR(24) COLLATE Latin1_General_BIN2 NOT NULL',
    );
  });
});

/** What is sent in a transaction of SQL Server, the server's answers being given. */
function scripted(got: number): { source: DataSource; sent: string[] } {
  const sent: string[] = [];
  let applied: unknown = null;
  const query = (sql: string, values: unknown[] = []): Promise<unknown> => {
    sent.push(sql);
    if (/INSERT INTO sekisho_migration/.test(sql)) applied = values[1];
    if (sql === TAKE_LOCK) return Promise.resolve([{ got }]);
    if (/sys\.tables/.test(sql)) return Promise.resolve(applied === null ? [] : [{ name: 'x' }]);
    return Promise.resolve(/SELECT number/.test(sql) ? [{ number: applied }] : undefined);
  };
  const transaction = async (work: (manager: unknown) => Promise<unknown>): Promise<unknown> => {
    sent.push('BEGIN');
    const result = await work({ query });
    sent.push('COMMIT');
    return result;
  };
  return { source: { options: { type: 'mssql' }, query, transaction } as unknown as DataSource, sent };
}

const ONE: RoomMigrations = {
  room: 'one',
  steps: [
    {
      number: 1,
      name: 'a-table',
      up: (dialect) => [createTable(dialect, 'sekisho_one', 'id INT NOT NULL PRIMARY KEY')],
      down: () => [dropTable('sekisho_one')],
    },
  ],
};

describe('a step on SQL Server', () => {
  test('asks for the lock first in its transaction, reads the number again, and notes it before it commits', async () => {
    const { source, sent } = scripted(0);
    expect(await migrate(source, ONE)).toHaveLength(1);
    expect(sent.slice(sent.indexOf('BEGIN'), sent.indexOf('COMMIT') + 1)).toEqual([
      'BEGIN',
      TAKE_LOCK,
      expect.stringContaining('sys.tables'),
      expect.stringContaining('CREATE TABLE sekisho_one'),
      expect.stringContaining('CREATE TABLE sekisho_migration'),
      'DELETE FROM sekisho_migration WHERE room = @0',
      'INSERT INTO sekisho_migration (room, number, changed_at) VALUES (@0, @1, @2)',
      'COMMIT',
    ]);
    expect(TAKE_LOCK).toMatch(/sp_getapplock .*'sekisho tables'.*'Exclusive'.*@LockTimeout = 10000/);
    expect((await readState(source, ONE)).applied).toBe(1);
  });

  test('is not begun where the lock is not given', async () => {
    const { source, sent } = scripted(-1);
    await expect(migrate(source, ONE)).rejects.toMatchObject({ room: 'one', code: 'SOURCE_UNAVAILABLE' });
    expect(sent.filter((sql) => /CREATE|COMMIT/.test(sql))).toEqual([]);
  });
});

describeUnless(
  given === undefined ? 'SEKISHO_TEST_MSSQL_URL is not set' : null,
  'migrations on SQL Server',
  () => {
    const sources: DataSource[] = [];
    const connect = async (): Promise<DataSource> => {
      const { hostname: host, port, pathname, username: user, password } = new URL(given ?? '');
      const url: DatabaseUrl = {
        ...{ kind: 'mssql', host, port: Number(port), database: pathname.slice(1), user, password },
      };
      const source = await connectStore({ url, trustServerCertificate: true }, []);
      sources.push(source);
      return source;
    };
    afterEach(async () => {
      for (const source of sources.splice(0)) await source.destroy();
    });

    test('go up once among several that start at once, and down again', async () => {
      const all = await Promise.all([connect(), connect(), connect()]);
      await migrateBack(all[0], ONE, 0);
      const applied = await Promise.all(all.map((source) => migrate(source, ONE)));
      expect(applied.flat()).toHaveLength(1);
      expect(await all[0].query('SELECT * FROM sekisho_one')).toEqual([]);
      await migrateBack(all[0], ONE, 0);
      await expect(all[0].query('SELECT * FROM sekisho_one')).rejects.toThrow();
    });

    test('a step that fails midway leaves nothing, and a newer store is refused', async () => {
      const source = await connect();
      await migrate(source, ONE);
      const half = {
        ...{ number: 2, name: 'half', down: () => [] as string[] },
        up: () => ["EXEC sp_rename N'sekisho_one.id', N'other', N'COLUMN'", 'DELETE FROM sekisho_none'],
      };
      const two: RoomMigrations = { ...ONE, steps: [...ONE.steps, half] };
      await expect(migrate(source, two)).rejects.toThrow();
      expect(await source.query('SELECT id FROM sekisho_one')).toEqual([]);
      expect((await readState(source, two)).applied).toBe(1);
      await expect(readState(source, { ...ONE, steps: [] })).rejects.toBeInstanceOf(NewerStoreError);
      await migrateBack(source, ONE, 0);
    });
  },
);
