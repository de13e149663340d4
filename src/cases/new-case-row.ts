import { addDays } from '../calendar/plain-date.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Principal } from '../policy/terms.js';
import type { ActInput, OpenInput } from './case-access.js';
import type { CaseRow } from './case-rows.js';

interface Opening {
  /** Id of the act. */
  readonly openedAct: string;
  readonly principal: Pick<Principal, 'account'>;
  readonly division: string;
  readonly policy: Pick<LoadedPolicy, 'cases'>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A case as it is opened, but for the number that the store gives it. */
export function newCaseRow(
  input: Omit<OpenInput, keyof ActInput>,
  { openedAct, principal, division, policy, today }: Opening,
): Omit<CaseRow, 'number' | 'serial'> {
  const { consent } = input;
  return {
    ...{ fiscalYear: fiscalYearOf(today), documentNumber: input.documentNumber },
    ...{ purposes: input.purposes.join(' '), division: division, windowId: input.window },
    ...{ requester: input.requester, ground: input.ground, officeKind: input.officeKind },
    ...{ requesterName: input.requesterName, documents: input.documents.join(' ') },
    consentForm: consent?.form ?? null,
    consentScopes: consent?.scopes.join(' ') ?? null,
    consentOn: consent?.on ?? null,
    ...{ askedOn: input.askedOn, openUntil: addDays(today, policy.cases.openForDays) },
    ...{ openedBy: principal.account, openedAt: new Date().toISOString(), openedAct },
    ...{ consentWithdrawnOn: null, withdrawnBy: null, withdrawnAct: null },
    ...{ closedBy: null, closedAt: null, closedAct: null, outcome: null },
  };
}

/** 年度: from April on. */
export function fiscalYearOf(day: string): number {
  return Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);
}
