import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StatisticsRules } from '../../../src/policy/statistics-rules.js';
import { KeyedRounding } from '../../../src/statistics/keyed-rounding.js';
import { Publications, type PublicationParts } from '../../../src/statistics/publications.js';
import { StatisticsStore } from '../../../src/statistics/statistics-store.js';
import { children, KEY, MAY, MR, TODAY, Town } from './harness.js';

/** The tables of a day are made once, whoever asks, and nothing that comes later changes them. */

const RULES: StatisticsRules = {
  ...{
    firstDay: '2023-03-01',
    months: new Set([3, 4, 5, 6]),
    roundTo: 5,
    hideBelow: 10,
    cuts: [[], ['SEX']],
  },
  districts: [],
};
const FIRST = { vaccine: 'MR', dose: 1, cut: [] } as const;

let folder: string;
let store: StatisticsStore;
let town: Town;
let made: string[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-publications-'));
  store = await StatisticsStore.open({ url: { kind: 'sqlite', path: join(folder, 'store.sqlite') } });
  town = new Town(children(40));
  made = [];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const on = (day: string) => ({ now: () => new Date(), today: () => day });

const publications = (rest: Partial<PublicationParts> = {}) =>
  new Publications({
    ...{ sources: town.sources, store, key: KEY, clock: on(TODAY) },
    policy: () => ({ statistics: RULES, schedule: MR }),
    signal: new AbortController().signal,
    onMade: (day) => void made.push(day),
    ...rest,
  });

test('a question is answered by the last day that is over, from the first on', () => {
  const one = publications();
  expect([one.dayFor(TODAY), one.dayFor('2023-04-30'), one.dayFor('2023-03-30')]).toEqual([
    MAY,
    '2023-04-30',
    null,
  ]);
});

test('the tables of all doses are made in one go, rounded as the policy says', async () => {
  const one = publications();
  const round = new KeyedRounding(KEY, 5).of({ cohorts: [2021], sex: null, district: null });
  expect(await one.cells(MAY, FIRST)).toEqual([{ key: [], population: round(40), vaccinated: 0 }]);
  const [male, female] = (await one.cells(MAY, { ...FIRST, cut: ['SEX'] })) ?? [];
  expect(male).toEqual({ key: ['MALE'], population: null, vaccinated: null });
  expect(female?.population).toBeGreaterThan(34);
  // Nobody of the second dose's cohort lives here: hidden, and yet a table.
  expect(await one.cells(MAY, { ...FIRST, dose: 2 })).toEqual([
    { key: [], population: null, vaccinated: null },
  ]);
  expect(await one.cells(MAY, { ...FIRST, dose: 3 })).toBeNull();
  expect([made, town.pages.length]).toEqual([[MAY], 1]);
});

test('all who ask for a day while it is made wait for the same run', async () => {
  const one = publications();
  const answers = await Promise.all([one.cells(MAY, FIRST), one.cells(MAY, FIRST), one.makeMissing()]);
  expect(answers[0]).toEqual(answers[1]);
  expect([made, town.pages.length]).toEqual([[MAY], 1]);
});

test('days are made one after another, and what is published already waits for none (docs/attacks.md K1)', async () => {
  town.people = children(2_250);
  const one = publications();
  const before = await one.cells(MAY, FIRST);
  town.pages.length = 0;
  const days = ['2023-04-30', '2023-03-31'];
  const making = days.map((day) => one.cells(day, FIRST));
  expect(await one.cells(MAY, FIRST)).toEqual(before);
  expect(made).toEqual([MAY]);
  await Promise.all(making);
  const read = town.pages.map((page) => (page as { asOf: string }).asOf);
  expect(read).toEqual([...read].sort().reverse());
  expect([read.length, made]).toEqual([10, [MAY, ...days]]);
});

test('what is corrected later changes nothing that was published, here or in another process', async () => {
  const before = await publications().cells(MAY, FIRST);
  town.people = children(5);
  expect(await publications().cells(MAY, FIRST)).toEqual(before);
  expect(made).toEqual([MAY]);
  expect(await publications().cells('2023-04-30', FIRST)).not.toEqual(before);
});

test('of two that make a day at once one publishes, and both answer with its tables', async () => {
  const [one, other] = [publications(), publications()];
  const [here, there] = await Promise.all([one.cells(MAY, FIRST), other.cells(MAY, FIRST)]);
  expect(here).toEqual(there);
  expect(made).toEqual([MAY]);
});

test('days are made without a question, the newest first, one at each turn; before the first there is nothing to make', async () => {
  for (const days of [[MAY], [MAY, '2023-04-30'], [MAY, '2023-04-30', '2023-03-31']]) {
    await publications().makeMissing();
    expect(made).toEqual(days);
  }
  await publications().makeMissing();
  await publications({ clock: on('2023-03-31') }).makeMissing();
  expect(made).toHaveLength(3);
});

test('without a question nothing is made that lies further back than a chart shows', async () => {
  const monthly = { firstDay: '2019-01-01', months: new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) };
  const policy = () => ({ statistics: { ...RULES, ...monthly }, schedule: MR });
  for (let turn = 0; turn < 27; turn += 1) await publications({ policy }).makeMissing();
  expect([made.length, made[0], made.at(-1)]).toEqual([25, MAY, '2021-05-31']);
});

test('with another key nothing new is made, the reason is told, and what is published is still answered', async () => {
  const before = await publications().cells(MAY, FIRST);
  const stranger = publications({ key: createSecretKey(Buffer.alloc(32, 2)) });
  expect(await stranger.cells(MAY, FIRST)).toEqual(before);
  await expect(stranger.cells('2023-04-30', FIRST)).rejects.toMatchObject({
    ...{ code: 'SOURCE_UNAVAILABLE', detail: 'statistics key differs' },
    ja: expect.stringMatching(/別の鍵で.*SEKISHO_AUDIT_SECRET.*docs\/statistics\.md/),
    en: expect.stringMatching(/rounded with another key.*SEKISHO_AUDIT_SECRET.*docs\/statistics\.md/),
  });
  expect(made).toEqual([MAY]);
});

test('a day that could not be counted is counted when it is asked for again', async () => {
  const one = publications();
  town.silent = 'HEALTH_MANAGEMENT';
  await expect(one.cells(MAY, FIRST)).rejects.toMatchObject({ system: 'HEALTH_MANAGEMENT' });
  expect([await store.isMade(MAY), made]).toEqual([false, []]);
  town.silent = null;
  expect(await one.cells(MAY, FIRST)).toHaveLength(1);
});

test('nobody need be told', async () => {
  const quiet = new Publications({
    ...{ sources: town.sources, store, key: KEY, clock: on(TODAY) },
    policy: () => ({ statistics: RULES, schedule: MR }),
    signal: new AbortController().signal,
  });
  await quiet.makeMissing();
  expect(await store.isMade(MAY)).toBe(true);
});
