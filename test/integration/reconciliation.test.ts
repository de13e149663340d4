import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MUNICIPALITY } from '../../src/about.js';
import { searchSubject } from '../../src/audit/reading/search.js';
import type { MockVrs } from '../../src/mock/vrs/start.js';
import { TEST_CITY, testCity } from '../support/city.js';
import { startTestGateway, startVrs, type TestGateway } from '../support/gateway.js';
import { CONSENT, openCase } from '../support/vrs/graph.js';
import {
  plantedFaults,
  startReconciliation,
  type ReconciliationWorld,
} from '../support/reconciliation/world.js';

interface Finding {
  readonly id: string;
  readonly digest: string;
  readonly kind: string;
  readonly state: string;
  readonly suspected: string;
  readonly confidence: number;
  readonly atenaNumber: string;
  readonly immunizationId: string | null;
  readonly ledger: { readonly day: string; readonly lot: string } | null;
  readonly vrs: { readonly day: string } | null;
  readonly reasons: readonly { readonly code: string; readonly textJa: string }[];
  readonly outcome: string | null;
}
interface Payload {
  readonly finding: Finding | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const FIELDS = `id digest kind state suspected confidence atenaNumber immunizationId outcome
  ledger { day lot } vrs { day } reasons { code textJa }`;
const LIST = `query($filter: ReconciliationFindingFilter, $first: Int = 200, $after: String) {
  reconciliationFindings(filter: $filter, first: $first, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage } } }`;
const DECIDE = `mutation($input: DecideFindingInput!) { decideFinding(input: $input) { finding { ${FIELDS} } userErrors { code } } }`;
const APPROVE = `mutation($input: ApproveFindingInput!) { approveFinding(input: $input) { finding { ${FIELDS} } userErrors { code } } }`;

/** The desk of VRS works on LGWAN terminals. */
const LGWAN = '127.0.0.2';

let folder: string;
let vrs: MockVrs;
let gateway: TestGateway;
let run: ReconciliationWorld;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-recon-graph-'));
  // What is decided is written into the ledger: of a copy.
  const health = join(folder, 'health.sqlite');
  copyFileSync(join(testCity().directory, MUNICIPALITY, 'health.sqlite'), health);
  vrs = await startVrs(folder);
  gateway = await startTestGateway({
    SEKISHO_HEALTH_URL: `sqlite:${health}`,
    SEKISHO_VRS_URL: vrs.url.href,
    SEKISHO_VRS_KEYS: join(folder, 'keys', `vrs-${MUNICIPALITY}.json`),
  });
  run = await startReconciliation(
    { directory: testCity().directory, ...TEST_CITY },
    { vrs, data: folder, health, store: join(gateway.settings.dataDirectory, 'store.sqlite') },
  );
  await run.run().run(AbortSignal.timeout(120_000));
});
afterAll(async () => {
  await run.end();
  await gateway.stop();
  await vrs.close();
  rmSync(folder, { recursive: true, force: true });
});

const asClerk = <Data>(query: string, variables: Record<string, unknown>, more: object = {}) =>
  gateway.as<Data>('vrs-clerk', { query, variables, purpose: 'HISTORY', from: LGWAN, ...more });
const asManager = <Data>(query: string, variables: Record<string, unknown>) =>
  gateway.as<Data>('manager', { query, variables, purpose: 'HISTORY' });

async function findings(filter: object = {}): Promise<readonly Finding[]> {
  const answer = await asClerk<{ reconciliationFindings: { nodes: readonly Finding[] } }>(LIST, { filter });
  return answer.data?.reconciliationFindings.nodes ?? [];
}

/** As whoever approves has seen the proposal. */
const proposalOf = async (id: string): Promise<string> =>
  (await findings({ states: ['PROPOSED'] })).find((one) => one.id === id)?.digest ?? '';

test('a VRS clerk on LGWAN sees both sides and why, whoever works elsewhere the ledger alone', async () => {
  const [one] = await findings({ kinds: ['DAY_MISMATCH'] });
  expect(one).toMatchObject({ state: 'OPEN', suspected: 'LEDGER' });
  expect(one?.ledger?.day).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(one?.vrs?.day).not.toBe(one?.ledger?.day);
  expect(one?.reasons.map(({ code }) => code)).toContain('CLEANED_UP');
  const answer = await asManager<{ reconciliationFindings: { nodes: readonly Finding[] } }>(LIST, {
    filter: { kinds: ['DAY_MISMATCH'] },
  });
  expect(answer.data?.reconciliationFindings.nodes.find(({ id }) => id === one?.id)).toMatchObject({
    ledger: { day: one?.ledger?.day },
    vrs: null,
  });
});

test('that there is no finding of somebody who is named is on record for them', async () => {
  const someone = testCity().manifest.staff['manager'] ?? '';
  const { data, record } = await asClerk<{ reconciliationFindings: { nodes: readonly Finding[] } }>(LIST, {
    filter: { atenaNumber: someone, kinds: ['DAY_MISMATCH'] },
  });
  expect(data.reconciliationFindings.nodes).toEqual([]);
  const lines: string[] = [];
  const log = { municipality: MUNICIPALITY, atenaNumber: someone };
  for await (const line of searchSubject(gateway.settings.auditDirectory, gateway.auditKeys, log))
    if (line.record === record) lines.push(`${line.coordinate} ${line.outcome} ${line.reason}`);
  expect(lines).toEqual([
    'Query.reconciliationFindings DISCLOSED by ReconciliationFindingFilter.kinds ReconciliationFindingFilter.atenaNumber',
  ]);
});

test('the tools of other accounts, zones and purposes open none of it', async () => {
  for (const [account, more] of [
    ['clerk', { purpose: 'HISTORY' }],
    ['contractor', { purpose: 'HISTORY', from: '127.0.0.3' }],
    ['vrs-clerk', { purpose: 'HISTORY' }],
    ['vrs-clerk', { purpose: 'RECOMMEND', from: LGWAN }],
    ['auditor', { purpose: 'AUDIT' }],
  ] as const) {
    const answer = await gateway.as<Record<string, unknown>>(account, {
      ...{ query: LIST, variables: {} },
      ...more,
    });
    expect(answer.data?.['reconciliationFindings'] ?? null).toBeNull();
  }
});

test('a decision is proposed by one, approved by another, and both systems are corrected and locked', async () => {
  const [one] = await findings({ kinds: ['DAY_MISMATCH'] });
  if (one === undefined) throw new Error('The city has wrong days');
  const { id, digest } = one;
  const given = { id, digest, decision: 'ACCEPT_VRS', reason: 'SLIP_SEEN', idempotencyKey: 'decide-0001' };
  const only = await asClerk<{ decideFinding: Payload }>(DECIDE, { input: { ...given, validateOnly: true } });
  expect(only.data?.decideFinding).toEqual({ finding: null, userErrors: [] });
  const early = await asManager<{ approveFinding: Payload }>(APPROVE, {
    input: { id, digest, approve: true, idempotencyKey: 'approve-0000' },
  });
  expect(early.data?.approveFinding.userErrors).toEqual([{ code: 'NOT_PROPOSED' }]);
  const proposed = await asClerk<{ decideFinding: Payload }>(DECIDE, { input: given });
  expect(proposed.data?.decideFinding).toMatchObject({ finding: { state: 'PROPOSED' }, userErrors: [] });
  // Nothing is changed yet.
  expect(ledgerDay(one.immunizationId)).toBe(one.ledger?.day);
  const again = await asClerk<{ decideFinding: Payload }>(DECIDE, { input: given });
  expect(again.data?.decideFinding.userErrors).toEqual([]);
  const seen = proposed.data?.decideFinding.finding?.digest;
  expect(seen).toBe(await proposalOf(id));
  const approval = { id, digest: seen, approve: true, idempotencyKey: 'approve-0001' };
  const approved = await asManager<{ approveFinding: Payload }>(APPROVE, { input: approval });
  expect(approved.data?.approveFinding).toMatchObject({
    finding: { state: 'DECIDED', outcome: 'DONE' },
    userErrors: [],
  });
  expect(ledgerDay(one.immunizationId)).toBe(one.vrs?.day);
  // Before and after, who asked and the lock stand in the records' own history.
  const history = storeRows<{
    before_content: string;
    after_content: string;
    locks: number;
    account: string;
    reason: string;
  }>('SELECT * FROM immunization_change WHERE dose_id = ?', one.immunizationId);
  expect(history).toHaveLength(1);
  expect(history[0]).toMatchObject({ locks: 1, account: 'vrs-clerk' });
  expect(history[0]?.reason).toContain('manager');
  const replay = await asManager<{ approveFinding: Payload }>(APPROVE, { input: approval });
  expect(replay.data?.approveFinding).toMatchObject({ finding: { state: 'DECIDED' }, userErrors: [] });
  expect(storeRows('SELECT * FROM immunization_change WHERE dose_id = ?', one.immunizationId)).toHaveLength(
    1,
  );
  // The next run does not find it again, and leaves it decided.
  await run.run().run(AbortSignal.timeout(120_000));
  expect((await findings({ states: ['DECIDED'] })).map((found) => found.id)).toContain(id);
});

test('what was corrected is locked: an import that brings it back in its wrong form changes nothing', async () => {
  const corrected = storeRows<{
    dose_id: string;
    atena_number: string;
    version: number;
    content_before: string;
  }>("SELECT * FROM immunization_change WHERE state = 'DONE' AND kind = 'CORRECT'");
  expect(corrected.length).toBeGreaterThan(0);
  for (const [at, row] of corrected.entries()) {
    const day = ledgerDay(row.dose_id);
    const { date } = JSON.parse(row.content_before) as { date: string };
    const answer = await asManager<{ correctImmunization: { userErrors: readonly { code: string }[] } }>(
      'mutation($input: CorrectImmunizationInput!) { correctImmunization(input: $input) { userErrors { code } } }',
      {
        input: {
          ...{ idempotencyKey: `reimport-${at}`, atenaNumber: row.atena_number, id: row.dose_id },
          ...{ version: String(row.version), way: 'VRS_IMPORT', reason: 'a late file', changes: { date } },
        },
      },
    );
    expect(answer.data.correctImmunization.userErrors).toEqual([{ code: 'LOCKED' }]);
    expect(ledgerDay(row.dose_id)).toBe(day);
  }
});

test('a finding of one’s own household is neither listed nor decided on', async () => {
  const own = testCity().manifest.staff['vrs-clerk'] ?? testCity().manifest.staff['manager'];
  const account = testCity().manifest.staff['vrs-clerk'] == null ? 'manager' : 'vrs-clerk';
  if (own == null) throw new Error('One of the two lives in the city');
  const [any] = await run.store.page(
    { states: ['OPEN'], kinds: [], suspected: [], leastConfidence: 0, atenaNumbers: null },
    { most: 1, after: null },
  );
  const last = await run.store.lastRun();
  if (any === undefined || last === null) throw new Error('There are findings');
  const id = 'own-household'.padEnd(43, 'x');
  await run.store.keepPage({
    run: last,
    from: last,
    found: [{ ...any, id, atenaNumber: own, otherNumber: null }],
    strays: [],
    at: '2023-06-27T00:00:00.000Z',
  });
  const ask = <Data>(query: string, variables: Record<string, unknown>) =>
    gateway.as<Data>(account, {
      ...{ query, variables, purpose: 'HISTORY' },
      ...(account === 'vrs-clerk' ? { from: LGWAN } : {}),
    });
  const listed = await ask<{ reconciliationFindings: { nodes: readonly Finding[] } }>(LIST, {});
  expect(listed.data.reconciliationFindings.nodes.length).toBeGreaterThan(0);
  expect(listed.data.reconciliationFindings.nodes.map((one) => one.id)).not.toContain(id);
  const decided = await ask<{ decideFinding: Payload | null }>(DECIDE, {
    input: { id, digest: any.digest, decision: 'NO_FAULT', reason: 'EVIDENT', idempotencyKey: 'decide-own1' },
  });
  // As of a finding that there is not: test/attack/closed-as-absent.test.ts.
  expect(decided.data?.decideFinding).toMatchObject({
    finding: null,
    userErrors: [{ code: 'UNKNOWN_FINDING' }],
  });
  expect((await run.store.find(id))?.state).toBe('OPEN');
});

test('where the ledger is right, VRS is corrected and locks the record', async () => {
  const [one] = await findings({ kinds: ['ORDER_INVERTED'], suspected: ['VRS'] });
  if (one === undefined) throw new Error('The stand-in has planted it');
  const { id, digest } = one;
  await asClerk(DECIDE, {
    input: { id, digest, decision: 'ACCEPT_LEDGER', reason: 'COUPON_SEEN', idempotencyKey: 'decide-0002' },
  });
  const approved = await asManager<{ approveFinding: Payload }>(APPROVE, {
    input: { id, digest: await proposalOf(id), approve: true, idempotencyKey: 'approve-0002' },
  });
  expect(approved.data?.approveFinding).toMatchObject({ finding: { state: 'DECIDED' }, userErrors: [] });
  const planted = plantedFaults({ directory: testCity().directory, ...TEST_CITY }, folder).find(
    ({ kind }) => kind === 'VRS_SIDE_ORDER_INVERTED',
  );
  const record = vrs.state
    .prepare<[string], { day: string; locked: number }>('SELECT day, locked FROM dose WHERE id = ?')
    .get(planted?.doseId ?? '');
  expect(record).toEqual({ day: one.ledger?.day, locked: 1 });
});

test('a rejected proposal opens the finding again, and what does not fit is refused', async () => {
  const [one] = await findings({ kinds: ['LOT_MISMATCH'] });
  if (one === undefined) throw new Error('The city has wrong lots');
  const { id, digest } = one;
  const decide = (input: object) =>
    asClerk<{ decideFinding: Payload }>(DECIDE, { input: { id, digest, reason: 'EVIDENT', ...input } });
  const without = await decide({ decision: 'CORRECT', idempotencyKey: 'decide-0003' });
  expect(without.data?.decideFinding.userErrors).toEqual([{ code: 'VALUES_NEEDED' }]);
  const stale = await decide({
    decision: 'ACCEPT_VRS',
    digest: 'x'.repeat(43),
    idempotencyKey: 'decide-0004',
  });
  expect(stale.data?.decideFinding.userErrors).toEqual([{ code: 'CHANGED' }]);
  await decide({ decision: 'ACCEPT_VRS', idempotencyKey: 'decide-0005' });
  const rejected = await asManager<{ approveFinding: Payload }>(APPROVE, {
    input: { id, digest: await proposalOf(id), approve: false, idempotencyKey: 'approve-0003' },
  });
  expect(rejected.data?.approveFinding).toMatchObject({
    finding: { state: 'OPEN', outcome: 'REJECTED' },
  });
});

/** Straight into the ledger, as whoever has the slip in hand does. */
async function byHand(field: 'correctImmunization' | 'withdrawImmunization', input: object): Promise<void> {
  const type = field === 'correctImmunization' ? 'CorrectImmunizationInput' : 'WithdrawImmunizationInput';
  const { data } = await asManager<Record<string, { userErrors: readonly unknown[] }>>(
    `mutation($input: ${type}!) { done: ${field}(input: $input) { userErrors { code } } }`,
    { input: { version: '0', way: 'COUNTER', reason: '済証を確認したため', ...input } },
  );
  expect(data['done']?.userErrors).toEqual([]);
}

test('of a dose that stands twice, the one that is left is not withdrawn as well (docs/attacks.md W24)', async () => {
  const [one] = await findings({ kinds: ['DUPLICATE'], suspected: ['LEDGER'], states: ['OPEN'] });
  if (one === undefined) throw new Error('The city has doses twice');
  const { id, digest, atenaNumber } = one;
  const beside = (await run.store.find(id))?.besideId;
  await byHand('withdrawImmunization', { idempotencyKey: 'by-hand-twice', atenaNumber, id: beside });
  const given = { id, digest, decision: 'ACCEPT_VRS', reason: 'EVIDENT' };
  const decided = await asClerk<{ decideFinding: Payload }>(DECIDE, {
    input: { ...given, idempotencyKey: 'decide-twice-one' },
  });
  expect(decided.data.decideFinding.userErrors).toEqual([{ code: 'CHANGED' }]);
  expect((await run.store.find(id))?.state).toBe('OPEN');
});

test('nor is a decision carried out that was proposed before somebody changed a side; it can be rejected', async () => {
  const [one] = await findings({ kinds: ['DAY_MISMATCH'], suspected: ['LEDGER'], states: ['OPEN'] });
  if (one === undefined) throw new Error('The city has wrong days');
  const { id, digest, atenaNumber, immunizationId } = one;
  const given = { id, digest, decision: 'ACCEPT_VRS', reason: 'SLIP_SEEN', idempotencyKey: 'decide-hand-1' };
  expect(
    (await asClerk<{ decideFinding: Payload }>(DECIDE, { input: given })).data.decideFinding.userErrors,
  ).toEqual([]);
  await byHand('correctImmunization', {
    ...{ idempotencyKey: 'by-hand-place', atenaNumber, id: immunizationId, changes: { lot: 'EY0573' } },
  });
  const day = ledgerDay(immunizationId);
  const approval = { id, digest: await proposalOf(id) };
  const approved = await asManager<{ approveFinding: Payload }>(APPROVE, {
    input: { ...approval, approve: true, idempotencyKey: 'approve-hand-1' },
  });
  expect(approved.data.approveFinding.userErrors).toEqual([{ code: 'CHANGED' }]);
  expect(ledgerDay(immunizationId)).toBe(day);
  const rejected = await asManager<{ approveFinding: Payload }>(APPROVE, {
    input: { ...approval, approve: false, idempotencyKey: 'approve-hand-2' },
  });
  expect(rejected.data.approveFinding).toMatchObject({ finding: { state: 'OPEN' }, userErrors: [] });
});

test('nobody approves what they proposed themselves, nor whoever does not hold the office', async () => {
  const [one] = await findings({ kinds: ['MAKER_MISMATCH'] });
  if (one === undefined) throw new Error('The city has wrong makers');
  const { id, digest } = one;
  const decided = await asManager<{ decideFinding: Payload }>(DECIDE, {
    input: { id, digest, decision: 'ACCEPT_VRS', reason: 'SLIP_SEEN', idempotencyKey: 'decide-0006' },
  });
  expect(decided.data?.decideFinding.userErrors).toEqual([]);
  const own = await asManager<{ approveFinding: Payload }>(APPROVE, {
    input: { id, digest: await proposalOf(id), approve: true, idempotencyKey: 'approve-0004' },
  });
  expect(own.data?.approveFinding.userErrors).toEqual([{ code: 'OWN_PROPOSAL' }]);
  const other = await gateway.as<{ approveFinding: Payload }>('number-clerk', {
    ...{ query: APPROVE, purpose: 'HISTORY' },
    variables: { input: { id, digest: await proposalOf(id), approve: true, idempotencyKey: 'approve-0005' } },
  });
  expect(other.data?.approveFinding.userErrors).toEqual([{ code: 'NOT_THE_APPROVER' }]);
});

test('a finding that is nobody’s is no finding, however the id is guessed', async () => {
  const answer = await asClerk<{ decideFinding: Payload }>(DECIDE, {
    input: {
      ...{ id: 'A'.repeat(43), digest: 'A'.repeat(43), decision: 'NO_FAULT', reason: 'EVIDENT' },
      idempotencyKey: 'decide-0007',
    },
  });
  expect(answer.data.decideFinding).toEqual({ finding: null, userErrors: [{ code: 'UNKNOWN_FINDING' }] });
});

test('with a case named, a page of one finding holds it, wherever in the list it stands (docs/attacks.md B17)', async () => {
  const all = await findings();
  const last = all.findLast(({ atenaNumber }) => atenaNumber !== all[0]?.atenaNumber);
  if (last === undefined) throw new Error('the city has findings of several persons');
  const number = await openCase(gateway, { atenaNumbers: [last.atenaNumber], consent: CONSENT });
  const theirs = all.filter(({ atenaNumber }) => atenaNumber === last.atenaNumber).map(({ id }) => id);
  const answer = await asClerk<{
    reconciliationFindings: { nodes: readonly Finding[]; pageInfo: { hasNextPage: boolean } };
  }>(LIST, { first: 1 }, { case: number });
  const { nodes, pageInfo } = answer.data.reconciliationFindings;
  expect([nodes.map(({ id }) => id), pageInfo.hasNextPage]).toEqual([theirs.slice(0, 1), theirs.length > 1]);
});

test('with a case named, findings of nobody else are listed', async () => {
  const answer = await asClerk<{ reconciliationFindings: { nodes: readonly Finding[] } }>(
    LIST,
    {},
    { case: 'D-1' },
  );
  expect(answer.data?.reconciliationFindings.nodes ?? []).toEqual([]);
});

function ledgerDay(id: string | null): string | undefined {
  const database = new Database(join(folder, 'health.sqlite'), { readonly: true });
  try {
    const row = database
      .prepare<[number], { day: string }>('SELECT sessyu_wymd AS day FROM kk_sessyu WHERE sessyu_id = ?')
      .get(Number(id));
    return row && `${Number(row.day.slice(1, 3)) + 2018}-${row.day.slice(3, 5)}-${row.day.slice(5, 7)}`;
  } finally {
    database.close();
  }
}

function storeRows<Row>(sql: string, ...values: unknown[]): readonly Row[] {
  const database = new Database(join(gateway.settings.dataDirectory, 'store.sqlite'), { readonly: true });
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}
