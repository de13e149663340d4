import { startOfDay } from '../calendar/japan-time.js';
import { addDays } from '../calendar/plain-date.js';
import { HEALTH_DIVISION } from '../policy/terms.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import { fiscalYearOf } from './new-case-row.js';
import type { CaseRow } from './case-rows.js';
import type { StoredCase } from './case-store.js';

/** The number that README's first query names. */
const FIRST_CASE = '2023-0001';
/** Whoever moved out has asked, too, that the other city be told. */
const PROVISION_CASE = '2023-0002';
/** Somebody asks who has handled what is known of them: the disclosure desk’s. */
const DISCLOSURE_CASE = 'D-2023-0001';
const DISCLOSURE_DIVISION = '総務部総務課';
/** Reading of the name that it asks for. */
const FIRST_KANA = 'サトウ';
/** Days a case of the demo opens its persons, from its start on. */
const OPEN_FOR = 365;

/** A case that says nothing special: asked for by the person, at the counter, with a number card. */
export function plainCase(
  number: string,
  {
    persons,
    today,
    division = HEALTH_DIVISION,
  }: {
    readonly persons: readonly string[];
    readonly today: string;
    readonly division?: string;
  },
): StoredCase {
  const isHealth = division === HEALTH_DIVISION;
  const running = /^(\d{4})-(\d{4,9})$/.exec(number);
  const row: CaseRow = {
    ...{ number, documentNumber: null, division },
    fiscalYear: running === null ? fiscalYearOf(today) : Number(running[1]),
    serial: running === null ? 0 : Number(running[2]),
    purposes: isHealth ? 'HISTORY INQUIRY CERTIFICATE' : 'DISCLOSURE',
    windowId: isHealth ? 'health-counter' : 'disclosure-counter',
    ...{ requester: 'PERSON', ground: null, officeKind: null, requesterName: null, documents: 'NUMBER_CARD' },
    ...{ consentForm: null, consentScopes: null, consentOn: null },
    ...{ consentBy: null, consentAct: null, consentWithdrawnOn: null, withdrawnBy: null, withdrawnAct: null },
    ...{ askedOn: today, openUntil: addDays(today, OPEN_FOR) },
    ...{ openedBy: isHealth ? 'clerk' : 'disclosure', openedAt: startOfDay(today), openedAct: null },
    ...{ closedBy: null, closedAt: null, closedAct: null, outcome: null },
  };
  return { row, persons, consented: [], addedAt: new Map() };
}

/**
 * What the demo begins with: the case of README's first queries, about whomever they show, whatever the city's size
 * and seed. `apart` is a person of whose household nobody is found.
 */
export async function demoCases(
  { ask, registry }: Pick<Sources, 'ask' | 'registry'>,
  {
    today,
    apart,
    waiting,
  }: {
    readonly today: string;
    readonly apart: string | null;
    /** About whom another body has asked: the approver decides under a case of their own. */
    readonly waiting: string | null;
  },
): Promise<readonly StoredCase[]> {
  const call = { signal: new AbortController().signal, items: NO_ITEMS };
  const own = apart === null ? [] : await registry.loadPolicyAttributes([apart], [], call);
  const criteria = {
    kanaPrefix: FIRST_KANA,
    statuses: ['RESIDENT', 'UNKNOWN'] as const,
    ...(own[0] ? { exceptHousehold: own[0].householdNumber } : {}),
  };
  const page = { sort: 'ATENA_NUMBER', descending: false, first: 1, after: null } as const;
  const { positions } = await ask('RESIDENT_REGISTRY', call.signal, (signal) =>
    registry.search(criteria, page, [], { ...call, signal }),
  );
  const persons = positions.map(({ atenaNumber }) => atenaNumber);
  return [
    plainCase(FIRST_CASE, { persons, today }),
    ...(waiting === null ? [] : [caseOfApprover(waiting, today)]),
    plainCase(DISCLOSURE_CASE, { persons, today, division: DISCLOSURE_DIVISION }),
  ];
}

function caseOfApprover(person: string, today: string): StoredCase {
  const plain = plainCase(PROVISION_CASE, { persons: [person], today });
  return { ...plain, row: { ...plain.row, openedBy: 'manager' } };
}
