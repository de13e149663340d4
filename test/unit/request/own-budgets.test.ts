import { ownBudgets, personsKey } from '../../../src/request/own-budgets.js';
import { MemoryCounter } from '../../../src/shared-state/memory-counter.js';
import { MemoryPersonLedger } from '../../../src/shared-state/memory-person-ledger.js';
import { policy } from '../policy/harness.js';

/**
 * Persons count whom an answer is about and does not show: how many were used is told from where answers warn of it, and
 * not before (docs/attacks.md A15).
 */
const { caps, cases } = policy;
const { warnAt, cap } = caps.personsPerHour.get('INQUIRY') ?? { warnAt: NaN, cap: NaN };

test.each([
  [0, null],
  [1, null],
  [warnAt - 1, null],
  [warnAt, warnAt],
  [cap, cap],
])('of %p persons %p is told', async (persons, told) => {
  const [counter, ledger] = [new MemoryCounter(), new MemoryPersonLedger()];
  const key = personsKey('INQUIRY', 'clerk');
  const names = new Set(Array.from({ length: persons }, (_, at) => `p${at}`));
  if (persons > 0) await ledger.enter(key, names, { cap, windowSeconds: 3600 });
  const asked = { account: 'clerk', purpose: 'INQUIRY', caps, cases, counter, persons: ledger } as const;
  const [one] = (await ownBudgets(asked)).filter(({ kind }) => kind === 'PERSONS');
  expect(one).toMatchObject({ used: told, warnAt, cap });
  expect(one?.resets === null).toBe(told === null);
});
