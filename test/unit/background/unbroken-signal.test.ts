import { getMaxListeners } from 'node:events';
import { unbrokenSignal } from '../../../src/background/unbroken-signal.js';

test('as many calls as a page has persons listen at once, and the operator is told of no leak', () => {
  expect(getMaxListeners(new AbortController().signal)).toBeGreaterThan(0);
  const signal = unbrokenSignal();
  expect([signal.aborted, getMaxListeners(signal)]).toEqual([false, Infinity]);
});
