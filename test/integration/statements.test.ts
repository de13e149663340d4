import { startTestGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const FIELDS =
  'atenaNumber name { kanji kana } birthDate { iso } immunizations { date { iso } vaccine { name } institution { name } lot }';
const list = (first: number, fields = FIELDS) =>
  `{ residents(where: {kanaPrefix: "サ"}, orderBy: {field: KANA}, first: ${first}) { nodes { ${fields} individualNumber { disclosure value } } } }`;

async function statementsOf(account: string, query: string, purpose = 'INQUIRY'): Promise<readonly string[]> {
  gateway.statements.length = 0;
  const answer = await gateway.as(account, { query, purpose, case: '2023-0001' });
  expect(answer.errors).toEqual([]);
  return [...gateway.statements];
}

test('a list of 100 residents with their vaccinations costs as many statements as one of 10', async () => {
  const ten = await statementsOf('clerk', list(10));
  const hundred = await statementsOf('clerk', list(100));
  const five = await statementsOf('clerk', list(500));
  // Rows with another label (own household, support measures) may need one statement more a system, never one a
  // row.
  expect(five.length).toBeLessThanOrEqual(ten.length + 3);
  expect(hundred.length).toBeLessThanOrEqual(ten.length + 1);
  // Among them: the measures, who the persons behind the numbers are, and the same for whoever asks.
  expect(ten.length).toBeLessThanOrEqual(13);
});

test.each([
  ['the clerk', 'clerk'],
  ['the number clerk, for several persons', 'number-clerk'],
])('a list for %s never touches the number column', async (_who, account) => {
  for (const sql of await statementsOf(account, list(100))) expect(sql).not.toMatch(/KOJIN_BANGO/i);
});

test('the number column is touched for one person who may be revealed, once', async () => {
  const [first] = (
    await gateway.as<{ residents: { nodes: { atenaNumber: string }[] } }>('number-clerk', {
      query: '{ residents(where: {kanaPrefix: "サ"}, first: 1) { nodes { atenaNumber } } }',
      purpose: 'INQUIRY',
      case: '1',
    })
  ).data.residents.nodes;
  const query = `{ resident(atenaNumber: "${first?.atenaNumber}") { individualNumber { disclosure value } } }`;
  const touched = (await statementsOf('number-clerk', query)).filter((sql) => /KOJIN_BANGO/i.test(sql));
  expect(touched).toHaveLength(1);
});

test('columns that the policy closes are not selected', async () => {
  const sql = (await statementsOf('clerk', list(10, 'name { kanji } address phone memo'))).join('\n');
  expect(sql).toMatch(/SIMEI_KANJI/);
  // An address is read to tell who shares a home, under names that no mapper knows, and goes no further.
  expect(sql).not.toMatch(/AS "(address|addressExtra|phone)"|denwa/);
  expect(sql).toMatch(/JUSHO" AS "comparedAddress"/);
});

test('columns that nobody asked for are not selected', async () => {
  const sql = (await statementsOf('clerk', list(10, 'sex'))).join('\n');
  expect(sql).not.toMatch(/SIMEI_KANJI|SIMEI_KANA"|UMARE_YMD|kk_sessyu|kk_kojin/);
});

test('a doctor’s name is not selected under a purpose that has no use for it', async () => {
  const fields = 'immunizations { date { iso } doctor preExam { result doctor } }';
  expect((await statementsOf('clerk', list(10, fields))).join('\n')).toMatch(/sessyu_isi/);
  const certificate = (await statementsOf('clerk', list(10, fields), 'CERTIFICATE')).join('\n');
  expect(certificate).toMatch(/kk_sessyu/);
  expect(certificate).not.toMatch(/sessyu_isi|yosin_isi/);
});

test('a hundred aliases of one person cost no more statements than one', async () => {
  const [first] = (
    await gateway.as<{ residents: { nodes: { atenaNumber: string }[] } }>('clerk', {
      query: '{ residents(where: {kanaPrefix: "サ"}, first: 1) { nodes { atenaNumber } } }',
      purpose: 'INQUIRY',
      case: '1',
    })
  ).data.residents.nodes;
  const one = `resident(atenaNumber: "${first?.atenaNumber}") { name { kanji } }`;
  const once = await statementsOf('clerk', `{ ${one} }`);
  const many = await statementsOf(
    'clerk',
    `{ ${Array.from({ length: 100 }, (_, at) => `a${at}: ${one}`).join(' ')} }`,
  );
  expect(many.length).toBe(once.length);
});
