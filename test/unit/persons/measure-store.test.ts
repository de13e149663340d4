import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeasureStore } from '../../../src/persons/measure-store.js';

/** What any process has seen of the support measures: by each of them, and after all of them. */

let folder: string;
const opened: MeasureStore[] = [];
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sekisho-measures-'))));
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<MeasureStore> {
  const url = { kind: 'sqlite', path: join(folder, 'store.sqlite') } as const;
  const store = await MeasureStore.open({ url }, () => '2023-06-27');
  opened.push(store);
  return store;
}

const measure = (number: number, last = '9999-99-99') => ({
  ...{ atenaNumber: String(number).padStart(15, '0'), first: '0000-00-00', last },
});

test('nothing has been seen of a city that was never read', async () => {
  expect(await (await open()).seen()).toEqual({ version: 0, measures: [] });
});

test('what one process keeps, another sees, and so does one that begins later', async () => {
  const [one, other] = [await open(), await open()];
  expect((await other.seen()).measures).toEqual([]);
  const many = Array.from({ length: 450 }, (_, at) => measure(at + 1));
  expect(await one.keep(many, 0)).toBe(true);
  expect(await other.seen()).toEqual({ version: 1, measures: many });
  const fewer = [measure(1), measure(2, '2023-07-31'), measure(2)];
  expect(await other.keep(fewer, 1)).toBe(true);
  for (const store of [one, await open()])
    expect(new Set((await store.seen()).measures)).toEqual(new Set(fewer));
});

test('of two that keep something at once the second is told, and nothing of it is there', async () => {
  const [one, other] = [await open(), await open()];
  expect(await one.keep([measure(1)], 0)).toBe(true);
  expect(await other.keep([measure(2)], 0)).toBe(false);
  expect((await other.seen()).measures).toEqual([measure(1)]);
});

test('what is forgotten is so for every process, and whoever read it before keeps nothing by it', async () => {
  const [one, other] = [await open(), await open()];
  await one.keep([measure(1), measure(1, '2023-07-31'), measure(2)], 0);
  const before = await one.seen();
  expect(await other.forget()).toBe(2);
  expect((await one.seen()).measures).toEqual([]);
  expect(await one.keep(before.measures, before.version)).toBe(false);
});
