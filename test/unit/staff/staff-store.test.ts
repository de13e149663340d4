import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { DatabaseUrl } from '../../../src/database/database-url.js';
import { StaffChanges } from '../../../src/staff/staff-changes.js';
import { recordDuty } from '../../../src/staff/account-rules.js';
import { StaffDirectory } from '../../../src/staff/directory.js';
import { connectStore } from '../../../src/database/connection.js';
import { migrateBack } from '../../../src/database/migrate.js';
import { OtherModeError } from '../../../src/database/migration-errors.js';
import { STAFF_MIGRATIONS } from '../../../src/staff/staff-migrations.js';
import { StaffStore, type StoreMode } from '../../../src/staff/staff-store.js';
import { ALL_TABLES } from '../../../src/staff/staff-tables.js';
import { describeUnless } from '../../support/skip.js';
import { seed, policy, TODAY } from './harness.js';

const given = process.env['SEKISHO_TEST_MSSQL_URL'];
/** Accounts of the demo. */
const seeded = seed().accounts.length;
let folder: string;
let url: DatabaseUrl;
let opened: StaffStore[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-store-'));
  url = { kind: 'sqlite', path: join(folder, 'store.sqlite') };
  opened = [];
});
afterEach(async () => {
  for (const store of opened) await store.close();
  rmSync(folder, { recursive: true });
});

async function open(at: DatabaseUrl = url): Promise<StaffStore> {
  const store = await StaffStore.open({ url: at, trustServerCertificate: true }, () => seed());
  opened.push(store);
  return store;
}

function deskOver(store: StaffStore, directory: StaffDirectory, seal: () => Promise<number>): StaffChanges {
  return new StaffChanges({ store, directory, audit: { seal, append: () => 0 }, policy: () => policy });
}
const directoryOf = (store: StaffStore) =>
  StaffDirectory.open({ store, purposes: () => policy.purposes, today: () => TODAY });
const train = { request: 'r', account: 'admin', action: 'recordTraining' };

/** Seeds, changes, rolls back and reads back; the same on every kind of database. */
async function exercise(at: DatabaseUrl): Promise<void> {
  const stores = await Promise.all([open(at), open(at), open(at)] as const);
  const editions = await Promise.all(stores.map((store) => store.read()));
  expect(editions.map(({ accounts, version }) => [accounts.length, version])).toEqual([
    [seeded, 1],
    [seeded, 1],
    [seeded, 1],
  ]);
  const [store, other] = stores;
  const [here, there] = [await directoryOf(store), await directoryOf(other)];
  const tomorrow = '2023-06-28';
  const rule = (account: string) => (bench: Parameters<typeof recordDuty>[0]) =>
    recordDuty({ ...bench, today: tomorrow }, { account, duty: 'trainedOn', on: tomorrow });
  const refused = deskOver(store, here, () => Promise.reject(new Error('cannot seal')));
  await expect(refused.change(train, rule('clerk'))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect([
    (await store.read()).accounts.find(({ id }) => id === 'clerk')?.trainedOn,
    await store.version(),
  ]).toEqual([TODAY, 1]);

  const desks = [
    deskOver(store, here, () => Promise.resolve(1)),
    deskOver(other, there, () => Promise.resolve(1)),
  ] as const;
  await Promise.all(
    ['clerk', 'manager', 'auditor', 'admin'].map((name, nth) =>
      (nth % 2 === 0 ? desks[0] : desks[1]).change(train, rule(name)),
    ),
  );
  expect(await store.version()).toBe(5);
  expect(there.index.accounts.get('clerk')?.nameJa).toBe('健康課 保健師');
  await here.refresh();
  const trained = [...here.index.accounts.values()]
    .filter(({ trainedOn }) => trainedOn === tomorrow)
    .map(({ id }) => id);
  expect(trained.toSorted()).toEqual(['admin', 'auditor', 'clerk', 'manager']);
}

test('processes that start together seed once, changes of two queue up, and one that cannot be sealed is undone', () =>
  exercise(url));

test('a store that was seeded is left as it is', async () => {
  await (await open()).close();
  const again = await StaffStore.open({ url }, () => {
    throw new Error('seeded twice');
  });
  opened.push(again);
  expect((await again.read()).accounts).toHaveLength(seeded);
});

const NOBODY = () => ({ accounts: [], grants: [], holdings: [], contracts: [], roster: [], overrides: [] });
const openedBy = async (mode: StoreMode): Promise<number> => {
  const store = await StaffStore.open({ url }, mode === 'DEMO' ? () => seed() : NOBODY, mode);
  opened.push(store);
  return (await store.read()).accounts.length;
};

/** docs/attacks.md M14 */
describe('whose a store is', () => {
  test('a production that began without accounts gets none of the demo’s by a later demo start', async () => {
    expect(await openedBy('PRODUCTION')).toBe(0);
    await expect(openedBy('DEMO')).rejects.toThrow(OtherModeError);
    await expect(openedBy('DEMO')).rejects.toMatchObject({
      en: expect.stringMatching(/NODE_ENV=production/) as string,
    });
    expect(await openedBy('PRODUCTION')).toBe(0);
  });
  test('a demo’s store with its accounts is no production’s', async () => {
    expect(await openedBy('DEMO')).toBe(seeded);
    await expect(openedBy('PRODUCTION')).rejects.toThrow(OtherModeError);
    expect(await openedBy('DEMO')).toBe(seeded);
  });
  test('of both that start at once on an empty store, one is refused', async () => {
    const both = await Promise.allSettled([openedBy('PRODUCTION'), openedBy('DEMO')]);
    expect(both.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });
  test('a store from before this was remembered is a production’s once one opens it', async () => {
    await openedBy('DEMO');
    await opened[0]?.close();
    const file = new Sqlite(url.kind === 'sqlite' ? url.path : '');
    file.exec('UPDATE staff_version SET mode = NULL');
    file.close();
    expect([await openedBy('DEMO'), await openedBy('PRODUCTION')]).toEqual([seeded, seeded]);
    await expect(openedBy('DEMO')).rejects.toThrow(OtherModeError);
  });
});

describeUnless(
  given === undefined ? 'SEKISHO_TEST_MSSQL_URL is not set' : null,
  'the staff store on T-SQL',
  () => {
    test('seeds once, queues changes and undoes what cannot be sealed', async () => {
      const at = new URL(given ?? '');
      const server: DatabaseUrl = {
        kind: 'mssql',
        host: at.hostname,
        port: Number(at.port),
        database: at.pathname.slice(1),
        user: at.username,
        password: at.password,
      };
      await dropTables(server);
      await exercise(server);
    });
  },
);

/** What an earlier run left behind. */
async function dropTables(server: DatabaseUrl): Promise<void> {
  const source = await connectStore({ url: server, trustServerCertificate: true }, []);
  await migrateBack(source, STAFF_MIGRATIONS, 0);
  for (const { name } of ALL_TABLES) await source.query(`DROP TABLE IF EXISTS ${name}`);
  await source.destroy();
}
