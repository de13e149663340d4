import Database from 'better-sqlite3';
import { expandRecord } from '../../src/audit/reading/search.js';
import { birthDateOf } from '../support/birth-date.js';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md U1, U2: what the command line tells the auditor, the graph tells, to the auditor alone and on record. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const AUDIT = { purpose: 'AUDIT', from: '127.0.0.4' } as const;
const [somebody = ''] = cityRows<{ id: string }>(
  'registry',
  "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) LIMIT 1",
).map(({ id }) => id);

interface Access {
  readonly coordinate: string;
  readonly path: string;
  readonly subject: string | null;
  readonly outcome: string;
  readonly reason: string | null;
}
interface Expanded {
  readonly accessRecord: Readonly<Record<string, unknown>> | null;
  readonly recordAccesses: {
    readonly nodes: readonly Access[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const EXPANDED = `query ($record: ID!, $first: Int = 1000, $after: String) {
  accessRecord(record: $record) {
    record intent at status role case zone operationName loginMethods codes detail persons count
    account { id nameJa nameEn } purpose { id nameJa nameEn } asked { coordinate labelJa labelEn } fields { coordinate outcome count }
  }
  recordAccesses(record: $record, first: $first, after: $after) {
    nodes { coordinate path subject outcome reason } pageInfo { hasNextPage endCursor }
  }
}`;
const expanded = (record: string, more: object = {}, account = 'auditor', how: object = AUDIT) =>
  gateway.as<Expanded>(account, { query: EXPANDED, variables: { record, ...more }, ...how });

async function lines(record: string): Promise<readonly Access[]> {
  const found: Access[] = [];
  for await (const one of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record)) {
    const { coordinate, path, subject, outcome, reason } = one;
    found.push({ coordinate, path: path.join('.'), subject, outcome, reason });
  }
  return found;
}

const look = () =>
  gateway.as('clerk', {
    ...{ purpose: 'INQUIRY', case: '2023-0001' },
    query:
      'query Look($id: ID!) { resident(atenaNumber: $id) { name { kanji kana } address } viewer { account } }',
    variables: { id: somebody },
  });

test('one record is expanded as the command expands it, page by page, and holds pseudonyms alone', async () => {
  const seen = await look();
  const whole = await expanded(seen.record);
  expect(whole.errors).toEqual([]);
  expect(whole.data.accessRecord).toMatchObject({
    ...{
      record: seen.record,
      status: 'ANSWERED',
      persons: 1,
      codes: [],
      detail: null,
      operationName: 'Look',
    },
    account: { id: 'clerk', nameJa: '健康課 保健師', nameEn: 'Public health nurse, Health Division' },
    ...{ case: '2023-0001', zone: 'NUMBER_USE' },
    asked: expect.arrayContaining([
      {
        coordinate: 'PersonName.kanji',
        labelJa: '氏名:漢字氏名',
        labelEn: 'Name as the source has it: In kanji',
      },
    ]),
    fields: expect.arrayContaining([{ coordinate: 'PersonName.kanji', outcome: 'DISCLOSED', count: 1 }]),
  });
  const all = await lines(seen.record);
  expect(all.length).toBeGreaterThan(4);
  expect(whole.data.recordAccesses.nodes).toEqual(all);
  const paged: Access[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data }: { data: Expanded } = await expanded(seen.record, { first: 2, after });
    paged.push(...data.recordAccesses.nodes);
    ({ hasNextPage: more, endCursor: after } = data.recordAccesses.pageInfo);
  }
  expect(paged).toEqual(all);
  expect(whole.text).not.toContain(somebody);
});

test('a request that was refused is told with why, and an intent by its own number', async () => {
  const refused = await gateway.as('clerk', { query: '{ accounts { id } }' });
  const { accessRecord } = (await expanded(refused.record)).data;
  expect(accessRecord).toMatchObject({
    status: 'REFUSED',
    codes: ['PURPOSE_REQUIRED'],
    detail: 'no purpose',
  });
  const seen = await look();
  const intent = String((await expanded(seen.record)).data.accessRecord?.['intent']);
  const open = await expanded(intent);
  expect(open.data.accessRecord).toMatchObject({ record: intent, status: 'OPEN', count: 0 });
  expect(open.data.recordAccesses.nodes).toEqual([]);
});

test('what is no operation, or no record, is told as none', async () => {
  for (const record of ['gw1/1', 'gw1/99999', 'gw9/1', 'nonsense', '../gw1/3']) {
    const answer = await expanded(record);
    expect([record, answer.errors, answer.data.accessRecord]).toEqual([record, [], null]);
    expect(answer.data.recordAccesses.nodes).toEqual([]);
  }
});

test.each([
  ['clerk', { purpose: 'HISTORY' }],
  ['manager', { purpose: 'HISTORY' }],
  ['admin', { ...AUDIT, purpose: 'ADMINISTRATION' }],
  ['disclosure', { ...AUDIT, purpose: 'DISCLOSURE', case: 'D-1' }],
  ['auditor', { purpose: 'AUDIT', from: '127.0.0.3' }],
])('%s under %o is refused record and state of the log', async (account, how) => {
  const seen = await look();
  const answer = await expanded(seen.record, {}, account, how);
  expect([answer.data, answer.errors[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
  const state = await gateway.as(account, { query: '{ auditLog { sealing } }', ...how });
  expect([state.data, state.errors[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
});

test('looking at a record, and at the log, is on record', async () => {
  const first = await expanded((await look()).record);
  expect((await lines(first.record)).map(({ coordinate }) => coordinate)).toEqual(
    expect.arrayContaining(['Query.accessRecord', 'Query.recordAccesses', 'RecordAccess.subject']),
  );
});

const STATE = `{ auditLog {
  writer sealing fault hasWitness freeBytes overdueSegments openIntents indexLag verifying
  verified { at verdict records signed faults }
  writers { writer records indexed signed { records at } witnessed { records } }
} }`;

test('the state of the log: sealing, writers, and a verification that begins when somebody looks', async () => {
  type State = { auditLog: Record<string, unknown> & { verified: Record<string, unknown> | null } };
  const ask = async () => (await gateway.as<State>('auditor', { query: STATE, ...AUDIT })).data.auditLog;
  const first = await ask();
  expect(first).toMatchObject({
    ...{ sealing: true, fault: null, hasWitness: false, overdueSegments: 0, openIntents: 0 },
    ...{ writer: 'gw1', verified: null, verifying: true, freeBytes: expect.any(Number) },
    writers: [{ writer: 'gw1', records: expect.any(Number), witnessed: null }],
  });
  let last = first;
  while (last.verified === null) last = await ask();
  expect(last.verified).toMatchObject({ verdict: 'WHOLE', faults: [] });
  expect(Number(last.verified['records'])).toBeGreaterThan(10);
  expect(last['verifying']).toBe(false);
});

test('the history of a person by account, purpose, outcome and field, page by page, as without conditions', async () => {
  // docs/attacks.md U5
  await look();
  await gateway.as('number-clerk', {
    ...{ purpose: 'HISTORY', variables: { id: somebody } },
    query:
      'query ($id: ID!) { resident(atenaNumber: $id) { name { kana } individualNumber { disclosure } } }',
  });
  interface Row {
    readonly record: string;
    readonly account: { readonly id: string };
    readonly purpose: { readonly id: string };
    readonly coordinates: readonly { readonly coordinate: string; readonly outcome: string }[];
  }
  const query = `query ($id: ID!, $where: AccessConditionsInput, $first: Int = 1000, $after: String) {
    accessHistory(subject: $id, where: $where, first: $first, after: $after) {
      nodes { record account { id } purpose { id } coordinates { coordinate outcome } }
      pageInfo { hasNextPage endCursor } } }`;
  type History = {
    accessHistory: { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  };
  const ask = async (where: object | null, more: object = {}) => {
    const variables = { id: somebody, where, ...more };
    return gateway.as<History>('auditor', { query, variables, ...AUDIT });
  };
  const all = (await ask(null)).data.accessHistory.nodes;
  const fits = (row: Row, where: Record<string, readonly string[]>): boolean => {
    const { accounts, purposes, outcomes, coordinates } = where;
    return (
      (accounts?.includes(row.account.id) ?? true) &&
      (purposes?.includes(row.purpose.id) ?? true) &&
      row.coordinates.some(
        (field) =>
          (outcomes?.includes(field.outcome) ?? true) && (coordinates?.includes(field.coordinate) ?? true),
      )
    );
  };
  for (const where of [
    { accounts: ['clerk'] },
    { accounts: ['number-clerk', 'manager'], purposes: ['HISTORY'] },
    { outcomes: ['DISCLOSED'], coordinates: ['Resident.address'] },
    { coordinates: ['IndividualNumber.disclosure'] },
    { purposes: ['AUDIT'] },
    { accounts: ['nobody'] },
  ] as Record<string, readonly string[]>[]) {
    const rows: Row[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data }: { data: History } = await ask(where, { first: 2, after });
      rows.push(...data.accessHistory.nodes);
      ({ hasNextPage: more, endCursor: after } = data.accessHistory.pageInfo);
    }
    // What this test itself has looked at since is on the pages too.
    const known = rows.filter(({ record }) => all.some((one) => one.record === record));
    expect([where, known]).toEqual([where, all.filter((row) => fits(row, where))]);
  }
  expect(all.some((row) => fits(row, { coordinates: ['IndividualNumber.disclosure'] }))).toBe(true);
  const { endCursor } = (await ask({ accounts: ['clerk'] }, { first: 1 })).data.accessHistory.pageInfo;
  const other = await ask({ accounts: ['manager'] }, { first: 1, after: endCursor });
  expect(other.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const many = await ask({ coordinates: Array.from({ length: 51 }, (_one, at) => `A.b${at}`) });
  expect(many.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('the extract goes to whoever names number and birth date; a wrong pair is a number that nobody has, and counts', async () => {
  // docs/attacks.md U6
  await look();
  const query = `query ($id: ID!, $born: Date!) {
    disclosureExtract(subject: $id, birthDate: $born) { numbers entries { atJa } indexedUpTo { writer } } }`;
  type Extract = { disclosureExtract: { numbers: string[]; entries: object[] } };
  const ask = (id: string, born: string) =>
    gateway.as<Extract>('disclosure', {
      ...{ query, variables: { id, born }, ...AUDIT, purpose: 'DISCLOSURE', case: 'D-1' },
    });
  const born = birthDateOf(somebody);
  const theirs = await ask(somebody, born);
  expect(theirs.data.disclosureExtract.entries.length).toBeGreaterThan(0);
  const wrong = await ask(somebody, born === '1990-01-01' ? '1990-01-02' : '1990-01-01');
  const nobody = '777777777777777';
  // Somebody who is gone from the registry, and still stands in the case.
  const { store } = gateway.settings;
  const database = new Database(store.kind === 'sqlite' ? store.path : '', { timeout: 10_000 });
  database
    .prepare('INSERT INTO case_person (id, case_number, atena_number) VALUES (?, ?, ?)')
    .run('D-1/gone', 'D-1', nobody);
  database.close();
  const none = await ask(nobody, born);
  expect(wrong.errors).toEqual([]);
  expect(wrong.data.disclosureExtract).toEqual({
    numbers: [somebody],
    entries: [],
    indexedUpTo: [{ writer: 'gw1' }],
  });
  expect(wrong.text.replaceAll(somebody, nobody)).toBe(none.text);
  // On record like any look at them, so that whoever tries birth dates is seen.
  expect(await lines(wrong.record)).toContainEqual(
    expect.objectContaining({ coordinate: 'Query.disclosureExtract', subject: expect.any(String) }),
  );
  let refused = await ask(somebody, '1990-01-01');
  for (let time = 0; refused.errors.length === 0 && time < 60; time++)
    refused = await ask(somebody, '1990-01-01');
  expect(refused.errors[0]?.extensions.code).toBe('RATE_LIMITED');
  const exchanges = await gateway.as('disclosure', {
    ...{ ...AUDIT, purpose: 'DISCLOSURE', case: 'D-1', variables: { id: somebody, born } },
    query:
      'query ($id: ID!, $born: Date!) { exchangeExtract(subject: $id, birthDate: $born) { entries { side } } }',
  });
  expect(exchanges.errors[0]?.extensions.code).toBe('RATE_LIMITED');
});
