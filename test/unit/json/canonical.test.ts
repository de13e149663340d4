import fc from 'fast-check';
import { canonicalHash, canonicalJson, type Canonical } from '../../../src/json/canonical.js';

test('the order of keys does not matter, that of a list does', () => {
  expect(canonicalJson({ b: [2, 1], a: { d: null, c: '予防' } })).toBe(
    '{"a":{"c":"予防","d":null},"b":[2,1]}',
  );
  expect(canonicalHash({ a: 1, b: 2 })).toBe(canonicalHash({ b: 2, a: 1 }));
  expect(canonicalHash([1, 2])).not.toBe(canonicalHash([2, 1]));
});

test('what is not there and what is undefined are the same, and neither is null', () => {
  expect(canonicalJson({ a: undefined })).toBe('{}');
  expect(canonicalJson({ a: null })).toBe('{"a":null}');
});

test('a fraction has no one form and is refused', () => {
  expect(() => canonicalJson({ a: 0.5 })).toThrow(TypeError);
  expect(() => canonicalJson(Number.MAX_SAFE_INTEGER + 1)).toThrow(TypeError);
});

test('it survives a journey as JSON: the other end has the same hash', () => {
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null));
  const { value } = fc.letrec<{ value: Canonical }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('value')),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
    ),
  }));
  fc.assert(
    fc.property(value, (made) => {
      expect(canonicalHash(JSON.parse(JSON.stringify(made)) as Canonical)).toBe(canonicalHash(made));
      expect(JSON.parse(canonicalJson(made))).toEqual(JSON.parse(JSON.stringify(made)));
    }),
  );
});
