import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_VERSION, OLDEST_READABLE, versionIn } from '../../../src/audit/format/log-version.js';
import { tellOf, type Vectors } from '../../support/audit-vectors.js';

/** A log of each version as it was written once: no change of writer or verifier may make it mean anything else. */
const FOLDER = join(__dirname, 'vectors');

test('there is one of each version that is read', () => {
  const versions = Array.from({ length: LOG_VERSION + 1 - OLDEST_READABLE }, (_, at) => OLDEST_READABLE + at);
  expect(readdirSync(FOLDER).sort()).toEqual(versions.map((version) => `log-${version}.json`));
});

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const vectors = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Vectors;

  test('is of its version', () => {
    const segment = Buffer.from(vectors.files['audit/gw1/000001.skl'] ?? '', 'base64');
    expect(name).toBe(`log-${versionIn(segment)}.json`);
  });

  test('is whole as it was written, and each of the others is not', () => {
    expect(vectors.cases.map(({ withKeys }) => withKeys.whole)).toEqual(
      vectors.cases.map((_, at) => at === 0),
    );
    expect(vectors.cases[0]?.withNotedKeys.whole).toBe(true);
  });

  test.each(vectors.cases)('$name', async ({ withKeys, withNotedKeys, ...spoiling }) => {
    expect(await tellOf(vectors, spoiling)).toEqual({ withKeys, withNotedKeys });
  });
});
