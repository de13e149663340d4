import type { ReviewedOperation, PersonSeen } from '../../../src/review/reviewed-operation.js';
import type { AccountFacts, PeopleFacts, PersonFacts } from '../../../src/review/facts.js';
import { inJapanTime } from '../../../src/calendar/japan-time.js';
import type { ReviewPeriod } from '../../../src/review/review-period.js';
import { RULES } from './simulated-month.js';

/** A Monday in June. */
export const MONDAY = '2023-06-05';

/** @param time of that Monday in Japan, `HH:MM` */
export function act(
  time: string,
  persons: readonly (string | Partial<PersonSeen>)[],
  given: Partial<ReviewedOperation> = {},
): ReviewedOperation {
  const at = given.at ?? new Date(Date.parse(`${MONDAY}T${time}:00+09:00`)).toISOString();
  return {
    record: `gw1/${time}`,
    at,
    japan: inJapanTime(at),
    account: 'clerk',
    role: 'clerk',
    purpose: 'INQUIRY',
    case: 'T-1',
    status: 'ANSWERED',
    codes: [],
    detail: null,
    misses: 0,
    closed: new Map<string, number>(),
    ...given,
    persons: persons.map((one) => ({
      subject: 'somebody',
      shown: true,
      missed: false,
      verifications: 0,
      ...(typeof one === 'string' ? { subject: one } : one),
    })),
  };
}

/** A town of a few: `clerk` lives in household 1 as `me`, `manager` in household 3 as `boss`. */
const TOWN: Readonly<Record<string, PersonFacts>> = {
  me: { surnameKana: 'セキ', household: '1', block: '本町6-96', rank: 0 },
  wife: { surnameKana: 'セキ', household: '1', block: '本町6-96', rank: 1 },
  cousin: { surnameKana: 'セキ', household: '2', block: '緑町1-90', rank: 20 },
  boss: { surnameKana: 'タナカ', household: '3', block: '緑町2-90', rank: 30 },
  next: { surnameKana: 'オオノ', household: '4', block: '本町6-96', rank: 40 },
  afterNext: { surnameKana: 'イシイ', household: '5', block: '本町6-96', rank: 50 },
  hidden: { surnameKana: 'サトウ', household: '6', block: null, rank: 60 },
};

export function town(given: Partial<PeopleFacts> = {}): PeopleFacts {
  const own: Record<string, string> = { clerk: 'me', manager: 'boss' };
  return {
    of: (subject) =>
      TOWN[subject] ??
      (/^n\d+$/.test(subject)
        ? { surnameKana: null, household: subject, block: null, rank: Number(subject.slice(1)) }
        : null),
    ownPerson: (account) => own[account] ?? null,
    accountOf: (subject) => Object.keys(own).find((account) => own[account] === subject) ?? null,
    isUnderSupportMeasures: (subject, day) => subject === 'hidden' && day === MONDAY,
    surnameShare: () => 0.001,
    ...given,
  };
}

const account = (id: string, given: Partial<AccountFacts> = {}): AccountFacts => ({
  id,
  role: id,
  kind: 'person',
  begins: '2021-04-01',
  ends: null,
  ...given,
});

export function workOf(acts: readonly ReviewedOperation[], given: Partial<ReviewPeriod> = {}): ReviewPeriod {
  const accounts = [
    account('clerk'),
    account('manager'),
    account('dashboard', { kind: 'service' }),
    account('gone', { ends: '2023-05-31' }),
    account('new', { begins: '2023-06-20' }),
  ];
  return {
    span: { from: '2023-05-31T15:00:00.000Z', to: '2023-06-30T15:00:00.000Z' },
    operations: acts,
    before: [],
    events: [],
    openIntents: [],
    readUpTo: '2023-06-30T15:00:00.000Z',
    people: town(),
    accounts: new Map(accounts.map((one) => [one.id, one])),
    activeOn: new Map(accounts.map(({ id }) => [id, new Set([MONDAY])])),
    rules: RULES,
    ...given,
  };
}
