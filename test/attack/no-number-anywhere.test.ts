import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allNumbers, cityRows } from '../support/city.js';
import { send, type Ask } from '../support/client.js';
import { numbersIn, numbersInFiles } from '../support/files.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md T5: a number in a wrong place of a request must not come out at any other. */

let gateway: TestGateway;
let numbers: ReadonlySet<string>;
beforeAll(async () => {
  gateway = await startTestGateway();
  numbers = new Set(allNumbers());
});
afterAll(() => gateway?.stop());

function aNumber(): string {
  const [row] = cityRows<{ number: string }>(
    'address-name',
    `SELECT KOJIN_BANGO AS number FROM T_TOGO_ATENA WHERE KOJIN_BANGO IS NOT NULL AND SAKUJO_KUBUN = '0' LIMIT 1`,
  );
  return (row as { number: string }).number;
}

const wide = (digits: string) =>
  digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const CASE = { purpose: 'INQUIRY', case: '2023-0001' };
const LOOK_UP =
  'query ($n: IndividualNumberInput!) { residentByIndividualNumber(number: $n) { atenaNumber } }';

const misplaced: readonly (readonly [
  string,
  (n: string) => Partial<Ask> & { query: string; raw?: string },
])[] = [
  ['a literal', (n) => ({ query: `{ residentByIndividualNumber(number: "${n}") { atenaNumber } }` })],
  [
    'a literal without quotes',
    (n) => ({ query: `{ residentByIndividualNumber(number: ${n}) { atenaNumber } }` }),
  ],
  [
    'a full-width literal',
    (n) => ({ query: `{ residents(where: {kanaPrefix: "${wide(n)}"}) { totalCount } }` }),
  ],
  [
    'a hyphenated literal',
    (n) => ({
      query: `{ resident(atenaNumber: "${n.slice(0, 4)}-${n.slice(4, 8)}-${n.slice(8)}") { atenaNumber } }`,
    }),
  ],
  ['an alias', (n) => ({ query: `{ viewer { n${n}: account } }` })],
  ['an operation name', (n) => ({ query: `query q${n} { viewer { account } }` })],
  ['a field that does not exist', (n) => ({ query: `{ f${n} }` })],
  ['a comment', (n) => ({ query: `# ${n}\n{ viewer { account } }` })],
  ['a syntax error', (n) => ({ query: `{ viewer { account } ${n}` })],
  ['a number-typed variable', (n) => ({ query: LOOK_UP, variables: { n: Number(n) } })],
  ['an object in a variable', (n) => ({ query: LOOK_UP, variables: { n: { number: n } } })],
  ['a list in a variable', (n) => ({ query: LOOK_UP, variables: { n: [n, n] } })],
  ['thirteen digits in a variable', (n) => ({ query: LOOK_UP, variables: { n: `${n}1` } })],
  [
    'a variable of another type',
    (n) => ({
      query: 'query ($f: Int!) { residents(where: {}, first: $f) { totalCount } }',
      variables: { f: n },
    }),
  ],
  [
    'a date variable',
    (n) => ({
      query: 'query ($d: Date) { residents(where: {birthDate: $d}) { totalCount } }',
      variables: { d: n },
    }),
  ],
  [
    'an enum variable',
    (n) => ({
      query: 'query ($s: [ResidentStatus!]) { residents(where: {status: $s}) { totalCount } }',
      variables: { s: [n] },
    }),
  ],
  [
    'an unknown input key',
    (n) => ({
      query: 'query ($w: ResidentFilter!) { residents(where: $w) { totalCount } }',
      variables: { w: { [n]: n } },
    }),
  ],
  [
    'a kana prefix',
    (n) => ({
      query: 'query ($k: String) { residents(where: {kanaPrefix: $k}) { totalCount } }',
      variables: { k: n },
    }),
  ],
  [
    'a cursor',
    (n) => ({
      query: 'query ($a: String) { residents(where: {}, after: $a) { totalCount } }',
      variables: { a: n },
    }),
  ],
  ['the case number', (n) => ({ query: '{ viewer { account } }', case: n })],
  ['the purpose', (n) => ({ query: '{ viewer { account } }', purpose: n })],
  ['the token', (n) => ({ query: '{ viewer { account } }', token: n })],
  [
    'a header of no meaning',
    (n) => ({ query: '{ viewer { account } }', headers: { 'x-request-id': n, 'user-agent': n } }),
  ],
  ['a body that is no JSON', (n) => ({ query: '', raw: `{"query": "${n}` })],
  ['a body that is only the number', (n) => ({ query: '', raw: n })],
];

test.each(misplaced)('as %s it does not come back, in the answer or its headers', async (_where, make) => {
  const number = aNumber();
  const { raw, query, variables, ...how } = make(number);
  const token = await gateway.token('number-clerk');
  const answer = await send(
    gateway.port,
    { token, ...CASE, ...how },
    raw ?? JSON.stringify({ query, variables }),
  );
  expect(numbersIn(answer.text, numbers)).toEqual([]);
  expect(numbersIn(JSON.stringify(answer.headers), numbers)).toEqual([]);
});

test('a legitimate look-up and reveal show it to the caller alone', async () => {
  const n = aNumber();
  const query =
    'query ($n: IndividualNumberInput!) { residentByIndividualNumber(number: $n) { individualNumber { value } name { kanji } memo } }';
  const answer = await gateway.as<{ residentByIndividualNumber: { individualNumber: { value: string } } }>(
    'number-clerk',
    { ...CASE, query, variables: { n } },
  );
  expect(answer.data.residentByIndividualNumber.individualNumber.value).toBe(n);
});

test('of all residents a clerk may list, no field of the graph shows one', async () => {
  const query = `{ residents(where: {status: [RESIDENT, MOVED_OUT, DECEASED, STRUCK_OFF, NON_RESIDENT_ENTRY]}, first: 1000) {
    nodes { atenaNumber name { kanji kana alias roman former } birthDate { iso wareki } sex status residentSince { iso } residentUntil { iso }
      individualNumber { disclosure value reason } phone address memo
      household { members { relationship } } certificates { certificateId productName passport { passportNumber romanName } }
      immunizations { id place lot doctor manufacturer billingMonth } } } }`;
  for (const purpose of ['INQUIRY', 'RECOMMEND', 'CERTIFICATE']) {
    const answer = await gateway.as('clerk', { purpose, case: '2023-0001', query });
    expect(answer.status).toBe(200);
    expect(numbersIn(answer.text, numbers)).toEqual([]);
  }
});

test('after all this, nothing the gateway wrote holds a number', () => {
  expect(numbersIn(gateway.logLines.join('\n'), numbers)).toEqual([]);
  expect(numbersIn(gateway.statements.join('\n'), numbers)).toEqual([]);
  expect(numbersInFiles(gateway.settings.dataDirectory, numbers)).toEqual([]);
});

test('the search would have found one', () => {
  const planted = join(gateway.settings.dataDirectory, 'planted');
  const number = aNumber();
  writeFileSync(planted, `x ${wide(number.slice(0, 6))} ${number.slice(6)} y`);
  expect(numbersInFiles(gateway.settings.dataDirectory, numbers)).toHaveLength(1);
});
