import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../src/audit/record/record.js';
import type { Ask } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * Changes of the staff directory through a real gateway: what they open, what they close, what the log says of
 * them.
 */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Payload {
  readonly userErrors: readonly { code: string; field: string | null }[];
  readonly grant?: { readonly id: string; readonly state: string } | null;
  readonly account?: { readonly id: string; readonly standing: string } | null;
  readonly line?: { readonly id: string } | null;
}

const GRANT =
  'mutation ($input: GrantMenuInput!) { it: grantMenu(input: $input) { userErrors { code field } grant { id state } } }';
const REVOKE =
  'mutation ($id: ID!) { it: revokeGrant(id: $id) { userErrors { code field } grant { id state } } }';
const DUTY =
  'mutation ($on: Date) { it: recordTraining(account: "clerk", on: $on) { userErrors { code } account { trainedOn } } }';
const ADMINISTRATION = { purpose: 'ADMINISTRATION' } as const;
const TERM = { begins: '2023-06-27', ends: '2024-03-31' };

async function change(account: string, query: string, variables: Record<string, unknown>): Promise<Payload> {
  const answer = await gateway.as<{ it: Payload }>(account, { query, variables, ...ADMINISTRATION });
  expect([answer.status, answer.errors]).toEqual([200, []]);
  return answer.data.it;
}

const codes = ({ userErrors }: Payload) => userErrors.map(({ code }) => code);
const grant = (account: string, to: string, purpose: string, term = TERM) =>
  change(account, GRANT, { input: { account: to, purpose, ...term } });

const RESIDENTS: Omit<Ask, 'token'> = {
  query: '{ residents(where: {kanaPrefix: "サ"}, first: 1) { nodes { atenaNumber name { kanji } } } }',
};
const sees = async (account: string, purpose: string) =>
  (await gateway.as(account, { ...RESIDENTS, purpose, case: 'A-1' })).status;

async function records(): Promise<AuditRecord[]> {
  const keys = loadAuditKeys(join(gateway.settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  const all: AuditRecord[] = [];
  for await (const { record } of readRecords(gateway.settings.auditDirectory, keys)) all.push(record);
  return all;
}

test('a grant opens exactly that menu, and its revocation closes it in the very next request', async () => {
  expect([await sees('vrs-clerk', 'INQUIRY'), await sees('contractor', 'CERTIFICATE')]).toEqual([403, 403]);
  const refused = await grant('manager', 'vrs-clerk', 'INQUIRY');
  expect(codes(refused)).toEqual(['NO_USE']);

  expect(await sees('number-clerk', 'STATISTICS')).toBe(403);
  const made = await grant('manager', 'contractor', 'HISTORY', { begins: '2031-04-01', ends: '2032-03-31' });
  expect([codes(made), made.grant?.state]).toEqual([[], 'NOT_BEGUN']);
  expect(codes(await change('manager', REVOKE, { id: made.grant?.id }))).toEqual([]);

  const [before] = (
    await gateway.as<{ grants: { id: string; purpose: string }[] }>('manager', {
      query: '{ grants(account: "number-clerk") { id purpose } }',
      ...ADMINISTRATION,
    })
  ).data.grants.filter(({ purpose }) => purpose === 'RECOMMEND');
  expect(await sees('number-clerk', 'RECOMMEND')).toBe(200);
  const revoked = await change('manager', REVOKE, { id: before?.id });
  expect(revoked.grant?.state).toBe('REVOKED');
  expect([await sees('number-clerk', 'RECOMMEND'), await sees('number-clerk', 'HISTORY')]).toEqual([
    403, 200,
  ]);
  expect((await grant('manager', 'number-clerk', 'RECOMMEND')).grant?.state).toBe('OPEN');
  expect(await sees('number-clerk', 'RECOMMEND')).toBe(200);
});

test.each([
  ['to themselves', 'manager', 'CERTIFICATE', TERM, 'SELF_GRANT'],
  ['of a menu that another office owns', 'auditor', 'AUDIT', TERM, 'NOT_THE_OWNER'],
  ['twice', 'clerk', 'HISTORY', TERM, 'ALREADY_EXISTS'],
  ['to a stranger', 'nobody', 'HISTORY', TERM, 'UNKNOWN_ACCOUNT'],
  ['for days past', 'dashboard', 'STATISTICS', { begins: '2020-01-01', ends: '2020-12-31' }, 'TERM'],
])('the manager cannot grant %s', async (_, to, purpose, term, code) => {
  expect(codes(await grant('manager', to, purpose, term))).toEqual([code]);
});

test.each([
  ['2023-02-30', 'which is in no calendar'],
  ['2023/07/01', 'written in another form'],
  ['2023-07-01T00:00:00Z', 'with a time'],
  ['', 'left empty'],
])('nothing is changed for days that are none: "%s", %s', async (day) => {
  const changes = async () => (await records()).filter(({ kind }) => kind === 'CHANGE').length;
  const before = await changes();
  const input = { account: 'dashboard', purpose: 'STATISTICS', begins: day, ends: '2024-01-01' };
  const end = `mutation { it: endAccount(account: "clerk", on: ${JSON.stringify(day)}, reason: OTHER) { userErrors { code } } }`;
  // In a variable its place is said, for an input has more than one date.
  for (const [account, place, ask] of [
    ['manager', '$input.begins: ', { query: GRANT, variables: { input } }],
    ['admin', '', { query: end }],
    ['admin', '$on: ', { query: DUTY, variables: { on: day } }],
  ] as const) {
    const answer = await gateway.as(account, { ...ask, ...ADMINISTRATION });
    expect(answer.errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      ['BAD_USER_INPUT', `${place}A date is written YYYY-MM-DD and exists in the calendar.`],
    ]);
    expect(answer.data ?? null).toBeNull();
  }
  expect(await changes()).toBe(before);
});

test('the administrator grants nothing, the manager administers nothing, and a clerk reads nothing of the directory', async () => {
  const END =
    'mutation { endAccount(account: "clerk", on: "2023-06-27", reason: OTHER) { userErrors { code } } }';
  const asked = [
    gateway.as('admin', {
      query: GRANT,
      variables: { input: { account: 'clerk', purpose: 'HISTORY', ...TERM } },
      ...ADMINISTRATION,
    }),
    gateway.as('manager', { query: END, ...ADMINISTRATION }),
    gateway.as('auditor', { query: END, purpose: 'AUDIT' }),
    gateway.as('clerk', { query: '{ accounts { id } }', purpose: 'HISTORY' }),
  ];
  for (const answer of await Promise.all(asked)) {
    expect(JSON.stringify(answer.errors) + answer.status).toMatch(/FORBIDDEN|BAD_USER_INPUT/);
    expect(Object.values(answer.data ?? {}).filter((value) => value !== null)).toEqual([]);
  }
});

test('the administrator sees no resident under any purpose', async () => {
  for (const purpose of ['HISTORY', 'ADMINISTRATION']) {
    const answer = await gateway.as('admin', { ...RESIDENTS, purpose });
    expect(answer.text).not.toMatch(/\d{15}/);
    expect(answer.errors[0]?.extensions.code).toMatch(/FORBIDDEN|BAD_USER_INPUT/);
  }
});

test('the auditor reads accounts, menus, grants and contracts', async () => {
  const query =
    '{ accounts { id standing } menus { purpose ownerOffice holders { account } } contracts { declared registered contracts { id handlerCap handlers } } }';
  const { data, errors } = await gateway.as<{
    accounts: { id: string; standing: string }[];
    menus: { purpose: string; holders: { account: string }[] }[];
    contracts: { declared: number; registered: number };
  }>('auditor', { query, purpose: 'AUDIT' });
  expect(errors).toEqual([]);
  expect(data.accounts.filter(({ standing }) => standing !== 'GOOD')).toEqual([]);
  expect(data.menus.find(({ purpose }) => purpose === 'HISTORY')?.holders).toEqual([{ account: 'manager' }]);
  // R103, X03: five are declared, three described.
  expect(data.contracts).toMatchObject({ declared: 5, registered: 3 });
});

test('an account is made, does its duties, gets its token and its menu, and ends', async () => {
  const CREATE =
    'mutation ($input: CreateAccountInput!) { it: createAccount(input: $input) { userErrors { code field } account { id standing } } }';
  const input = {
    account: 'clerk2',
    personId: 'S-2001',
    role: 'clerk',
    kind: 'person',
    nameJa: '健康課 新任',
    nameEn: 'New clerk',
    loginMethods: ['uid', 'palm_vein'],
    begins: '2023-06-27',
    ends: '2024-03-31',
    department: '福祉保健部健康課',
  };
  expect((await change('admin', CREATE, { input })).account).toEqual({
    id: 'clerk2',
    standing: 'CREDENTIAL_DUE',
  });
  expect(codes(await change('admin', CREATE, { input }))).toEqual(['ALREADY_EXISTS']);
  expect(codes(await change('admin', CREATE, { input: { ...input, account: 'other' } }))).toEqual([
    'SAME_PERSON',
  ]);
  // Refused at the boundary, like every text that could hold a number, and not only by this form.
  const numbered = await gateway.as('admin', {
    query: CREATE,
    variables: { input: { ...input, account: 'other', personId: '123456789018' } },
    ...ADMINISTRATION,
  });
  expect(numbered.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(
    codes(await grant('manager', 'clerk2', 'HISTORY', { begins: '2023-06-27', ends: '2024-04-01' })),
  ).toEqual(['TERM']);
  expect(codes(await grant('manager', 'clerk2', 'HISTORY'))).toEqual([]);

  const shut = await gateway.as('clerk2', { ...RESIDENTS, purpose: 'HISTORY' });
  expect([shut.status, shut.errors[0]?.message]).toEqual([403, expect.stringContaining('Renew it')]);
  for (const duty of ['renewCredential', 'recordTraining', 'recordPledge']) {
    expect(
      codes(await change('admin', `mutation { it: ${duty}(account: "clerk2") { userErrors { code } } }`, {})),
    ).toEqual([]);
  }
  expect([await sees('clerk2', 'HISTORY'), await sees('clerk2', 'INQUIRY')]).toEqual([200, 403]);
  const END =
    'mutation { it: endAccount(account: "clerk2", on: "2023-06-26", reason: TRANSFER) { userErrors { code } account { standing } } }';
  expect((await change('admin', END, {})).account?.standing).toBe('ENDED');
  expect(await sees('clerk2', 'HISTORY')).toBe(403);
});

test('a contractor works from the approved endpoint only, and not once they are off the roster', async () => {
  const from = '127.0.0.3';
  const asked = async (address = from) =>
    (await gateway.as('contractor', { ...RESIDENTS, purpose: 'HISTORY', from: address })).status;
  expect(await asked()).toBe(200);
  const { data } = await gateway.as<{ account: { rosterLines: { id: string }[] } }>('admin', {
    query: '{ account(id: "contractor") { rosterLines { id } } }',
    ...ADMINISTRATION,
  });
  const REMOVE = 'mutation ($id: ID!) { it: removeRosterLine(id: $id) { userErrors { code } } }';
  expect(
    codes(
      await change(
        'admin',
        REVOKE.replace('revokeGrant', 'removeRosterLine').replace('grant { id state }', 'line { id }'),
        { id: 'none' },
      ),
    ),
  ).toEqual(['UNKNOWN_LINE']);
  expect(codes(await change('admin', REMOVE, { id: data.account.rosterLines[0]?.id }))).toEqual([]);
  expect(await asked()).toBe(403);

  const REGISTER =
    'mutation ($input: RegisterContractInput!) { it: registerContract(input: $input) { userErrors { code field } } }';
  const contract = {
    contract: 'C4',
    contractor: '試験受託者',
    matter: '予診票の入力',
    responsible: '責任者',
    begins: '2023-06-27',
    ends: '2024-03-31',
    handlerCap: 1,
    approvedEndpoints: ['10.0.0.0/8'],
    work: 'SLIPS_AND_CERTIFICATES',
  };
  expect(codes(await change('admin', REGISTER, { input: contract }))).toEqual([]);
  const ADD =
    'mutation ($input: RosterLineInput!) { it: addRosterLine(input: $input) { userErrors { code } } }';
  const line = { contract: 'C4', account: 'contractor', begins: '2023-06-27' };
  expect(codes(await change('admin', ADD, { input: line }))).toEqual([]);
  expect(await asked()).toBe(403);
  expect(JSON.stringify(await records())).toContain(
    'the peer address is no endpoint approved for the contract',
  );
});

test('every change is in the log after its durable intent, and a refused one is in it as no change', async () => {
  const before = (await records()).filter(({ kind }) => kind === 'CHANGE').length;
  await grant('manager', 'manager', 'HISTORY');
  expect((await records()).filter(({ kind }) => kind === 'CHANGE')).toHaveLength(before);
  await change('admin', 'mutation { it: recordTraining(account: "auditor") { userErrors { code } } }', {});
  const all = await records();
  const at = all.findLastIndex(({ kind }) => kind === 'CHANGE');
  expect(all[at]).toMatchObject({
    account: 'admin',
    action: 'recordTraining',
    target: 'auditor',
    facts: { on: '2023-06-27' },
  });
  const request = (all[at] as { request: string }).request;
  const kinds = all
    .filter((record) => 'request' in record && record.request === request)
    .map(({ kind }) => kind);
  expect(kinds).toEqual(['INTENT', 'CHANGE', 'OUTCOME']);
});

/** Asks until it is refused; the other replica looks every few seconds. */
async function untilRefused(other: TestGateway): Promise<number> {
  for (let round = 0; round < 100; round++) {
    const { status } = await other.as('clerk', { ...RESIDENTS, purpose: 'RECOMMEND' });
    if (status !== 200) return status;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return 200;
}

test('what one gateway revokes, another over the same store closes without a restart', async () => {
  const { store } = gateway.settings;
  if (store.kind !== 'sqlite') throw new Error('the suite runs over SQLite');
  const other = await startTestGateway({ SEKISHO_STORE_URL: `sqlite:${store.path}` });
  try {
    expect((await other.as('clerk', { ...RESIDENTS, purpose: 'RECOMMEND' })).status).toBe(200);
    const { data } = await gateway.as<{ grants: { id: string; purpose: string }[] }>('manager', {
      query: '{ grants(account: "clerk") { id purpose } }',
      ...ADMINISTRATION,
    });
    const found = data.grants.find(({ purpose }) => purpose === 'RECOMMEND');
    expect(codes(await change('manager', REVOKE, { id: found?.id }))).toEqual([]);
    expect(await untilRefused(other)).toBe(403);
  } finally {
    await other.stop();
  }
});
