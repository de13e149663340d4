import { Standing } from '../../../adapters/standing.js';

/** What whole files say is kept as long as they say it: docs/attacks.md J2. */

const { signal } = new AbortController();

/** Tells of itself what stands in `told`, and counts how often it was read. */
function world() {
  const told: { version: string | null } = { version: 'one' };
  const standing = new Standing<string>({ version: () => Promise.resolve(told.version) });
  let reads = 0;
  const ask = (asked: readonly string[] = ['a'], during: () => void = () => undefined): Promise<string> =>
    standing.of(asked, signal, () => {
      during();
      return Promise.resolve(`read ${(reads += 1)}`);
    });
  return { told, ask };
}

test('is read once as long as nothing has changed and the same is asked', async () => {
  const { ask } = world();
  expect([await ask(), await ask()]).toEqual(['read 1', 'read 1']);
  expect([await ask(['a', 'b']), await ask(['b', 'a'])]).toEqual(['read 2', 'read 3']);
});

test('is read anew when the file has changed', async () => {
  const { told, ask } = world();
  await ask();
  told.version = 'two';
  expect([await ask(), await ask()]).toEqual(['read 2', 'read 2']);
});

test('is read each time where the file does not say whether it has changed', async () => {
  const { told, ask } = world();
  told.version = null;
  expect([await ask(), await ask()]).toEqual(['read 1', 'read 2']);
  told.version = 'one';
  await ask();
  told.version = null;
  expect(await ask()).toBe('read 4');
});

test('is not kept where the file was changed while it was read', async () => {
  const { told, ask } = world();
  await ask(['a'], () => (told.version = 'two'));
  expect(await ask()).toBe('read 2');
});

test('is not kept where reading it has failed', async () => {
  const standing = new Standing<string>({ version: () => Promise.resolve('one') });
  await expect(standing.of([], signal, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await standing.of([], signal, () => Promise.resolve('read'))).toBe('read');
});
