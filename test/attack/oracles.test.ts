import { expandRecord } from '../../src/audit/reading/search.js';
import { cityRows, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/**
 * What may not be read may not be found out by asking for it another way: docs/attacks.md T3 (DAB #3554:
 * orderBy on a closed field; Keystone b880d9e: filters and cursors as oracles).
 */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Row {
  readonly id: string;
  readonly kana: string;
  readonly birth: string;
  readonly address: string;
  readonly status: string;
}
const COLUMNS =
  'ATENA_NO AS id, SIMEI_KANA AS kana, UMARE_YMD AS birth, JUSHO AS address, JUMIN_JOTAI AS status';

function personOf(where: string, ...values: string[]): Row {
  const [row] = cityRows<Row>(
    'registry',
    `SELECT ${COLUMNS} FROM JUKI_KIHON k WHERE ${where} LIMIT 1`,
    ...values,
  );
  if (row === undefined) throw new Error(`nobody: ${where}`);
  return row;
}
const iso = (compact: string) => `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`;
const own = () => personOf(`ATENA_NO = ?`, testCity().manifest.staff['clerk'] ?? '');
const day = () => testCity().manifest.asOf.replaceAll('-', '');
const protectedPerson = () =>
  personOf(
    `JUMIN_JOTAI = '1' AND ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN WHERE KAISI_YMD <= ? AND SYURYO_YMD >= ? AND TORIKESI_FLG <> '1')`,
    day(),
    day(),
  );

interface Found {
  readonly residents: {
    readonly totalCount: number;
    readonly nodes: readonly { atenaNumber: string }[];
  } | null;
}
const SEARCH = 'query ($w: ResidentFilter!) { residents(where: $w) { totalCount nodes { atenaNumber } } }';

async function search(where: object, purpose = 'HISTORY', account = 'clerk') {
  const answer = await gateway.as<Found>(account, { purpose, query: SEARCH, variables: { w: where } });
  expect(answer.errors).toEqual([]);
  return {
    total: answer.data.residents?.totalCount,
    ids: answer.data.residents?.nodes.map((node) => node.atenaNumber),
  };
}

describe('one’s own household', () => {
  test('is listed by number, closed', async () => {
    expect(await search({ atenaNumbers: [own().id] })).toEqual({ total: 1, ids: [own().id] });
  });

  test.each([
    ['a birth date that is right', () => ({ birthDate: iso(own().birth) })],
    [
      'a range of birth dates around the right one',
      () => ({ birthDateFrom: iso(own().birth), birthDateTo: iso(own().birth) }),
    ],
    ['half of all birth dates, to be halved again', () => ({ birthDateTo: '2100-01-01' })],
    ['the standing', () => ({ status: ['RESIDENT'] })],
  ])('is not found, nor counted, by %s', async (_by, filter) => {
    expect(await search({ atenaNumbers: [own().id], ...filter() })).toEqual({ total: 0, ids: [] });
    expect(await search({ atenaNumbers: [own().id], ...filter() }, 'HISTORY', 'number-clerk')).toEqual({
      total: 1,
      ids: [own().id],
    });
  });

  test('has no place in an order by what is closed', async () => {
    const query = `query ($w: ResidentFilter!) { residents(where: $w, orderBy: {field: KANA}) { totalCount edges { cursor } nodes { atenaNumber } } }`;
    const other = personOf(
      `JUMIN_JOTAI = '1' AND SETAI_NO <> (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO = ?)`,
      own().id,
    );
    const answer = await gateway.as<{
      residents: { totalCount: number; nodes: { atenaNumber: string }[]; edges: unknown[] };
    }>('clerk', {
      purpose: 'HISTORY',
      query,
      variables: { w: { atenaNumbers: [own().id, other.id] } },
    });
    expect(answer.data.residents).toEqual({
      totalCount: 1,
      nodes: [{ atenaNumber: other.id }],
      edges: [expect.anything()],
    });
  });

  test('has no number looked up or verified', async () => {
    const { id } = own();
    const [row] = cityRows<{ number: string }>(
      'address-name',
      `SELECT t.KOJIN_BANGO AS number FROM T_GYOMU_ATENA g JOIN T_TOGO_ATENA t USING (TOGO_NO) WHERE g.GYOMU_KUBUN = 'JK' AND TRIM(g.GYOMU_NO) = ?`,
      testCity().manifest.staff['number-clerk'] ?? '',
    );
    const lookUp =
      'query ($n: IndividualNumberInput!) { residentByIndividualNumber(number: $n) { atenaNumber } }';
    const found = await gateway.as('number-clerk', {
      purpose: 'HISTORY',
      case: '1',
      query: lookUp,
      variables: { n: row?.number },
    });
    // Word for word the answer for a number that nobody has: else it would say whose number this is.
    const nobody = await gateway.as('number-clerk', {
      purpose: 'HISTORY',
      case: '1',
      query: lookUp,
      variables: { n: '123456789018' },
    });
    expect(found.text).toBe(nobody.text);
    expect(found.data).toEqual({ residentByIndividualNumber: null });
    const lines: unknown[] = [];
    for await (const { coordinate, outcome, reason } of expandRecord(
      gateway.settings.auditDirectory,
      gateway.auditKeys,
      found.record,
    ))
      lines.push([coordinate, outcome, reason]);
    expect(lines).toEqual([['Query.residentByIndividualNumber', 'DENIED', 'own-household']]);
    const verify =
      'query ($id: ID!, $n: IndividualNumberInput!) { verifyIndividualNumber(atenaNumber: $id, number: $n) }';
    const answer = await gateway.as('clerk', {
      purpose: 'HISTORY',
      query: verify,
      variables: { id, n: '123456789018' },
    });
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('one who is no resident, under a purpose that does not reach them', () => {
  const gone = () => personOf(`JUMIN_JOTAI = '2' AND UMARE_FUMEI <> '1' AND JUSHO <> ''`);

  test.each([
    ['standing', () => ({ status: ['MOVED_OUT'] })],
    ['address', () => ({ status: ['MOVED_OUT'], address: gone().address.trim() })],
    ['birth date', () => ({ status: ['MOVED_OUT'], birthDate: iso(gone().birth) })],
  ])('is not found, nor counted, by their %s', async (_by, filter) => {
    const where = { atenaNumbers: [gone().id], ...filter() };
    expect(await search(where, 'RECOMMEND')).toEqual({ total: 0, ids: [] });
  });

  test('is found under a purpose that does', async () => {
    expect(await search({ atenaNumbers: [gone().id], status: ['MOVED_OUT'] })).toEqual({
      total: 1,
      ids: [gone().id],
    });
  });
});

describe('one under support measures', () => {
  test('changes neither rows nor count of a search by address, right or wrong', async () => {
    const { id, address } = protectedPerson();
    expect(await search({ atenaNumbers: [id] }, 'RECOMMEND')).toEqual({ total: 1, ids: [id] });
    const right = await search({ atenaNumbers: [id], address: address.trim() }, 'RECOMMEND');
    const wrong = await search({ atenaNumbers: [id], address: '存在しない町' }, 'RECOMMEND');
    expect(right).toEqual(wrong);
    expect(right).toEqual({ total: 0, ids: [] });
  });
});

test('a cursor goes on under the same conditions and purpose alone (docs/attacks.md A12)', async () => {
  const query =
    'query ($a: String, $w: ResidentFilter!) { residents(where: $w, orderBy: {field: BIRTH_DATE}, first: 1, after: $a) { pageInfo { endCursor } } }';
  const ask = (purpose: string, w: object, a: string | null = null) =>
    gateway.as<{ residents: { pageInfo: { endCursor: string } } }>('clerk', {
      purpose,
      case: '2023-0001',
      query,
      variables: { w, a },
    });
  const page = await ask('HISTORY', { kanaPrefix: 'サ' });
  const { endCursor } = page.data.residents.pageInfo;
  expect((await ask('HISTORY', { kanaPrefix: 'サ' }, endCursor)).errors).toEqual([]);
  for (const other of [
    await ask('HISTORY', { kanaPrefix: 'サ', birthDateFrom: '1980-01-01' }, endCursor),
    await ask('HISTORY', { kanaPrefix: 'ス' }, endCursor),
    await ask('INQUIRY', { kanaPrefix: 'サ' }, endCursor),
  ])
    expect(other.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('a cursor is of no use in another list, to another account, or cut', async () => {
  const query =
    'query ($a: String, $f: ResidentSort!) { residents(where: {}, orderBy: {field: $f}, first: 1, after: $a) { pageInfo { endCursor } } }';
  const page = await gateway.as<{ residents: { pageInfo: { endCursor: string } } }>('clerk', {
    purpose: 'HISTORY',
    query,
    variables: { f: 'KANA' },
  });
  const { endCursor } = page.data.residents.pageInfo;
  for (const [account, f, a] of [
    ['clerk', 'BIRTH_DATE', endCursor],
    ['manager', 'KANA', endCursor],
    ['clerk', 'KANA', endCursor.slice(0, -4)],
  ] as const) {
    const answer = await gateway.as(account, { purpose: 'HISTORY', query, variables: { f, a } });
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
});
