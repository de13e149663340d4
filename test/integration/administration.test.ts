import { startTestGateway, type TestGateway } from '../support/gateway.js';

/** docs/attacks.md U7: what administrators are told of terms, ends and rules; the explanation is what the guard does. */

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway?.stop());

const ADMIN = { purpose: 'ADMINISTRATION', from: '127.0.0.4' } as const;
const ZONES = { '127.0.0.1': 'NUMBER_USE', '127.0.0.2': 'LGWAN', '127.0.0.4': 'INTRANET' } as const;
/** A root by what stands behind it, and a question that comes to nothing but to be allowed or not. */
const ROOTS = [
  ['Query.accounts', '{ accounts { id } }'],
  ['Query.auditLog', '{ auditLog { sealing } }'],
  ['Query.loginHistory', '{ loginHistory(first: 1) { pageInfo { hasNextPage } } }'],
  ['Query.recallTargets', '{ recallTargets(vaccine: "MR", first: 1) { pageInfo { hasNextPage } } }'],
] as const;

interface Explained {
  readonly explain: {
    readonly allowed: boolean;
    readonly ruleAllows: boolean;
    readonly menuGranted: boolean;
    readonly rule: string;
    readonly textJa: string;
    readonly requirements: readonly { readonly number: string }[];
    readonly openings: readonly { readonly textJa: string; readonly textEn: string }[];
  };
}
const EXPLAIN = `query ($input: ExplainInput!) { explain(input: $input) {
  allowed ruleAllows menuGranted standing rule reason textJa textEn cites
  requirements { number textJa textEn } openings { textJa textEn } } }`;
const explain = (input: object, account = 'admin', how: object = ADMIN) =>
  gateway.as<Explained>(account, { query: EXPLAIN, variables: { input }, ...how });

test('what is explained is what the guard does', async () => {
  const compared = { open: 0, closed: 0 };
  for (const account of ['clerk', 'manager', 'auditor', 'admin'])
    for (const purpose of ['RECOMMEND', 'AUDIT', 'ADMINISTRATION'])
      for (const [from, zone] of Object.entries(ZONES))
        for (const [coordinate, query] of ROOTS) {
          const { explain: told } = (await explain({ account, purpose, coordinate, zone })).data;
          const { errors } = await gateway.as(account, { query, purpose, from });
          const codes = errors.map(({ extensions }) => extensions.code);
          const isOpen = codes.length === 0;
          expect([account, purpose, zone, coordinate, told.allowed, codes]).toEqual([
            ...[account, purpose, zone, coordinate, isOpen, isOpen ? [] : [expect.any(String)]],
          ]);
          compared[isOpen ? 'open' : 'closed'] += 1;
        }
  expect(compared.open).toBeGreaterThan(5);
  expect(compared.closed).toBeGreaterThan(20);
}, 60_000);

test('why, in the rule’s own sentence and the assessment’s, and what would open it', async () => {
  const { explain: closed } = (
    await explain({ account: 'clerk', purpose: 'RECOMMEND', coordinate: 'Resident.address', zone: 'LGWAN' })
  ).data;
  expect(closed).toMatchObject({
    allowed: false,
    ruleAllows: false,
    menuGranted: true,
    rule: 'zone.number-use',
  });
  expect(closed.textJa).toContain('マイナンバー利用事務系');
  expect(closed.requirements.map(({ number }) => number)).toContain('R164');
  expect(closed.openings).toContainEqual({ textJa: 'マイナンバー利用事務系', textEn: 'number-use network' });
  const { explain: elsewhere } = (
    await explain({ account: 'clerk', purpose: 'HISTORY', coordinate: 'Resident.phone', zone: 'NUMBER_USE' })
  ).data;
  expect(elsewhere.openings).toContainEqual({
    textJa: '利用目的「接種勧奨に関する事務」',
    textEn: expect.stringMatching(/^purpose “[A-Z][a-z ]+”$/) as string,
  });
  const unknown = await explain({ account: 'nobody', coordinate: 'Resident.address' });
  expect(unknown.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const none = await explain({ account: 'clerk', coordinate: 'Resident.shoeSize' });
  expect(none.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

const LISTS = `{ roles { id nameJa nameEn } offices { nameJa owns } policy { version rules faults shadow { opens } }
  expiring(days: 3660) { kind id account what ends } }`;

test('roles, offices, ends and the policy, for those who keep or audit the directory, and nobody else', async () => {
  type Lists = {
    roles: { id: string }[];
    offices: { nameJa: string; owns: string[] }[];
    policy: { version: string; faults: string[]; shadow: null };
    expiring: { kind: string; ends: string }[];
  };
  for (const [account, how] of [
    ['admin', ADMIN],
    ['manager', { purpose: 'ADMINISTRATION' }],
    ['auditor', { ...ADMIN, purpose: 'AUDIT' }],
  ] as const) {
    const { errors, data } = await gateway.as<Lists>(account, { query: LISTS, ...how });
    expect([account, errors]).toEqual([account, []]);
    expect(data.roles.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['clerk', 'auditor', 'contractor']),
    );
    expect(data.offices).toContainEqual({ nameJa: '総務課長', owns: ['AUDIT', 'DISCLOSURE'] });
    expect(data.policy).toMatchObject({ version: expect.stringMatching(/\S{8,}/), faults: [], shadow: null });
    expect(data.expiring.length).toBeGreaterThan(0);
    const ends = data.expiring.map((one) => one.ends);
    expect(ends).toEqual(ends.toSorted());
    expect(ends.every((day) => day >= '2023-06-27' && day <= '2033-07-05')).toBe(true);
  }
  const clerk = await gateway.as('clerk', { query: LISTS, purpose: 'HISTORY' });
  expect(clerk.errors[0]?.extensions.code).toBe('FORBIDDEN');
  const wrong = await gateway.as('admin', { query: '{ expiring(days: -1) { id } }', ...ADMIN });
  expect(wrong.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const resident = await gateway.as('admin', {
    ...{ ...ADMIN, query: '{ resident(atenaNumber: "1") { name { kanji } } }' },
  });
  expect(resident.errors[0]?.extensions.code).toBe('FORBIDDEN');
});
