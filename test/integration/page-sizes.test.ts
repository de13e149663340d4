import { GraphQLObjectType, type GraphQLField } from 'graphql';
import { buildGraph } from '../../schema/build-schema.js';
import { cityRows } from '../support/city.js';
import type { Ask } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

// docs/attacks.md G4: every list of the graph at the edges of its page size.

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true, vrs: true });
  // So that the log has more than one look at somebody, by the account that is asked about.
  for (let look = 0; look < 2; look++)
    await gateway.as('clerk', {
      purpose: 'RECOMMEND',
      query: 'query ($id: ID!) { resident(atenaNumber: $id) { name { kanji } } }',
      variables: { id: somebody() },
    });
});
afterAll(() => gateway?.stop());

interface Listing extends Omit<Ask, 'token' | 'query'> {
  readonly account: string;
  /** Arguments beside `first`. */
  readonly with: string;
  /** Where the rows are; `edges` unless said otherwise. */
  readonly rows?: 'nodes';
}

/** Who asks for each list of the graph, and how. A new list without a line here fails the first test. */
const LISTS: Readonly<Record<string, Listing>> = {
  residents: { account: 'clerk', purpose: 'RECOMMEND', with: 'where: {birthDateFrom: "1900-01-01"}' },
  recallTargets: { account: 'clerk', purpose: 'RECOMMEND', with: 'vaccine: "MR"' },
  myCases: { account: 'clerk', purpose: 'INQUIRY', with: 'open: false' },
  informationRequests: { account: 'number-clerk', purpose: 'HISTORY', with: '' },
  provisionRequests: { account: 'number-clerk', purpose: 'HISTORY', with: '' },
  immunizationChanges: { account: 'manager', purpose: 'HISTORY', with: '' },
  dueImmunizations: { account: 'manager', purpose: 'HISTORY', with: '', rows: 'nodes' },
  reconciliationFindings: { account: 'number-clerk', purpose: 'HISTORY', with: '' },
  residentChanges: { account: 'address-name', purpose: 'INTEGRATION', with: '' },
  accessHistory: { account: 'auditor', purpose: 'AUDIT', case: '2023-1', with: 'subject: "SOMEBODY"' },
  accountHistory: { account: 'auditor', purpose: 'AUDIT', case: '2023-1', with: 'account: "clerk"' },
  loginHistory: { account: 'auditor', purpose: 'AUDIT', with: '' },
  recordAccesses: { account: 'auditor', purpose: 'AUDIT', with: 'record: "gw1/9"' },
};

/** Lists that have rows for whoever asks here. */
const MANY = new Set(['residents', 'accessHistory', 'accountHistory']);

/**
 * Where there is more a page is full, but for a recall, which leaves out candidates who need no letter.
 */
const SHORT = new Set(['recallTargets']);

function somebody(): string {
  const [row] = cityRows<{ id: string }>(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' LIMIT 1",
  );
  return row?.id ?? '';
}

const isList = (field: GraphQLField<unknown, unknown>): boolean =>
  field.args.some((argument) => argument.name === 'first');

/**
 * The first rows of a list and no more, each tested where it is told of. The other end's own list of applications has
 * its own sizes: 1 to 500, by number.
 */
const UNPAGED = ['certificateApplications', 'linkageBodies', 'institutions'];
const isPaged = ({ name }: GraphQLField<unknown, unknown>): boolean => !UNPAGED.includes(name);

test('every field with a page size stands in the table above', () => {
  const fields = Object.values(buildGraph().getTypeMap()).flatMap((type) =>
    type instanceof GraphQLObjectType ? Object.values(type.getFields()).filter(isList).filter(isPaged) : [],
  );
  expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(LISTS).sort());
});

const CASES = Object.keys(LISTS).flatMap((list) =>
  [0, 1, 999, 1_000, 1_001].map((first) => [list, first] as const),
);

test.each(CASES)('%s of %i rows', async (list, first) => {
  const { account, with: others, rows: at = 'edges', ...how } = LISTS[list] as Listing;
  const args = [others.replace('SOMEBODY', somebody()), `first: ${first}`]
    .filter((one) => one !== '')
    .join(', ');
  const answer = await gateway.as<
    Record<string, { edges?: unknown[]; nodes?: unknown[]; pageInfo: { hasNextPage: boolean } } | null>
  >(account, {
    ...how,
    query: `{ ${list}(${args}) { ${at === 'edges' ? 'edges { cursor }' : 'nodes { id }'} pageInfo { hasNextPage } } }`,
  });
  if (first < 1 || first > 1_000) {
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors[0]?.message).toContain('1 to 1000');
  } else {
    expect(answer.errors).toEqual([]);
    const rows = answer.data[list]?.[at]?.length ?? 0;
    expect(rows).toBeLessThanOrEqual(first);
    if (answer.data[list]?.pageInfo.hasNextPage && !SHORT.has(list)) expect(rows).toBe(first);
    if (MANY.has(list)) expect([list, rows > 0]).toEqual([list, true]);
  }
});

test('of two lists that are refused the first of the document is told, whatever they look for', async () => {
  const slow = 'residents(where: {kanaPrefix: "ヤ", sex: MALE}, first: 0) { nodes { sex } }';
  const quick = 'residents(where: {}, first: 0) { nodes { sex } }';
  for (const query of [`{ a: ${slow} b: ${quick} }`, `{ a: ${quick} b: ${slow} }`]) {
    const { errors } = await gateway.as('clerk', { purpose: 'RECOMMEND', query });
    expect(errors.map(({ path }) => path)).toEqual([['a']]);
  }
});

test('what is left of a budget is told with what the operation itself has spent', async () => {
  // docs/attacks.md T3
  const query =
    'query ($id: ID!, $number: IndividualNumberInput!) { viewer { budgets { kind used } } verifyIndividualNumber(atenaNumber: $id, number: $number) }';
  const variables = { id: somebody(), number: '786529328057' };
  const ask = { ...{ purpose: 'INQUIRY', case: '2023-0001' }, query, variables };
  const used: number[] = [];
  for (let round = 0; round < 2; round++) {
    const { data } = await gateway.as<{ viewer: { budgets: { kind: string; used: number }[] } }>(
      'clerk',
      ask,
    );
    used.push(data.viewer.budgets.find(({ kind }) => kind === 'VERIFICATIONS')?.used ?? -1);
  }
  expect(used).toEqual([1, 2]);
});

test.each([0, 1, 500, 501])('certificateApplications of %i rows', async (first) => {
  const { errors } = await gateway.as('vrs-clerk', {
    ...{ purpose: 'HISTORY', from: '127.0.0.2' },
    query: `{ certificateApplications(first: ${first}) { number } }`,
  });
  const isFit = first >= 1 && first <= 500;
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(isFit ? [] : ['BAD_USER_INPUT']);
});

test.each(['recallTargets', 'immunizationCoverage'])(
  '%s names the codes nearest to an unknown one',
  async (field) => {
    // docs/attacks.md G7
    const [purpose, rest] =
      field === 'recallTargets' ? ['RECOMMEND', '{ nodes { status } }'] : ['STATISTICS', '{ rate }'];
    const by = field === 'recallTargets' ? '' : ', by: [SEX]';
    for (const [typed, near] of [
      ['COVID-19', 'Nearest: COVID19,'],
      ['mr', 'Nearest: MR,'],
      ['hpv', 'Nearest: HPV,'],
      ['ppsv-23', 'Nearest: PPSV23,'],
      ['DPT-IPV', 'Nearest: DPT_IPV,'],
      ['x'.repeat(4_000), 'Nearest: '],
    ] as const) {
      const answer = await gateway.as('clerk', {
        purpose,
        query: `query ($v: String!) { ${field}(vaccine: $v${by}) ${rest} }`,
        variables: { v: typed },
      });
      expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(answer.errors[0]?.message).toContain(near);
      expect(answer.errors[0]?.extensions['messageJa']).toContain('近いもの');
      expect(answer.text).not.toContain(typed);
    }
  },
);
