import type { Engine } from './engine.js';
import {
  HEALTH_DIVISION,
  PURPOSES,
  type Classification,
  type Principal,
  type Purpose,
  type Question,
  type Verb,
} from './terms.js';

/** What a permit can depend on: who, what for, and what is done to what. All else is for forbids to say. */
export interface Act {
  readonly role: string;
  readonly purpose: Purpose | null;
  readonly verb: Verb;
  readonly classification: Classification;
}

/**
 * What the permits alone would open, were there no forbids. Remembered for good: there are no more acts than
 * roles × purposes × verbs × classes (some 20,000).
 */
export class Grants {
  private readonly known = new Map<string, boolean>();

  /** `reaches` is false for acts that no permit can match: they are not asked about. */
  constructor(
    private readonly permits: Engine,
    private readonly reaches: (act: Act) => boolean = () => true,
  ) {}

  has(act: Act): boolean {
    const key = `${act.role} ${act.purpose} ${act.verb} ${act.classification}`;
    const kept = this.known.get(key);
    if (kept !== undefined) return kept;
    const granted = this.reaches(act) && this.permits.ask(plainQuestion(act)).permit;
    this.known.set(key, granted);
    return granted;
  }

  /** Whether the role has it under another purpose than the act's. */
  hasUnderOtherPurpose(act: Act): boolean {
    return PURPOSES.some((purpose) => purpose !== act.purpose && this.has({ ...act, purpose }));
  }
}

/** The act with nothing known of its circumstances. */
function plainQuestion({ role, ...act }: Act): Question {
  return {
    ...act,
    principal: someone(role, []),
    zone: null,
    hasCase: false,
    severalPersons: false,
    labels: 0,
  };
}

/** What a decision can depend on of somebody beside role and login. */
export type Standing = Pick<Principal, 'department' | 'work'>;

/** The best there is: of the division in charge, under the contract that opens the most. */
export const BEST_STANDING: Standing = { department: HEALTH_DIVISION, work: 'SLIPS_AND_CERTIFICATES' };

/**
 * Somebody of a role, as far as decisions go: the rules know roles, login methods, divisions and contracts, never
 * accounts.
 */
export function someone(role: string, amr: readonly string[], standing: Standing = BEST_STANDING): Principal {
  return {
    account: role,
    role,
    kind: 'person',
    nameJa: role,
    nameEn: role,
    purposes: new Set(PURPOSES),
    amr,
    ownAtenaNumber: null,
    contract: null,
    ...standing,
  };
}
