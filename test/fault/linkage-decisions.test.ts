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

async function linkageInLog(): Promise<readonly LinkageRecord[]> {
  const found: LinkageRecord[] = [];
  for await (const { record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys))
    if (record.kind === 'LINKAGE') found.push(record);
  return found;
}

const decisionsInLog = async (): Promise<readonly (readonly [string, string | null])[]> =>
  (await linkageInLog()).flatMap(({ act, phase, result }) =>
    act === 'APPROVE' || act === 'REJECT' ? [[phase, result] as const] : [],
  );

/** Of these acts, the outcomes before which no intent of their own request stands, or another outcome of it does. */
async function endsWithoutIntent(acts: readonly LinkageRecord['act'][]): Promise<readonly LinkageRecord[]> {
  const open = new Set<string>();
  return (await linkageInLog()).filter(({ act, phase, id, request }) => {
    if (!acts.includes(act)) return false;
    const name = [act, id, request].join(' ');
    if (phase === 'INTENT') open.add(name);
    return phase === 'OUTCOME' && !open.delete(name);
  });
}

const codes = ({
  errors,
}: {
  readonly errors: readonly { readonly extensions: { readonly code: string } }[];
}) => errors.map(({ extensions }) => extensions.code);

test('an approval whose response was lost is told as made, under an intent of the request that hears of it', async () => {
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
  expect((await decisionsInLog()).map(([phase]) => phase)).toEqual(['INTENT', 'INTENT', 'OUTCOME']);
  expect(await endsWithoutIntent(['APPROVE'])).toEqual([]);
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

test.each([
  [
    'setNonDisclosure',
    'RESTRICT',
    'SetNonDisclosureInput',
    { items: [VACCINATIONS], reason: 'K-2', set: ['NON_DISCLOSURE'] },
  ],
  ['registerCopies', 'REGISTER', 'RegisterCopiesInput', null],
] as const)(
  'V27: %s whose response was lost ends under an intent of the request that goes on with it',
  async (name, act, type, more) => {
    const person = example(gateway.settings.dataDirectory, 'movedOut');
    const of = more === null ? { atenaNumbers: [person] } : { atenaNumber: person, ...more };
    const input = { idempotencyKey: 'asked-and-lost', ...of };
    const ask = () =>
      by<Record<string, { userErrors: readonly object[] } | null>>(
        'number-clerk',
        `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`,
        { input },
      );
    const isIts = (record: LinkageRecord) => record.act === act && record.request !== null;
    const phases = async () => (await linkageInLog()).filter(isIts).map(({ phase }) => phase);
    gateway.network.faults.lost.push(name === 'registerCopies' ? 'DBM01' : 'TKY05');
    expect(codes(await ask())).toEqual(['SOURCE_UNAVAILABLE']);
    expect(await phases()).toEqual(['INTENT']);
    const told = await ask();
    expect([codes(told), told.data[name]?.userErrors]).toEqual([[], []]);
    expect(await phases()).toEqual(['INTENT', 'INTENT', 'OUTCOME']);
    expect(await endsWithoutIntent([act])).toEqual([]);
    // It has ended: to hear of it again begins nothing.
    await ask();
    expect(await phases()).toEqual(['INTENT', 'INTENT', 'OUTCOME']);
  },
);

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
