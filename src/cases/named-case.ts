import { GatewayError } from '../errors/gateway-error.js';
import type { PurposeTable } from '../policy/purposes.js';
import { HEALTH_DIVISION, type Principal, type Purpose } from '../policy/terms.js';
import type { CaseStore, StoredCase } from './case-store.js';
import type { ConsentScope } from './case-terms.js';
import { consentedScopes } from './consented-scopes.js';

/** The case that a request names, found at the door: what it opens is asked of every person. */
export interface NamedCase {
  readonly number: string;
  /** 宛名番号 as they were when it was opened. */
  readonly persons: ReadonlySet<string>;
  /** What its consent covers for the person with these 宛名番号: an act that needs one asks here. */
  readonly consentedTo: (numbers: readonly string[]) => ReadonlySet<ConsentScope>;
}

interface Asked {
  /** As the header has it, after reading; null where none was named. */
  readonly name: string | null;
  readonly principal: Principal;
  readonly purpose: Purpose | null;
  readonly purposes: PurposeTable;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * The case behind `Sekisho-Case`; null where none was named. Rejects with PURPOSE_REQUIRED where it opens nothing:
 * there is none of this name, or it is another division's (which is told alike, lest anybody learn whose case
 * exists), it is closed or past its days, its consent was taken back, or it was opened for another purpose.
 */
export async function readNamedCase(
  store: Pick<CaseStore, 'byName'>,
  { name, principal, purpose, purposes, today }: Asked,
): Promise<NamedCase | null> {
  if (name === null) return null;
  const found = await store.byName(name);
  if (found === null) throw refusal('CASE_UNKNOWN', 'CASE_UNKNOWN');
  if (found.row.division !== divisionOf(principal))
    throw refusal('CASE_UNKNOWN', 'CASE_UNKNOWN: of another division');
  const reason = closedBy(found, { purpose, needsCase: needsCase(purpose, purposes), today });
  if (reason !== null) throw refusal(reason, reason);
  return {
    number: found.row.number,
    persons: new Set(found.persons),
    consentedTo: (numbers) => consentedScopes(found, numbers),
  };
}

/** Whose cases an account works with: those of its division, a contractor's those of the division in charge. */
export function divisionOf({ department, work, contract }: Principal): string | null {
  return department ?? (work !== null || contract !== null ? HEALTH_DIVISION : null);
}

/** Any of the person's numbers, for a case stays about a person whose number was merged since. */
export function covers(named: NamedCase | null, numbers: readonly string[]): boolean {
  return named === null || numbers.some((number) => named.persons.has(number));
}

type Reason = keyof typeof TEXTS;

function closedBy(
  { row }: StoredCase,
  { purpose, needsCase, today }: { purpose: Purpose | null; needsCase: boolean; today: string },
): Reason | null {
  if (row.closedAt !== null || row.openUntil < today) return 'CASE_CLOSED';
  if (row.consentWithdrawnOn !== null) return 'CASE_CONSENT_WITHDRAWN';
  // Under a purpose that needs none, a case that is named narrows what opens, whatever it was opened for.
  return needsCase && purpose !== null && !row.purposes.split(' ').includes(purpose) ? 'CASE_PURPOSE' : null;
}

const needsCase = (purpose: Purpose | null, purposes: PurposeTable): boolean =>
  purpose !== null && purposes.get(purpose)?.needsCase === true;

const TEXTS = {
  CASE_UNKNOWN: {
    ja: 'その番号の案件はありません。番号(Sekisho-Case)を確かめ、新しい求めであれば 案件を開いてください。',
    en: 'There is no such case. Check the number (Sekisho-Case), or open one where somebody asked anew.',
  },
  CASE_CLOSED: {
    ja: 'この案件は閉じているか、有効な期間を過ぎています。新しい求めであれば 案件を開いてください。',
    en: 'The case is closed, or past its days. Open one where somebody asked anew.',
  },
  CASE_CONSENT_WITHDRAWN: {
    ja: 'この案件の同意は撤回されています。案件を閉じてください。',
    en: 'The consent of this case was withdrawn. Close the case.',
  },
  CASE_PURPOSE: {
    ja: 'この案件は別の利用目的のために開かれました。求めに合う利用目的(Sekisho-Purpose)か案件番号を確かめてください。',
    en: 'The case was opened for another purpose. Check the purpose (Sekisho-Purpose) and the number.',
  },
} as const;

function refusal(reason: Reason, detail: string): GatewayError {
  return new GatewayError('PURPOSE_REQUIRED', { detail, ...TEXTS[reason] });
}
