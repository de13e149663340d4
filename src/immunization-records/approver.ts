import type { StaffIndex } from '../staff/staff-index.js';
import { isInForce } from '../staff/term.js';
import type { RecordFaultCode } from './record-texts.js';

export interface Approval {
  readonly account: string;
  /** `YYYY-MM-DD`. Only those who hold the office on this day approve (R016). */
  readonly today: string;
  /** Office whose holder approves. */
  readonly office: string;
  /** Account that asked for the change. */
  readonly askedBy: string;
}

/**
 * Whether an account may approve a change (R169); null where it may. Four eyes are two persons, however many accounts they
 * have: neither whoever approves, nor the holder they act for, nor whoever acts for them today may have asked for it.
 */
export function faultOfApproval(
  index: StaffIndex,
  { account, today, office, askedBy }: Approval,
): RecordFaultCode | null {
  const holding = index.holdingOn(office, account, today);
  if (holding === null) return 'NOT_THE_APPROVER';
  const delegates = index
    .holdingsOf(office)
    .filter((one) => one.delegatedBy === account && isInForce(one, today))
    .map((one) => one.account);
  const deciders = [account, ...(holding.delegatedBy === null ? [] : [holding.delegatedBy]), ...delegates];
  return deciders.some((decider) => index.isSamePerson(decider, askedBy)) ? 'OWN_CHANGE' : null;
}
