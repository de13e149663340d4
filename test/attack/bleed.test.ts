import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * Two who ask at the same time: docs/attacks.md T7, T11 (Router PR 8810, Hasura 2.36.3, graphql-shield #349,
 * cofacts #95).
 */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const QUERY =
  'query ($id: ID!) { resident(atenaNumber: $id) { address individualNumber { disclosure value } immunizations { doctor } } }';

interface Seen {
  readonly resident: {
    readonly address: string | null;
    readonly individualNumber: { readonly disclosure: string; readonly value: string | null };
    readonly immunizations: readonly { readonly doctor: string | null }[] | null;
  };
}

test('the same document about the same person, asked at once for different reasons, keeps its answers apart', async () => {
  const [person] = cityRows<{ id: string; number: string }>(
    'address-name',
    `SELECT TRIM(g.GYOMU_NO) AS id, t.KOJIN_BANGO AS number FROM T_GYOMU_ATENA g JOIN T_TOGO_ATENA t USING (TOGO_NO)
     WHERE g.GYOMU_KUBUN = 'JK' AND g.YUKO_KUBUN = '1' AND t.KOJIN_BANGO IS NOT NULL AND TRIM(g.GYOMU_NO) IN (${residents()})
       AND EXISTS (SELECT 1 FROM T_GYOMU_ATENA k WHERE k.TOGO_NO = g.TOGO_NO AND k.GYOMU_KUBUN = 'KK') LIMIT 1`,
  );
  const variables = { id: person?.id };
  const asks = Array.from({ length: 60 }, (_, at) => {
    const kind = at % 4;
    if (kind === 0)
      return gateway.as<Seen>('number-clerk', { purpose: 'INQUIRY', case: '1', query: QUERY, variables });
    if (kind === 1)
      return gateway.as<Seen>('number-clerk', { purpose: 'RECOMMEND', query: QUERY, variables });
    if (kind === 2)
      return gateway.as<Seen>('clerk', { purpose: 'INQUIRY', case: '1', query: QUERY, variables });
    return gateway.as<Seen>('clerk', { purpose: 'RECOMMEND', query: QUERY, variables });
  });
  for (const [at, answer] of (await Promise.all(asks)).entries()) {
    const { address, individualNumber, immunizations } = answer.data.resident;
    const [number, recommend] = [at % 4 === 0, at % 2 === 1];
    expect(individualNumber).toEqual(
      number ? { disclosure: 'REVEALED', value: person?.number } : { disclosure: 'REDACTED', value: null },
    );
    expect(answer.text.includes(person?.number ?? '')).toBe(number);
    expect(address === null).toBe(!recommend);
    if (recommend) for (const { doctor } of immunizations ?? []) expect(doctor).toBeNull();
  }
});

function residents(): string {
  return cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) LIMIT 300`,
  )
    .map((row) => `'${row.id}'`)
    .join(',');
}

test('sixty attempts are sixty, however they are bundled (verification as an oracle)', async () => {
  const [person] = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' LIMIT 1`,
  );
  const one = (at: number) => `v${at}: verifyIndividualNumber(atenaNumber: "${person?.id}", number: $n)`;
  const query = `query ($n: IndividualNumberInput!) { viewer { account } ${Array.from({ length: 10 }, (_, at) => one(at)).join(' ')} }`;
  const bundle = () =>
    gateway.as('clerk', { purpose: 'INQUIRY', case: '1', query, variables: { n: '123456789018' } });
  for (let sent = 0; sent < 60; sent += 10) expect((await bundle()).errors).toEqual([]);
  expect((await bundle()).errors.map((error) => error.extensions.code)).toEqual(['RATE_LIMITED']);
  const again = await gateway.as('clerk', {
    purpose: 'HISTORY',
    query: `query ($n: IndividualNumberInput!) { ${one(1)} }`,
    variables: { n: '123456789018' },
  });
  expect(again.errors[0]?.extensions.code).toBe('RATE_LIMITED');
});
