import type { FieldNode } from 'graphql';
import fc from 'fast-check';
import { inDocumentOrder, type FailurePlace } from '../../../src/guard/failure-place.js';
import type { ResponsePath } from '../../../src/guard/response-path.js';

type Key = string | number;

const at = (start: number | null, ...keys: readonly Key[]): FailurePlace => {
  const path = keys.reduce<ResponsePath | undefined>(
    (prev, key) => ({ prev, key, typename: undefined }),
    undefined,
  );
  if (path === undefined) throw new TypeError('A field has a key');
  return { nodes: start === null ? undefined : [{ loc: { start } } as FieldNode], path };
};
const signs = (one: FailurePlace, other: FailurePlace) => [
  Math.sign(inDocumentOrder(one, other)),
  Math.sign(inDocumentOrder(other, one)),
];

test('what stands first in the document is first, wherever it is in the answer', () => {
  expect(signs(at(3, 'z'), at(9, 'a'))).toEqual([-1, 1]);
});

test('of one field it goes row by row, outer lists first, by number and not by letter', () => {
  expect(signs(at(3, 'rows', 2, 'name'), at(3, 'rows', 10, 'name'))).toEqual([-1, 1]);
  expect(signs(at(3, 'rows', 1, 'of', 5, 'a'), at(3, 'rows', 2, 'of', 0, 'a'))).toEqual([-1, 1]);
  expect(signs(at(3, 'a'), at(3, 'b'))).toEqual([-1, 1]);
  expect(signs(at(3, 'rows'), at(3, 'rows', 0))).toEqual([-1, 1]);
  expect(inDocumentOrder(at(3, 'rows', 1), at(3, 'rows', 1))).toBe(0);
});

test('what has no place in a document is at its beginning', () => {
  expect(signs(at(null, 'b'), at(1, 'a'))).toEqual([-1, 1]);
  expect(signs(at(null, 'a'), at(null, 'b'))).toEqual([-1, 1]);
  expect(signs({ ...at(0, 'a'), nodes: [] }, at(1, 'a'))).toEqual([-1, 1]);
  expect(signs({ ...at(0, 'a'), nodes: [{} as FieldNode] }, at(1, 'a'))).toEqual([-1, 1]);
});

test('whatever the places, it is one order: either way round, and no matter how they came', () => {
  const key = fc.oneof(fc.nat({ max: 12 }));
  const place = fc
    .tuple(fc.constantFrom(null, 1, 2), fc.array(key, { minLength: 1, maxLength: 3 }))
    .map(([start, keys]) => at(start, 'rows', ...keys));
  fc.assert(
    fc.property(fc.array(place, { maxLength: 8 }), (places) => {
      const sorted = places.toSorted(inDocumentOrder);
      expect(places.toReversed().toSorted(inDocumentOrder).map(text)).toEqual(sorted.map(text));
      for (const [index, one] of sorted.entries())
        for (const later of sorted.slice(index)) expect(inDocumentOrder(one, later)).toBeLessThanOrEqual(0);
    }),
  );
});

const text = ({ nodes, path }: FailurePlace): string => JSON.stringify([nodes, path]);
