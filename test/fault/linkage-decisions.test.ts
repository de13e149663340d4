import { randomUUID } from 'node:crypto';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { LinkageRecord } from '../../src/audit/record/record.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import { cityRows } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { example } from '../support/intermediate/examples.js';
import { KOGANEI, KOKUBUNJI, openAs, until, VACCINATIONS } from '../support/intermediate/world.js';

/** Decisions whose response is lost: asked again under the same key they are told, and are made once. */

const PROTECT =
  'mutation ($input: SetNonDisclosureInput!) { setNonDisclosure(input: $input) { userErrors { code } } }';
const READ = 'query ($id: ID!) { provisionRequest(id: $id) { state payload { contentHash } } }';
const APPROVE = `mutation ($id: ID!, $hash: String!, $key: String!) { decision: approveProvision(id: $id, contentHash: $hash, idempotencyKey: $key) { provision { state } userErrors { code } } }`;
const REJECT = `mutation ($id: ID!, $key: String!) { decision: rejectProvision(id: $id, idempotencyKey: $key) { provision { state } userErrors { code } } }`;

interface Decided {
  readonly decision: {
    readonly provision: { readonly state: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  } | null;
}

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startTestGateway({}, { intermediate: true });
});
afterEach(() => gateway?.stop());

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

async function decisionsInLog(): Promise<readonly (readonly [string, string | null])[]> {
  const found: LinkageRecord[] = [];
  for await (const { record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys))
    if (record.kind === 'LINKAGE') found.push(record);
  return found.flatMap(({ act, phase, result }) =>
    act === 'APPROVE' || act === 'REJECT' ? [[phase, result] as const] : [],
  );
}

const codes = ({
  errors,
}: {
  readonly errors: readonly { readonly extensions: { readonly code: string } }[];
}) => errors.map(({ extensions }) => extensions.code);

test('an approval whose response was lost is told as made, its intent open until then', async () => {
  const id = await held();
  const approval = { id, hash: await hashOf(id), key: 'approve-and-lose' };
  gateway.network.faults.lost.push('TKY03');
  expect(codes(await by<Decided>('manager', APPROVE, approval))).toEqual(['SOURCE_UNAVAILABLE']);
  expect(await decisionsInLog()).toEqual([['INTENT', null]]);
  const { data } = await by<Decided>('manager', APPROVE, approval);
  expect(data.decision).toMatchObject({
    userErrors: [],
    provision: { state: expect.stringMatching(/^(APPROVED|SENT)$/) as string },
  });
  expect((await decisionsInLog()).map(([phase]) => phase)).toEqual(['INTENT', 'OUTCOME']);
  expect(
    gateway.network.state.prepare("SELECT count(*) AS n FROM act WHERE operation = 'TKY03'").get(),
  ).toEqual({ n: 1 });
});

test('a rejection whose response was lost is told as made, and cannot be approved afterwards', async () => {
  const id = await held();
  const hash = await hashOf(id);
  gateway.network.faults.lost.push('TKY04');
  expect(codes(await by<Decided>('manager', REJECT, { id, key: 'reject-and-lose' }))).toEqual([
    'SOURCE_UNAVAILABLE',
  ]);
  const again = await by<Decided>('manager', REJECT, { id, key: 'reject-and-lose' });
  expect(again.data.decision).toEqual({ provision: { state: 'REJECTED' }, userErrors: [] });
  const late = await by<Decided>('manager', APPROVE, { id, hash, key: 'approve-the-rejected' });
  expect(late.data.decision).toEqual({ provision: null, userErrors: [{ code: 'CLOSED' }] });
  expect(gateway.network.state.prepare('SELECT count(*) AS n FROM answer').get()).toEqual({ n: 0 });
});

test('one key is one decision: it cannot be turned round', async () => {
  const id = await held();
  const hash = await hashOf(id);
  await by<Decided>('manager', REJECT, { id, key: 'one-decision' });
  const turned = await by<Decided>('manager', APPROVE, { id, hash, key: 'one-decision' });
  expect(turned.data.decision).toEqual({ provision: null, userErrors: [{ code: 'KEY_REUSED' }] });
});

test('who does not hold the office decides nothing, and nothing of it is begun (R015)', async () => {
  const id = await held();
  const { data } = await by<Decided>('number-clerk', APPROVE, {
    id,
    hash: await hashOf(id),
    key: 'not-my-office',
  });
  expect(data.decision).toEqual({ provision: null, userErrors: [{ code: 'NOT_THE_APPROVER' }] });
  expect(await decisionsInLog()).toEqual([]);
});
