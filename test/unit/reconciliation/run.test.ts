import { readKeys } from '../../../src/persons/person-keys.js';
import type { PersonSides } from '../../../src/reconciliation/read-sides.js';
import { TEST_CITY, testCity } from '../../support/city.js';
import { startReconciliation, type ReconciliationWorld } from '../../support/reconciliation/world.js';

/** A run over the suites' city, killed and gone on with, and what is on record of it. docs/attacks.md W17. */

const EVERYTHING = { states: [], kinds: [], suspected: [], leastConfidence: 0, atenaNumbers: null } as const;
const PAGE = { most: 1_000, after: null } as const;

let world: ReconciliationWorld;
beforeAll(async () => {
  world = await startReconciliation({ directory: testCity().directory, ...TEST_CITY });
});
afterAll(() => world.end());

const stateOf = async () =>
  (await world.store.page(EVERYTHING, PAGE)).map(({ id, kind, state, digest, confidence }) => ({
    ...{ id, kind, state, digest, confidence },
  }));

test('a run that is killed at any page goes on where it was, and finds what an unbroken one finds', async () => {
  let pages = 0;
  const whole = await world.run({ onProgress: () => void (pages += 1) }).run(AbortSignal.timeout(120_000));
  const expected = await stateOf();
  expect(expected.length).toBeGreaterThan(30);
  // Each time one page further: what is kept is kept with the place at which it goes on.
  let kills = 0;
  for (;;) {
    const stop = new AbortController();
    let left = 1 + (kills % 2);
    const run = world.run({ onProgress: () => void ((left -= 1) === 0 && stop.abort(new Error('killed'))) });
    const ended = await run.run(stop.signal).catch((error: Error) => error);
    if (!(ended instanceof Error)) {
      expect(ended).toMatchObject({ phase: 'DONE', persons: whole.persons, doses: whole.doses, number: 2 });
      break;
    }
    expect(ended.message).toBe('killed');
    kills += 1;
  }
  expect(kills).toBeGreaterThanOrEqual(Math.floor(pages / 2));
  expect(await stateOf()).toEqual(expected);
});

test('a run is on record: whom each page compares before it reads them, by whom, and what came of it (W17)', async () => {
  const from = world.logged.length;
  const { health } = world.sources;
  const loadLedger = health.loadLedger.bind(health);
  const unsaid: string[] = [];
  const compared = new Set<string>();
  const read = jest.spyOn(health, 'loadLedger').mockImplementation(async (numbers, options) => {
    const said = new Set(world.logged.slice(from).flatMap(({ subjects }) => subjects));
    const keys = await world.sources.address.loadByHealthNumber(numbers, { ...options, items: new Set() });
    for (const found of keys) {
      const key = readKeys(found);
      if (key === null) continue;
      compared.add(`p-${key.atenaNumber}`);
      if (!said.has(`p-${key.atenaNumber}`)) unsaid.push(key.atenaNumber);
    }
    return loadLedger(numbers, options);
  });
  const stop = new AbortController();
  let left = 3;
  const killed = world.run({ onProgress: () => void ((left -= 1) === 0 && stop.abort(new Error('killed'))) });
  await expect(killed.run(stop.signal)).rejects.toThrow('killed');
  const { number } = await world.run().run(AbortSignal.timeout(120_000));
  read.mockRestore();
  const logged = world.logged.slice(from);
  expect(unsaid).toEqual([]);
  expect(new Set(logged.flatMap(({ subjects }) => subjects))).toEqual(compared);
  expect(new Set(logged.map(({ act, account }) => `${act} ${account}`))).toEqual(
    new Set(['compareRecords SEKISHO']),
  );
  // No outcome without its intent, and none left open.
  const ids = (of: string) => new Set(logged.filter(({ phase }) => phase === of).map(({ id }) => id));
  expect(ids('OUTCOME')).toEqual(ids('INTENT'));
  const outcomes = logged.filter(({ phase }) => phase === 'OUTCOME');
  expect(new Set(outcomes.map(({ id }) => id)).size).toBe(outcomes.length);
  expect(outcomes.at(-1)).toMatchObject({
    id: `reconciliation-${number}`,
    result: expect.stringMatching(/^DONE \d+ COMPARED$/),
  });
  for (const { id, subjects, result } of outcomes.slice(0, -1)) {
    expect(id).toMatch(new RegExp(`^reconciliation-${number}-`));
    expect(result).toMatch(new RegExp(`^${subjects.length} COMPARED, \\d+ FOUND$`));
  }
});

test('a page that was read and not kept is read again, and doubles nothing', async () => {
  const { keepPage } = world.store;
  let dead = true;
  const broken = Object.create(world.store) as typeof world.store;
  broken.keepPage = async (page) => {
    await keepPage.call(world.store, page);
    if (dead) throw new Error('killed behind the write');
  };
  const before = await stateOf();
  await expect(world.run({ store: broken }).run(AbortSignal.timeout(120_000))).rejects.toThrow('killed');
  dead = false;
  await world.run().run(AbortSignal.timeout(120_000));
  expect(await stateOf()).toEqual(before);
});

test('a finding that is not there any more is gone, and what comes back is open again', async () => {
  const [one] = await world.store.page({ ...EVERYTHING, kinds: ['LOT_MISMATCH'] }, PAGE);
  if (one === undefined) throw new Error('The city has wrong lots');
  const mended = Object.create(world.reader) as typeof world.reader;
  mended.ofNumbers = async (...asked): Promise<readonly PersonSides[]> =>
    (await world.reader.ofNumbers(...asked)).map((person) => ({
      ...person,
      sides: {
        ...person.sides,
        ledger: person.sides.ledger.map((row) => {
          const right = person.sides.vrs.find(({ id }) => id === one.vrsId);
          return row.id === one.ledgerId && right ? { ...row, lot: right.lotKey, lotKey: right.lotKey } : row;
        }),
      },
    }));
  await world.run({ reader: mended }).run(AbortSignal.timeout(120_000));
  expect(await world.store.find(one.id)).toMatchObject({ state: 'GONE' });
  await world.run().run(AbortSignal.timeout(120_000));
  expect(await world.store.find(one.id)).toMatchObject({ state: 'OPEN', digest: one.digest });
});

test('the store holds numbers of rows and persons, and no text of a dose', async () => {
  const rows = JSON.stringify(await world.store.page(EVERYTHING, PAGE));
  const people = await world.reader.ofNumbers(
    await world.reader.vrsNumbers(null, 50, AbortSignal.timeout(60_000)),
    AbortSignal.timeout(60_000),
    () => Promise.resolve(),
  );
  const texts = people.flatMap(({ sides }) =>
    sides.vrs.flatMap(({ lot, doctorKey, day }) => [lot, doctorKey, day]),
  );
  expect(texts.filter((text) => text !== null && text.length > 5 && rows.includes(text))).toEqual([]);
});
