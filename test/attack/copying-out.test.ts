import { expandRecord } from '../../src/audit/reading/search.js';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';

/**
 * Limits of a document do not bound the persons exposed: Green River HMIS,
 * docs/glossary.md#persons-are-counted-not-fields.
 */

let policy: PolicyCopy;
let gateway: TestGateway;
beforeAll(async () => {
  policy = new PolicyCopy();
  policy.edit('caps.json', (text) =>
    text
      .replace(/"attemptsPerHour": .*/, '"attemptsPerHour": { "LOOK_UP": 3, "VERIFY": 3, "REVEAL": 3 },')
      .replace(/"HISTORY": .*/, '"HISTORY": { "warnAt": 6, "cap": 10 },'),
  );
  gateway = await startTestGateway({}, { root: policy.root });
});
afterAll(async () => {
  await gateway?.stop();
  policy?.remove();
});

const residents = cityRowsOnce();
function cityRowsOnce(): () => readonly string[] {
  let known: readonly string[] | null = null;
  return () =>
    (known ??= cityRows<{ id: string }>(
      'registry',
      `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' ORDER BY 1`,
    ).map((row) => row.id));
}

const PAGE =
  'query ($n: [ID!]) { residents(where: {atenaNumbers: $n}) { nodes { name { kanji } address } } }';
const see = (account: string, from: number, to: number, purpose = 'HISTORY') =>
  gateway.as<{ residents: { nodes: object[] } }>(account, {
    purpose,
    case: '1',
    query: PAGE,
    variables: { n: residents().slice(from, to) },
  });
const warnings = (text: string) =>
  (JSON.parse(text) as { extensions: { sekisho: { warnings?: object[] } } }).extensions.sekisho.warnings;

describe('the person budget of an account, a purpose and an hour', () => {
  test('warns before the cap, counts each person once, and stops at the cap with nothing disclosed', async () => {
    const first = await see('clerk', 0, 5);
    expect(first.errors).toEqual([]);
    expect(warnings(first.text)).toBeUndefined();
    expect(warnings((await see('clerk', 0, 5)).text)).toBeUndefined();
    expect(warnings((await see('clerk', 3, 7)).text)).toEqual([
      expect.objectContaining({ code: 'PERSON_BUDGET', used: 7, cap: 10 }),
    ]);

    const beyond = await see('clerk', 6, 11);
    expect(beyond.status).toBe(429);
    expect(beyond.data).toBeNull();
    expect(beyond.errors).toMatchObject([
      { extensions: { code: 'RATE_LIMITED', messageJa: expect.stringContaining('10人'), retryable: true } },
    ]);
    const lines: { outcome: string; reason: string | null; subject: string | null }[] = [];
    for await (const line of expandRecord(gateway.settings.auditDirectory, gateway.auditKeys, beyond.record))
      lines.push(line);
    // One line for each call, and what was read of whom: docs/attacks.md A2.
    expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(new Set(['UNSHOWN', 'WITHHELD']));
    const unshown = lines.filter(({ outcome }) => outcome === 'UNSHOWN');
    expect(unshown.filter(({ reason }) => reason?.startsWith('persons 7 of 10/h') !== true)).toEqual([]);
    expect(new Set(lines.flatMap(({ subject }) => subject ?? [])).size).toBe(5);
  });

  test('a refused answer spends the places that were left on those whom it read', async () => {
    expect((await see('clerk', 7, 10)).errors).toEqual([]);
    expect((await see('clerk', 11, 12)).status).toBe(429);
    expect((await see('clerk', 10, 11)).status).toBe(429);
  });

  test('other accounts and other purposes have their own', async () => {
    expect((await see('manager', 10, 15)).errors).toEqual([]);
    expect((await see('clerk', 10, 25, 'INQUIRY')).errors).toEqual([]);
  });

  test('aliases of one person are one person', async () => {
    const [id] = residents().slice(20);
    const query = `query ($id: ID!) { ${Array.from({ length: 20 }, (_, at) => `a${at}: resident(atenaNumber: $id) { sex }`).join(' ')} }`;
    expect(
      (await gateway.as('vrs-clerk', { from: '127.0.0.2', purpose: 'HISTORY', query, variables: { id } }))
        .errors,
    ).toEqual([]);
  });
});

describe('numbers', () => {
  const number = (id: string) =>
    gateway.as<{ resident: { individualNumber: { disclosure: string } | null } }>('number-clerk', {
      purpose: 'INQUIRY',
      case: '2023-0001',
      query: 'query ($id: ID!) { resident(atenaNumber: $id) { individualNumber { disclosure value } } }',
      variables: { id },
    });

  test('are shown as often as the cap allows, then no more, by whatever alias', async () => {
    const [one = '', two = '', three = '', four = ''] = residents();
    for (const id of [one, two]) expect((await number(id)).errors).toEqual([]);
    const query =
      'query ($id: ID!) { resident(atenaNumber: $id) { a: individualNumber { value } b: individualNumber { value } } }';
    const twice = await gateway.as('number-clerk', {
      purpose: 'INQUIRY',
      case: '1',
      query,
      variables: { id: three },
    });
    expect(twice.errors).toMatchObject([{ path: ['resident', 'b'], extensions: { code: 'RATE_LIMITED' } }]);
    const beyond = await number(four);
    expect(beyond.data.resident.individualNumber).toBeNull();
    expect(beyond.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(beyond.text).not.toMatch(/\d{12}/);
  });

  test('a look-up that finds somebody asks the sources as often as one that finds nobody', async () => {
    const [row] = cityRows<{ number: string }>(
      'address-name',
      `SELECT t.KOJIN_BANGO AS number FROM T_GYOMU_ATENA g JOIN T_TOGO_ATENA t USING (TOGO_NO) WHERE g.GYOMU_KUBUN = 'JK' AND TRIM(g.GYOMU_NO) = ?`,
      residents()[0],
    );
    const statements = async (n: string | undefined) => {
      gateway.statements.length = 0;
      const query =
        'query ($n: IndividualNumberInput!) { residentByIndividualNumber(number: $n) { atenaNumber name { kanji } } }';
      const answer = await gateway.as('number-clerk', {
        purpose: 'INQUIRY',
        case: '1',
        query,
        variables: { n },
      });
      expect(answer.errors).toEqual([]);
      return {
        found: answer.data['residentByIndividualNumber'] !== null,
        asked: gateway.statements.map((sql) => sql.replace(/\d+/g, '#')),
      };
    };
    const [hit, miss] = [await statements(row?.number), await statements('123456789018')];
    expect([hit.found, miss.found]).toEqual([true, false]);
    expect(miss.asked).toEqual(hit.asked);
  });
});
