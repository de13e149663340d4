import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { readRecords } from '../../src/audit/reading/read-records.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import { cityRows, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { example } from '../support/intermediate/examples.js';
import { KOGANEI, KOKUBUNJI, openAs, until, VACCINATIONS } from '../support/intermediate/world.js';

/** An act is on the person who was judged, as the person stands when it leaves; whatever changes in between. */

const PROTECT =
  'mutation ($input: SetNonDisclosureInput!) { setNonDisclosure(input: $input) { userErrors { code } } }';
const READ = 'query ($id: ID!) { provisionRequest(id: $id) { state payload { contentHash } } }';
const APPROVE = `mutation ($id: ID!, $hash: String!, $key: String!) { decision: approveProvision(id: $id, contentHash: $hash, idempotencyKey: $key) { provision { state } userErrors { code } } }`;
const REJECT = `mutation ($id: ID!, $key: String!) { decision: rejectProvision(id: $id, idempotencyKey: $key) { provision { state } userErrors { code } } }`;
const REGISTER = `mutation ($input: RegisterCopiesInput!) { registerCopies(input: $input) { registered refused { reason } userErrors { code } } }`;

interface Decided {
  readonly decision: {
    readonly provision: { readonly state: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  } | null;
}
interface Registered {
  readonly registerCopies: { readonly registered: number | null; readonly userErrors: readonly object[] };
}

/** The city's databases as they are changed meanwhile: copies of this file's own. */
let folder: string;
let address: Database.Database;
let registry: Database.Database;
let gateway: TestGateway;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-acts-on-persons-'));
  const [addressFile, registryFile] = ['address-name.sqlite', 'registry.sqlite'].map((name) => {
    cpSync(join(testCity().directory, '132101', name), join(folder, name));
    return join(folder, name);
  }) as [string, string];
  [address, registry] = [new Database(addressFile), new Database(registryFile)];
  gateway = await startTestGateway(
    { SEKISHO_ADDRESS_URL: `sqlite:${addressFile}`, SEKISHO_REGISTRY_URL: `sqlite:${registryFile}` },
    { intermediate: true },
  );
});
afterEach(async () => {
  await gateway?.stop();
  address.close();
  registry.close();
  rmSync(folder, { recursive: true });
});

const by = <Data>(account: string, query: string, variables: Record<string, unknown>) =>
  gateway.as<Data>(account, { query, variables, purpose: 'HISTORY', case: 'K-1' });

/** Kokubunji asks about somebody who is not answered automatically; the number of what waits. */
async function held(): Promise<string> {
  const person = example(gateway.settings.dataDirectory, 'movedOut');
  const input = {
    idempotencyKey: 'not-by-itself',
    atenaNumber: person,
    items: [VACCINATIONS],
    reason: 'K-1',
    set: ['NO_AUTOMATIC_ANSWER'],
  };
  const { data } = await by<{ setNonDisclosure: { userErrors: readonly object[] } }>(
    'number-clerk',
    PROTECT,
    { input },
  );
  expect(data.setNonDisclosure.userErrors).toEqual([]);
  const [row] = cityRows<{ togo: string }>(
    'address-name',
    "SELECT TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?",
    person,
  );
  const there = gateway.network.state
    .prepare<[string, string, string], { integrated: string }>(
      'SELECT o.integrated FROM person k JOIN person o ON o.link = k.link AND o.institution = ? WHERE k.institution = ? AND k.integrated = ?',
    )
    .get(KOKUBUNJI, KOGANEI, row?.togo ?? '');
  const kokubunji = openAs(gateway.network, KOKUBUNJI);
  const inquiry = {
    requestId: randomUUID(),
    row: '16の2',
    provider: KOGANEI,
    items: [VACCINATIONS],
    condition: { kind: 'ALL' as const },
    hidden: false,
  };
  await kokubunji.request(inquiry, new Sealed(there?.integrated ?? ''), {
    staff: 'KB-1',
    signal: AbortSignal.timeout(10_000),
  });
  await kokubunji.close();
  const waiting = gateway.network.state.prepare<[], { number: string }>(
    "SELECT number FROM inquiry WHERE provision_state = 'AWAITING_APPROVAL'",
  );
  return (await until(() => waiting.get() ?? null)).number;
}

async function hashOf(id: string): Promise<string> {
  const { data } = await by<{ provisionRequest: { payload: { contentHash: string } } }>('manager', READ, {
    id,
  });
  return data.provisionRequest.payload.contentHash;
}

const stateOf = (id: string) =>
  gateway.network.state
    .prepare<[string], { state: string }>('SELECT provision_state AS state FROM inquiry WHERE number = ?')
    .get(id)?.state;
const countOf = (sql: string) => gateway.network.state.prepare<[], { n: number }>(sql).get()?.n;

/** Two persons change places at the address-name system. */
function exchangeKeys(one: string, other: string): void {
  const rename = address.prepare(
    'UPDATE T_GYOMU_ATENA SET GYOMU_NO = ? WHERE GYOMU_KUBUN = ? AND GYOMU_NO = ?',
  );
  for (const [to, from] of [
    ['x', one],
    [one, other],
    [other, 'x'],
  ] as const)
    rename.run(to, 'JK', from);
}

/** 支援措置 of somebody else in force today, for this person as well. */
function putUnderMeasures(atenaNumber: string): void {
  const like = registry
    .prepare<[string, string], Record<string, string | number | null>>(
      "SELECT * FROM JUKI_SIEN WHERE KAISI_YMD <= ? AND SYURYO_YMD >= ? AND TORIKESI_FLG <> '1' LIMIT 1",
    )
    .get('20230627', '20230627');
  const row = { ...like, ATENA_NO: atenaNumber, SIEN_NO: 999_999 };
  const names = Object.keys(row);
  registry
    .prepare(`INSERT INTO JUKI_SIEN (${names.join()}) VALUES (${names.map(() => '?').join()})`)
    .run(...Object.values(row));
}

/** Runs `change` when the address-name system is asked by integrated number for the second time: after the guard. */
function beforeSecondLook(change: () => void): void {
  const { statements } = gateway;
  const push = statements.push.bind(statements);
  let looks = 0;
  statements.push = (...sql) => {
    if (sql.some((one) => /TOGO_NO"? IN/i.test(one)) && ++looks === 2) change();
    return push(...sql);
  };
}

test('a provision that leads to somebody else after the guard’s look is not decided on, and that is on record', async () => {
  const judged = example(gateway.settings.dataDirectory, 'movedOut');
  const own = testCity().manifest.staff['manager'] ?? '';
  const id = await held();
  beforeSecondLook(() => exchangeKeys(judged, own));
  const { data, errors } = await by<Decided>('manager', REJECT, { id, key: 'toctou-0001' });
  expect(data.decision).toBeNull();
  expect(errors).toMatchObject([
    { message: expect.stringContaining('Nothing was decided') as string, extensions: { code: 'FORBIDDEN' } },
  ]);
  expect(stateOf(id)).toBe('AWAITING_APPROVAL');
  const decisions: string[] = [];
  const accesses: string[] = [];
  for await (const { record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys)) {
    if (record.kind === 'LINKAGE') decisions.push(record.act);
    accesses.push(JSON.stringify(record));
  }
  expect(decisions).not.toContain('REJECT');
  const reason = 'the provision leads to another person than was judged';
  expect(accesses.filter((line) => line.includes(reason))).toHaveLength(1);
});

test('an approval that was begun does not send what is of somebody put under support measures since (R202)', async () => {
  const person = example(gateway.settings.dataDirectory, 'movedOut');
  const id = await held();
  const approval = { id, hash: await hashOf(id), key: 'begun-0001' };
  gateway.network.state.exec(
    "CREATE TRIGGER down BEFORE UPDATE OF provision_state ON inquiry BEGIN SELECT RAISE(ABORT, 'down'); END",
  );
  expect((await by<Decided>('manager', APPROVE, approval)).errors).toMatchObject([
    { extensions: { code: 'SOURCE_UNAVAILABLE' } },
  ]);
  gateway.network.state.exec('DROP TRIGGER down');
  putUnderMeasures(person);
  // Once when the measures are carried over, once when they are there already.
  for (let time = 0; time < 2; time++) {
    const { data } = await by<Decided>('manager', APPROVE, approval);
    expect(data.decision).toEqual({ provision: null, userErrors: [{ code: 'CONTENT_CHANGED' }] });
  }
  expect(stateOf(id)).toBe('AWAITING_APPROVAL');
  expect(countOf("SELECT count(*) AS n FROM act WHERE operation = 'TKY03'")).toBe(0);
});

test('the same persons in another order, and twice at once, are one registration under one key', async () => {
  const persons = (['movedIn', 'movedOut'] as const).map((name) =>
    example(gateway.settings.dataDirectory, name),
  );
  const register = (atenaNumbers: readonly string[]) =>
    by<Registered>('number-clerk', REGISTER, { input: { idempotencyKey: 'one-act-0001', atenaNumbers } });
  const [first, second] = await Promise.all([register(persons), register(persons.toReversed())]);
  expect(first.data.registerCopies.userErrors).toEqual([]);
  expect(second.data).toEqual(first.data);
  expect((await register(persons.toReversed())).data).toEqual(first.data);
  const done = gateway.network.state.prepare('SELECT operation FROM act').all();
  expect(done).toEqual([{ operation: 'DBM01' }]);
});
