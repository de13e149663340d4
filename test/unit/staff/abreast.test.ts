import { StaffDirectory } from '../../../src/staff/directory.js';
import { readSeed } from '../../../src/staff/seed.js';
import { DIRECTORY, policy, refusalOf } from '../identity/harness.js';

/** What a directory does that may have stood still while it was told of a change. */

function played() {
  const seed = { version: 1, ...readSeed({ directory: DIRECTORY, policy, today: '2023-06-27' }) };
  const world = { told: 0, looked: 0, isDown: false, isAlone: false };
  const answer = <Value>(isDown: boolean, value: Value): Promise<Value> =>
    isDown ? Promise.reject(new Error('no answer')) : Promise.resolve(value);
  const store = {
    read: () => Promise.resolve(seed),
    version: () => (world.looked++, answer(world.isDown, 1)),
  };
  const timesTold = () => answer(world.isAlone, world.told);
  const options = { store, timesTold, purposes: () => policy.purposes, today: () => '2023-06-27' };
  return { world, directory: StaffDirectory.of(options, seed) };
}

test('it looks for what it was told of, once for each telling, and at first for what was told before it began', async () => {
  const { world, directory } = played();
  for (const looked of [1, 1]) {
    await directory.abreast();
    expect(world.looked).toBe(looked);
  }
  world.told = 3;
  await Promise.all([directory.abreast(), directory.abreast()]);
  await directory.abreast();
  expect(world.looked).toBeLessThanOrEqual(3);
  expect(world.looked).toBeGreaterThan(1);
});

test.each(['isDown', 'isAlone'] as const)('it lets nobody in while it cannot know (%s)', async (fault) => {
  const { world, directory } = played();
  world[fault] = true;
  for (let times = 0; times < 2; times++)
    expect((await refusalOf(directory.abreast())).code).toBe('SOURCE_UNAVAILABLE');
  world[fault] = false;
  await directory.abreast();
});
