import { expandRecord, searchSubject } from '../../src/audit/reading/search.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { Access } from '../../src/audit/record/record.js';
import { MUNICIPALITY } from '../../src/about.js';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { KOKUBUNJI, SPECIAL_MEASURES } from '../support/intermediate/world.js';

/** An act that the city's rules or the law refuse is on record as that, with code, reason and whom it concerned: docs/attacks.md A5. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true });
});
afterAll(() => gateway?.stop());

async function expand(record: string): Promise<readonly Access[]> {
  const lines: Access[] = [];
  for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, record))
    lines.push(line);
  return lines;
}

async function detailOf(name: string): Promise<string | null | undefined> {
  for await (const { writer, record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys))
    if (`${writer}/${record.seq}` === name && record.kind === 'OUTCOME') return record.detail;
  return undefined;
}

const ADMINISTRATION = { purpose: 'ADMINISTRATION' } as const;

test.each([
  [
    'manager',
    'grantMenu(input: { account: "manager", purpose: HISTORY, begins: "2023-06-27", ends: "2023-07-27" })',
    'SELF_GRANT; account manager; menu HISTORY',
  ],
  [
    'manager',
    'grantMenu(input: { account: "yamada-hanako", purpose: HISTORY, begins: "2023-06-27", ends: "2023-07-27" })',
    'UNKNOWN_ACCOUNT account; menu HISTORY',
  ],
  ['manager', 'revokeGrant(id: "見本花子")', 'UNKNOWN_GRANT id'],
  [
    'admin',
    'endAccount(account: "見本花子", on: "2023-06-27", reason: RETIREMENT)',
    'UNKNOWN_ACCOUNT account',
  ],
  ['admin', 'recordTraining(account: "clerk", on: "2023-07-27")', 'TERM on; account clerk'],
  ['admin', 'endContract(contract: "C9", on: "2023-06-27")', 'UNKNOWN_CONTRACT contract'],
])('%s: %s is refused on record', async (account, mutation, reason) => {
  const answer = await gateway.as(account, {
    ...ADMINISTRATION,
    query: `mutation { ${mutation} { userErrors { code } } }`,
  });
  expect(answer.errors).toEqual([]);
  const [act] = await expand(answer.record);
  expect(act).toMatchObject({ outcome: 'REFUSED', reason });
  expect(await detailOf(answer.record)).toBe(reason);
});

test('an inquiry that the law does not allow, with row and article, is found by its person (R188)', async () => {
  const [row] = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) ORDER BY 1 DESC LIMIT 1`,
  );
  const input = { idempotencyKey: 'refused-act-1', atenaNumber: row?.id, row: '115の2', provider: KOKUBUNJI };
  const answer = await gateway.as('number-clerk', {
    ...{ purpose: 'HISTORY', case: 'K-2023-51' },
    query:
      'mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { userErrors { code row article } } }',
    variables: { input: { ...input, items: [SPECIAL_MEASURES] } },
  });
  const reason = 'WRONG_DIRECTION row 115の2 第59条の2';
  const found: Access[] = [];
  for await (const line of searchSubject(gateway.settings.auditDirectory, gateway.auditKeys, {
    municipality: MUNICIPALITY,
    atenaNumber: row?.id ?? '',
  }))
    found.push(line);
  expect(found).toContainEqual(
    expect.objectContaining({
      record: answer.record,
      coordinate: 'Mutation.requestInformation',
      outcome: 'REFUSED',
      reason,
    }),
  );
  expect(await detailOf(answer.record)).toBe(reason);
});

test('an act on several persons that is refused is on record as that for each of them', async () => {
  const people = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) ORDER BY 1 DESC LIMIT 3`,
  ).map(({ id }) => id);
  const register = (atenaNumbers: readonly string[]) =>
    gateway.as<{ registerCopies: { userErrors: unknown[] } }>('number-clerk', {
      ...{ purpose: 'HISTORY', case: 'K-2023-52' },
      query:
        'mutation ($input: RegisterCopiesInput!) { registerCopies(input: $input) { userErrors { code } } }',
      variables: { input: { idempotencyKey: 'refused-act-2', atenaNumbers } },
    });
  expect((await register(people.slice(0, 1))).data.registerCopies.userErrors).toEqual([]);
  const answer = await register(people);
  const lines = await expand(answer.record);
  const acts = lines.filter(({ coordinate }) => coordinate === 'Mutation.registerCopies');
  expect(new Set(acts.map(({ subject }) => subject)).size).toBe(people.length);
  const reason = 'KEY_REUSED idempotencyKey';
  for (const act of acts) expect(act).toMatchObject({ outcome: 'REFUSED', reason });
  expect(await detailOf(answer.record)).toBe(reason);
});

test('an act that is done is not on record as refused', async () => {
  const answer = await gateway.as('admin', {
    ...ADMINISTRATION,
    query: 'mutation { recordTraining(account: "clerk") { userErrors { code } account { id } } }',
  });
  expect((await expand(answer.record)).map(({ outcome }) => outcome)).not.toContain('REFUSED');
  expect(await detailOf(answer.record)).toBeNull();
});
