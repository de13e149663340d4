import { AccessHistory } from '../../../src/audit/index/access-history.js';
import type { AccessIndex, SubjectAccess } from '../../../src/audit/index/access-index.js';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import type { AuditRecord } from '../../../src/audit/record/record.js';

const AT = '2023-06-27T01:00:00.000Z';
const SPAN = { from: '2023-06-01T00:00:00.000Z', to: '2023-07-01T00:00:00.000Z', first: 10, after: null };

/** Pseudonyms. */
const [A, B] = ['A'.repeat(9), 'B'.repeat(9)] as const;

/** A journal of one record, about A and B, by `clerk`. */
function journal(): ReadonlyMap<string, AuditRecord> {
  const trace = new AccessTrace();
  for (const subject of [A, B])
    trace.record(
      'Resident.name',
      { prev: undefined, key: subject, typename: undefined },
      subject,
      'DISCLOSED',
      null,
    );
  const head = {
    request: 'r',
    account: 'clerk',
    role: 'clerk',
    purpose: 'HISTORY',
    case: null,
    zone: 'NUMBER_USE',
    amr: [],
    policyVersion: 'p',
    document: null,
    operationName: null,
  };
  const outcome = {
    kind: 'OUTCOME',
    seq: 7,
    at: AT,
    intent: 6,
    status: 'ANSWERED',
    codes: [],
    detail: null,
    ...head,
  } as const;
  return new Map([['gw1/7', { ...outcome, accesses: trace.columns((subject) => subject) }]]);
}

const TRUE: SubjectAccess = {
  at: AT,
  record: 'gw1/7',
  subject: A,
  account: 'clerk',
  role: 'clerk',
  purpose: 'HISTORY',
  case: null,
  zone: 'NUMBER_USE',
  operationName: null,
  fields: [],
};

/** What is told when the index claims this. */
async function tell(claim: Partial<SubjectAccess>, by: 'subject' | 'account' = 'subject') {
  const row = { ...TRUE, ...claim };
  const rows = () => Promise.resolve([row]);
  const index = { accessesTo: rows, accessesBy: rows } as Pick<
    AccessIndex,
    'accessesTo' | 'accessesBy'
  > as AccessIndex;
  const alarms: string[] = [];
  const history = new AccessHistory({
    index,
    indexing: { catchUp: () => Promise.resolve() },
    records: { read: () => Promise.resolve(journal()) },
    onContradiction: (record) => alarms.push(record),
  });
  const [told] = await (by === 'subject' ? history.accessesTo(A, SPAN) : history.accessesBy('clerk', SPAN));
  return { told: told?.entry ?? null, alarms };
}

test('what is told comes from the journal, and of nobody else in the record', async () => {
  const { told, alarms } = await tell({
    purpose: 'AUDIT',
    account: 'somebody',
    fields: [{ coordinate: 'Resident.phone', outcome: 'DISCLOSED', reason: null, count: 9 }],
  });
  expect(told).toMatchObject({ purpose: 'HISTORY', account: 'clerk', subject: A });
  expect(told?.fields).toEqual([
    { coordinate: 'Resident.name', outcome: 'DISCLOSED', reason: null, count: 1 },
  ]);
  expect(alarms).toEqual([]);
});

test.each([
  ['a record that is not there', { record: 'gw1/8' }],
  ['another person, who is in the record', { subject: B }],
  ['a person who is not in the record', { subject: 'C' }],
  ['another time', { at: '2023-06-28T01:00:00.000Z' }],
])('an index that claims %s is not believed', async (_what, claim) => {
  expect(await tell(claim)).toEqual({ told: null, alarms: ['record' in claim ? claim.record : 'gw1/7'] });
});

test('by account: a person whom the record does not name is not believed', async () => {
  expect((await tell({}, 'account')).told).toMatchObject({ subject: A });
  expect(await tell({ subject: 'C' }, 'account')).toEqual({ told: null, alarms: ['gw1/7'] });
});
