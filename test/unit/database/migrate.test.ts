import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IndexDatabase } from '../../../src/audit/index/index-database.js';
import { INDEX_MIGRATIONS } from '../../../src/audit/index/index-migrations.js';
import { INDEX_TABLES } from '../../../src/audit/index/index-tables.js';
import { migrate, migrateBack, readState, type RoomMigrations } from '../../../src/database/migrate.js';
import { NewerStoreError, StoreInUseError } from '../../../src/database/migration-errors.js';
import type { Table } from '../../../src/database/table.js';
import { MIGRATED_ROOMS } from '../../../src/gateway/migrated-rooms.js';
import { LINKAGE_MIGRATIONS } from '../../../src/linkage/linkage-migrations.js';
import { LinkageStore } from '../../../src/linkage/linkage-store.js';
import { LINKAGE_TABLES } from '../../../src/linkage/tables.js';
import { STAFF_MIGRATIONS } from '../../../src/staff/staff-migrations.js';
import { StaffStore } from '../../../src/staff/staff-store.js';
import { ALL_TABLES } from '../../../src/staff/staff-tables.js';
import { appliedIn, rowsOf, schemaOf, StoresBefore, withoutApplied, type Rows } from './before-migrations.js';

let before: StoresBefore;
beforeEach(() => (before = new StoresBefore()));
afterEach(() => before.remove());

const fresh = (): string => join(before.folder, 'fresh.sqlite');
const noSeed = () => {
  throw new Error('a store that has rows is not seeded');
};
const opens = {
  staff: () => StaffStore.open({ url: { kind: 'sqlite', path: before.store } }, noSeed),
  linkage: () => LinkageStore.open({ url: { kind: 'sqlite', path: before.store } }),
  index: () => IndexDatabase.open({ url: { kind: 'sqlite', path: before.index } }),
};

/** Rows of the first index in the words of the second. */
function renamed({ access_sighting = [], ...tables }: Rows): Rows {
  const inDetails = Object.entries(tables).map(([name, rows]) => [
    name,
    rows.map(({ told, ...row }) => (told === undefined ? row : { ...row, details: told })),
  ]);
  return { ...(Object.fromEntries(inDetails) as Rows), access_subject: access_sighting };
}

/** Rows of the first tables as the later steps leave them: what nobody knows of them is null. */
function admitted({
  staff_account = [],
  staff_contract = [],
  staff_version = [],
  linkage_act = [],
  ...tables
}: Rows): Rows {
  const division = { department: null, seconded_from: null, seconded_to: null };
  return {
    ...tables,
    staff_account: staff_account.map((row) => ({ ...row, ...division })),
    staff_contract: staff_contract.map((row) => ({ ...row, work: null, parts_allowed: null })),
    ...{ staff_override: [], staff_act: [], linkage_step: [], linkage_decision: [] },
    linkage_act: linkage_act.map((row) => ({ ...row, facts: null })),
    staff_version: staff_version.map((row) => ({ ...row, mode: null })),
  };
}

test('the steps of every room are numbered from one, and each room has a name of its own', () => {
  for (const { steps } of MIGRATED_ROOMS)
    expect(steps.map(({ number }) => number)).toEqual(steps.map((_, at) => at + 1));
  const names = MIGRATED_ROOMS.map(({ room }) => room);
  expect(new Set(names).size).toBe(names.length);
});

describe('a store of the last version without migrations', () => {
  test('is opened by the staff directory and the exchange with every row kept', async () => {
    const was = rowsOf(before.store);
    expect(Object.values(was).filter((rows) => rows.length > 0)).toHaveLength(9);
    for (const open of [opens.staff, opens.linkage]) await (await open()).close();
    expect(withoutApplied(rowsOf(before.store))).toEqual(admitted(was));
    expect(appliedIn(before.store)).toEqual({
      staff: STAFF_MIGRATIONS.steps.length,
      linkage: LINKAGE_MIGRATIONS.steps.length,
    });
  });

  test('is read as it was left: staff at its version, the inquiry by its id', async () => {
    const was = rowsOf(before.store);
    const [staff, linkage] = [await opens.staff(), await opens.linkage()];
    const edition = await staff.read();
    expect([edition.accounts.length, edition.grants.length, edition.version]).toEqual([
      was['staff_account']?.length,
      was['staff_grant']?.length,
      was['staff_version']?.[0]?.['version'],
    ]);
    const inquiry = was['linkage_request']?.[0];
    expect(await linkage.request(String(inquiry?.['id']))).toMatchObject({ account: inquiry?.['account'] });
    for (const store of [staff, linkage]) await store.close();
  });

  test('is opened by the index with every row kept, under the new names', async () => {
    const was = rowsOf(before.index);
    expect(was['access_sighting']).toHaveLength(8);
    await (await opens.index()).close();
    expect(withoutApplied(rowsOf(before.index))).toEqual(renamed(was));
    expect(appliedIn(before.index)).toEqual({ index: 2 });
  });

  test('has the same tables afterwards as one that is made today', async () => {
    for (const [path, rooms] of [
      [before.store, [STAFF_MIGRATIONS, LINKAGE_MIGRATIONS]],
      [before.index, [INDEX_MIGRATIONS]],
    ] as const) {
      const made = join(before.folder, `made-${rooms.length}.sqlite`);
      for (const at of [path, made]) {
        const source = await before.connect(at);
        for (const room of rooms) await migrate(source, room);
      }
      expect(schemaOf(path)).toEqual(schemaOf(made));
    }
  });
});

describe('steps', () => {
  test('make the tables and columns that the program reads', async () => {
    const source = await before.connect(fresh());
    for (const room of MIGRATED_ROOMS) await migrate(source, room);
    const columnsOf = async (name: string) =>
      ((await source.query(`PRAGMA table_info(${name})`)) as { name: string }[]).map(({ name: n }) => n);
    const tables: readonly Table[] = [...ALL_TABLES, ...LINKAGE_TABLES];
    for (const { name, columns } of tables)
      expect([name, await columnsOf(name)]).toEqual([name, Object.values(columns).map((c) => c.name)]);
    for (const name of INDEX_TABLES) expect(await columnsOf(name)).not.toEqual([]);
  });

  test.each(MIGRATED_ROOMS.map((room) => [room.room, room] as const))(
    'of %s go up one by one, and down to where they came from',
    async (_name, room) => {
      const source = await before.connect(fresh());
      const schemas = [schemaOf(fresh())];
      for (const [at] of room.steps.entries()) {
        const upTo = { ...room, steps: room.steps.slice(0, at + 1) };
        expect((await migrate(source, upTo)).map(({ number }) => number)).toEqual([at + 1]);
        schemas.push(schemaOf(fresh()));
      }
      const made = ({ sql }: { sql: string }) => !sql.includes('sekisho_migration');
      const tablesAt = (nth: number) => (schemas[nth] ?? []).filter((sql) => made({ sql }));
      for (const { number } of room.steps.toReversed()) {
        const taken = await migrateBack(source, room, number - 1);
        expect(taken.map((step) => step.number)).toEqual([number]);
        const now = (await source.query(
          'SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name',
        )) as {
          sql: string;
        }[];
        expect(now.filter(made).map(({ sql }) => sql.replaceAll('"', ''))).toEqual(tablesAt(number - 1));
        expect((await readState(source, room)).applied).toBe(number - 1);
      }
      expect((await migrate(source, room)).length).toBe(room.steps.length);
    },
  );

  test('of the index are taken back with every row kept, so that the older version goes on', async () => {
    const [was, schema] = [rowsOf(before.index), schemaOf(before.index)];
    const source = await before.connect(before.index);
    await migrate(source, INDEX_MIGRATIONS);
    await migrateBack(source, INDEX_MIGRATIONS, 1);
    await source.destroy();
    expect(withoutApplied(rowsOf(before.index))).toEqual(was);
    expect(schemaOf(before.index)).toEqual(expect.arrayContaining([...schema]));
    await (await opens.index()).close();
    expect(withoutApplied(rowsOf(before.index))).toEqual(renamed(was));
  });

  test('are not applied a second time, and where none is pending nothing is written', async () => {
    await (await opens.index()).close();
    const was = readFileSync(before.index);
    const source = await before.connect(before.index);
    expect(await migrate(source, INDEX_MIGRATIONS)).toEqual([]);
    await source.destroy();
    expect(readFileSync(before.index).equals(was)).toBe(true);
  });

  test.each(['up', 'down'] as const)('that fail midway %s leave the store as it was', async (direction) => {
    const path = before.index;
    const source = await before.connect(path);
    await migrate(source, INDEX_MIGRATIONS);
    const half = [
      'ALTER TABLE access_event RENAME COLUMN details TO something',
      'DELETE FROM access_subject',
      'ALTER TABLE no_such_table RENAME TO anything',
    ];
    const third = { number: 3, name: 'half', up: () => [] as string[], down: () => half };
    const broken: RoomMigrations = {
      ...INDEX_MIGRATIONS,
      steps: [...INDEX_MIGRATIONS.steps, direction === 'up' ? { ...third, up: () => half } : third],
    };
    if (direction === 'down') await migrate(source, broken);
    const was = [rowsOf(path), schemaOf(path)];
    const failing = direction === 'up' ? migrate(source, broken) : migrateBack(source, broken, 2);
    await expect(failing).rejects.toThrow(/no such table/);
    await source.destroy();
    expect([rowsOf(path), schemaOf(path)]).toEqual(was);
  });
});

describe('a store that is newer than the program', () => {
  const older: RoomMigrations = { ...INDEX_MIGRATIONS, steps: INDEX_MIGRATIONS.steps.slice(0, 1) };

  test('is refused by room, both numbers and what to do, and not written to', async () => {
    await (await opens.index()).close();
    const was = readFileSync(before.index);
    const source = await before.connect(before.index);
    for (const attempt of [migrate(source, older), migrateBack(source, older, 0), readState(source, older)]) {
      const fault: unknown = await attempt.catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(NewerStoreError);
      expect(fault).toMatchObject({ code: 'SOURCE_UNAVAILABLE', room: 'index', applied: 2, known: 1 });
      const { ja, en } = fault as NewerStoreError;
      for (const text of [ja, en]) expect(text).toContain('sekisho store migrate --to index=1');
      expect([ja, en]).toEqual([
        expect.stringMatching(/index: 手順2.*手順1まで.*変更は行われていません/),
        expect.stringMatching(/index is at step 2, .* up to 1\. Nothing was changed/),
      ]);
    }
    await source.destroy();
    expect(readFileSync(before.index).equals(was)).toBe(true);
  });

  test.each(['staff', 'linkage', 'index'] as const)(
    'is refused by %s when it is opened, and let go',
    async (room) => {
      await (await opens[room]()).close();
      const path = room === 'index' ? before.index : before.store;
      const source = await before.connect(path);
      await source.query('UPDATE sekisho_migration SET number = 99 WHERE room = ?', [room]);
      await source.destroy();
      const was = rowsOf(path);
      await expect(opens[room]()).rejects.toBeInstanceOf(NewerStoreError);
      expect(rowsOf(path)).toEqual(was);
      // The last to close a store takes its WAL away: none stands there where the connection was closed.
      const after = await before.connect(path);
      await after.destroy();
      expect(existsSync(`${path}-wal`)).toBe(false);
    },
  );
});

describe('a store that another process has open', () => {
  test('is not taken back, and the other goes on', async () => {
    const other = await opens.index();
    const was = rowsOf(before.index);
    const source = await before.connect(before.index);
    await expect(migrateBack(source, INDEX_MIGRATIONS, 1)).rejects.toBeInstanceOf(StoreInUseError);
    expect(rowsOf(before.index)).toEqual(was);
    await other.query('DELETE FROM access_event');
    expect(await other.query('SELECT * FROM access_event')).toEqual([]);
    await other.close();
    expect((await migrateBack(source, INDEX_MIGRATIONS, 1)).map(({ number }) => number)).toEqual([2]);
  });
});

describe('a number that is that of no step', () => {
  test.each([-1, 1.5, 'two'])('%j is refused, and nothing is written', async (number) => {
    await (await opens.index()).close();
    const source = await before.connect(before.index);
    await source.query('UPDATE sekisho_migration SET number = ?', [number]);
    const was = rowsOf(before.index);
    for (const attempt of [
      readState(source, INDEX_MIGRATIONS),
      migrate(source, INDEX_MIGRATIONS),
      migrateBack(source, INDEX_MIGRATIONS, 1),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', detail: 'index at no step' });
    expect(rowsOf(before.index)).toEqual(was);
  });
});
