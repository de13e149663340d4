import { ListingTurns, REQUESTS } from '../../../src/sources/listing-turns.js';

/** docs/attacks.md K1, K17: what one account has queued holds up that account and nobody else. */

const live = new AbortController().signal;

/** Work that begins, is noted, and ends when it is told to. */
function work(begun: string[]) {
  const ends = new Map<string, () => void>();
  const one = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { one, end };
}

test('one account’s come one by one, and another’s go past all that wait', async () => {
  const turns = new ListingTurns();
  const begun: string[] = [];
  const { one, end } = work(begun);
  const all = ['a1', 'a2', 'a3'].map((name) => turns.run('a', live, one(name)));
  all.push(turns.run('b', live, one('b1')), turns.run('b', live, one('b2')), turns.run('c', live, one('c1')));
  await end('none');
  expect(begun).toEqual(['a1', 'b1']);
  await end('a1');
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  await end('b1');
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
  await end('c1');
  expect(begun.at(-1)).toBe('b2');
  await end('a2');
  for (const name of ['b2', 'a3']) await end(name);
  await Promise.all(all);
  expect(begun).toHaveLength(6);
});

test('work that fails, or that nobody waits for any more, gives its turn on', async () => {
  const turns = new ListingTurns();
  await expect(turns.run('a', live, () => Promise.reject(new RangeError('x')))).rejects.toThrow('x');
  const gone = AbortSignal.abort(new Error('hung up'));
  const never = jest.fn(() => Promise.resolve(1));
  await expect(turns.run('a', gone, never)).rejects.toThrow('hung up');
  expect(never).not.toHaveBeenCalled();
  expect(await turns.run('a', live, () => Promise.resolve(2))).toBe(2);
});

test('an account’s queue has an end, and others’ are not concerned by it', async () => {
  const turns = new ListingTurns();
  const { one } = work([]);
  for (let at = 0; at < 41; at++) void turns.run('a', live, one(`a${at}`));
  await expect(turns.run('a', live, one('more'))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(await turns.run('b', live, () => Promise.resolve('answered'))).toBe('answered');
});

test('several of one account may be under way, and none that waits is forgotten', async () => {
  const turns = new ListingTurns({ ...REQUESTS, each: 2, waiting: 3 });
  const begun: string[] = [];
  const { one, end } = work(begun);
  const all = ['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => turns.run('a', live, one(name)));
  await expect(turns.run('a', live, one('a6'))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  all.push(turns.run('b', live, one('b1')));
  await end('none');
  expect(begun).toEqual(['a1', 'a2', 'b1']);
  for (const name of ['a2', 'a3', 'a4', 'a5']) await end(name);
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a4', 'a5']);
  // Nothing waits, one is under way: what comes now begins, and what comes behind it waits and is not lost.
  all.push(turns.run('a', live, one('a7')), turns.run('a', live, one('a8')));
  await end('a1');
  await end('a7');
  await end('a8');
  await end('b1');
  await Promise.all(all);
  expect(begun).toHaveLength(8);
});
