import { cityRows, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const CASE = { purpose: 'INQUIRY', case: '2023-0001' } as const;
const RESIDENT = 'query ($id: ID!) { resident(atenaNumber: $id)';

interface NumberedPerson {
  readonly id: string;
  readonly number: string;
}

/** A present resident with a number, under no support measure. */
function somebody(): NumberedPerson {
  const [row] = cityRows<NumberedPerson>(
    'address-name',
    `SELECT g.GYOMU_NO AS id, t.KOJIN_BANGO AS number FROM T_GYOMU_ATENA g JOIN T_TOGO_ATENA t USING (TOGO_NO)
     WHERE g.GYOMU_KUBUN = 'JK' AND g.YUKO_KUBUN = '1' AND t.KOJIN_BANGO IS NOT NULL AND g.GYOMU_NO IN (${residents()}) LIMIT 1`,
  );
  return row as NumberedPerson;
}

function residents(): string {
  const rows = cityRows<{ id: string }>(
    'registry',
    `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) LIMIT 200`,
  );
  return rows.map((row) => `'${row.id}'`).join(',');
}

interface NumberAnswer {
  readonly resident: {
    readonly individualNumber: { disclosure: string; value: string | null; reason: string | null };
  };
}
const NUMBER = `${RESIDENT} { individualNumber { disclosure value reason } } }`;

describe('the individual number', () => {
  test('is redacted for the clerk, visibly and with a reason', async () => {
    const { id } = somebody();
    const answer = await gateway.as<NumberAnswer>('clerk', { ...CASE, query: NUMBER, variables: { id } });
    expect(answer.data.resident.individualNumber).toEqual({
      disclosure: 'REDACTED',
      value: null,
      reason: 'NOT_GRANTED',
    });
  });

  test('is revealed to the number clerk with purpose and case', async () => {
    const { id, number } = somebody();
    const answer = await gateway.as<NumberAnswer>('number-clerk', {
      ...CASE,
      query: NUMBER,
      variables: { id },
    });
    expect(answer.data.resident.individualNumber).toEqual({
      disclosure: 'REVEALED',
      value: number,
      reason: null,
    });
  });

  test.each([
    ['without a case', 'CASE_REQUIRED', { purpose: 'HISTORY' }],
    ['under a purpose that has no use for it', 'PURPOSE', { purpose: 'RECOMMEND', case: '1' }],
    ['from a zone where it may not be used', 'ZONE', { ...CASE, from: '127.0.0.4' }],
  ])('stays closed %s', async (_without, reason, how) => {
    const { id, number } = somebody();
    const answer = await gateway.as<NumberAnswer>('number-clerk', {
      ...how,
      query: NUMBER,
      variables: { id },
    });
    expect(answer.text).not.toContain(number);
    const shown = answer.data?.resident?.individualNumber;
    if (shown !== undefined) expect(shown).toEqual({ disclosure: 'REDACTED', value: null, reason });
    else expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('is never revealed of several persons at once', async () => {
    const query =
      '{ residents(where: {kanaPrefix: "サ"}, first: 3) { nodes { individualNumber { disclosure value reason } } } }';
    const answer = await gateway.as<{ residents: { nodes: NumberAnswer['resident'][] } }>('number-clerk', {
      ...CASE,
      query,
    });
    expect(answer.data.residents.nodes.map((node) => node.individualNumber.disclosure)).toEqual([
      'REDACTED',
      'REDACTED',
      'REDACTED',
    ]);
    expect(answer.data.residents.nodes[0]?.individualNumber.reason).toBe('SEVERAL_PERSONS');
  });

  test('finds its person by exact look-up, in full width and with separators', async () => {
    const { id, number } = somebody();
    const query =
      'query ($n: IndividualNumberInput!) { residentByIndividualNumber(number: $n) { atenaNumber } }';
    const wide = `${number.slice(0, 4)}－${number.slice(4, 8)}－${number.slice(8)}`.replace(/\d/g, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
    );
    for (const n of [number, wide]) {
      const answer = await gateway.as<{ residentByIndividualNumber: { atenaNumber: string } }>(
        'number-clerk',
        { ...CASE, query, variables: { n } },
      );
      expect(answer.data.residentByIndividualNumber).toEqual({ atenaNumber: id });
    }
  });

  test.each([
    ['MATCH', (number: string) => number],
    ['MISMATCH', () => '123456789018'],
    ['INVALID', (number: string) => number.slice(0, 11) + ((Number(number[11]) + 5) % 10)],
  ])('verifies as %s and is not returned', async (verdict, variant) => {
    const { id, number } = somebody();
    const query =
      'query ($id: ID!, $n: IndividualNumberInput!) { verifyIndividualNumber(atenaNumber: $id, number: $n) }';
    const answer = await gateway.as('clerk', { ...CASE, query, variables: { id, n: variant(number) } });
    expect(answer.data).toEqual({ verifyIndividualNumber: verdict });
    expect(answer.text).not.toMatch(/\d{12}/);
  });

  test('typed into a memo by staff is masked, in whatever form it was typed', async () => {
    const planted = cityRows<{ health: string; memo: string }>(
      'health',
      `SELECT kojin_no AS health, bikou AS memo FROM kk_kojin WHERE bikou LIKE '%番号%' OR bikou LIKE '%マイナンバー%'`,
    );
    expect(planted.length).toBeGreaterThan(0);
    const numbers = new Set(
      cityRows<{ number: string }>(
        'address-name',
        'SELECT KOJIN_BANGO AS number FROM T_TOGO_ATENA WHERE KOJIN_BANGO IS NOT NULL',
      ).map((row) => row.number),
    );
    for (const { health } of planted) {
      const [key] = cityRows<{ id: string }>(
        'address-name',
        `SELECT j.GYOMU_NO AS id FROM T_GYOMU_ATENA k JOIN T_GYOMU_ATENA j USING (TOGO_NO) WHERE k.GYOMU_KUBUN = 'KK' AND TRIM(k.GYOMU_NO) = ? AND j.GYOMU_KUBUN = 'JK'`,
        health,
      );
      const query = `${RESIDENT} { memo } }`;
      const answer = await gateway.as<{ resident: { memo: string | null } | null }>('clerk', {
        ...CASE,
        query,
        variables: { id: key?.id },
      });
      const digits = (answer.data.resident?.memo ?? '').normalize('NFKC').replace(/[^0-9]/g, '');
      for (const number of numbers) expect(digits).not.toContain(number);
    }
  });
});

describe('row labels', () => {
  test('the address of a person under support measures stays closed where others’ opens', async () => {
    const { asOf } = testCity().manifest;
    const day = asOf.replaceAll('-', '');
    const [person] = cityRows<{ id: string }>(
      'registry',
      `SELECT s.ATENA_NO AS id FROM JUKI_SIEN s JOIN JUKI_KIHON k USING (ATENA_NO)
       WHERE KAISI_YMD <= ? AND SYURYO_YMD >= ? AND TORIKESI_FLG <> '1' AND JUMIN_JOTAI = '1' LIMIT 1`,
      day,
      day,
    );
    const query =
      'query ($ids: [ID!]!) { residents(where: {atenaNumbers: $ids}) { nodes { atenaNumber name { kanji } address } } }';
    const ids = [person?.id, somebody().id];
    const answer = await gateway.as<{
      residents: { nodes: { atenaNumber: string; name: object; address: string | null }[] };
    }>('clerk', {
      purpose: 'RECOMMEND',
      query,
      variables: { ids },
    });
    const byId = new Map(answer.data.residents.nodes.map((node) => [node.atenaNumber, node]));
    expect(byId.get(ids[0] ?? '')).toMatchObject({ address: null, name: { kanji: expect.any(String) } });
    expect(byId.get(ids[1] ?? '')?.address).toEqual(expect.any(String));
    expect(answer.withheld).toEqual([
      {
        path: ['residents', 'nodes', expect.any(Number), 'address'],
        coordinate: 'Resident.address',
        reason: 'NOT_DISCLOSABLE',
        // In words as well (docs/attacks.md N4).
        message: expect.stringMatching(/^Not open for this person/),
        messageJa: expect.stringMatching(/上長に相談/),
      },
    ]);
  });

  test('a clerk’s own household is closed to them and open to a colleague', async () => {
    const id = testCity().manifest.staff['clerk'];
    const query = `${RESIDENT} { atenaNumber name { kanji } birthDate { iso } } }`;
    const own = await gateway.as('clerk', { ...CASE, query, variables: { id } });
    expect(own.data).toEqual({ resident: { atenaNumber: id, name: null, birthDate: null } });
    const colleague = await gateway.as('number-clerk', { ...CASE, query, variables: { id } });
    expect(colleague.data).toMatchObject({ resident: { name: { kanji: expect.any(String) } } });
  });
});

describe('who may ask at all', () => {
  test.each([
    ['admin', 'ADMINISTRATION'],
    ['auditor', 'AUDIT'],
    ['dashboard', 'STATISTICS'],
  ])('%s reads no resident', async (account, purpose) => {
    const answer = await gateway.as(account, {
      purpose,
      from: '127.0.0.4',
      query: '{ residents(where: {}) { nodes { atenaNumber } } }',
    });
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(answer.text).not.toContain('0000000');
  });

  test('a filter by what may not be read is refused before any statement', async () => {
    gateway.statements.length = 0;
    const answer = await gateway.as('clerk', {
      ...CASE,
      query: '{ residents(where: {address: "本町"}) { totalCount } }',
    });
    expect(answer.errors[0]?.extensions.code).toBe('WITHHELD');
    expect(gateway.statements).toEqual([]);
  });

  test('the dashboard sees coverage with small cells suppressed', async () => {
    const query =
      '{ immunizationCoverage(vaccine: "COVID19", by: [AGE_BAND, SEX]) { key { dimension value } population vaccinated rate suppressed } }';
    const answer = await gateway.as<{
      immunizationCoverage: { population: number | null; vaccinated: number | null; suppressed: boolean }[];
    }>('dashboard', {
      purpose: 'STATISTICS',
      query,
    });
    const cells = answer.data.immunizationCoverage;
    expect(cells.some((cell) => cell.suppressed)).toBe(true);
    expect(cells.some((cell) => !cell.suppressed)).toBe(true);
    for (const cell of cells) {
      if (cell.suppressed) expect(cell).toMatchObject({ population: null, vaccinated: null });
      else expect(cell.population === 0 || (cell.population ?? 0) >= 10).toBe(true);
    }
  });

  test('recall targets lack a dose and are resident', async () => {
    const query =
      '{ recallTargets(vaccine: "MR", first: 20) { nodes { status nextDose dosesGiven dueFrom { iso } resident { atenaNumber status } } } }';
    const answer = await gateway.as<{
      recallTargets: { nodes: { status: string; resident: { status: string } }[] };
    }>('clerk', { purpose: 'RECOMMEND', query });
    expect(answer.errors).toEqual([]);
    // The clerk's own household may be among them; its rows stay, closed.
    const open = answer.data.recallTargets.nodes.filter((node) => node.status !== null);
    expect(open.length).toBeGreaterThan(0);
    for (const node of open) {
      expect(['DUE', 'OVERDUE']).toContain(node.status);
      expect(node.resident.status).toBe('RESIDENT');
    }
  });
});

/** docs/attacks.md H8. */
test.each(['INQUIRY', 'CERTIFICATE'])('%s searches residents and does not list them', async (purpose) => {
  const answer = await gateway.as('clerk', {
    ...CASE,
    purpose,
    query: '{ residents(where: {}) { totalCount nodes { atenaNumber } } }',
  });
  expect(answer.errors.map(({ extensions, message }) => [extensions.code, message])).toEqual([
    ['BAD_USER_INPUT', expect.stringContaining('birthDate, or kanaPrefix, or name')],
  ]);
  expect(answer.text).not.toContain('0000000');
});

/** docs/attacks.md H7. */
test.each([
  ['kanaPrefix', '渡辺'],
  ['name', '---'],
  ['address', '〒184-0003'],
])(
  'a text in %s that is not understood is refused by its field, and nobody is looked for',
  async (field, typed) => {
    gateway.statements.length = 0;
    const answer = await gateway.as('clerk', {
      ...CASE,
      purpose: 'RECOMMEND',
      query: 'query ($where: ResidentFilter!) { residents(where: $where) { totalCount } }',
      variables: { where: { [field]: typed } },
    });
    // The path is for programs; the sentence calls the field by its label.
    expect(answer.errors.map(({ extensions: { code, place } }) => [code, place])).toEqual([
      ['BAD_USER_INPUT', `where.${field}`],
    ]);
    expect(answer.text).not.toContain(typed);
    expect(gateway.statements).toEqual([]);
  },
);

describe('paging', () => {
  test('walks every row once, in order, forwards and with an opaque cursor', async () => {
    const query =
      'query ($after: String) { residents(where: {}, orderBy: {field: KANA}, first: 200, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { atenaNumber name { kana } } } } }';
    interface Page {
      readonly residents: {
        readonly totalCount: number;
        readonly pageInfo: { hasNextPage: boolean; endCursor: string };
        readonly edges: { cursor: string; node: { atenaNumber: string; name: { kana: string } | null } }[];
      };
    }
    const seen: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const answer: { data: Page } = await gateway.as<Page>('clerk', {
        purpose: 'HISTORY',
        query,
        variables: { after },
      });
      const { edges, pageInfo, totalCount } = answer.data.residents;
      seen.push(...edges.map((edge) => edge.node.atenaNumber));
      for (const { cursor, node } of edges)
        expect(Buffer.from(cursor, 'base64url').includes(Buffer.from(node.atenaNumber))).toBe(false);
      total = totalCount;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(total);
  });
});
