import type { Answer } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md K3 and G5: a small document, an answer, a list of errors or a log without measure. */

let gateway: TestGateway;
beforeAll(async () => (gateway = await startTestGateway()));
afterAll(() => gateway?.stop());

const RECOMMEND = { purpose: 'RECOMMEND' } as const;
const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ');

interface Entry {
  readonly path: readonly (string | number)[];
  readonly coordinate: string;
  readonly reason: string;
  readonly alike?: { readonly count: number; readonly path: readonly string[]; readonly rows: string };
}
const withheldOf = (answer: Answer): readonly Entry[] =>
  (JSON.parse(answer.text) as { extensions: { sekisho: { withheld: Entry[] } } }).extensions.sekisho.withheld;

test('190 aliases of 64 letters in 1,000 rows: refused in words, and nothing of it leaves', async () => {
  const page = `residents(where: {}, first: 1000) { nodes { ${times(190, (at) => `${`a${at}`.padEnd(64, 'x')}: address`)} } }`;
  const answer = await gateway.as('dashboard', { query: `{ ${page} }`, ...RECOMMEND });
  const other = await gateway.as('clerk', { query: `{ ${page} }`, ...RECOMMEND });
  for (const { text } of [answer, other]) expect(text.length).toBeLessThan(2_000_000);
  expect(other.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('a page with more nulls than are told one by one tells them by column, and loses none', async () => {
  const query = `{ residents(where: {}, first: 900) { nodes { ${times(3, (at) => `a${at}: address m${at}: memo`)} } } }`;
  const answer = await gateway.as<{ residents: { nodes: Record<string, string | null>[] } }>('contractor', {
    ...{ query, purpose: 'HISTORY', from: '127.0.0.3', case: '2023-0001' },
  });
  const reference = await gateway.as<{ residents: { nodes: Record<string, string | null>[] } }>('clerk', {
    ...{ query, purpose: 'RECOMMEND' },
  });
  const told = [answer, reference].map(withheldOf).find((entries) => entries.some(({ alike }) => alike));
  expect(told).toBeDefined();
  expect(told?.length).toBeLessThan(50);
  const rows = [answer, reference].find(
    (one) => withheldOf(one) === told || withheldOf(one).some(({ alike }) => alike),
  );
  const nulls =
    rows?.data.residents.nodes.flatMap((node) => Object.values(node)).filter((value) => value === null)
      .length ?? 0;
  const counted = (told ?? []).reduce((sum, { alike }) => sum + (alike?.count ?? 1), 0);
  // A memo may be absent and no null says so twice: all that is told is null, and all addresses are told.
  expect(counted).toBeLessThanOrEqual(nulls);
  expect(counted).toBeGreaterThan(1_000);
});

test('an age on a day beyond the calendar is refused as what it is, before anybody is looked up', async () => {
  gateway.statements.length = 0;
  for (const on of ['9999-12-31', '0001-01-01', '1867-12-31', '2200-01-01']) {
    const query = '{ residents(where: {}, first: 900) { nodes { age(on: "DAY") } } }'.replace('DAY', on);
    const written = await gateway.as('clerk', { query, ...RECOMMEND });
    const given = await gateway.as('clerk', {
      query: 'query ($on: Date) { residents(where: {}, first: 900) { nodes { age(on: $on) } } }',
      variables: { on },
      ...RECOMMEND,
    });
    for (const { errors } of [written, given]) {
      expect(errors).toHaveLength(1);
      expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  }
  expect(gateway.statements).toEqual([]);
  expect(gateway.logLines.filter((line) => line.includes('an operation failed'))).toEqual([]);
});

test('a source that is gone fails thousands of fields: they are told as few, and none goes unsaid', async () => {
  const broken = await startTestGateway({ SEKISHO_HEALTH_URL: 'mssql://reader:secret@127.0.0.1:1/health' });
  try {
    const query = `{ residents(where: {}, first: 900) { nodes { atenaNumber ${times(3, (at) => `i${at}: immunizations { id }`)} } } }`;
    const answer = await broken.as<{ residents: { nodes: Record<string, unknown>[] } }>('clerk', {
      ...{ query, purpose: 'RECOMMEND' },
    });
    const lost = answer.data.residents.nodes
      .flatMap(({ i0, i1, i2 }) => [i0, i1, i2])
      .filter((value) => value === null);
    expect(lost.length).toBeGreaterThan(1_000);
    expect(answer.errors.length).toBeLessThan(10);
    const counted = answer.errors.reduce((sum, { extensions }) => {
      expect(extensions.code).toBe('SOURCE_UNAVAILABLE');
      return sum + ((extensions as { alike?: { count: number } }).alike?.count ?? 1);
    }, 0);
    const told = withheldOf(answer).reduce((sum, { alike }) => sum + (alike?.count ?? 1), 0);
    expect(counted + told).toBe(lost.length);
    expect(answer.text.length).toBeLessThan(200_000);
    expect(broken.logLines.length).toBeLessThan(60);
  } finally {
    await broken.stop();
  }
});
