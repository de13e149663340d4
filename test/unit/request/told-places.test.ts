import * as fc from 'fast-check';
import { pathKeys } from '../../../src/guard/response-path.js';
import { groupPlaces, type Alike, type ToldPlace } from '../../../src/request/told-places.js';
import { atOnce, paths } from '../../support/answer-places.js';

/** docs/attacks.md K3: what is said of a thousand rows is said once, and no row is lost. */

/** All paths that an entry speaks of. */
function expand({ path, rows }: Alike): string[] {
  const stars = path.filter((key) => key === '*').length;
  const spans = stars === 0 ? [''] : rows.split(',');
  return spans.flatMap((span) => {
    const parts = span.split('/');
    const [from = 0, to = from] = (parts.pop() ?? '').split('-').map(Number);
    const inner = stars === 0 ? [null] : Array.from({ length: to - from + 1 }, (_, at) => from + at);
    return inner.map((last) => {
      const indices = [...parts.map(Number), last];
      return JSON.stringify(path.map((key) => (key === '*' ? indices.shift() : key)));
    });
  });
}

const keys = fc.oneof(
  fc.tuple(fc.constant('list'), fc.nat(30), fc.constantFrom('a', 'b')),
  fc.tuple(fc.constant('list'), fc.nat(8), fc.constant('in'), fc.nat(8), fc.constantFrom('a', 'b')),
  fc.tuple(fc.constant('one'), fc.constantFrom('a', 'b')),
);

test('any places at all come back out of the entries, each once, first of each entry first', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ keys, reason: fc.constantFrom('ZONE', 'PURPOSE') }), {
        maxLength: 80,
        selector: (place) => JSON.stringify(place.keys),
      }),
      (given) => {
        const pathOf = paths();
        const places: ToldPlace[] = given.map(({ keys: of, reason }) => ({
          path: pathOf(of),
          coordinate: `T.${of.at(-1)}`,
          reason,
        }));
        const groups = atOnce(groupPlaces(places, () => true));
        for (const reason of ['ZONE', 'PURPOSE']) {
          const told = groups
            .filter(({ place }) => place.reason === reason)
            .flatMap(({ alike }) => expand(alike));
          const meant = places
            .filter((place) => place.reason === reason)
            .map(({ path }) => JSON.stringify(pathKeys(path)));
          expect(told.sort()).toEqual(meant.sort());
        }
        for (const { path, alike } of groups) {
          expect(expand(alike)[0]).toBe(JSON.stringify(path));
          expect(expand(alike)).toHaveLength(alike.count);
        }
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});

test('a column of a thousand rows is one entry', () => {
  const pathOf = paths();
  const places = Array.from({ length: 1_000 }, (_, row) => ({
    path: pathOf(['nodes', row, 'address']),
    coordinate: 'Resident.address',
    reason: 'NOT_GRANTED',
  }));
  expect(atOnce(groupPlaces(places.reverse(), () => true))).toMatchObject([
    {
      path: ['nodes', 0, 'address'],
      alike: { count: 1_000, path: ['nodes', '*', 'address'], rows: '0-999' },
    },
  ]);
});

test('objects that the answer no longer holds are not spoken of', () => {
  const pathOf = paths();
  const places = ['a', 'b'].map((key) => ({
    path: pathOf(['gone', key]),
    coordinate: 'T.f',
    reason: 'ZONE',
  }));
  expect(atOnce(groupPlaces(places, () => false))).toEqual([]);
});
