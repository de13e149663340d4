import type { AttemptCaps, Caps } from '../policy/caps.js';
import type { CaseRules } from '../policy/case-rules.js';
import type { Purpose } from '../policy/terms.js';
import type { Counter } from '../shared-state/counter.js';
import type { PersonLedger } from '../shared-state/person-ledger.js';

export const HOUR_SECONDS = 3600;

/** Keys of what is counted: they name an account and what it did, never a resident. */
export const attemptKey = (what: keyof AttemptCaps | 'SEARCH', account: string): string =>
  `${what}:${account}`;
export const personsKey = (purpose: Purpose, account: string): string => `${purpose}:${account}`;

/** What is counted by the hour, and refused beyond its cap. */
export const BUDGET_KINDS = ['PERSONS', 'DISPLAYS', 'LOOK_UPS', 'VERIFICATIONS', 'SEARCHES'] as const;
export type BudgetKind = (typeof BUDGET_KINDS)[number];

export interface OwnBudget {
  readonly kind: BudgetKind;
  /** In the hour that is open; never more than the cap. Of persons null below `warnAt`: see `personBudget`. */
  readonly used: number | null;
  /** From here on answers carry a warning; null where none is given. */
  readonly warnAt: number | null;
  readonly cap: number;
  /** When the hour ends, UTC; null where nothing was counted yet, and where `used` is. */
  readonly resets: string | null;
}

interface Counted {
  readonly account: string;
  /** Of the request; null: none, and then no persons are counted. */
  readonly purpose: Purpose | null;
  readonly caps: Caps;
  readonly cases: Pick<CaseRules, 'searchesPerHour'>;
  readonly counter: Pick<Counter, 'read'>;
  readonly persons: Pick<PersonLedger, 'read'>;
}

const ATTEMPTS = [
  ['DISPLAYS', 'REVEAL'],
  ['LOOK_UPS', 'LOOK_UP'],
  ['VERIFICATIONS', 'VERIFY'],
] as const;

/** What the account has left. Adds to nothing. Rejects with SOURCE_UNAVAILABLE where the counts cannot be read. */
export async function ownBudgets(of: Counted): Promise<readonly OwnBudget[]> {
  const { account, caps, cases } = of;
  const attempts = ATTEMPTS.map(([kind, what]) =>
    budgetOf(of, { kind, key: attemptKey(what, account), cap: caps.attemptsPerHour[what] }),
  );
  const searches = { key: attemptKey('SEARCH', account), cap: cases.searchesPerHour };
  return (
    await Promise.all([personBudget(of), ...attempts, budgetOf(of, { kind: 'SEARCHES', ...searches })])
  ).filter((one) => one !== null);
}

async function budgetOf(
  { counter }: Counted,
  { kind, key, cap }: { readonly kind: BudgetKind; readonly key: string; readonly cap: number },
): Promise<OwnBudget> {
  const window = await counter.read(key);
  // Refused attempts are counted, too: what is told is what was used of the cap.
  const used = Math.min(window?.sum ?? 0, cap);
  return { kind, used, warnAt: null, cap, resets: window && instantIn(window.left) };
}

/**
 * Persons count whom an answer was about and did not show. A number that went up by them would tell that they are there,
 * and by a filter where: below the mark from which answers warn anyway, nothing is told.
 */
async function personBudget({ account, purpose, caps, persons }: Counted): Promise<OwnBudget | null> {
  const limit = purpose === null ? undefined : caps.personsPerHour.get(purpose);
  if (purpose === null || limit === undefined) return null;
  const window = await persons.read(personsKey(purpose, account));
  const { warnAt, cap } = limit;
  const told = window !== null && window.distinct >= warnAt ? window : null;
  return {
    ...{ kind: 'PERSONS', used: told && told.distinct, warnAt, cap },
    resets: told && instantIn(told.left),
  };
}

/** Of the real clock, in a demo too: the hour of a cap goes by it. */
const instantIn = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();
