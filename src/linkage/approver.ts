import type { LinkageRules } from '../policy/linkage-rules.js';
import type { StaffIndex } from '../staff/staff-index.js';
import { isInForce } from '../staff/term.js';
import type { LinkageFaultCode } from './views.js';

export interface Decision {
  readonly account: string;
  /** `YYYY-MM-DD`. Only those who hold the office on this day may decide (R016). */
  readonly today: string;
  /**
   * User ids of the intermediate server that set up what is to be decided on: registered the copies, set the flag.
   */
  readonly setUpBy: readonly string[];
}

/**
 * Whether an account may decide (R015, R197, R198, R205); null where it may. It must hold the approver's office
 * today, or be the delegate for today (`NOT_THE_APPROVER`). And none of these may have set up what is decided on
 * (`OWN_REQUEST`): the person of the account, the holder they act for, the delegates who act for them today. Four
 * eyes means two persons, however many accounts they have, and a delegate is no second person beside the holder.
 */
export function faultOfDecision(
  index: StaffIndex,
  rules: LinkageRules,
  { account, today, setUpBy }: Decision,
): LinkageFaultCode | null {
  const holding = index.holdingOn(rules.approverOffice, account, today);
  if (holding === null) return 'NOT_THE_APPROVER';
  const delegates = index
    .holdingsOf(rules.approverOffice)
    .filter((one) => one.delegatedBy === account && isInForce(one, today));
  const deciders = [
    account,
    ...(holding.delegatedBy === null ? [] : [holding.delegatedBy]),
    ...delegates.map((one) => one.account),
  ];
  const accounts = [...rules.users].flatMap(([name, { staff }]) => (setUpBy.includes(staff) ? [name] : []));
  return accounts.some((name) => deciders.some((decider) => index.isSamePerson(name, decider)))
    ? 'OWN_REQUEST'
    : null;
}
