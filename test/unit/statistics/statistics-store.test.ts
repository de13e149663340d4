import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { PublishedCell, PublishedTable } from '../../../src/statistics/make-tables.js';
import { StatisticsStore } from '../../../src/statistics/statistics-store.js';

/** What is published is kept whole, once, and comes back as it was. */

let folder: string;
let path: string;
let store: StatisticsStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-statistics-store-'));
  path = join(folder, 'store.sqlite');
  store = await StatisticsStore.open({ url: { kind: 'sqlite', path } });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const day = (publishedOn: string, keyName = 'key-1') => ({
  publishedOn,
  keyName,
  madeAt: '2023-06-01T00:00:00.000Z',
});
const table = (cells: readonly PublishedCell[], rest: Partial<PublishedTable> = {}): PublishedTable => ({
  ...{ vaccine: 'MR', dose: 1, cut: ['SEX'], cells },
  ...rest,
});
const cell = (key: string, population: number | null): PublishedCell => ({
  ...{ key: [key], population, vaccinated: population },
});
const NAME = { vaccine: 'MR', dose: 1, cut: ['SEX'] as const };

test('cells come back as they were, hidden ones and the table of the total included', async () => {
  const cells = [cell('MALE', 15), cell('FEMALE', null), { key: ['A', 'B'], population: 20, vaccinated: 5 }];
  const total = [{ key: [], population: 40, vaccinated: 5 }];
  expect(await store.keep(day('2023-05-31'), [table(cells), table(total, { cut: [] })])).toBe(true);
  expect(await store.cells('2023-05-31', NAME)).toEqual(cells);
  expect(await store.cells('2023-05-31', { ...NAME, cut: [] })).toEqual(total);
});

test('a table of any length is kept whole and in its order', async () => {
  const cells = Array.from({ length: 4_000 }, (_, at) => cell(`cell ${at}`, at));
  await store.keep(day('2023-05-31'), [table(cells)]);
  expect(await store.cells('2023-05-31', NAME)).toEqual(cells);
});

test('so is any number of tables', async () => {
  const tables = Array.from({ length: 450 }, (_, at) => table([cell('MALE', at)], { vaccine: `V${at}` }));
  await store.keep(day('2023-05-31'), tables);
  for (const [at, { vaccine }] of tables.entries())
    expect(await store.cells('2023-05-31', { ...NAME, vaccine })).toEqual([cell('MALE', at)]);
});

test('each table is found by its day, vaccine, dose and cut, and no other in its place', async () => {
  await store.keep(day('2023-05-31'), [
    ...[table([cell('MALE', 5)]), table([cell('MALE', 10)], { vaccine: 'BCG' })],
    ...[table([cell('MALE', 15)], { dose: 2 }), table([cell('MALE', 20)], { cut: ['SEX', 'DISTRICT'] })],
  ]);
  await store.keep(day('2023-04-30'), [table([cell('MALE', 25)])]);
  const found = async (publishedOn: string, rest = {}) =>
    (await store.cells(publishedOn, { ...NAME, ...rest }))?.map(({ population }) => population) ?? null;
  expect([
    ...[await found('2023-05-31'), await found('2023-05-31', { vaccine: 'BCG' })],
    ...[await found('2023-05-31', { dose: 2 }), await found('2023-05-31', { cut: ['SEX', 'DISTRICT'] })],
    ...[await found('2023-04-30'), await found('2023-03-31'), await found('2023-05-31', { dose: 3 })],
  ]).toEqual([[5], [10], [15], [20], [25], null, null]);
});

test('a day is made once: who comes second keeps nothing, and is told so', async () => {
  expect(await store.isMade('2023-05-31')).toBe(false);
  await store.keep(day('2023-05-31'), [table([cell('MALE', 5)])]);
  expect([await store.isMade('2023-05-31'), await store.isMade('2023-04-30')]).toEqual([true, false]);
  const other = [table([cell('MALE', 10)]), table([cell('MALE', 10)], { dose: 2 })];
  expect(await store.keep(day('2023-05-31', 'key-2'), other)).toBe(false);
  expect(await store.cells('2023-05-31', NAME)).toEqual([cell('MALE', 5)]);
  expect(await store.cells('2023-05-31', { ...NAME, dose: 2 })).toBeNull();
});

test('a day that fails midway is not made, and not taken for one that another made', async () => {
  const file = new Database(path);
  file.exec('ALTER TABLE statistics_table RENAME TO elsewhere');
  await expect(store.keep(day('2023-05-31'), [table([cell('MALE', 5)])])).rejects.toMatchObject({
    ...{ code: 'SOURCE_UNAVAILABLE', ja: expect.stringContaining('統計表') },
    en: expect.stringContaining('the published statistics'),
  });
  file.exec('ALTER TABLE elsewhere RENAME TO statistics_table');
  file.close();
  expect(await store.isMade('2023-05-31')).toBe(false);
  expect(await store.keep(day('2023-05-31'), [table([cell('MALE', 5)])])).toBe(true);
});

test('two at once on two connections: one keeps, the other learns of it', async () => {
  const other = await StatisticsStore.open({ url: { kind: 'sqlite', path } });
  const kept = await Promise.all(
    [store, other].map((one, at) => one.keep(day('2023-05-31'), [table([cell('MALE', 5 * (at + 1))])])),
  );
  expect([...kept].sort()).toEqual([false, true]);
  expect(await other.cells('2023-05-31', NAME)).toEqual([cell('MALE', 5 * (kept.indexOf(true) + 1))]);
  await other.close();
});

test('days that another key rounded are known', async () => {
  expect(await store.hasOtherKey('key-1')).toBe(false);
  await store.keep(day('2023-05-31'), []);
  expect([await store.hasOtherKey('key-1'), await store.hasOtherKey('key-2')]).toEqual([false, true]);
});

test('what stands in the file is what every version looks for', async () => {
  await store.keep(day('2023-05-31'), [
    ...[table([cell('MALE', 5)], { cut: [] }), table([cell('MALE', 10)], { cut: ['SEX', 'DISTRICT'] })],
  ]);
  const file = new Database(path, { readonly: true });
  expect(file.prepare('SELECT cut, part, cells FROM statistics_table ORDER BY cut').all()).toEqual([
    { cut: 'SEX+DISTRICT', part: 0, cells: '[[["MALE"],10,10]]' },
    { cut: 'TOTAL', part: 0, cells: '[[["MALE"],5,5]]' },
  ]);
  file.close();
});

test('a closed store leaves its file to others', async () => {
  await store.keep(day('2023-05-31'), []);
  await store.close();
  // SQLite takes its log away with the last connection.
  expect(readdirSync(folder)).toEqual(['store.sqlite']);
});

test('what was begun is ended before the store closes, and closing twice is no fault', async () => {
  const keeping = store.keep(day('2023-05-31'), [table([cell('MALE', 5)])]);
  await store.close();
  await store.close();
  expect(await keeping).toBe(true);
});

test('a file that is no store, and one whose tables cannot be made, are told as the statistics’ own fault', async () => {
  const broken = join(folder, 'broken.sqlite');
  writeFileSync(broken, 'no database, and long enough to be read as the head of one '.repeat(20));
  const taken = join(folder, 'taken.sqlite');
  const file = new Database(taken);
  file.exec('CREATE TABLE sekisho_migration (something text)');
  file.close();
  for (const wrong of [broken, taken])
    await expect(StatisticsStore.open({ url: { kind: 'sqlite', path: wrong } })).rejects.toMatchObject({
      ...{ code: 'SOURCE_UNAVAILABLE', detail: expect.stringContaining('statistics store') },
      ja: expect.stringContaining('統計表'),
    });
});
