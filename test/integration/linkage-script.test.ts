import { randomUUID } from 'node:crypto';
import { fillIn, readLinkageSteps } from '../support/linkage-doc.js';
import { linkedCast, neighbourCall, startLinkedGateway, type LinkedGateway } from '../support/intermediate/linked-gateway.js';
import { KOGANEI, KOKUBUNJI, until, VACCINATIONS } from '../support/intermediate/world.js';

/** docs/linkage.md, told by the gateway itself: its documents as they stand there, in their order, against the stand-in. */

const steps = readLinkageSteps();
let linked: LinkedGateway;
/** What the placeholders of the page stand for; filled as the story goes on. */
const values: Record<string, string> = {};

beforeAll(async () => {
  linked = await startLinkedGateway();
  const { resident, movedOut, protectedOne } = linkedCast();
  values['本人の宛名番号'] = resident.atenaNumber;
  values['転出した本人の宛名番号'] = movedOut.atenaNumber;
  values['支援措置の対象者の宛名番号'] = protectedOne.atenaNumber;
  values['国分寺市の機関コード'] = KOKUBUNJI;
});
afterAll(() => linked?.stop());

interface UserError {
  readonly code: string;
  readonly row: string | null;
  readonly article: string | null;
  readonly messageJa: string;
}

async function take<Data>(name: string, overrides: Record<string, string> = {}) {
  const step = steps.get(name);
  if (step === undefined) throw new Error(`docs/linkage.md has no step ${name}`);
  const { account, purpose, caseNumber, query } = step;
  const variables = fillIn(step, { ...values, ...overrides });
  const from = account === 'disclosure' ? '127.0.0.4' : '127.0.0.1';
  const answer = await linked.gateway.as<Data>(account, { query, variables, purpose, case: caseNumber, from });
  expect(answer.errors).toEqual([]);
  return answer;
}

interface Copy {
  readonly values: readonly { readonly name: string; readonly value: string }[];
}
interface Asked {
  readonly requestInformation: { readonly request: { readonly id: string; readonly row: string; readonly article: string; readonly provider: { readonly name: string } } | null; readonly userErrors: readonly UserError[] };
}
interface Read {
  readonly informationRequest: { readonly state: string; readonly answer: { readonly copies: readonly Copy[] } | null };
}

const answered = (id: string) =>
  until(async () => {
    const { data } = await take<Read>('read', { 照会番号: id });
    return data.informationRequest.state === 'ANSWERED' ? data.informationRequest : null;
  });

test('Koganei asks Kokubunji under 16の2, and reads what its copy says', async () => {
  const { data } = await take<Asked>('inquire');
  expect(data.requestInformation.userErrors).toEqual([]);
  expect(data.requestInformation.request).toMatchObject({ row: '16の2', article: '第12条の2', provider: { code: KOKUBUNJI, name: '国分寺市長' } });
  const id = data.requestInformation.request?.id ?? '';
  values['照会番号'] = id;
  const { answer } = await answered(id);
  expect(answer?.copies.flatMap((copy) => copy.values)).toContainEqual({ name: 'vaccine', value: 'KOKUBUNJI-COPY' });
});

test('the same key again is the same inquiry', async () => {
  const { data } = await take<Asked>('inquire');
  expect(data.requestInformation.request?.id).toBe(values['照会番号']);
});

test('one question shows basics, vaccinations and linkage, from systems that are named', async () => {
  const { data, withheld } = await take<{ resident: { name: { kanji: string }; immunizations: unknown[]; linkage: Record<string, unknown[]>; sources: { system: string; availability: string }[] } }>('together');
  expect(withheld).toEqual([]);
  const { name, immunizations, linkage, sources } = data.resident;
  expect(name.kanji).toMatch(/\S/);
  expect(immunizations).toEqual(expect.any(Array));
  expect(linkage).toMatchObject({ requests: [{ row: '16の2', state: 'ANSWERED' }], records: [{ side: 'INQUIRER', counterpart: { name: '国分寺市長' } }], copies: [{}] });
  expect(sources).toContainEqual({ system: 'INTERMEDIATE_SERVER', availability: 'AVAILABLE' });
});

/** The neighbour's side is no part of the graph: it asks through its own server. */
async function kokubunjiAsks(): Promise<string> {
  const question = { requestId: randomUUID(), row: '16の2', provider: KOGANEI, items: [VACCINATIONS], condition: { kind: 'ALL' as const }, hidden: false };
  const { processingNumber, refusal } = await linked.kokubunji.request(question, linked.cast.movedOut.atKokubunji, neighbourCall());
  expect(refusal).toBeNull();
  return processingNumber;
}

interface Waiting {
  readonly provisionRequests: { readonly nodes: readonly { readonly id: string; readonly holds: readonly string[]; readonly payload: { readonly contentHash: string; readonly copies: readonly Copy[] } }[] };
}

test('Kokubunji asks about somebody who is not answered automatically: the head reads the exact content, approves, and it goes', async () => {
  const set = await take<{ setNonDisclosure: { restrictions: { noAutomaticAnswer: boolean }[]; userErrors: UserError[] } }>('protect');
  expect(set.data.setNonDisclosure).toMatchObject({ restrictions: [{ noAutomaticAnswer: true }], userErrors: [] });

  const processingNumber = await kokubunjiAsks();
  const held = await until(async () => {
    const { data } = await take<Waiting>('waiting');
    return data.provisionRequests.nodes.find(({ id }) => id === processingNumber) ?? null;
  });
  expect(held.holds).toEqual(['PERSON_NOT_AUTOMATIC']);
  expect(held.payload.copies.flatMap((copy) => copy.values)).toContainEqual({ name: 'vaccine', value: 'KOGANEI-COPY' });
  expect(await linked.kokubunji.answer(processingNumber, neighbourCall())).toBeNull();

  values['処理通番'] = held.id;
  values['読んだ内容のハッシュ'] = held.payload.contentHash;
  const { data } = await take<{ approveProvision: { provision: { state: string } | null; userErrors: UserError[] } }>('approve');
  expect(data.approveProvision.userErrors).toEqual([]);

  const arrived = await until(() => linked.kokubunji.answer(processingNumber, neighbourCall()));
  expect(arrived.answer).toMatchObject({ contentHash: held.payload.contentHash, whole: true });
  expect(arrived.answer?.isAbout(linked.cast.movedOut.atKokubunji)).toBe(true);
});

test('an inquiry under 115の2 is refused with row and article, and nothing reaches the other side', async () => {
  const { data } = await take<Asked>('wrong-direction');
  expect(data.requestInformation.request).toBeNull();
  expect(data.requestInformation.userErrors).toMatchObject([{ code: 'WRONG_DIRECTION', row: '115の2', article: '第59条の2' }]);
  const filter = { states: ['AWAITING_APPROVAL', 'APPROVED', 'SENT', 'WITHHELD', 'EXPIRED', 'REJECTED'] as const, subject: linked.cast.resident.atKokubunji, after: null, max: 50 };
  const provisions = await linked.kokubunji.provisions(filter, neighbourCall());
  expect(provisions.map(({ row }) => row)).toEqual(['16の2']);
});

test('a protected person’s answer and the body that gave it are withheld, and the answer says so', async () => {
  const { data: asked } = await take<Asked>('inquire', { 本人の宛名番号: values['支援措置の対象者の宛名番号'] ?? '' });
  // The page's key was used for the resident: with another person it is another act, and is refused.
  expect(asked.requestInformation.userErrors).toMatchObject([{ code: 'KEY_REUSED' }]);
  const step = steps.get('inquire');
  if (step === undefined) throw new Error('docs/linkage.md has no step inquire');
  const { input } = fillIn(step, { ...values, 本人の宛名番号: values['支援措置の対象者の宛名番号'] ?? '' });
  const { data } = await linked.gateway.as<Asked>('number-clerk', {
    query: step.query, variables: { input: { ...(input as object), idempotencyKey: 'K-2023-44-protected' } }, purpose: 'HISTORY', case: 'K-2023-44',
  });
  expect(data.requestInformation.userErrors).toEqual([]);
  await answeredUnseen(data.requestInformation.request?.id ?? '');

  const { text, withheld } = await take('protected');
  expect(text).not.toMatch(/国分寺|KOKUBUNJI|0220113214401700/);
  expect(new Set(withheld.map(({ coordinate }) => coordinate))).toEqual(new Set(['InformationRequest.provider', 'InformationRequest.answer', 'ExchangeRecord.counterpart']));
  expect(new Set(withheld.map(({ reason }) => reason))).toEqual(new Set(['NOT_DISCLOSABLE']));
});

const answeredUnseen = (id: string) =>
  until(async () => {
    const { data } = await take<Read>('read', { 照会番号: id });
    expect(data.informationRequest.answer).toBeNull();
    return data.informationRequest.state === 'ANSWERED' ? true : null;
  });

test('the person is told of the exchange; one under support measures of none', async () => {
  interface Extract {
    readonly exchangeExtract: { readonly entries: readonly { readonly side: string; readonly counterpart: string }[] };
  }
  const { data } = await take<Extract>('extract');
  expect(data.exchangeExtract.entries).toMatchObject([{ side: 'PROVIDER', counterpart: '国分寺市長' }]);
  const closed = await take<Extract>('extract', { 転出した本人の宛名番号: values['支援措置の対象者の宛名番号'] ?? '' });
  expect(closed.data.exchangeExtract.entries).toEqual([]);
});
