import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { cityRows, testCity } from '../support/city.js';

/** The list of a recall under conditions: what is shown adds up, and tells of nobody where they live. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Node {
  readonly status: string;
  readonly rule: string;
  readonly textJa: string;
  readonly textEn: string;
  readonly resident: { readonly atenaNumber: string; readonly birthDate: { readonly iso: string | null } };
}
interface List {
  readonly recallTargets: {
    readonly totalCount: number;
    readonly leftOut: readonly { readonly reason: string; readonly count: number | null }[];
    readonly nodes: readonly Node[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
const LIST = `query ($vaccine: String!, $where: RecallFilter, $first: Int!, $after: String) {
  recallTargets(vaccine: $vaccine, where: $where, first: $first, after: $after) { totalCount leftOut { reason count }
    nodes { status rule textJa textEn resident { atenaNumber birthDate { iso } } } pageInfo { hasNextPage endCursor } } }`;
const page = async (variables: object, account = 'clerk') => {
  const { data, errors } = await gateway.as<List>(account, {
    ...{ query: LIST, purpose: 'RECOMMEND', variables: { vaccine: 'HPV', first: 1_000, ...variables } },
  });
  expect(errors).toEqual([]);
  return data.recallTargets;
};
/** All pages, with the count that each of them tells. */
async function all(where: object | null, first = 200): Promise<{ nodes: Node[]; totals: number[] }> {
  const nodes: Node[] = [];
  const totals: number[] = [];
  for (let after: string | null = null; ;) {
    const found: List['recallTargets'] = await page({ where, first, after });
    nodes.push(...found.nodes);
    totals.push(found.totalCount);
    if (!found.pageInfo.hasNextPage) return { nodes, totals };
    after = found.pageInfo.endCursor;
  }
}
const numbers = (nodes: readonly Node[]) => nodes.map(({ resident }) => resident.atenaNumber).sort();

test('the count is that of all pages together, under each condition', async () => {
  const whole = await all(null);
  expect(whole.nodes.length).toBeGreaterThan(40);
  for (const where of [
    null,
    { status: ['DUE'] },
    { status: ['OVERDUE', 'DOUBTFUL'] },
    { status: [] },
    { bornFrom: '2008-04-02', bornTo: '2010-12-31' },
    { bornTo: '1999-01-01' },
  ]) {
    const { nodes, totals } = await all(where, 37);
    expect([where, new Set(totals)]).toEqual([where, new Set([nodes.length])]);
    const {
      status,
      bornFrom = '0',
      bornTo = '9',
    } = (where ?? {}) as { status?: string[]; bornFrom?: string; bornTo?: string };
    const expected = whole.nodes.filter(
      (one) =>
        (status?.includes(one.status) ?? true) &&
        (one.resident.birthDate.iso === null ||
          (one.resident.birthDate.iso >= bornFrom.slice(0, one.resident.birthDate.iso.length) &&
            one.resident.birthDate.iso <= bornTo)),
    );
    expect(numbers(nodes)).toEqual(numbers(expected));
  }
});

test('each is told by which rule, in words, with the same text a recommendation has', async () => {
  const { nodes } = await page({ where: { status: ['DUE', 'OVERDUE'] }, first: 5 });
  expect(nodes.length).toBeGreaterThan(0);
  for (const { rule, textJa, textEn, resident } of nodes) {
    const { data } = await gateway.as<{
      resident: {
        recommendations: { vaccine: { code: string }; rule: string; textJa: string; textEn: string }[];
      };
    }>('clerk', {
      query: `query ($n: ID!) { resident(atenaNumber: $n) { recommendations { vaccine { code } rule textJa textEn } } }`,
      ...{ purpose: 'RECOMMEND', variables: { n: resident.atenaNumber } },
    });
    const same = data.resident.recommendations.find(({ vaccine }) => vaccine.code === 'HPV');
    expect(rule).toMatch(/^HPV \d{4}-/);
    expect([textJa, textEn]).toEqual([same?.textJa, same?.textEn]);
  }
});

const PROTECTED = `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE SETAI_NO IN (SELECT k.SETAI_NO FROM JUKI_KIHON k JOIN JUKI_SIEN s
  ON s.ATENA_NO = k.ATENA_NO WHERE s.KAISI_YMD <= ? AND s.SYURYO_YMD >= ? AND s.TORIKESI_FLG <> '1')`;

test('by district nobody is found who must not be found by where they live, and nobody else is lost', async () => {
  const codes = (
    await gateway.as<{ districts: { code: string }[] }>('clerk', { query: '{ districts { code } }' })
  ).data.districts;
  const day = testCity().manifest.asOf.replaceAll('-', '');
  const hidden = new Set(cityRows<{ id: string }>('registry', PROTECTED, day, day).map(({ id }) => id));
  let seen = 0;
  for (const vaccine of ['MR', 'HPV', 'COVID19']) {
    const whole = await page({ vaccine });
    const byDistrict: string[] = [];
    for (const { code } of [...codes, { code: '99' }]) {
      const { nodes, totalCount, leftOut } = await page({ vaccine, where: { districts: [code] } });
      expect(totalCount).toBe(nodes.length);
      // Whom the condition cannot find are told of alike, whichever district is asked for.
      const protectedOnes = numbers(whole.nodes).filter((number) => hidden.has(number));
      expect(leftOut.some(({ reason }) => reason === 'NOT_BY_CONDITION')).toBe(protectedOnes.length > 0);
      byDistrict.push(...numbers(nodes));
      seen += protectedOnes.length;
    }
    expect(byDistrict.filter((number) => hidden.has(number))).toEqual([]);
    const expected = numbers(whole.nodes).filter((number) => !hidden.has(number));
    expect([...new Set(byDistrict)].sort()).toEqual(expect.arrayContaining(expected));
  }
  expect(seen).toBeGreaterThan(0);
});

test('a cursor of other conditions is none', async () => {
  const { pageInfo } = await page({ first: 1 });
  const answer = await gateway.as('clerk', {
    ...{ query: LIST, purpose: 'RECOMMEND' },
    variables: { vaccine: 'HPV', first: 1, after: pageInfo.endCursor, where: { status: ['DUE'] } },
  });
  expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
