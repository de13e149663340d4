import { join } from 'node:path';
import { TASK_KINDS } from '../../../src/request/own-tasks.js';
import { ROOT } from '../../architecture/sources.js';

/** Decided over the interface only: no screen of the page reads or approves a change of a vaccination record yet. */
const NOWHERE: readonly string[] = ['CHANGES_TO_APPROVE'];

/** By its path: the page has a compiler of its own. */
const SCREENS = join(ROOT, 'console/src/app/screens.ts');

test('what waits for an account leads to where it is done: every kind of work is of one screen', async () => {
  const { SCREENS: screens } = (await import(SCREENS)) as {
    readonly SCREENS: readonly { readonly tasks?: readonly string[] }[];
  };
  const led = screens.flatMap(({ tasks }) => tasks ?? []);
  expect([...led, ...NOWHERE].sort()).toEqual([...TASK_KINDS].sort());
});
