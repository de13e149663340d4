/** The words of the reconciliation of the vaccination ledger with the vaccination record system (VRS). Closed sets. */

export const SIDES = ['LEDGER', 'VRS'] as const;
export type Side = (typeof SIDES)[number];

export const FINDING_KINDS = [
  'DAY_MISMATCH', // both days can be, and they differ
  'ORDER_INVERTED', // a later dose stands before an earlier one
  'BEFORE_BIRTH',
  'IN_FUTURE',
  'DOSE_NUMBER_MISMATCH',
  'MAKER_MISMATCH', // another vaccine, whose lot may differ with it
  'LOT_MISMATCH',
  'VACCINE_UNREADABLE', // the ledger's row has a code of no vaccine, and is this dose
  'DUPLICATE', // one dose stands twice on one side
  'WRONG_PERSON', // one dose stands with two persons
  'MISSING_IN_LEDGER',
  'MISSING_IN_VRS',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Which side is wrong. UNDECIDED: the evidence is too even to say; BOTH: the two agree on what cannot be. */
export const SUSPECTS = ['LEDGER', 'VRS', 'BOTH', 'UNDECIDED'] as const;
export type Suspect = (typeof SUSPECTS)[number];

export const FINDING_STATES = [
  'OPEN',
  /** Somebody has proposed a decision; it waits for another person's approval. */
  'PROPOSED',
  /** Approved, and being carried over to the systems: after a crash it is gone on with. */
  'CORRECTING',
  /** Stays so while both sides stay as they were. */
  'DECIDED',
  /** The next run has not found it any more. */
  'GONE',
] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const DECISIONS = [
  'ACCEPT_LEDGER', // the ledger is right: VRS is corrected after it
  'ACCEPT_VRS', // VRS is right: the ledger is corrected after it
  'CORRECT', // neither is: both are corrected to what is given
  'NO_FAULT', // both may stand as they are
] as const;
export type Decision = (typeof DECISIONS)[number];

/** What a decision rests on. No free text: what somebody types may hold anything. */
export const DECISION_REASONS = [
  'SLIP_SEEN', // 予診票
  'COUPON_SEEN', // 接種券
  'CERTIFICATE_SEEN', // 接種済証
  'VENUE_CONFIRMED', // the place of vaccination was asked
  'PERSON_CONFIRMED', // the person was asked
  'EVIDENT', // nothing else can be
] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];
