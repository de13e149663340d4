import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tellOf, type Vectors } from '../../support/audit-vectors.js';

/** A log of format 2 as it was written once: no change of writer or verifier may make it mean anything else. */
const vectors = JSON.parse(readFileSync(join(__dirname, 'vectors', 'log.json'), 'utf8')) as Vectors;

test('the log is whole as it was written, and each of the others is not', () => {
  expect(vectors.cases.map(({ withKeys }) => withKeys.whole)).toEqual(vectors.cases.map((_, at) => at === 0));
  expect(vectors.cases[0]?.withNotedKeys.whole).toBe(true);
});

test.each(vectors.cases)('$name', async ({ withKeys, withNotedKeys, ...spoiling }) => {
  expect(await tellOf(vectors, spoiling)).toEqual({ withKeys, withNotedKeys });
});
