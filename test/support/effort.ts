/**
 * How much work a test does that could go on for ever: generated operations, kills, moments of a kill. `npm test` asks
 * each such promise a little, so that whoever changes something waits minutes; `npm run test:long` asks in full.
 */

const ASKED = process.env['SEKISHO_TEST_EFFORT'] ?? 'short';
if (ASKED !== 'short' && ASKED !== 'full')
  throw new Error(`SEKISHO_TEST_EFFORT is "short" (as without it) or "full", not "${ASKED}"`);

/** Whether this run does everything. */
export const FULL = ASKED === 'full';

/** The amount for this run. A suite's own setting, where it has one, is asked first. */
export function effort<T>(amounts: { readonly short: T; readonly full: T }): T {
  return FULL ? amounts.full : amounts.short;
}

/**
 * The cases of a matrix for this run: all of them in full, otherwise one in `every`, beginning with the first, and all
 * that `always` names. How many are left is printed.
 */
export function someOf<T>(
  what: string,
  cases: readonly T[],
  { every, always = () => false }: { readonly every: number; readonly always?: (one: T) => boolean },
): readonly T[] {
  if (FULL) return cases;
  const chosen = cases.filter((one, at) => at % every === 0 || always(one));
  process.stdout.write(`${chosen.length} of ${cases.length} ${what}; npm run test:long tries all\n`);
  return chosen;
}
