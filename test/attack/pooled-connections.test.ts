import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * A connection goes from one request to the next as it is: the driver resets nothing on checkout (T11 of
 * docs/attacks.md, node-mssql `_poolValidate`), so state set on it for one caller would serve the next. Hence
 * no statement sets any: each stands alone.
 */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const LEAVES_STATE =
  /\b(SET|PRAGMA|ATTACH|BEGIN|DECLARE|EXEC|EXECUTE|USE|CREATE|INTO|SAVEPOINT)\b|session_context|context_info|#\w|@@/i;

const person = () =>
  cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' LIMIT 1`,
  )[0]?.id;
const SCREEN = `query ($id: ID!, $n: IndividualNumberInput!) {
  resident(atenaNumber: $id) { name { kanji } address phone memo household { members { resident { age } } } immunizations { doctor institution { name } }
    certificates { productName } individualNumber { disclosure } }
  residents(where: {kanaPrefix: "サ", birthDateFrom: "1950-01-01"}, orderBy: {field: KANA}, first: 3) { totalCount nodes { sex } }
  verifyIndividualNumber(atenaNumber: $id, number: $n) residentByIndividualNumber(number: $n) { atenaNumber } }`;

test('no statement to a legacy system leaves anything on its connection', async () => {
  const variables = { id: person(), n: '123456789018' };
  for (const account of ['clerk', 'number-clerk'])
    for (const purpose of ['HISTORY', 'INQUIRY', 'RECOMMEND', 'CERTIFICATE'])
      await gateway.as(account, { purpose, case: '1', query: SCREEN, variables });
  await gateway.as('clerk', {
    purpose: 'STATISTICS',
    query: '{ immunizationCoverage(vaccine: "MR", by: [SEX]) { rate } }',
  });
  await gateway.as('clerk', {
    purpose: 'RECOMMEND',
    query: '{ recallTargets(vaccine: "MR") { nodes { status } } }',
  });
  const statements = [...new Set(gateway.statements)];
  expect(statements.length).toBeGreaterThan(20);
  expect(statements.filter((sql) => LEAVES_STATE.test(sql.replace(/'[^']*'|"[^"]*"/g, '')))).toEqual([]);
});

test('what one caller’s request selected on a connection is not what the next one’s is shown', async () => {
  const query = 'query ($id: ID!) { resident(atenaNumber: $id) { address phone } }';
  const ask = (purpose: string) =>
    gateway.as<{ resident: { address: string | null } }>('clerk', {
      purpose,
      query,
      variables: { id: person() },
    });
  for (let round = 0; round < 10; round++) {
    expect((await ask('RECOMMEND')).data.resident.address).not.toBeNull();
    expect((await ask('HISTORY')).data.resident.address).toBeNull();
  }
});
