import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { cityRows, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md C1 and C2: broken, none and a placeholder do not look alike, and none of them is anybody's number. */

const BROKEN = ['12345678901', 'ABCDEFGHIJKL', '999999999999', '000000000000', '123456789012'];
const CASE = { purpose: 'INQUIRY', case: '2023-0001' } as const;
let folder: string;
let gateway: TestGateway;
let people: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-broken-'));
  const path = join(folder, 'address-name.sqlite');
  copyFileSync(join(testCity().directory, '132101', 'address-name.sqlite'), path);
  people = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN)
       AND SETAI_NO NOT IN (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO = ?) ORDER BY 1 LIMIT 6`,
    testCity().manifest.staff['number-clerk'] ?? '',
  ).map(({ id }) => id);
  const database = new Database(path);
  [...BROKEN, null].forEach((text, at) => {
    const { changes } = database
      .prepare(
        `UPDATE T_TOGO_ATENA SET KOJIN_BANGO = ? WHERE TOGO_NO IN
           (SELECT TOGO_NO FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND TRIM(GYOMU_NO) = ?)`,
      )
      .run(text, people[at]);
    expect(changes).toBe(1);
  });
  database.close();
  gateway = await startTestGateway({ SEKISHO_ADDRESS_URL: `sqlite:${path}` });
});
afterAll(async () => {
  await gateway?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const numberOf = async (id: string | undefined) =>
  (
    await gateway.as<{ resident: { individualNumber: object } }>('number-clerk', {
      ...CASE,
      query:
        'query ($id: ID!) { resident(atenaNumber: $id) { individualNumber { disclosure value reason } } }',
      variables: { id },
    })
  ).data.resident.individualNumber;

test.each(BROKEN.map((text, at) => [text, at] as const))(
  '%s in the column is UNAVAILABLE, and is found and matched by nobody',
  async (text, at) => {
    expect(await numberOf(people[at])).toEqual({
      disclosure: 'UNAVAILABLE',
      value: null,
      reason: 'QUARANTINED',
    });
    if (!/^\d{12}$/.test(text)) return;
    const found = await gateway.as('number-clerk', {
      ...CASE,
      query: 'query ($n: IndividualNumberInput!) { residentByIndividualNumber(number: $n) { atenaNumber } }',
      variables: { n: text },
    });
    expect(found.errors.map(({ extensions, message }) => [extensions.code, message])).toEqual([
      ['BAD_USER_INPUT', expect.stringMatching(/^INVALID: the check digit does not hold/)],
    ]);
    const verified = await gateway.as('number-clerk', {
      ...CASE,
      query:
        'query ($id: ID!, $n: IndividualNumberInput!) { verifyIndividualNumber(atenaNumber: $id, number: $n) }',
      variables: { id: people[at], n: text },
    });
    expect(verified.data).toEqual({ verifyIndividualNumber: 'INVALID' });
  },
);

test('nothing in the column is ABSENT', async () => {
  expect(await numberOf(people[BROKEN.length])).toEqual({ disclosure: 'ABSENT', value: null, reason: null });
});
