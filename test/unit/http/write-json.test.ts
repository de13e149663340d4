import fc from 'fast-check';
import { writeJson } from '../../../src/http/write-json.js';

/** As `JSON.stringify` writes it: fields without a value left out, rows without one null, texts with what they escape. */
test('an answer is written as JSON.stringify writes it, however long its lists are', async () => {
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null));
  const { any } = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 6 },
      leaf,
      fc.constant(undefined),
      fc.array(tie('any'), { maxLength: 40, size: 'max' }),
      fc.dictionary(fc.string(), tie('any'), { maxKeys: 5 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(fc.record({ data: any, errors: any }), async (answer) => {
      expect(await writeJson(answer)).toBe(`${JSON.stringify(answer)}\n`);
    }),
    { numRuns: 300 },
  );
});

test('rows of a long list, with and without fields', async () => {
  const rows = Array.from({ length: 50 }, (_, at) =>
    at % 7 === 0 ? null : at % 5 === 0 ? {} : { at, none: undefined },
  );
  const answer = { data: { list: { nodes: rows, none: undefined } }, extensions: undefined };
  expect(await writeJson(answer)).toBe(`${JSON.stringify(answer)}\n`);
});
