import { join } from 'node:path';
import { TASK_KINDS } from '../../../src/request/own-tasks.js';
import { ROOT } from '../../architecture/sources.js';

/** By its path: the page has a compiler of its own. */
const SCREENS = join(ROOT, 'console/src/app/screens.ts');

test('what waits for an account leads to where it is done: every kind of work is of one screen', async () => {
  const { SCREENS: screens } = (await import(SCREENS)) as {
    readonly SCREENS: readonly { readonly tasks?: readonly string[] }[];
  };
  const led = screens.flatMap(({ tasks }) => tasks ?? []);
  expect([...led].sort()).toEqual([...TASK_KINDS].sort());
});
