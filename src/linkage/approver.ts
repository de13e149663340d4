import type { LinkageRules } from '../policy/linkage-rules.js';
import type { StaffIndex } from '../staff/staff-index.js';
import { isInForce } from '../staff/term.js';
import type { LinkageFaultCode } from './views.js';

export interface Decision {
  readonly account: string;
  /** `YYYY-MM-DD`: who holds the office today has a say, and nobody else (R016). */
  readonly today: string;
  /**
   * User ids of the intermediate server that set up what is to be decided on: registered the copies, set the flag.
   */
  readonly setUpBy: readonly string[];
}

/**
 * Whether an account may decide (R015, R197, R198, R205): it holds the approver's office today or is its dated
 * delegate; and neither it, nor the holder it acts for, nor who acts for it today has set up what is decided
 * on. Four eyes are two persons', by whichever accounts, and who acts for another is no second one.
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
