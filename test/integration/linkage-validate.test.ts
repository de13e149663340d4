import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { OperationName } from '../../adapters/intermediate-server/protocol/messages.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import type { MockIntermediate } from '../../src/mock/intermediate/start.js';
import { cityRows } from '../support/city.js';
import { startNetwork, startTestGateway, type TestGateway } from '../support/gateway.js';
import { example, movedIn } from '../support/intermediate/examples.js';
import { openPassage, type Passage } from '../support/intermediate/passage.js';
import { waitingProvision } from '../support/intermediate/waiting-provision.js';
import { dose, KOGANEI, KOKUBUNJI, openAs, until, VACCINATIONS } from '../support/intermediate/world.js';

/**
 * Every mutation of linkage that is only to be looked at: judged as the act itself, and nothing is written, sent or begun,
 * seen from the store, the log and the wire (docs/attacks.md W12).
 */

/** Calls that change something at the server. */
const CHANGING: readonly OperationName[] = ['FGU01', 'SKI01', 'TKY03', 'TKY04', 'TKY05', 'DBM01'];

const folder = mkdtempSync(join(tmpdir(), 'sekisho-linkage-validate-'));
let network: MockIntermediate;
let passage: Passage;
let gateway: TestGateway;
let store: Database.Database;
/** Of what waits, about somebody who has moved out. */
let [id, contentHash] = ['', ''];
beforeAll(async () => {
  network = await startNetwork(folder);
  passage = await openPassage(network.url);
  gateway = await startTestGateway({ SEKISHO_DATA: folder, SEKISHO_INTERMEDIATE_URL: passage.url.href });
  store = new Database(join(folder, 'store.sqlite'), { readonly: true });
  // What the machine sends by itself at the start is no request's.
  await until(() => (coveredOnce() ? true : null));
  id = await waitingProvision(gateway, example(folder, 'movedOut'), network);
  contentHash = await hashOf();
}, 300_000);
afterAll(async () => {
  store?.close();
  await gateway?.stop();
  await passage?.close();
  await network?.close();
  rmSync(folder, { recursive: true, force: true });
});

function coveredOnce(): boolean {
  const flags = flagsOf(example(folder, 'protectedOne'));
  const looks = network.state
    .prepare<[], { done: 0 | 1 }>(
      `SELECT (SELECT count(*) FROM log WHERE staff = 'SEKISHO' AND operation = 'TKY06') >= (SELECT count(DISTINCT link) FROM restriction WHERE institution = '${KOGANEI}' AND non_disclosure = 1) AS done`,
    )
    .get();
  return looks?.done === 1 && flags.length > 0 && flags.every(({ closed }) => closed === 1);
}

const COPY = {
  ...dose(VACCINATIONS, 'READ-BEFORE'),
  ...{ refreshedAt: '2023-06-01T00:00:00.000Z', registeredBy: 'KG1002' },
};

interface Told {
  readonly act: Readonly<Record<string, unknown>> & {
    readonly userErrors: readonly { readonly code: string }[];
  };
}
const by = <Data>(account: string, query: string, variables: Record<string, unknown>) =>
  gateway.as<Data>(account, { query, variables, purpose: 'HISTORY', case: 'K-1' });

async function hashOf(): Promise<string> {
  const { data } = await by<{ provisionRequest: { payload: { contentHash: string } } }>(
    'manager',
    'query ($id: ID!) { provisionRequest(id: $id) { payload { contentHash } } }',
    { id },
  );
  return data.provisionRequest.payload.contentHash;
}

/** How an act is asked for, what it takes, and what speaks against it when changed so. */
interface Act {
  readonly account: string;
  readonly payload: string;
  readonly input: () => Record<string, unknown>;
  readonly wrong: Record<string, unknown>;
  /** Who may not; whoever may when left out. */
  readonly from?: string;
  readonly code: string;
}
const flat = (name: string, more: string, given: string) =>
  `mutation ($id: ID!, $idempotencyKey: String!, $validateOnly: Boolean!${more}) { act: ${name}(id: $id, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly${given}) {`;
const ACTS: Readonly<Record<string, Act>> = {
  requestInformation: {
    ...{ account: 'number-clerk', payload: 'request { id }' },
    ...{ wrong: { row: '115の2' }, code: 'WRONG_DIRECTION' },
    input: () => ({
      atenaNumber: movedIn(folder),
      row: '16の2',
      provider: KOKUBUNJI,
      items: [VACCINATIONS],
    }),
  },
  registerCopies: {
    ...{ account: 'number-clerk', payload: 'registered' },
    ...{ wrong: { atenaNumbers: ['999999999999999'] }, code: 'UNKNOWN_PERSON' },
    input: () => ({ atenaNumbers: [example(folder, 'movedOut')] }),
  },
  setNonDisclosure: {
    ...{ account: 'number-clerk', payload: 'restrictions { nonDisclosure }' },
    ...{ wrong: { set: null, lift: ['NO_AUTOMATIC_ANSWER'] }, code: 'NOT_THE_APPROVER' },
    input: () => ({
      atenaNumber: example(folder, 'movedOut'),
      items: [VACCINATIONS],
      reason: 'K-1',
      set: ['NON_DISCLOSURE'],
    }),
  },
  approveProvision: {
    ...{ account: 'manager', payload: 'provision { id }' },
    ...{ wrong: { contentHash: 'h'.repeat(43) }, code: 'CONTENT_CHANGED' },
    input: () => ({ id, contentHash }),
  },
  rejectProvision: {
    ...{ account: 'manager', payload: 'provision { id }' },
    ...{ wrong: {}, from: 'number-clerk', code: 'NOT_THE_APPROVER' },
    input: () => ({ id }),
  },
};
const NAMES = Object.keys(ACTS);
const actOf = (name: string): Act => ACTS[name] as Act;

function documentOf(name: string): string {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const head =
    name === 'approveProvision'
      ? flat(name, ', $contentHash: String!', ', contentHash: $contentHash')
      : name === 'rejectProvision'
        ? flat(name, '', '')
        : `mutation ($input: ${type}!) { act: ${name}(input: $input) {`;
  return `${head} ${actOf(name).payload} userErrors { code } } }`;
}

async function ask(name: string, given: Record<string, unknown>, account = actOf(name).account) {
  const answer = await by<Told>(
    account,
    documentOf(name),
    name.endsWith('Provision') ? given : { input: given },
  );
  const { userErrors, ...payload } = answer.data?.act ?? { userErrors: [] };
  return {
    ...answer,
    codes: [...answer.errors.map(({ extensions }) => extensions.code), ...userErrors.map(({ code }) => code)],
    values: Object.values(payload),
  };
}

/** What an act could leave behind: rows of the store, acts in the log that are somebody's, calls that change something. */
async function standing(): Promise<unknown> {
  const count = (table: string) => store.prepare(`SELECT count(*) AS n FROM ${table}`).get();
  const acts: string[] = [];
  for await (const { record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys))
    if (record.kind === 'LINKAGE' && record.request !== null) acts.push(`${record.act} ${record.phase}`);
  return {
    rows: ['linkage_act', 'linkage_request', 'linkage_decision'].map(count),
    acts,
    calls: passage.arrived.filter((operation) => CHANGING.includes(operation)),
  };
}

async function recorded(record: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { coordinate, outcome, reason } of expandRecord(
    gateway.settings.auditDirectory,
    gateway.auditKeys,
    record,
  ))
    if (coordinate.startsWith('Mutation.')) lines.push(`${coordinate} ${outcome} ${reason ?? ''}`.trim());
  return lines;
}

describe.each(NAMES)('%s', (name) => {
  const { input, wrong, from, code } = actOf(name);
  const idempotencyKey = `only-looked-at-${name}`;

  test('to be looked at only leaves nothing behind but its access in the log', async () => {
    const before = await standing();
    const { codes, values, record } = await ask(name, { ...input(), idempotencyKey, validateOnly: true });
    expect([codes, values]).toEqual([[], [null]]);
    expect(await standing()).toEqual(before);
    expect(await recorded(record)).toEqual([expect.stringMatching(new RegExp(`^Mutation\\.${name} `))]);
  });

  test('what speaks against it is told alike, whether it is looked at or asked for', async () => {
    const before = await standing();
    const given = { ...input(), ...wrong, idempotencyKey: `against-${name}` };
    for (const validateOnly of [true, false]) {
      const { codes, values, record } = await ask(name, { ...given, validateOnly }, from);
      expect([codes, values]).toEqual([[code], [null]]);
      expect(await recorded(record)).toContainEqual(
        expect.stringContaining(`Mutation.${name} REFUSED ${code}`),
      );
    }
    expect(await standing()).toEqual(before);
  });
});

// In this order: what is decided on last is open until then.
test.each(NAMES.filter((name) => name !== 'rejectProvision'))(
  '%s: its key was left free, and once it is done a look tells nothing more',
  async (name) => {
    const { input } = actOf(name);
    // Registered and restricted anew, what would go is another content.
    if (name === 'approveProvision') contentHash = await hashOf();
    const given = { ...input(), idempotencyKey: `only-looked-at-${name}` };
    const done = await ask(name, { ...given, validateOnly: false });
    expect([done.codes, done.values]).toEqual([[], [expect.anything()]]);
    const before = await standing();
    const again = await ask(name, { ...given, validateOnly: true });
    expect([again.codes, again.values]).toEqual([[], [null]]);
    expect(await standing()).toEqual(before);
  },
);

test('approving about somebody not protected yet: a look tells it and sets nothing, the act itself protects (R202)', async () => {
  const person = example(folder, 'protectedOne');
  const isOpen = () => flagsOf(person).some(({ closed }) => closed === 0);
  network.state
    .prepare(
      'INSERT INTO copy SELECT institution, link, ?, 0, ? FROM person WHERE institution = ? AND integrated = ?',
    )
    .run(VACCINATIONS, JSON.stringify(COPY), KOGANEI, integrated(person));
  await waitingProvision(gateway, person, network);
  const waiting = network.state.prepare<[string], { number: string }>(
    "SELECT number FROM inquiry WHERE provision_state = 'AWAITING_APPROVAL' AND link IN (SELECT link FROM person WHERE integrated = ?)",
  );
  const { number } = await until(() => waiting.get(integrated(person)) ?? null);
  const koganei = openAs(network, KOGANEI);
  const call = { staff: 'KG1003', signal: AbortSignal.timeout(60_000) };
  const hash = (await koganei.provision(number, call).finally(() => koganei.close()))?.payload.contentHash;
  const given = { id: number, contentHash: hash, idempotencyKey: 'not-protected-yet' };
  const before = await standing();
  const looked = await ask('approveProvision', { ...given, validateOnly: true });
  expect([looked.codes, isOpen()]).toEqual([['CONTENT_CHANGED'], true]);
  expect(await standing()).toEqual(before);
  const asked = await ask('approveProvision', { ...given, validateOnly: false });
  expect([asked.codes, isOpen()]).toEqual([['CONTENT_CHANGED'], false]);
});

function integrated(atenaNumber: string): string {
  const [{ togo = '' } = {}] = cityRows<{ togo: string }>(
    'address-name',
    "SELECT TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND TRIM(GYOMU_NO) = ?",
    atenaNumber,
  );
  return togo.trim();
}

function flagsOf(atenaNumber: string): readonly { readonly closed: 0 | 1 }[] {
  return network.state
    .prepare<[string, string], { closed: 0 | 1 }>(
      'SELECT no_automatic AND non_disclosure AS closed FROM restriction JOIN person USING (institution, link) WHERE institution = ? AND integrated = ?',
    )
    .all(KOGANEI, integrated(atenaNumber));
}
