import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHARED, makeFolder, makeFolderSync } from '../../../src/files/make-folder.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sekisho-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const permissions = (path: string): number => statSync(path).mode & 0o777;

describe.each([
  ['makeFolder', makeFolder],
  ['makeFolderSync', async (path: string, mode?: number) => makeFolderSync(path, mode)],
])('%s', (_name, make) => {
  test('makes the folder and those above it, for the account alone', async () => {
    await make(join(folder, 'a', 'b', 'c'));
    for (const path of ['a', 'a/b', 'a/b/c']) expect(permissions(join(folder, path))).toBe(0o700);
  });

  test('leaves to the umask what others are meant to read', async () => {
    await make(join(folder, 'a'), SHARED);
    expect(permissions(join(folder, 'a'))).toBe(SHARED & ~process.umask());
  });

  test('a folder that is there is as good, and keeps its permissions', async () => {
    await make(join(folder, 'a'), SHARED);
    await make(join(folder, 'a'));
    expect(permissions(join(folder, 'a'))).toBe(SHARED & ~process.umask());
  });

  test('a file in its place is told', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(make(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  });

  test('a file on the way is told', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(make(join(folder, 'file', 'a', 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  // Node's own `recursive` runs for ever here, in this thread or in one of its pool.
  test.each(['/proc/x', '/proc/x/y/z'])('%s, where nothing can be made, comes to an end', async (path) => {
    await expect(make(path)).rejects.toMatchObject({ code: expect.stringMatching(/^E[A-Z]+$/) as string });
  });
});

test('several at once make the same folder', async () => {
  const path = join(folder, 'a', 'b');
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(path)));
  expect(statSync(path).isDirectory()).toBe(true);
});
