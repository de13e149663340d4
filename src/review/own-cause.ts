import type { StaffIndex } from '../staff/staff-index.js';
import type { JudgedFinding } from './judged-findings.js';
import { reviewFault, type ReviewFault } from './review-texts.js';

export interface OwnCause {
  /** Whose account is whose: an account of the same human being is one's own. */
  readonly staff: Pick<StaffIndex, 'isSamePerson'>;
  /** Who judges or signs. */
  readonly account: string;
}

type About = Pick<JudgedFinding, 'account' | 'accounts' | 'judged' | 'records'>;

/**
 * Nobody is judge in their own cause, as an audit commissioner takes no part in what concerns them (地方自治法199条の2): what
 * was found about a person's own account, or about another account of theirs, is for somebody else to judge (R195, R204).
 */
export function faultsOfJudging({ staff, account }: OwnCause, found: About): readonly ReviewFault[] {
  return isOwn({ staff, account }, found) ? [reviewFault('OWN_ACCOUNT', 'finding')] : [];
}

/**
 * A review is signed by whoever nothing is open about that they have done: each such finding has been judged, and its newest
 * verdict is another person's. That an account was not used rests on no record, tells of no deed and holds up no signature:
 * a city's only auditor begins with it. Where that auditor is found to have done something, another person is made one: they
 * judge it, and either of the two signs.
 */
export function faultsOfSigning(
  { staff, account }: OwnCause,
  findings: readonly About[],
): readonly ReviewFault[] {
  const isOpen = (found: About): boolean =>
    found.records.length > 0 &&
    isOwn({ staff, account }, found) &&
    (found.judged === null || staff.isSamePerson(account, found.judged.account));
  return findings.some(isOpen) ? [reviewFault('OWN_FINDING_OPEN')] : [];
}

/** Of several whose acts it rests on each is concerned. */
const isOwn = (
  { staff, account }: OwnCause,
  { account: of, accounts = of === null ? [] : [of] }: About,
): boolean => accounts.some((one) => staff.isSamePerson(account, one));
