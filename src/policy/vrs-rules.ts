import type { z } from 'zod';
import { day, list, named, ofField, oneOf, section, someOf, text, whole, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';
import { repeated } from '../json/repeated.js';
import { citedOn } from './renumbered.js';

/** Roles of the vaccination record system's own authority management. */
export const VRS_ROLES = ['TARGET', 'DOSE', 'FLAG', 'INQUIRY', 'CERTIFICATE', 'APPLICATION', 'LOG'] as const;
export type VrsRole = (typeof VRS_ROLES)[number];

/**
 * What an inquiry under art. 19(16) may rest on (X12): the assessment's own words ask for a given consent (R148); the
 * nation reads the article as covering those from whom none can be obtained as well.
 */
export const CONSENT_RULES = ['GIVEN_ONLY', 'GIVEN_OR_HARD_TO_OBTAIN'] as const;

const user = section({
  /** User id there, at most 20 characters. */
  staff: text.refine((id) => /^[A-Z0-9-]{1,20}$/.test(id), ofField('must be up to 20 of A-Z, 0-9 and -')),
  roles: someOf(VRS_ROLES),
});

const consentPeriod = section({
  /** First day. */
  from: day,
  rule: oneOf(CONSENT_RULES),
  /** What this reading of the law rests on. */
  cites: text,
});

const reconciliation = section({
  /** Days after its entry there within which a dose may be missing in the ledger. */
  ledgerLagDays: whole,
  /** Days after a dose within which it may be missing there. */
  vrsLagDays: whole,
  /** Office whose holder approves what is to be corrected. */
  approverOffice: text,
});

/** One user of the vaccination record system. */
export type VrsUser = z.infer<typeof user>;
export type ConsentPeriod = z.infer<typeof consentPeriod>;
export type ReconciliationRules = z.infer<typeof reconciliation>;

/** `vaccination-record-system.json`: who works on the system, and on what consent a number may leave. */
export interface VrsRules {
  /** By account of the gateway. Nobody else reaches the system. */
  readonly users: ReadonlyMap<string, VrsUser>;
  /** The machine that carries flags over. */
  readonly system: VrsUser;
  /** Oldest first. */
  readonly consent: readonly ConsentPeriod[];
  /** What the comparison with the vaccination ledger goes by. */
  readonly reconciliation: ReconciliationRules;
}

const table = section({
  ...WORDS,
  users: named(user),
  system: user,
  consent: list(consentPeriod),
  reconciliation,
}).superRefine(({ users, system, consent }, { addIssue }) => {
  // Two accounts under one id would be one person in the other system's log (R172).
  for (const id of repeated([...users.values(), system].map(({ staff }) => staff)))
    addIssue(`${id} is two users`);
  for (const [at, { from }] of consent.entries())
    if (at > 0 && from <= (consent[at - 1]?.from ?? ''))
      addIssue(`consent: ${from} is not after the one before`);
});

export function readVrsRules(file: string, text: string, faults: string[]): VrsRules {
  const rules = readTable(table, file, text, faults);
  const { users, system, consent, reconciliation } = rules;
  return Object.freeze({ users, system, consent, reconciliation });
}

/**
 * The rule of a day, which cites the law as it is numbered on that day (R047), however old its row is; null before the
 * first: nothing leaves then.
 */
export function consentRuleOn({ consent }: VrsRules, today: string): ConsentPeriod | null {
  const period = consent.filter(({ from }) => from <= today).at(-1);
  return period === undefined ? null : { ...period, cites: citedOn(period.cites, today) };
}
