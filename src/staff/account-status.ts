import { addMonths } from '../calendar/plain-date.js';
import { isMachine } from './machines.js';
import type { AccountRow } from './staff-rows.js';

/** Half a year is six calendar months, not 180 days (R173, X16): renewed on 31 August, due on 28 February. */
const CREDENTIAL_MONTHS = 6;
/** Training is held yearly (R112, R179, R233). */
const TRAINING_MONTHS = 12;

/** Why an account may not be used; the log learns which, the caller what to do. */
export const ACCOUNT_STATUSES = [
  'GOOD',
  'UNKNOWN',
  'NOT_BEGUN',
  'ENDED',
  'CREDENTIAL_DUE',
  'TRAINING_DUE',
  'PLEDGE_MISSING',
  'NO_ROSTER_LINE',
  'NO_CONTRACT',
  'OVER_CAP',
  'ENDPOINT',
] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** Last day on which the credential serves; null where it was never made. */
export function credentialDue({ credentialRenewedOn }: AccountRow): string | null {
  return credentialRenewedOn === null ? null : addMonths(credentialRenewedOn, CREDENTIAL_MONTHS);
}

/** Last day on which the training serves; null where there was none. */
export function trainingDue({ trainedOn }: AccountRow): string | null {
  return trainedOn === null ? null : addMonths(trainedOn, TRAINING_MONTHS);
}

/**
 * How the account itself stands. A machine has no password to renew, no training to visit and no pledge to sign.
 */
export function accountStatus(account: AccountRow, today: string): AccountStatus {
  if (today < account.begins) return 'NOT_BEGUN';
  if (account.ends !== null && account.ends < today) return 'ENDED';
  if (isMachine(account)) return 'GOOD';
  if (isOver(credentialDue(account), today)) return 'CREDENTIAL_DUE';
  if (isOver(trainingDue(account), today)) return 'TRAINING_DUE';
  return account.pledgedOn === null || account.pledgedOn > today ? 'PLEDGE_MISSING' : 'GOOD';
}

const isOver = (due: string | null, today: string): boolean => due === null || due < today;
