import * as fc from 'fast-check';
import { join } from 'node:path';
import { whyEmptyIn } from '../../../src/commands/remote/answer-blocks.js';
import { readAnswer } from '../../../src/commands/remote/gateway-answer.js';
import { groupPlaces, type ToldPlace } from '../../../src/request/told-places.js';
import { ROOT } from '../../architecture/sources.js';
import { atOnce, paths } from '../../support/answer-places.js';
import { effort } from '../../support/effort.js';

/** docs/attacks.md K3: of places that are told together, page and command find each, and no other. */

type Path = readonly (string | number)[];
interface Beside {
  readonly withheld: readonly object[];
  readonly setAside: readonly object[];
}

let toldOf: (error: object | undefined, extensions: object) => object;
let whyEmpty: (told: object, path: Path) => { readonly text: { readonly en: string } } | null;
beforeAll(async () => {
  const found = (await import(join(ROOT, 'console', 'src', 'graph/answer.ts'))) as {
    toldOf: typeof toldOf;
    whyEmpty: typeof whyEmpty;
  };
  ({ toldOf, whyEmpty } = found);
});

const LISTS = ['withheld', 'setAside', 'errors'] as const;
const keys = fc.oneof(
  fc.tuple(fc.constant('list'), fc.nat(30), fc.constantFrom('a', 'b')),
  fc.tuple(fc.constant('list'), fc.nat(6), fc.constant('in'), fc.nat(12), fc.constantFrom('a', 'b')),
  fc.tuple(fc.constant('one'), fc.constantFrom('a', 'b')),
);
const places = fc.uniqueArray(
  fc.record({ keys, reason: fc.constantFrom('ZONE', 'PURPOSE'), list: fc.constantFrom(...LISTS) }),
  { maxLength: 80, selector: (place) => JSON.stringify(place.keys) },
);

/** As the gateway tells them where they are too many to be told one by one. */
function grouped(given: readonly { readonly keys: Path; readonly reason: string }[]) {
  const path = paths();
  const told = given.map((one): ToldPlace => {
    return { path: path(one.keys), coordinate: `T.${String(one.keys.at(-1))}`, reason: one.reason };
  });
  return atOnce(groupPlaces(told, () => true)).map(({ path: first, place, alike }) => ({
    ...{ coordinate: place.coordinate, reason: place.reason, path: first, message: place.reason },
    ...{ messageJa: place.reason, ...(alike.count > 1 && { alike }) },
  }));
}

test('of any places told together each is found by the page and by the command, and no other', () => {
  fc.assert(
    fc.property(places, fc.array(keys, { maxLength: 20 }), (given, others) => {
      const of = (list: (typeof LISTS)[number]) => grouped(given.filter((place) => place.list === list));
      const sekisho: Beside = {
        withheld: of('withheld'),
        setAside: of('setAside').map((place) => ({ ...place, column: 'C' })),
      };
      const errors = of('errors').map(({ path, message, messageJa, reason, alike }) => ({
        ...{ path, message, extensions: { code: reason, messageJa, ...(alike && { alike }) } },
      }));
      const told = toldOf({ graphQLErrors: errors }, { sekisho });
      const answer = readAnswer({ data: {}, errors, extensions: { sekisho } }, null);
      if (answer === null) throw new Error('no answer');
      const reasons = new Map(given.map((place) => [JSON.stringify(place.keys), place.reason]));
      for (const path of [...given.map((place) => place.keys), ...others]) {
        const expected = reasons.get(JSON.stringify(path)) ?? null;
        expect([path, whyEmpty(told, path)?.text.en ?? null]).toEqual([path, expected]);
        expect([path, whyEmptyIn(answer)(path)]).toEqual([path, expected]);
        // What is told within a place speaks for it on the page: there is nothing else in it.
        for (let length = 1; length < path.length; length++) {
          const around = path.slice(0, length);
          const isTold = given.some((place) => around.every((step, at) => step === place.keys[at]));
          expect([around, whyEmpty(told, around) !== null]).toEqual([around, isTold]);
        }
        // What is told of an object, a list or a value is told of all that would stand in it.
        expect(whyEmptyIn(answer)([...path, 0, 'below'])).toBe(expected);
      }
    }),
    { numRuns: effort({ short: 200, full: 5_000 }) },
  );
});

test('how many more were lost than an answer tells of is read by both', () => {
  const extensions = { sekisho: { errorsNotTold: 7 } };
  expect(toldOf(undefined, extensions)).toMatchObject({ faultsNotTold: 7 });
  expect(readAnswer({ data: {}, extensions }, null)).toMatchObject({ faultsNotTold: 7 });
});
