import { SourceError } from '../../../src/errors/source-error.js';
import { PersonsOfLines } from '../../../src/vaccination-record/csv/persons-of-lines.js';
import type { WideDose, WideRow } from '../../../src/vaccination-record/csv/wide-row.js';
import type { Sources } from '../../../src/sources/sources.js';
import { atena, coupon, health, World } from '../immunization-records/world.js';

/** Whom a line of a file tells of. docs/attacks.md V21. */

let world: World;
beforeEach(async () => {
  world = new World(5);
  await world.begin();
});
afterEach(() => world.end());

const line = (person: string | null, ...coupons: readonly string[]): WideRow => ({
  person,
  doses: coupons.map((one) => ({ coupon: one }) as WideDose),
});

test('a line tells of whoever it names, by number or by coupon, and of whoever is closed as well', async () => {
  const sources = world.sourcesOf('gateway') as unknown as Sources;
  const people = new PersonsOfLines({ sources, signal: new AbortController().signal });
  const lines = [
    line(health(1), coupon(1)),
    line(null, coupon(2)),
    // Somebody else's coupon.
    line(health(3), coupon(4)),
    line(null, '3999999999'),
  ];
  const closedFor = (number: string) => Promise.resolve(number === atena(4) ? new Error('closed') : null);
  const { named, closed } = await people.lookUp(lines, closedFor);
  expect(lines.map((one) => [...new Set(named.get(one))])).toEqual(
    [[1], [2], [3, 4], []].map((all) => all.map(atena)),
  );
  expect(lines.map((one) => closed.has(one))).toEqual([false, false, true, false]);
});

test('a line of whom nobody can read who it is about is closed, and no other', async () => {
  const sources = world.sourcesOf('gateway') as unknown as Sources;
  const { address } = sources;
  const unread = health(2);
  const loadByHealthNumber: typeof address.loadByHealthNumber = async (numbers, call) =>
    (await address.loadByHealthNumber(numbers, call)).map((found, at) =>
      numbers[at] === unread ? new SourceError('ADDRESS_NAME', 'CORRUPT') : found,
    );
  const parts = { ask: sources.ask.bind(sources), health: sources.health, address: { loadByHealthNumber } };
  const people = new PersonsOfLines({ sources: parts, signal: new AbortController().signal });
  const lines = [line(health(1), coupon(1)), line(null, coupon(2)), line(unread), line('3999999998')];
  const { named, closed } = await people.lookUp(lines, () => Promise.resolve(null));
  expect(lines.map((one) => closed.has(one))).toEqual([false, true, true, false]);
  expect(lines.map((one) => [...new Set(named.get(one))])).toEqual([[atena(1)], [], [], []]);
});
