import { NO_ITEMS } from '../../../src/sources/sources.js';
import { countDay } from '../../../src/statistics/count-day.js';
import type { TargetDose } from '../../../src/statistics/target-doses.js';
import { children, MAY, target, TODAY, Town, type Townsman } from './harness.js';

/** Whom the tables of a day count: each person once, as the registry has them, and nobody's hidden home. */

const { signal } = new AbortController();
const count = (town: Town, targets: readonly TargetDose[] = [target()]) =>
  countDay({ sources: town.sources, signal, day: MAY, today: TODAY, targets });

/** Number, then what is counted of one townsman: the cells' district, population and given. */
async function counted(...people: readonly Townsman[]) {
  const cells = await count(new Town(people));
  return cells.map(({ district, population, given }) => [district, population, ...given]);
}

test('whoever is a resident is counted once, under whichever numbers the rows stand', async () => {
  const merged = { numbers: ['5', '1', '9'], birthDate: '2021-06-01' };
  expect(await counted({ ...merged, doses: [['1', 'MR', '2022-07-01']] })).toEqual([['01', 1, 1]]);
  // Also where only a second dose tells that the numbers are one person's.
  const two = [target(), target({ dose: 2 })];
  const doses = [
    ['1', 'MR', '2022-07-01'],
    ['9', 'MR', '2022-08-01'],
  ] as const;
  const cells = await count(new Town([{ ...merged, doses }]), two);
  expect(cells.map(({ population, given }) => [population, ...given])).toEqual([[1, 1, 1]]);
});

test('of several rows of one person the one under the current number is told from', async () => {
  const moved = {
    numbers: ['5', '1'],
    birthDate: '2021-06-01',
    older: { birthDate: '2020-06-01', district: '02' },
  };
  const cells = await count(new Town([moved]));
  expect(cells.map(({ cohort, district, population }) => [cohort, district, population])).toEqual([
    [2021, '01', 1],
  ]);
  // Corrected to a birth that no dose is meant for: an older row does not bring the person back.
  const corrected = { ...moved, birthDate: '2010-06-01' };
  expect(await count(new Town([corrected]))).toEqual([]);
});

test('all doses under one number count, and those under another person’s do not', async () => {
  const doses = [
    ['000000000000000', 'MR', '2022-07-01'],
    ['000000000000000', 'MR', '2022-08-01'],
  ] as const;
  const town = new Town([...children(1, { doses }), ...children(1, {}, 5)]);
  const cells = await count(town, [target(), target({ dose: 2 })]);
  expect(cells.map(({ population, given }) => [population, ...given])).toEqual([[2, 1, 1]]);
});

test('two keys of one registered person count them once', async () => {
  const town = new Town(children(1));
  const [one] = town.people;
  const keys = town.sources.address;
  keys.loadByHealthNumber = (numbers) =>
    Promise.resolve(
      numbers.map((number) => ({ atenaNumber: `R${one?.numbers[0]}`, healthNumbers: [number] })),
    );
  town.people = [...town.people, ...children(1, {}, 7)];
  expect((await count(town)).map(({ population }) => population)).toEqual([1]);
});

test.each([
  ['has left', { status: 'MOVED_OUT' }],
  ['has a standing that no code is known for', { status: null }],
  ['is not in the registry', { unregistered: true }],
  ['is born on no known day', { birthDate: null }],
  ['belongs to no cohort of the day', { birthDate: '2010-06-01' }],
] as const)('whoever %s is not counted, and the others are', async (_what, rest) => {
  expect(await counted(...children(1, rest), ...children(1, {}, 5))).toEqual([['01', 1, 0]]);
});

test('a row that no key leads to is nobody', async () => {
  const cells = await count(new Town(children(1), ['888888888888888']));
  expect(cells.map(({ population }) => population)).toEqual([1]);
});

test.each([
  ['a measure of today', { protectedOn: [TODAY] }],
  ['a measure of the day of the table', { protectedOn: [MAY] }],
  ['a measure of both', { protectedOn: [MAY, TODAY] }],
])(
  '%s takes a person out of the districts, and whoever shares the home, but not out of the city',
  async (_what, rest) => {
    const cells = await counted(
      ...children(1, rest),
      ...children(1, { sharesHome: true }, 5),
      ...children(1, {}, 8),
    );
    expect(cells).toEqual([
      [null, 2, 0],
      ['01', 1, 0],
    ]);
  },
);

test('a shared home is an ordinary one while nobody is protected', async () => {
  expect(await counted(...children(1, { sharesHome: true }))).toEqual([['01', 1, 0]]);
});

test('all pages are read, each behind the last, of the births of all cohorts, on the day', async () => {
  const town = new Town(children(1_250));
  const cells = await count(town, [target({ cohorts: [2021] }), target({ cohorts: [2017, 2018] })]);
  expect(cells.map(({ population }) => population)).toEqual([1_250]);
  const page = { bornFrom: '2017-04-02', bornTo: '2022-04-01', asOf: MAY, first: 500 };
  expect(town.pages).toEqual([
    { ...page, after: null },
    { ...page, after: '000000000000499' },
    { ...page, after: '000000000000999' },
  ]);
  expect(new Set(town.doseDays)).toEqual(new Set([MAY]));
});

test('of persons whom no dose is meant for nothing more is read', async () => {
  const town = new Town([...children(2, { sex: 'MALE' }), ...children(1, {}, 5)]);
  await count(town, [target({ sex: 'FEMALE' })]);
  expect(town.lookedUp).toEqual([['000000000000005']]);
});

test('a town of nobody, and one whose last page is full, end where they end', async () => {
  expect(await count(new Town([]))).toEqual([]);
  const town = new Town(children(500));
  expect((await count(town)).map(({ population }) => population)).toEqual([500]);
  expect(town.pages).toHaveLength(2);
});

test('each system is asked for its own, and about the persons of the page alone', async () => {
  const town = new Town(children(1), ['888888888888888']);
  await count(town);
  const times = (system: string) => town.asked.filter((one) => one === system).length;
  // Whom a measure covers, on two days; then persons and doses.
  expect([times('HEALTH_MANAGEMENT'), town.asked.indexOf('HEALTH_MANAGEMENT')]).toEqual([2, 2]);
  expect(times('HEALTH_MANAGEMENT') + times('ADDRESS_NAME') + times('RESIDENT_REGISTRY')).toBe(
    town.asked.length,
  );
  expect([town.dosesOf, [...town.registryRows]]).toEqual([['000000000000000'], ['R000000000000000']]);
});

test('the registry is asked once about the persons of a page, whichever day a measure is of', async () => {
  const town = new Town([
    ...children(1, { protectedOn: [MAY] }),
    ...children(1, { protectedOn: [TODAY] }, 5),
    ...children(1, {}, 9),
  ]);
  const { registry } = town.sources;
  const asked: (readonly string[])[] = [];
  const load = registry.loadPolicyAttributes.bind(registry);
  registry.loadPolicyAttributes = (numbers, measures, call) => (
    asked.push(numbers),
    load(numbers, measures, call)
  );
  const cells = await count(town);
  expect(cells.map(({ district, population }) => [district, population])).toEqual([
    [null, 2],
    ['01', 1],
  ]);
  expect(asked).toEqual([['R000000000000000', 'R000000000000005', 'R000000000000009']]);
});

test('measures are read at the beginning and at the end, not for each page', async () => {
  const town = new Town(children(1_250, { protectedOn: [MAY] }));
  const { registry } = town.sources;
  const read: string[] = [];
  const load = registry.loadSupportMeasures.bind(registry);
  registry.loadSupportMeasures = (day, call) => (read.push(day), load(day, call));
  expect((await count(town)).map(({ district }) => district)).toEqual([null]);
  expect(read).toEqual([MAY, TODAY, MAY, TODAY]);
});

test('a measure that is entered while it is counted hides the home all the same', async () => {
  const town = new Town([...children(1), ...children(1, {}, 5)]);
  const { health } = town.sources;
  const list = health.listCoveragePersons.bind(health);
  let pages = 0;
  health.listCoveragePersons = async (page, call) => {
    const persons = await list(page, call);
    if (pages++ === 0) town.people = [...children(1, { protectedOn: [TODAY] }), ...children(1, {}, 5)];
    return persons;
  };
  expect((await count(town)).map(({ district, population }) => [district, population])).toEqual([
    [null, 1],
    ['01', 1],
  ]);
  expect(pages).toBe(2);
});

test('a day without a target is asked about nowhere', async () => {
  const town = new Town(children(3));
  expect(await count(town, [])).toEqual([]);
  expect(await count(town, [target({ cohorts: [] })])).toEqual([]);
  expect(town.pages).toEqual([]);
});

test('every question ends when the gateway does, and asks for no item', async () => {
  const town = new Town(children(1));
  await count(town);
  expect(town.options).toEqual(Array(3).fill({ signal, items: NO_ITEMS }));
});

test.each(['HEALTH_MANAGEMENT', 'ADDRESS_NAME', 'RESIDENT_REGISTRY'] as const)(
  'while %s does not answer, nothing is counted',
  async (system) => {
    const town = new Town(children(1));
    town.silent = system;
    await expect(count(town)).rejects.toMatchObject({ system });
  },
);
