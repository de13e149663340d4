import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { LinkageRecord } from '../../src/audit/record/record.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import { LinkageStore } from '../../src/linkage/linkage-store.js';
import type { RequestRow } from '../../src/linkage/rows.js';
import type { MockIntermediate } from '../../src/mock/intermediate/start.js';
import { cityRows } from '../support/city.js';
import { startNetwork, startTestGateway, type TestGateway } from '../support/gateway.js';
import { example, movedIn } from '../support/intermediate/examples.js';
import { dose, KOGANEI, KOKUBUNJI, openAs, until, VACCINATIONS } from '../support/intermediate/world.js';

/** What must hold when two things come together, in the wrong order, or a second time. */

const ASK = `mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id state } userErrors { code } } }`;
const READ = `query ($id: ID!) { informationRequest(id: $id) { state answer { copies { values { name value } } } } }`;
const PROTECT = `mutation ($input: SetNonDisclosureInput!) { setNonDisclosure(input: $input) { restrictions { noAutomaticAnswer } userErrors { code } } }`;
const APPROVE = `mutation ($id: ID!, $contentHash: String!, $key: String!) {
  approveProvision(id: $id, contentHash: $contentHash, idempotencyKey: $key) { provision { state } userErrors { code } }
}`;

interface Codes {
  readonly userErrors: readonly { readonly code: string }[];
}
type Asked = { readonly requestInformation: Codes & { readonly request: { readonly id: string } | null } };
type Read = { readonly informationRequest: { readonly state: string; readonly answer: object | null } };

let folder: string;
let network: MockIntermediate;
let gateway: TestGateway;
let store: LinkageStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-linkage-safety-'));
  network = await startNetwork(folder);
  gateway = await startTestGateway({ SEKISHO_DATA: folder, SEKISHO_INTERMEDIATE_URL: network.url.href });
  store = await LinkageStore.open({ url: { kind: 'sqlite', path: join(folder, 'store.sqlite') } });
});
afterEach(async () => {
  await store?.close();
  await gateway?.stop();
  await network?.close();
  rmSync(folder, { recursive: true, force: true });
});

const by = <Data>(account: string, query: string, variables: Record<string, unknown>) =>
  gateway.as<Data>(account, { query, variables, purpose: 'HISTORY', case: 'K-1' });

function ask(key: string, more: Record<string, unknown> = {}) {
  const input = {
    idempotencyKey: key,
    atenaNumber: movedIn(folder),
    row: '16の2',
    provider: KOKUBUNJI,
    items: [VACCINATIONS],
    ...more,
  };
  return by<Asked>('number-clerk', ASK, { input });
}

async function asked(key: string): Promise<string> {
  const { data } = await ask(key);
  expect(data.requestInformation.userErrors).toEqual([]);
  return data.requestInformation.request?.id ?? '';
}

const read = (id: string) => by<Read>('number-clerk', READ, { id });
const becomes = (id: string, state: string) =>
  until(async () => ((await store.request(id))?.state === state ? true : null));

async function linkageRecords(): Promise<readonly LinkageRecord[]> {
  const found: LinkageRecord[] = [];
  for await (const { record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys))
    if (record.kind === 'LINKAGE') found.push(record);
  return found;
}

test('of two inquiries under one key at once one is made, and no intent is left open for the other', async () => {
  const both = await Promise.all([ask('at-the-same-time'), ask('at-the-same-time')]);
  const ids = both.map(({ data }) => data.requestInformation.request?.id ?? '');
  expect(new Set(ids).size).toBe(1);
  await becomes(ids[0] ?? '', 'ANSWERED');
  expect(await openIntents()).toEqual([]);
});

test('of two different inquiries under one key at once one is made, and the other is told so', async () => {
  const both = await Promise.all([
    ask('at-the-same-time'),
    ask('at-the-same-time', { from: '2020-01-01', to: '2020-12-31' }),
  ]);
  const [made] = both.flatMap(({ data }) => data.requestInformation.request ?? []);
  expect(both.flatMap(({ data }) => data.requestInformation.userErrors)).toEqual([{ code: 'KEY_REUSED' }]);
  // Either may come first; the other body holds nothing of the year that one of them asks about.
  const ofOneYear = (await store.request(made?.id ?? ''))?.periodFrom === '2020-01-01';
  await becomes(made?.id ?? '', ofOneYear ? 'REFUSED' : 'ANSWERED');
  expect(network.state.prepare('SELECT count(*) AS n FROM inquiry').get()).toEqual({ n: 1 });
  expect(await openIntents()).toEqual([]);
});

async function openIntents(): Promise<readonly string[]> {
  const records = await linkageRecords();
  const ends = new Set(records.flatMap(({ phase, id }) => (phase === 'OUTCOME' ? [id] : [])));
  return records.flatMap(({ phase, id }) => (phase === 'INTENT' && !ends.has(id) ? [id] : []));
}

test('an answer to an inquiry that was told as expired is set aside, and nothing of it shown (R187)', async () => {
  network.faults.answers.push('LATE');
  const id = await asked('expired-and-then-answered');
  await becomes(id, 'SENT');
  const row = await store.request(id);
  if (row === null) throw new Error('The inquiry is not in the store');
  await store.move(row, { state: 'EXPIRED' });
  network.faults.lateReleased = true;
  await becomes(id, 'QUARANTINED');
  expect((await read(id)).data.informationRequest.answer).toBeNull();
  expect((await store.request(id))?.quarantine).toBe('SECOND_ANSWER');
});

test('an answer that the server has lost is unavailable, and its inquiry stays answered', async () => {
  const id = await asked('lost-by-the-server');
  await becomes(id, 'ANSWERED');
  network.state.prepare('DELETE FROM answer').run();
  const { data, errors } = await read(id);
  expect([data.informationRequest, errors.map(({ extensions }) => extensions.code)]).toEqual([
    { state: 'ANSWERED', answer: null },
    ['SOURCE_UNAVAILABLE'],
  ]);
  expect(await store.request(id)).toMatchObject({ state: 'ANSWERED', quarantine: null });
});

test('inquiries that nobody ever answers do not keep the one behind them from being followed', async () => {
  network.faults.answers.push('NEVER');
  const first = await asked('the-first-of-many');
  await becomes(first, 'SENT');
  const row = await store.request(first);
  if (row === null) throw new Error('The inquiry is not in the store');
  await multiply(row, 199);
  network.faults.lost.push('SKI01');
  await becomes(await asked('the-one-behind'), 'ANSWERED');
  expect(await store.openRequests(999)).toHaveLength(200);
});

/** As many more like it, on both sides. */
async function multiply(row: RequestRow, count: number): Promise<void> {
  const inquiry = network.state
    .prepare<[string], Record<string, unknown>>('SELECT * FROM inquiry WHERE request_id = ?')
    .get(row.id);
  const columns = Object.keys(inquiry ?? {});
  const insert = network.state.prepare(
    `INSERT INTO inquiry (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`,
  );
  for (let made = 0; made < count; made++) {
    const [id, number] = [randomUUID(), `9${String(made).padStart(19, '0')}`];
    insert.run({ ...inquiry, number, request_id: id });
    // As one that is never answered is kept.
    network.state.prepare("INSERT INTO held VALUES (?, NULL, 'NEVER', 0)").run(number);
    const act = {
      id: id.padEnd(43, '-'),
      action: 'requestInformation',
      content: '-'.repeat(43),
      requestId: id,
      outcome: null,
      at: row.requestedAt,
      facts: null,
    };
    await store.begin(act, { ...row, id, processingNumber: number });
  }
}

test('a lift whose response was lost is told as done when it is asked again, and not as one’s own', async () => {
  const input = { atenaNumber: movedIn(folder), items: [VACCINATIONS], reason: 'K-1' };
  const change = (account: string, more: object) =>
    by<{ setNonDisclosure: Codes | null }>(account, PROTECT, { input: { ...input, ...more } });
  const set = await change('number-clerk', { idempotencyKey: 'protect-first', set: ['NO_AUTOMATIC_ANSWER'] });
  expect(set.data.setNonDisclosure?.userErrors).toEqual([]);
  const lift = { idempotencyKey: 'then-lift-it', lift: ['NO_AUTOMATIC_ANSWER'] };
  network.faults.lost.push('TKY05');
  expect((await change('manager', lift)).errors.map(({ extensions }) => extensions.code)).toEqual([
    'SOURCE_UNAVAILABLE',
  ]);
  expect((await change('manager', lift)).data.setNonDisclosure).toEqual({
    restrictions: [{ noAutomaticAnswer: false }],
    userErrors: [],
  });
});

describe('support measures', () => {
  const flagsOf = (atenaNumber: string) =>
    network.state
      .prepare<[string, string], { no_automatic: number; non_disclosure: number }>(
        'SELECT no_automatic, non_disclosure FROM restriction r JOIN person p ON p.link = r.link AND p.institution = r.institution WHERE r.institution = ? AND p.integrated = ?',
      )
      .all(KOGANEI, integrated(atenaNumber));
  const both = { no_automatic: 1, non_disclosure: 1 };
  /** The pass at the start has asked about everybody whom the stand-in has flags of. */
  const coveredOnce = () =>
    network.state
      .prepare<[], { done: 0 | 1 }>(
        `SELECT (SELECT count(*) FROM log WHERE staff = 'SEKISHO' AND operation = 'TKY06') >= (SELECT count(DISTINCT link) FROM restriction WHERE institution = '${KOGANEI}' AND non_disclosure = 1) AS done`,
      )
      .get()?.done === 1;

  test('are carried over from the registry when the gateway starts, whoever has lifted a flag (R202)', async () => {
    const person = example(folder, 'protectedOne');
    await until(() => (flagsOf(person).length === 2 ? true : null));
    await gateway.stop();
    network.state.prepare('DELETE FROM restriction').run();
    gateway = await startTestGateway({ SEKISHO_DATA: folder, SEKISHO_INTERMEDIATE_URL: network.url.href });
    expect(await until(() => (flagsOf(person).length === 2 ? flagsOf(person) : null))).toEqual([both, both]);
    const told = (await linkageRecords()).filter(
      ({ act, account }) => act === 'RESTRICT' && account === 'SEKISHO',
    );
    expect(told.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['INTENT', 'OUTCOME']));
  });

  test('that came after a content was read let nothing of it go (R202)', async () => {
    const person = example(folder, 'protectedOne');
    await until(() => (coveredOnce() ? true : null));
    network.state.prepare('DELETE FROM restriction').run();
    const copy = JSON.stringify({
      ...dose(VACCINATIONS, 'READ-BEFORE'),
      refreshedAt: '2023-06-01T00:00:00.000Z',
      registeredBy: 'KG1002',
    });
    network.state
      .prepare(
        'INSERT INTO copy SELECT institution, link, ?, 0, ? FROM person WHERE institution = ? AND integrated = ?',
      )
      .run(VACCINATIONS, copy, KOGANEI, integrated(person));
    network.state
      .prepare(
        'INSERT INTO restriction SELECT institution, link, ?, 1, 0, 0, ? FROM person WHERE institution = ? AND integrated = ?',
      )
      .run(VACCINATIONS, 'KG1002', KOGANEI, integrated(person));
    const kokubunji = openAs(network, KOKUBUNJI);
    const koganei = openAs(network, KOGANEI);
    try {
      await kokubunji.request(
        {
          requestId: randomUUID(),
          row: '16の2',
          provider: KOGANEI,
          items: [VACCINATIONS],
          condition: { kind: 'ALL' },
          hidden: false,
        },
        new Sealed(atKokubunji(person)),
        call('KB-1'),
      );
      const waits = { states: ['AWAITING_APPROVAL'] as const, subject: null, after: null, max: 10 };
      const [waiting] = await until(async () =>
        (await koganei.provisions(waits, call('KG1003'))).length > 0
          ? koganei.provisions(waits, call('KG1003'))
          : null,
      );
      const id = waiting?.processingNumber ?? '';
      const contentHash = (await koganei.provision(id, call('KG1003')))?.payload.contentHash ?? '';
      const { data } = await by<{ approveProvision: Codes }>('manager', APPROVE, {
        id,
        contentHash,
        key: 'read-before-protected',
      });
      expect(data.approveProvision.userErrors).toEqual([{ code: 'CONTENT_CHANGED' }]);
      expect(flagsOf(person)).toEqual([both, both]);
      expect(network.state.prepare('SELECT count(*) AS n FROM answer').get()).toEqual({ n: 0 });
    } finally {
      await Promise.all([kokubunji.close(), koganei.close()]);
    }
  });
});

test('two gateways over one store follow the same inquiries: each ends once, and what comes twice is one', async () => {
  const keys = join(folder, 'keys');
  const other = await startTestGateway({
    SEKISHO_STORE_URL: `sqlite:${join(folder, 'store.sqlite')}`,
    SEKISHO_INTERMEDIATE_URL: network.url.href,
    SEKISHO_INTERMEDIATE_KEYS: join(keys, `intermediate-${KOGANEI}.json`),
  });
  try {
    network.faults.answers.push('TWICE', 'OUT_OF_ORDER', 'LATE', 'TWICE');
    const ids: string[] = [];
    for (const key of ['shared-one', 'shared-two', 'shared-three', 'shared-four', 'shared-five'])
      ids.push(await asked(key));
    network.faults.lateReleased = true;
    for (const id of ids) await becomes(id, 'ANSWERED');
    expect(network.state.prepare('SELECT count(*) AS n FROM inquiry').get()).toEqual({ n: 5 });
    // Both read the queue to its end, and neither takes what the other has taken for a second answer.
    const { newest } = network.state
      .prepare<[], { newest: number }>('SELECT max(sequence) AS newest FROM delivery')
      .get() ?? { newest: -1 };
    await until(async () => ((await store.cursor()) === newest ? true : null));
    expect(await store.count(['ANSWERED'])).toBe(5);
    expect([...gateway.logLines, ...other.logLines].filter((line) => line.includes('set aside'))).toEqual([]);
  } finally {
    await other.stop();
  }
});

test('another content than the one that would go is refused before any intent', async () => {
  const person = example(folder, 'movedOut');
  const input = {
    idempotencyKey: 'hold-it-first',
    atenaNumber: person,
    items: [VACCINATIONS],
    reason: 'K-1',
    set: ['NO_AUTOMATIC_ANSWER'],
  };
  await by('number-clerk', PROTECT, { input });
  const kokubunji = openAs(network, KOKUBUNJI);
  await kokubunji.request(
    {
      requestId: randomUUID(),
      row: '16の2',
      provider: KOGANEI,
      items: [VACCINATIONS],
      condition: { kind: 'ALL' },
      hidden: false,
    },
    new Sealed(atKokubunji(person)),
    call('KB-1'),
  );
  await kokubunji.close();
  const held = network.state.prepare<[], { number: string }>(
    "SELECT number FROM inquiry WHERE provision_state = 'AWAITING_APPROVAL'",
  );
  const { number: id } = await until(() => held.get() ?? null);
  const { data } = await by<{ approveProvision: Codes }>('manager', APPROVE, {
    id,
    contentHash: 'x'.repeat(43),
    key: 'another-content',
  });
  expect(data.approveProvision.userErrors).toEqual([{ code: 'CONTENT_CHANGED' }]);
  expect((await linkageRecords()).filter(({ act }) => act === 'APPROVE')).toEqual([]);
});

const call = (staff: string) => ({ staff, signal: AbortSignal.timeout(10_000) });

function integrated(atenaNumber: string): string {
  const [row] = cityRows<{ togo: string }>(
    'address-name',
    "SELECT TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?",
    atenaNumber,
  );
  return row?.togo ?? '';
}

function atKokubunji(atenaNumber: string): string {
  const row = network.state
    .prepare<[string, string, string], { there: string }>(
      'SELECT o.integrated AS there FROM person k JOIN person o ON o.link = k.link AND o.institution = ? WHERE k.institution = ? AND k.integrated = ?',
    )
    .get(KOKUBUNJI, KOGANEI, integrated(atenaNumber));
  return row?.there ?? '';
}
