import { requireEnough } from '../../../src/loaders/enough.js';
import { loadPolicy } from '../../../src/policy/load.js';
import type { PURPOSES } from '../../../src/policy/terms.js';

/** docs/attacks.md H8. */

const { purposes } = loadPolicy('policy/koganei');
const may = (purpose: (typeof PURPOSES)[number], ...used: string[]) => {
  try {
    requireEnough(purposes.get(purpose)?.enough ?? null, new Set(used));
    return true;
  } catch {
    return false;
  }
};

test('an inquiry and a certificate are about somebody: the city is not listed for them', () => {
  for (const purpose of ['INQUIRY', 'CERTIFICATE'] as const) {
    expect([
      may(purpose),
      may(purpose, 'status'),
      may(purpose, 'birthDateFrom', 'birthDateTo', 'status'),
    ]).toEqual([false, false, false]);
    for (const condition of ['atenaNumbers', 'birthDate', 'kanaPrefix', 'name', 'address'])
      expect(may(purpose, condition, 'status')).toBe(true);
  }
});

test('histories are kept and vaccinations recommended for all', () => {
  expect([may('HISTORY'), may('RECOMMEND')]).toEqual([true, true]);
});

test('a row of several conditions is used whole, and the refusal names what would do', () => {
  const enough = [['name', 'birthDate'], ['atenaNumbers']];
  expect(() => requireEnough(enough, new Set(['name']))).toThrow(/name and birthDate, or atenaNumbers/);
  expect(() => requireEnough(enough, new Set(['name', 'birthDate']))).not.toThrow();
});
