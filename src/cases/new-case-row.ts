import { addDays } from '../calendar/plain-date.js';
import type { Opening } from './case-access.js';
import type { CaseRow } from './case-rows.js';

interface Opened {
  /** Id of the act. */
  readonly openedAct: string;
  readonly openedBy: string;
  /** UTC. */
  readonly openedAt: string;
  readonly division: string;
  /** Days after which it opens nobody any more. */
  readonly openForDays: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A case as it is opened, but for the number that the store gives it. */
export function newCaseRow(
  input: Opening,
  { openedAct, openedBy, openedAt, division, openForDays, today }: Opened,
): Omit<CaseRow, 'number' | 'serial'> {
  const { consent } = input;
  return {
    ...{ fiscalYear: fiscalYearOf(today), documentNumber: input.documentNumber },
    ...{ purposes: input.purposes.join(' '), division, windowId: input.window },
    ...{ requester: input.requester, ground: input.ground, officeKind: input.officeKind },
    ...{ requesterName: input.requesterName, documents: input.documents.join(' ') },
    consentForm: consent?.form ?? null,
    consentScopes: consent?.scopes.join(' ') ?? null,
    consentOn: consent?.on ?? null,
    ...{ askedOn: input.askedOn, openUntil: addDays(today, openForDays) },
    ...{ openedBy, openedAt, openedAct },
    ...{ consentBy: null, consentAct: null, consentWithdrawnOn: null, withdrawnBy: null, withdrawnAct: null },
    ...{ closedBy: null, closedAt: null, closedAct: null, outcome: null },
  };
}

/** 年度: from April on. */
export function fiscalYearOf(day: string): number {
  return Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);
}
