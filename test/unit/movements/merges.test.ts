import fc from 'fast-check';
import { testCheckDigit } from '../../../src/individual-number/check-digit.js';
import { SourceError } from '../../../src/errors/source-error.js';
import { Persons } from '../../../src/persons/persons.js';
import { effort } from '../../support/effort.js';
import { flagsOf } from './flag-states.js';
import { atena, movement, MovementWorld } from './movement-world.js';

/**
 * Mergers that are entered while the address-name system takes in nothing, in whatever order, chain or ring: two persons
 * of two individual numbers never become one, and every number leads to somebody who is there (docs/attacks.md Y7).
 */
const RUNS = effort({ short: 6, full: 200 });
const numberOf = (body: string): string => `${body}${testCheckDigit(body)}`;
/** The second and the third are two persons; of the others nobody has the number. */
const PEOPLE = [
  { number: atena(1) },
  { number: atena(2), individualNumber: numberOf('12345678901') },
  { number: atena(3), individualNumber: numberOf('10987654321') },
  { number: atena(4) },
];
const NUMBERS = PEOPLE.map(({ number }) => number);

const merger = fc.record({
  from: fc.nat(3),
  into: fc.nat(3),
  /** Whether the address-name system takes in what waits, once this is entered. */
  heard: fc.boolean(),
});
type Merger = typeof merger extends fc.Arbitrary<infer T> ? T : never;
const unheard = (...pairs: readonly [number, number][]): [Merger[]] => [
  pairs.map(([from, into]) => ({ from: from - 1, into: into - 1, heard: false })),
];

test(`${RUNS} orders of mergers that are not heard of at once`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(merger, { minLength: 2, maxLength: 5 }), async (mergers) => {
      const world = new MovementWorld(PEOPLE);
      await world.start();
      try {
        for (const [at, { from, into, heard }] of mergers.entries()) {
          world.isSilent = !heard;
          const [number = ''] = await new Persons(world).survivors([NUMBERS[from] ?? '']);
          const input = movement({ kind: 'MERGE', mergedInto: NUMBERS[into] ?? '' });
          await world.apply(`merge-key-${at}`, number, input);
        }
        world.isSilent = false;
        await world.follower().run(world.signal);
        const survivors = await new Persons(world).survivors(NUMBERS);
        expect(survivors[1]).not.toBe(survivors[2]);
        for (const survivor of survivors) expect([survivor, world.status(survivor)]).toEqual([survivor, '1']);
        expect((await flagsOf(world)).filter(({ state }) => state !== 'DONE')).toEqual([]);
      } finally {
        await world.end();
      }
    }),
    {
      numRuns: RUNS,
      // A ring; one that is merged into two; and a chain, which is right.
      examples: [unheard([1, 4], [4, 1]), unheard([1, 2], [1, 3]), unheard([1, 4], [4, 2])],
    },
  );
}, 300_000);

test('who was merged is not brought back while that is not heard of, and is told to be sent again', async () => {
  const world = new MovementWorld(PEOPLE);
  await world.start();
  try {
    world.isSilent = true;
    const input = movement({ kind: 'MERGE', mergedInto: atena(4) });
    expect((await world.apply('merge-key-0', atena(1), input)).faults).toEqual([]);
    expect(await world.judged(atena(1), movement({ kind: 'RESTORATION' }))).toEqual(['BUSY']);
  } finally {
    await world.end();
  }
});

test('what cannot be followed keeps nothing else waiting', async () => {
  const world = new MovementWorld(PEOPLE);
  await world.start();
  try {
    world.isSilent = true;
    await world.apply('merge-key-0', atena(1), movement({ kind: 'MERGE', mergedInto: atena(2) }));
    await world.apply('leave-key-0', atena(3), movement({ kind: 'MOVE_OUT', otherMunicipality: '132144' }));
    world.today = '2023-06-28';
    await expect(world.follower().run(world.signal)).rejects.toBeInstanceOf(SourceError);
    expect(world.status(atena(3))).toBe('2');
  } finally {
    await world.end();
  }
});
