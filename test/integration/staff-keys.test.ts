import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md U9: a change of the directory is made once under its key, and judged without being made. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Payload {
  readonly userErrors: readonly { code: string; field: string | null }[];
  readonly it: { readonly id: string } | number | null;
}
interface Mutation {
  readonly name: string;
  readonly as: 'admin' | 'manager';
  /** Variables with their types, and what the payload shows. */
  readonly takes: string;
  readonly shows: string;
  readonly given: () => Promise<Readonly<Record<string, unknown>>>;
  /** The same act with something else in it. */
  readonly other: Readonly<Record<string, unknown>>;
}

const TODAY = '2023-06-27';
const LATER = '2024-03-31';
let count = 0;
const key = () => `staff-key-${(count += 1)}-abc`;
const call = ({ name, takes }: Mutation) => {
  const types = takes.split(', ').map((one) => one.split(': ') as [string, string]);
  const of = types.map(([variable, type]) => `$${variable}: ${type}`).join(', ');
  const args = types.map(([variable]) => `${variable}: $${variable}`).join(', ');
  return { of, args, name };
};
const HOW = '$idempotencyKey: String, $validateOnly: Boolean! = false';

async function send(mutation: Mutation, variables: Record<string, unknown>): Promise<Payload> {
  const { of, args, name } = call(mutation);
  const query = `mutation (${of}, ${HOW}) { done: ${name}(${args}, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
    userErrors { code field } it: ${mutation.shows} } }`;
  const answer = await gateway.as<{ done: Payload }>(mutation.as, {
    ...{ query, variables, purpose: 'ADMINISTRATION' },
    ...(mutation.as === 'admin' && { from: '127.0.0.4' }),
  });
  expect([mutation.name, answer.errors]).toEqual([mutation.name, []]);
  return answer.data.done;
}

async function idOf(mutation: Mutation): Promise<string> {
  const { it, userErrors } = await send(mutation, await mutation.given());
  expect([mutation.name, userErrors]).toEqual([mutation.name, []]);
  return Object(it).id as string;
}

const account = (name: string) => ({
  ...{ account: name, personId: `P-${name}`, role: 'contractor', kind: 'person' },
  ...{ nameJa: '試験', nameEn: 'Test', loginMethods: ['uid'], begins: TODAY },
});
const CREATE: Mutation = {
  ...{ name: 'createAccount', as: 'admin', takes: 'input: CreateAccountInput!', shows: 'account { id }' },
  given: () => Promise.resolve({ input: account(`made-${(count += 1)}`) }),
  other: { input: account('another') },
};
const made = () => idOf(CREATE);
const CONTRACT: Mutation = {
  ...{
    name: 'registerContract',
    as: 'admin',
    takes: 'input: RegisterContractInput!',
    shows: 'contract { id }',
  },
  given: () => Promise.resolve({ input: contract(`T${(count += 1)}`) }),
  other: { input: contractOf('T-other') },
};
function contractOf(id: string) {
  return {
    ...{
      contract: id,
      contractor: '試験株式会社',
      matter: '試験',
      responsible: '責任者',
      work: 'MAINTENANCE',
    },
    ...{ begins: TODAY, ends: LATER, handlerCap: 3, approvedEndpoints: ['127.0.0.3/32'] },
  };
}
const contract = contractOf;
const GRANT: Mutation = {
  ...{ name: 'grantMenu', as: 'manager', takes: 'input: GrantMenuInput!', shows: 'grant { id }' },
  given: async () => ({
    input: { account: await made(), purpose: 'HISTORY', begins: TODAY, ends: LATER },
  }),
  other: { input: { account: 'contractor', purpose: 'HISTORY', begins: TODAY, ends: LATER } },
};
const LINE: Mutation = {
  ...{ name: 'addRosterLine', as: 'admin', takes: 'input: RosterLineInput!', shows: 'line { id }' },
  given: async () => ({
    input: { contract: await idOf(CONTRACT), account: await made(), begins: TODAY, ends: LATER },
  }),
  other: { input: { contract: 'C3', account: 'contractor', begins: TODAY } },
};
const OFFICE = '福祉保健部長';
const DELEGATE: Mutation = {
  ...{ name: 'delegateOffice', as: 'admin', takes: 'input: OfficeInput!', shows: 'holding { id }' },
  given: async () => ({ input: { office: '健康課長', account: await made(), begins: TODAY, ends: LATER } }),
  other: { input: { office: '健康課長', account: 'clerk', begins: TODAY, ends: LATER } },
};
const duty = (name: string): Mutation => ({
  ...{ name, as: 'admin', takes: 'account: ID!', shows: 'account { id }' },
  given: async () => ({ account: await made() }),
  other: { account: 'clerk' },
});

const MUTATIONS: readonly Mutation[] = [
  ...[CREATE, CONTRACT, GRANT, LINE, DELEGATE],
  ...['renewCredential', 'recordTraining', 'recordPledge'].map(duty),
  {
    ...{ name: 'assignDepartment', as: 'admin', takes: 'input: AssignDepartmentInput!' },
    shows: 'account { id }',
    given: async () => ({ input: { account: await made(), department: '総務部総務課' } }),
    other: { input: { account: 'clerk', department: '総務部総務課' } },
  },
  {
    ...{ name: 'endAccount', as: 'admin', takes: 'account: ID!, on: Date!, reason: EndReason!' },
    shows: 'account { id }',
    given: async () => ({ account: await made(), on: LATER, reason: 'OTHER' }),
    other: { account: 'clerk', on: LATER, reason: 'TRANSFER' },
  },
  {
    ...{ name: 'revokeGrant', as: 'manager', takes: 'id: ID!', shows: 'grant { id }' },
    given: async () => ({ id: await idOf(GRANT) }),
    other: { id: '11111111-1111-4111-8111-111111111111' },
  },
  {
    ...{ name: 'allowMoreUsers', as: 'manager', takes: 'users: Int!, ends: Date!', shows: 'users' },
    given: () => Promise.resolve({ users: (count += 60), ends: LATER }),
    other: { users: 51, ends: LATER },
  },
  {
    ...{ name: 'appointOffice', as: 'admin', takes: 'input: OfficeInput!', shows: 'holding { id }' },
    given: async () => ({ input: { office: OFFICE, account: await made(), begins: TODAY } }),
    other: { input: { office: OFFICE, account: 'clerk', begins: TODAY } },
  },
  {
    ...{ name: 'endOffice', as: 'admin', takes: 'id: ID!, on: Date!', shows: 'holding { id }' },
    given: async () => ({ id: await idOf(DELEGATE), on: TODAY }),
    other: { id: '11111111-1111-4111-8111-111111111111', on: TODAY },
  },
  {
    ...{ name: 'completeContract', as: 'admin', takes: 'input: CompleteContractInput!' },
    shows: 'contract { id }',
    given: async () => ({
      input: { contract: await incomplete(), work: 'VRS', approvedEndpoints: ['127.0.0.3/32'] },
    }),
    other: { input: { contract: 'C3', work: 'VRS', approvedEndpoints: ['127.0.0.3/32'] } },
  },
  {
    ...{ name: 'endContract', as: 'admin', takes: 'contract: ID!, on: Date!', shows: 'contract { id }' },
    given: async () => ({ contract: await idOf(CONTRACT), on: TODAY }),
    other: { contract: 'C3', on: LATER },
  },
  {
    ...{ name: 'removeRosterLine', as: 'admin', takes: 'id: ID!', shows: 'line { id }' },
    given: async () => ({ id: await idOf(LINE) }),
    other: { id: '11111111-1111-4111-8111-111111111111' },
  },
];

/** A contract as older releases left it: what it is about was not recorded. */
async function incomplete(): Promise<string> {
  const id = await idOf(CONTRACT);
  const { default: Sqlite } = await import('better-sqlite3');
  const store = new Sqlite(join(gateway.settings.dataDirectory, 'store.sqlite'));
  store.prepare('UPDATE staff_contract SET work = NULL WHERE contract = ?').run(id);
  store.close();
  return id;
}

async function changes(): Promise<number> {
  const keys = loadAuditKeys(join(gateway.settings.dataDirectory, 'keys', 'audit.json'), { create: false });
  let found = 0;
  for await (const { record } of readRecords(gateway.settings.auditDirectory, keys))
    if (record.kind === 'CHANGE') found += 1;
  return found;
}

test('every mutation of the directory is here', async () => {
  const { data } = await gateway.as<{ __type: { fields: { name: string; args: { name: string }[] }[] } }>(
    'admin',
    {
      query: '{ __type(name: "Mutation") { fields { name args { name } } } }',
      ...{ purpose: 'ADMINISTRATION', from: '127.0.0.4' },
    },
  );
  const own = new Set(['logout', 'endSession']);
  const seen = data.__type.fields.map(({ name }) => name).filter((name) => !own.has(name));
  expect(seen.filter((name) => !MUTATIONS.some((one) => one.name === name))).toEqual([]);
  expect(MUTATIONS).toHaveLength(17);
});

test.each(MUTATIONS.map((one) => [one.name, one] as const))(
  '%s: only looked at it changes nothing, and under its key it is made once',
  async (_, mutation) => {
    const given = await mutation.given();
    const before = await changes();
    expect(await send(mutation, { ...given, validateOnly: true })).toEqual({ userErrors: [], it: null });
    expect(await changes()).toBe(before);
    const keyed = { ...given, idempotencyKey: key() };
    const [one, two] = await Promise.all([send(mutation, keyed), send(mutation, keyed)]);
    const again = await send(mutation, keyed);
    expect([one.userErrors, two, again]).toEqual([[], one, one]);
    expect(one.it).not.toBeNull();
    expect(await changes()).toBe(before + 1);
    const reused = await send(mutation, { ...keyed, ...mutation.other });
    expect(reused).toEqual({ userErrors: [{ code: 'KEY_REUSED', field: 'idempotencyKey' }], it: null });
    expect(await changes()).toBe(before + 1);
  },
);

test('a key is the account’s own, and one that reads as an individual number is refused', async () => {
  const given = { idempotencyKey: 'the-very-same-key' };
  const one = await send(duty('recordTraining'), { account: await made(), ...given });
  const other = await send(GRANT, { ...(await GRANT.given()), ...given });
  expect([one.userErrors, other.userErrors]).toEqual([[], []]);
  const query =
    'mutation { recordTraining(account: "clerk", idempotencyKey: "123456789018") { userErrors { code } } }';
  const refused = await gateway.as('admin', { query, purpose: 'ADMINISTRATION', from: '127.0.0.4' });
  expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});
