import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { toEraDigits } from '../../adapters/legacy/era.js';
import { listRecords } from '../../src/audit/reading/list-records.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import { cityRows, ownHealthManagement, testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { example } from '../support/intermediate/examples.js';
import { KOGANEI, SPECIAL_MEASURES, until, VACCINATIONS } from '../support/intermediate/world.js';

/**
 * 副本 as the city registers them: from its vaccination file, whole acts at a time, the protected first protected.
 * docs/attacks.md P11.
 */

const REGISTER = `mutation ($input: RegisterCopiesInput!) { registerCopies(input: $input) { registered refused { atenaNumber reason } leftOut { atenaNumber reasons } userErrors { code } } }`;
interface Registered {
  readonly registerCopies: {
    readonly registered: number | null;
    readonly refused: readonly object[] | null;
    readonly leftOut: readonly { readonly atenaNumber: string; readonly reasons: readonly string[] }[] | null;
    readonly userErrors: readonly object[];
  } | null;
}
interface Copy {
  readonly item: string;
  readonly version: string;
  readonly factDay: string;
  readonly registeredBy: string;
  readonly refreshedAt: string;
  readonly values: readonly { readonly name: string; readonly value: string }[];
}

let gateway: TestGateway;
/** A vaccination file of its own, in which a test makes rows that no judge would take. */
const folder = mkdtempSync(join(tmpdir(), 'sekisho-copies-'));
beforeAll(async () => {
  gateway = await startTestGateway(ownHealthManagement(folder), { intermediate: true });
});
afterAll(async () => {
  await gateway?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const register = (idempotencyKey: string, atenaNumbers: readonly string[]) =>
  gateway.as<Registered>('number-clerk', {
    query: REGISTER,
    variables: { input: { idempotencyKey, atenaNumbers } },
    purpose: 'HISTORY',
    case: 'K-1',
  });

const known = (name: 'movedIn' | 'movedOut' | 'protectedOne') =>
  example(gateway.settings.dataDirectory, name);

function linkOf(atenaNumber: string): number {
  const [row] = cityRows<{ togo: string }>(
    'address-name',
    "SELECT TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?",
    atenaNumber,
  );
  const person = gateway.network.state
    .prepare<[string, string], { link: number }>(
      'SELECT link FROM person WHERE institution = ? AND integrated = ?',
    )
    .get(KOGANEI, row?.togo ?? '');
  return person?.link ?? 0;
}

function copiesOf(atenaNumber: string): readonly Copy[] {
  const rows = gateway.network.state.prepare<[string, number], { copy: string }>(
    'SELECT copy FROM copy WHERE institution = ? AND link = ? ORDER BY item, place',
  );
  return rows.all(KOGANEI, linkOf(atenaNumber)).map(({ copy }) => JSON.parse(copy) as Copy);
}

test('copies state what the vaccination file has, under the name of who registered them, with a version more each time', async () => {
  const person = known('movedOut');
  const before = copiesOf(person).map(({ version }) => Number(version));
  const first = await register('register-once', [person]);
  expect(first.data.registerCopies).toEqual({
    ...{ registered: 2, refused: [], leftOut: [], userErrors: [] },
  });
  const copies = copiesOf(person);
  expect(copies.length).toBeGreaterThan(0);
  expect(new Set(copies.map(({ registeredBy }) => registeredBy))).toEqual(new Set(['KG1002']));
  const fields = new Set(copies.flatMap(({ values }) => values.map(({ name }) => name)));
  expect([...fields].filter((name) => !['vaccine', 'date', 'dose', 'lot', 'doseMl'].includes(name))).toEqual(
    [],
  );
  const { data } = await gateway.as<{
    resident: { immunizations: readonly { date: { iso: string } | null }[] };
  }>('number-clerk', {
    query: 'query ($id: ID!) { resident(atenaNumber: $id) { immunizations { date { iso } } } }',
    variables: { id: person },
    purpose: 'HISTORY',
    case: 'K-1',
  });
  expect(data.resident.immunizations.flatMap(({ date }) => date?.iso ?? [])).toEqual(
    expect.arrayContaining(copies.map(({ factDay }) => factDay)),
  );

  const versions = copies.map(({ version }) => Number(version));
  expect(Math.max(...versions)).toBe(Math.max(0, ...before) + 1);
  await register('register-again', [person]);
  expect(copiesOf(person).map(({ version }) => Number(version))).toEqual(
    versions.map((version) => version + 1),
  );
});

test('under one key copies are registered once, and told of twice', async () => {
  const person = known('movedOut');
  const first = await register('register-twice', [person]);
  const versions = copiesOf(person).map(({ version }) => version);
  expect((await register('register-twice', [person])).data).toEqual(first.data);
  expect(copiesOf(person).map(({ version }) => version)).toEqual(versions);
});

test('a row that nobody could record today is in no copy; who and why is answered, kept under the key and in the log (R158)', async () => {
  const person = known('movedOut');
  await register('register-sound', [person]);
  const [first, ...others] = copiesOf(person);
  const day = first?.factDay ?? '';
  const health = new Database(join(folder, 'health.sqlite'));
  const rows = health
    .prepare<[], { id: number; day: string }>('SELECT sessyu_id AS id, sessyu_wymd AS day FROM kk_sessyu')
    .all();
  try {
    const written = toEraDigits(requirePlainDate(day), 'LAST');
    const own = cityRows<{ number: string }>(
      'address-name',
      `SELECT trim(h.GYOMU_NO) AS number FROM T_GYOMU_ATENA h JOIN T_GYOMU_ATENA j ON j.TOGO_NO = h.TOGO_NO
       WHERE j.GYOMU_KUBUN = 'JK' AND trim(j.GYOMU_NO) = ? AND h.GYOMU_KUBUN = 'KK'`,
      person,
    );
    const change = health.prepare(
      `UPDATE kk_sessyu SET sessyu_wymd = '5990101'
       WHERE trim(kojin_no) IN (SELECT value FROM json_each(?)) AND sessyu_wymd = ?`,
    );
    const numbers = JSON.stringify(own.map(({ number }) => number));
    expect(change.run(numbers, written).changes).toBeGreaterThan(0);
    const sifted = await register('register-sifted', [person]);
    expect(sifted.data.registerCopies).toEqual({
      ...{ registered: 2, refused: [], userErrors: [] },
      leftOut: [{ atenaNumber: person, reasons: ['DATE_FUTURE'] }],
    });
    const left = copiesOf(person);
    expect(left.map(({ factDay }) => factDay)).toEqual(
      others.map(({ factDay }) => factDay).filter((other) => other !== day),
    );
    expect(JSON.stringify(left)).not.toContain('2117-01-01');
    expect((await register('register-sifted', [person])).data).toEqual(sifted.data);
    const results: unknown[] = [];
    for await (const record of listRecords(gateway.settings.auditDirectory, gateway.auditKeys, {
      kinds: new Set(['LINKAGE']),
    }))
      results.push((record as { result?: unknown }).result);
    expect(results.filter((result) => /LEFT_OUT/.test(String(result)))).toEqual([
      expect.stringMatching(/^REGISTERED 2 LEFT_OUT [1-9]$/),
    ]);
  } finally {
    const restore = health.prepare('UPDATE kk_sessyu SET sessyu_wymd = ? WHERE sessyu_id = ?');
    health.transaction(() => rows.forEach(({ id, day: was }) => restore.run(was, id)))();
    health.close();
  }
});

test('whoever is under support measures is protected before a copy of them is there, by the machine, whoever registers (R202)', async () => {
  const person = known('protectedOne');
  const link = linkOf(person);
  // Everybody has been looked through at the start; what is set from now on, the act has set.
  await until(() => (passed() ? true : null));
  gateway.network.state.prepare('DELETE FROM restriction WHERE link = ?').run(link);
  const { data } = await register('register-protected', [person]);
  expect(data.registerCopies?.userErrors).toEqual([]);
  const flags = gateway.network.state
    .prepare<
      [number, string],
      { item: string; no_automatic: number; non_disclosure: number; changed_at: number; changed_by: string }
    >('SELECT * FROM restriction WHERE link = ? AND institution = ? ORDER BY item')
    .all(link, KOGANEI);
  const both = { no_automatic: 1, non_disclosure: 1, changed_by: 'SEKISHO' };
  expect(flags).toMatchObject([SPECIAL_MEASURES, VACCINATIONS].toSorted().map((item) => ({ item, ...both })));
  const order = gateway.network.state
    .prepare<[], { operation: string }>(
      "SELECT operation FROM log WHERE operation IN ('TKY05', 'DBM01') ORDER BY sequence DESC LIMIT 2",
    )
    .all();
  expect(order.map(({ operation }) => operation)).toEqual(['DBM01', 'TKY05']);
});

const passed = (): boolean => {
  const { asked, known: of } = gateway.network.state
    .prepare<[string], { asked: number; known: number }>(
      "SELECT (SELECT count(*) FROM log WHERE staff = 'SEKISHO' AND operation = 'TKY06') AS asked, (SELECT count(DISTINCT link) FROM restriction WHERE institution = ? AND non_disclosure = 1) AS known",
    )
    .get(KOGANEI) ?? { asked: 0, known: 1 };
  return asked >= of;
};

test('a hundred persons are one act, and more are none', async () => {
  const rows = cityRows<{ id: string }>(
    'registry',
    "SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE SICHOSON_CD = '132101' AND JUMIN_JOTAI = '1' AND ATENA_NO NOT IN (SELECT ATENA_NO FROM JUKI_SIEN) ORDER BY ATENA_NO",
  );
  const household = cityRows<{ household: string }>(
    'registry',
    'SELECT SETAI_NO AS household FROM JUKI_KIHON WHERE ATENA_NO = ?',
    testCity().manifest.staff['number-clerk'],
  )[0]?.household;
  const own = new Set(
    cityRows<{ id: string }>(
      'registry',
      'SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE SETAI_NO = ?',
      household,
    ).map(({ id }) => id),
  );
  const people = rows
    .map(({ id }) => id)
    .filter((id) => !own.has(id))
    .slice(0, 101);
  expect(people).toHaveLength(101);
  const hundred = await register('register-hundred', people.slice(0, 100));
  expect([hundred.errors, hundred.data.registerCopies]).toMatchObject([
    [],
    { registered: 200, refused: [], userErrors: [] },
  ]);
  const more = await register('register-more', people);
  expect(more.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
}, 300_000);

test('a silence is asked again under the same key, and then told', async () => {
  gateway.network.faults.lost.push('DBM01');
  const silent = await register('register-lost', [known('movedOut')]);
  expect(silent.errors.map(({ extensions }) => extensions.code)).toEqual(['SOURCE_UNAVAILABLE']);
  expect((await register('register-lost', [known('movedOut')])).data.registerCopies).toEqual({
    registered: 2,
    refused: [],
    leftOut: [],
    userErrors: [],
  });
});
