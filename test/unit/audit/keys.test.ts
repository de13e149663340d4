import { chmod, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';

import { loadAuditKeys } from '../../../src/audit/keys/audit-keys.js';
import { Workplace } from './fixtures.js';

let place: Workplace;
let file: string;
beforeEach(async () => {
  place = await Workplace.make();
  file = join(place.root, 'keys', 'audit.json');
});
afterEach(() => place.remove());

const refusal = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

test('the file is readable by its owner alone and nothing else is left beside it', async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(place.root, 'keys'))).toEqual(['audit.json']);
});

test('the same file gives the same keys, another file others', () => {
  const again = loadAuditKeys(file, { create: true });
  expect(again.keyId).toBe(place.keys.keyId);
  expect(again.wrapKey.equals(place.keys.wrapKey)).toBe(true);
  const other = loadAuditKeys(join(place.root, 'other.json'), { create: true });
  expect(other.keyId).not.toBe(place.keys.keyId);
  expect(other.wrapKey.equals(place.keys.wrapKey)).toBe(false);
});

test('the keys differ from each other', () => {
  const { wrapKey, subjectKey, headKey } = place.keys;
  expect(wrapKey.equals(subjectKey) || wrapKey.equals(headKey) || subjectKey.equals(headKey)).toBe(false);
});

test('neither JSON nor inspection shows key bytes', async () => {
  const { secret } = JSON.parse(await readFile(file, 'utf8')) as { secret: string };
  const { wrapKey, subjectKey, headKey } = place.keys;
  const shown = JSON.stringify(place.keys) + inspect(place.keys, { depth: 9, showHidden: true });
  for (const bytes of [wrapKey, subjectKey, headKey]
    .map((key) => key.export())
    .concat(Buffer.from(secret, 'base64url'))) {
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(shown).not.toContain(bytes.toString(encoding).slice(0, 12));
  }
});

test.each([0o640, 0o604, 0o660])(
  'a file that others may touch (%o) is refused, with what to do',
  async (mode) => {
    await chmod(file, mode);
    expect(refusal(() => loadAuditKeys(file, { create: true }))).toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
      message: expect.stringContaining('chmod 600') as string,
    });
  },
);

test('a missing file is refused, never made anew, unless asked for', async () => {
  const missing = join(place.root, 'none', 'audit.json');
  expect(refusal(() => loadAuditKeys(missing, { create: false }))).toMatchObject({
    code: 'AUDIT_UNAVAILABLE',
  });
  await expect(stat(missing)).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each(['', '{', '[]', '{"secret":1}', '{"secret":"c2hvcnQ"}'])(
  'a file that holds no secret (%j) is refused and kept',
  async (text) => {
    await writeFile(file, text);
    const error = refusal(() => loadAuditKeys(file, { create: true }));
    expect(error).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(await readFile(file, 'utf8')).toBe(text);
  },
);
