import { randomUUID } from 'node:crypto';
import type { IntermediateServer } from '../../adapters/intermediate-server/model.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { LinkageRecord } from '../../src/audit/record/record.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import { INSURER, type Examples } from '../../src/mock/intermediate/seed/city-seed.js';
import { birthDateOf } from '../support/birth-date.js';
import { cityRows } from '../support/city.js';
import type { Answer } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { example } from '../support/intermediate/examples.js';
import {
  KOGANEI,
  KOKUBUNJI,
  SPECIAL_MEASURES,
  VACCINATIONS,
  openAs,
  until,
} from '../support/intermediate/world.js';
import { fillIn, readSteps } from '../support/walk-through.js';

/** The walk-through of docs/linkage.md, with its own documents, over the gateway, the stand-in and the city. */

let gateway: TestGateway;
let kokubunji: IntermediateServer;
const steps = readSteps('linkage.md');
const there = () => ({ staff: 'KB-1', signal: AbortSignal.timeout(10_000) });

beforeAll(async () => {
  gateway = await startTestGateway({}, { intermediate: true });
  kokubunji = openAs(gateway.network, KOKUBUNJI);
});
afterAll(async () => {
  await kokubunji?.close();
  await gateway?.stop();
});

const known = (name: keyof Examples): string => example(gateway.settings.dataDirectory, name);

/** One step of the page, as its fence says who asks. */
async function run<Data>(name: string, values: Record<string, string> = {}): Promise<Answer<Data>> {
  const step = steps.get(name);
  if (step === undefined) throw new Error(`docs/linkage.md has no step ${name}`);
  return gateway.as<Data>(step.account, {
    query: step.query,
    variables: fillIn(step, values),
    purpose: step.purpose,
    case: step.caseNumber,
  });
}

/** What Kokubunji calls a person whom Koganei calls so, as only the network can say. */
function atKokubunji(atenaNumber: string): Sealed<string> {
  const row = gateway.network.state
    .prepare<[string, string, string], { integrated: string }>(
      'SELECT o.integrated FROM person k JOIN person o ON o.link = k.link AND o.institution = ? WHERE k.institution = ? AND k.integrated = ?',
    )
    .get(KOKUBUNJI, KOGANEI, togo(atenaNumber));
  if (row === undefined) throw new Error('Kokubunji does not know this person');
  return new Sealed(row.integrated);
}

function togo(atenaNumber: string): string {
  return (
    cityRows<{ togo: string }>(
      'address-name',
      "SELECT TOGO_NO AS togo FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND GYOMU_NO = ?",
      atenaNumber,
    )[0]?.togo ?? ''
  );
}

/** The neighbour's side is no part of the graph: it asks through its own server. */
async function ask(atenaNumber: string, item = VACCINATIONS, row = '16の2'): Promise<string> {
  const requestId = randomUUID();
  await kokubunji.request(
    { requestId, row, provider: KOGANEI, items: [item], condition: { kind: 'ALL' }, hidden: false },
    atKokubunji(atenaNumber),
    there(),
  );
  return requestId;
}

interface UserErrors {
  readonly userErrors: readonly {
    readonly code: string;
    readonly row: string | null;
    readonly article: string | null;
    readonly messageJa: string;
  }[];
}

interface ReadAnswer {
  readonly informationRequest: {
    readonly state: string;
    readonly answer: {
      readonly copies: readonly { readonly values: readonly { name: string; value: string }[] }[];
    } | null;
  };
}

/** Asks again until the answer is what is waited for. */
const settled = (id: string) =>
  until(async () => {
    const { data } = await run<ReadAnswer>('read', { 照会番号: id });
    return ['ANSWERED', 'REFUSED', 'QUARANTINED'].includes(data.informationRequest.state)
      ? data.informationRequest
      : null;
  });

test('Koganei asks Kokubunji under 16の2 and reads the answer from its copy', async () => {
  const values = { 本人の宛名番号: known('movedIn'), 国分寺市の機関コード: KOKUBUNJI };
  const asked = await run<{
    requestInformation: { request: { id: string; article: string; provider: { name: string } } } & UserErrors;
  }>('inquire', values);
  expect(asked.errors).toEqual([]);
  const { request, userErrors } = asked.data.requestInformation;
  expect([userErrors, request.article, request.provider.name]).toEqual([[], '第12条の2', '国分寺市長']);
  const { state, answer } = await settled(request.id);
  expect(state).toBe('ANSWERED');
  expect(answer?.copies.map(({ values: of }) => of.find(({ name }) => name === 'vaccine')?.value)).toContain(
    'BCG',
  );

  const again = await run<{ requestInformation: { request: { id: string } } }>('inquire', values);
  expect(again.data.requestInformation.request.id).toBe(request.id);
  const sent = gateway.network.state
    .prepare('SELECT count(*) AS n FROM inquiry WHERE inquirer = ?')
    .get(KOGANEI);
  expect(sent).toEqual({ n: 1 });
});

test('one question shows basics, vaccinations and linkage from their systems, with the sources named', async () => {
  const { data, errors } = await run<{ resident: Together }>('together', {
    本人の宛名番号: known('movedIn'),
  });
  expect(errors).toEqual([]);
  expect(data.resident.name.kanji).toMatch(/./);
  expect(data.resident.linkage.requests[0]).toMatchObject({
    row: '16の2',
    state: 'ANSWERED',
    provider: { name: '国分寺市長' },
  });
  expect(data.resident.linkage.records).toMatchObject([
    { side: 'INQUIRER', counterpart: { name: '国分寺市長' }, hidden: false },
  ]);
  expect(data.resident.sources.map(({ system }) => system).sort()).toEqual([
    'ADDRESS_NAME',
    'HEALTH_MANAGEMENT',
    'INTERMEDIATE_SERVER',
    'RESIDENT_REGISTRY',
  ]);
});

interface Together {
  readonly name: { readonly kanji: string };
  readonly immunizations: readonly object[];
  readonly linkage: { readonly requests: readonly object[]; readonly records: readonly object[] };
  readonly sources: readonly { readonly system: string; readonly availability: string }[];
}

interface Waiting {
  readonly provisionRequests: {
    readonly nodes: readonly {
      readonly id: string;
      readonly row: string;
      readonly inquirer: { name: string };
      readonly holds: readonly string[];
      readonly payload: { contentHash: string; copies: readonly object[] };
    }[];
  };
}

test('Kokubunji asks about somebody who is not answered automatically; the section head reads the exact content, approves, and it goes', async () => {
  const person = known('movedOut');
  const set = await run<{ setNonDisclosure: UserErrors }>('protect', { 転出した本人の宛名番号: person });
  expect([set.errors, set.data.setNonDisclosure.userErrors]).toEqual([[], []]);
  const requestId = await ask(person);
  const [waiting] = await until(async () => {
    const { nodes } = (await run<Waiting>('waiting')).data.provisionRequests;
    return nodes.length > 0 ? nodes : null;
  });
  expect(waiting).toMatchObject({
    row: '16の2',
    inquirer: { name: '国分寺市長' },
    holds: ['ITEM_NOT_AUTOMATIC'],
  });
  expect(waiting?.payload.copies.length).toBeGreaterThan(0);
  const hash = String(waiting?.payload.contentHash);
  const id = String(waiting?.id);

  const wrong = await run<{ approveProvision: UserErrors }>('approve', {
    処理通番: id,
    読んだ内容のハッシュ: 'x'.repeat(43),
  });
  expect(wrong.data.approveProvision.userErrors).toMatchObject([{ code: 'CONTENT_CHANGED' }]);
  expect((await kokubunji.inquiries([requestId], there()))[0]?.state).toBe('SENT');

  const step = steps.get('approve');
  const approved = await gateway.as<{ approveProvision: { provision: { state: string } } & UserErrors }>(
    'manager',
    {
      query: String(step?.query).replace('K-2023-42-approve', 'K-2023-42-approve-2'),
      variables: { id, contentHash: hash },
      purpose: 'HISTORY',
      case: 'K-2023-42',
    },
  );
  expect(approved.data.approveProvision).toMatchObject({ provision: { state: 'APPROVED' }, userErrors: [] });
  await until(async () =>
    (await kokubunji.inquiries([requestId], there()))[0]?.state === 'ANSWERED' ? true : null,
  );
  expect((await kokubunji.answer(id, there()))?.answer?.contentHash).toBe(hash);
});

test('an inquiry under 115の2 is refused with row and article, and nothing is sent (R043, X09)', async () => {
  const before = gateway.network.state.prepare('SELECT count(*) AS n FROM inquiry').get();
  const { data } = await run<{ requestInformation: { request: null } & UserErrors }>('wrong-direction', {
    本人の宛名番号: known('movedIn'),
    国分寺市の機関コード: KOKUBUNJI,
  });
  expect(data.requestInformation).toMatchObject({
    request: null,
    userErrors: [{ code: 'WRONG_DIRECTION', row: '115の2', article: '第59条の2' }],
  });
  expect(gateway.network.state.prepare('SELECT count(*) AS n FROM inquiry').get()).toEqual(before);
});

test('of a protected person nothing is provided, and no municipality is asked; what an insurer is asked is answered, and neither the answer nor who gave it is shown', async () => {
  const person = known('protectedOne');
  const step = steps.get('inquire');
  if (step === undefined) throw new Error('docs/linkage.md has no step inquire');
  const { input } = fillIn(step, { 本人の宛名番号: person, 国分寺市の機関コード: KOKUBUNJI });
  const asked = await gateway.as<{
    requestInformation: { request: { id: string; provider: null } } & UserErrors;
  }>('number-clerk', {
    query: step.query,
    variables: { input: { ...(input as object), idempotencyKey: 'K-2023-44-protected' } },
    purpose: 'HISTORY',
    case: 'K-2023-44',
  });
  // Kokubunji would learn where they are, and the city's clerk from where they came (docs/attacks.md W13).
  expect(asked.data.requestInformation).toMatchObject({
    request: null,
    userErrors: [{ code: 'CLOSED_PERSON' }],
  });
  const insurer = await gateway.as<{ requestInformation: { request: { id: string } } & UserErrors }>(
    'number-clerk',
    {
      query: step.query,
      variables: {
        input: {
          ...{ idempotencyKey: 'K-2023-44-insurer', atenaNumber: person, row: '17' },
          ...{ provider: INSURER, items: ['TM00000000001701'] },
        },
      },
      ...{ purpose: 'HISTORY', case: 'K-2023-44' },
    },
  );
  expect(insurer.data.requestInformation).toMatchObject({ request: { provider: null }, userErrors: [] });
  expect(await settled(insurer.data.requestInformation.request.id)).toMatchObject({
    ...{ state: 'ANSWERED', refusal: null, answer: null },
  });
  const refused = await ask(person);
  const status = await until(async () => {
    const [one] = await kokubunji.inquiries([refused], there());
    return one?.state === 'SENT' || one?.state === 'REQUESTED' ? null : (one ?? null);
  });
  expect(status).toMatchObject({ state: 'REFUSED', refusal: { code: 'NOT_PROVIDED' } });
  const { data, text, withheld } = await run<{
    resident: { linkage: { records: readonly { side: string; counterpart: unknown; hidden: boolean }[] } };
  }>('protected', { 支援措置の対象者の宛名番号: person });
  const hidden = { counterpart: null, hidden: true };
  expect(data.resident.linkage.records).toMatchObject([
    { side: 'INQUIRER', ...hidden },
    { side: 'PROVIDER', ...hidden },
  ]);
  expect(text).not.toMatch(new RegExp(`国分寺|0220113214401700|健康保険|${INSURER}`));
  expect(new Set(withheld.map(({ coordinate }) => coordinate))).toEqual(
    new Set(['InformationRequest.provider', 'InformationRequest.answer', 'ExchangeRecord.counterpart']),
  );
  expect(new Set(withheld.map(({ reason }) => reason))).toEqual(new Set(['NOT_DISCLOSABLE']));
});

test('the person is told of what was exchanged, and nothing of what is hidden', async () => {
  const told = await run<{ exchangeExtract: { entries: readonly object[] } }>('extract', {
    ...{ 転出した本人の宛名番号: known('movedOut'), その生年月日: birthDateOf(known('movedOut')) },
  });
  expect(told.errors).toEqual([]);
  expect(told.data.exchangeExtract.entries).toMatchObject([{ side: 'PROVIDER', counterpart: '国分寺市長' }]);
  const hidden = await run<{ exchangeExtract: { entries: readonly object[] } }>('extract', {
    ...{ 転出した本人の宛名番号: known('protectedOne'), その生年月日: birthDateOf(known('protectedOne')) },
  });
  expect(hidden.data.exchangeExtract.entries).toEqual([]);
});

/** Somebody who moved to Kokubunji, of whom Koganei keeps a copy of this item and nothing that keeps it back. */
function withCopyOf(item: string): string {
  const row = gateway.network.state
    .prepare<[string, string, string, string], { integrated: string }>(
      `SELECT k.integrated FROM copy c JOIN person k ON k.link = c.link AND k.institution = c.institution JOIN person o ON o.link = c.link AND o.institution = ?
       WHERE c.institution = ? AND c.item = ? AND c.link NOT IN (SELECT link FROM restriction WHERE institution = ?) LIMIT 1`,
    )
    .get(KOKUBUNJI, KOGANEI, item, KOGANEI);
  return (
    cityRows<{ id: string }>(
      'address-name',
      "SELECT GYOMU_NO AS id FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN = 'JK' AND YUKO_KUBUN = '1' AND TOGO_NO = ?",
      row?.integrated,
    )[0]?.id ?? ''
  );
}

test('a provision under 115の2 goes when it is approved, and is in the log as resting on a conflict of the source (X09)', async () => {
  const person = withCopyOf(SPECIAL_MEASURES);
  const by = <Data>(account: string, query: string, variables: Record<string, unknown>) =>
    gateway.as<Data>(account, { query, variables, purpose: 'HISTORY', case: 'K-2023-45' });
  const input = {
    idempotencyKey: 'K-2023-45-hold',
    atenaNumber: person,
    items: [SPECIAL_MEASURES],
    set: ['NO_AUTOMATIC_ANSWER'],
    reason: 'K-2023-45',
  };
  await by('number-clerk', steps.get('protect')?.query ?? '', { input });
  await ask(person, SPECIAL_MEASURES, '115の2');
  const waiting = await until(
    async () =>
      (await run<Waiting>('waiting')).data.provisionRequests.nodes.find(({ row }) => row === '115の2') ??
      null,
  );
  const approved = await by<{ approveProvision: UserErrors }>(
    'manager',
    (steps.get('approve')?.query ?? '').replace('K-2023-42-approve', 'K-2023-45-approve'),
    { id: waiting.id, contentHash: waiting.payload.contentHash },
  );
  expect(approved.data.approveProvision.userErrors).toEqual([]);
  const told: LinkageRecord[] = [];
  for await (const { record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys))
    if (record.kind === 'LINKAGE' && record.id === waiting.id) told.push(record);
  const facts = {
    act: 'APPROVE',
    account: 'manager',
    row: '115の2',
    article: '第59条の2',
    basisConflict: true,
    items: [SPECIAL_MEASURES],
  };
  expect(told).toMatchObject([
    { ...facts, phase: 'INTENT' },
    { ...facts, phase: 'OUTCOME', result: 'APPROVED' },
  ]);
});

test('while the server is dead the rest answers in time, and its own part says that it cannot', async () => {
  await gateway.network.close();
  const { data, errors } = await run<{ resident: Together }>('together', {
    本人の宛名番号: known('movedIn'),
  });
  expect(data.resident.name.kanji).toMatch(/./);
  expect(data.resident.immunizations).toBeDefined();
  expect(data.resident.linkage.requests).toMatchObject([{ state: 'ANSWERED', answer: null }]);
  expect(data.resident.linkage.records).toBeNull();
  expect(errors.map(({ extensions, path }) => [extensions.code, path?.slice(0, 3).join('.')])).toContainEqual(
    ['SOURCE_UNAVAILABLE', 'resident.linkage.records'],
  );
});
