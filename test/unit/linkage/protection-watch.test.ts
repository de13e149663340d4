import { ProtectionWatch } from '../../../src/linkage/protection-watch.js';
import { until } from '../../support/intermediate/world.js';

const every = { done: 60_000, failed: 1 };

test('what fails is tried again until it succeeds, and told once in each direction', async () => {
  const told: unknown[] = [];
  let tries = 0;
  const cover = () => ((tries += 1) < 4 ? Promise.reject(new Error(`try ${tries}`)) : Promise.resolve());
  const watch = new ProtectionWatch({ cover, onFault: (error) => void told.push(error), every });
  watch.start();
  await until(() => (told.length === 2 ? true : null));
  await watch.close();
  expect([tries, told]).toEqual([4, [new Error('try 1'), null]]);
});

test('closing ends what is under way and begins nothing more, without a complaint', async () => {
  const told: unknown[] = [];
  let begun = 0;
  const cover = (signal: AbortSignal) => {
    begun += 1;
    return new Promise<void>((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('aborted'))),
    );
  };
  const watch = new ProtectionWatch({ cover, onFault: (error) => void told.push(error), every });
  watch.start();
  await until(() => (begun === 1 ? true : null));
  await watch.close();
  expect([begun, told]).toEqual([1, []]);
});
