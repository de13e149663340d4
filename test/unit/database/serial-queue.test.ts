import { SerialQueue } from '../../../src/database/serial-queue.js';

test('work given at once is done one after another, in its order', async () => {
  const queue = new SerialQueue((error) => error);
  const seen: string[] = [];
  const piece = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all(['a', 'b', 'c'].map((name) => queue.run(piece(name))))).toEqual(['a', 'b', 'c']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('what fails is rejected as the fault it is made, and the next in line does not notice', async () => {
  const queue = new SerialQueue((error) => new Error(`of the store: ${(error as Error).message}`));
  const failed = queue.run(() => Promise.reject(new Error('broken')));
  const next = queue.run(() => Promise.resolve('done'));
  await expect(failed).rejects.toThrow('of the store: broken');
  expect(await next).toBe('done');
});

test('it is idle when all that was given has ended, also where that failed', async () => {
  const queue = new SerialQueue((error) => error);
  let ended = false;
  const failed = queue.run(async () => {
    await Promise.resolve();
    ended = true;
    throw new Error('broken');
  });
  failed.catch(() => undefined);
  await queue.idle();
  expect(ended).toBe(true);
});
