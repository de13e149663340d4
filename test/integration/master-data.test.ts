import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** Code tables, districts, desks and where values come from: without a purpose, and nothing of anybody. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

interface Master {
  readonly city: { nameJa: string; code: string; desks: { id: string }[] };
  readonly districts: { code: string; nameJa: string }[];
  readonly vaccines: { code: string; inUse: boolean; doses: number | null; source: string | null }[];
  readonly fieldSources: { coordinate: string; system: string }[];
}
const QUERY = `query ($on: Date) { city { nameJa code desks { id } } districts { code nameJa }
  vaccines(on: $on) { code inUse doses source } fieldSources { coordinate system } }`;

async function master(account: string, more: object = {}): Promise<Master> {
  const answer = await gateway.as<Master>(account, { query: QUERY, ...more });
  expect(answer.errors).toEqual([]);
  return answer.data;
}

test('everybody reads them without a purpose; vaccines are those of the day asked about', async () => {
  const now = await master('clerk');
  expect(now.city).toMatchObject({ nameJa: '小金井市', code: '132101' });
  expect(now.city.desks.map(({ id }) => id)).toContain('health-counter');
  expect(now.districts).toHaveLength(10);
  const of = (data: Master, code: string) => data.vaccines.find((one) => one.code === code);
  expect(of(now, 'MR')).toMatchObject({ inUse: true, doses: 2, source: expect.any(String) });
  expect(of(now, 'DPT_IPV_HIB')).toMatchObject({ inUse: false, doses: null, source: null });
  expect(
    of(await master('auditor', { from: '127.0.0.4', variables: { on: '2024-06-01' } }), 'DPT_IPV_HIB'),
  ).toMatchObject({
    inUse: true,
  });
});

interface Drawn {
  readonly city: { readonly desks: readonly { readonly telephone: string | null }[] };
  readonly districts: readonly { readonly code: string; readonly row: number; readonly column: number }[];
  readonly vaccines: readonly {
    readonly code: string;
    readonly inUse: boolean;
    readonly category: string | null;
  }[];
}

test('each district has a tile of its own, each vaccine in use its category of the day', async () => {
  const ask = async (on: string) =>
    (
      await gateway.as<Drawn>('clerk', {
        query: `query ($on: Date) { city { desks { telephone } } districts { code row column } vaccines(on: $on) { code inUse category } }`,
        variables: { on },
      })
    ).data;
  const { districts, vaccines } = await ask('2023-06-27');
  expect(new Set(districts.map(({ row, column }) => `${row}/${column}`)).size).toBe(10);
  for (const { row, column } of districts) expect([row, column].every((at) => at >= 1 && at <= 4)).toBe(true);
  for (const { inUse, category } of vaccines) expect(category !== null).toBe(inUse);
  const of = (all: Drawn['vaccines'], code: string) => all.find((one) => one.code === code)?.category;
  expect([of(vaccines, 'MR'), of(vaccines, 'PPSV23'), of(vaccines, 'COVID19')]).toEqual([
    'A',
    'B',
    'TEMPORARY',
  ]);
  expect(of((await ask('2024-11-01')).vaccines, 'COVID19')).toBe('B');
});

test('fields and their systems are told of what the account may know of the graph, and of no more', async () => {
  const clerk = (await master('clerk')).fieldSources;
  expect(clerk).toContainEqual({ coordinate: 'Resident.birthDate', system: 'RESIDENT_REGISTRY' });
  expect(clerk).toContainEqual({ coordinate: 'Immunization.lot', system: 'HEALTH_MANAGEMENT' });
  const admin = (await master('admin', { from: '127.0.0.4' })).fieldSources;
  expect(admin.filter(({ coordinate }) => coordinate.startsWith('Immunization.'))).toEqual([]);
  const number = { coordinate: 'Resident.integratedNumber', system: 'ADDRESS_NAME' };
  expect(clerk).not.toContainEqual(number);
});

test('a source says what it is called, since when its values are, and what to do where it is silent', async () => {
  const id = await gateway.as<{ residents: { nodes: { atenaNumber: string }[] } }>('clerk', {
    ...{ purpose: 'RECOMMEND', query: '{ residents(where: {}, first: 1) { nodes { atenaNumber } } }' },
  });
  const answer = await gateway.as<{ resident: { sources: Record<string, string | null>[] } }>('clerk', {
    purpose: 'HISTORY',
    variables: { id: id.data.residents.nodes[0]?.atenaNumber },
    query: `query ($id: ID!) { resident(atenaNumber: $id) { name { kanji }
      sources { system availability asOf nameJa nameEn messageJa message } } }`,
  });
  const registry = answer.data.resident.sources.find(({ system }) => system === 'RESIDENT_REGISTRY');
  expect(registry).toMatchObject({ nameJa: '住民基本台帳', messageJa: '住民基本台帳は応答しています。' });
  expect(Math.abs(Date.parse(registry?.['asOf'] ?? '') - Date.now())).toBeLessThan(60_000);
});
