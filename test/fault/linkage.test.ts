import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { LinkageRecord } from '../../src/audit/record/record.js';
import type { AnswerFault } from '../../src/mock/intermediate/faults.js';
import type { MockIntermediate } from '../../src/mock/intermediate/start.js';
import { startNetwork, startTestGateway, type TestGateway } from '../support/gateway.js';
import { KOKUBUNJI, until, VACCINATIONS } from '../support/intermediate/world.js';
import { movedIn } from '../support/intermediate/examples.js';

/**
 * What becomes of inquiries when the other side errs, lies or dies: they come to an end, or are listed as open;
 * nothing wrong is shown.
 */

const ASK = `mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id state } userErrors { code } } }`;
const READ = `query ($id: ID!) { informationRequest(id: $id) { state answer { copies { values { name value } } } } }`;

interface Asked {
  readonly requestInformation: {
    readonly request: { readonly id: string; readonly state: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}
interface Read {
  readonly informationRequest: {
    readonly state: string;
    readonly answer: { readonly copies: readonly object[] } | null;
  };
}

let folder: string;
let network: MockIntermediate;
let gateway: TestGateway;
let keys = 0;

/**
 * A gateway that can be stopped and started again over the same data, and a network that can die and come back
 * at its place.
 */
const startGateway = () =>
  startTestGateway({ SEKISHO_DATA: folder, SEKISHO_INTERMEDIATE_URL: network.url.href });
async function begin(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-linkage-'));
  network = await startNetwork(folder);
  gateway = await startGateway();
}
async function end(): Promise<void> {
  await gateway.stop();
  await network.close();
  rmSync(folder, { recursive: true, force: true });
}

async function ask(key = `fault-test-${(keys += 1)}`) {
  const input = {
    idempotencyKey: key,
    atenaNumber: movedIn(folder),
    row: '16の2',
    provider: KOKUBUNJI,
    items: [VACCINATIONS],
  };
  const answer = await gateway.as<Asked>('number-clerk', {
    query: ASK,
    variables: { input },
    purpose: 'HISTORY',
    case: 'K-1',
  });
  expect(answer.errors).toEqual([]);
  expect(answer.data.requestInformation.userErrors).toEqual([]);
  return answer.data.requestInformation.request?.id ?? '';
}

async function read(id: string) {
  const { data } = await gateway.as<Read>('number-clerk', {
    query: READ,
    variables: { id },
    purpose: 'HISTORY',
    case: 'K-1',
  });
  return data.informationRequest;
}

const becomes = (id: string, state: string) =>
  until(async () => ((await read(id)).state === state ? read(id) : null));
const inquiriesAtServer = () =>
  (network.state.prepare('SELECT count(*) AS n FROM inquiry').get() as { n: number }).n;

async function linkageRecords(id: string): Promise<readonly LinkageRecord[]> {
  const found: LinkageRecord[] = [];
  for await (const { record } of readRecords(gateway.settings.auditDirectory, gateway.auditKeys))
    if (record.kind === 'LINKAGE' && record.id === id) found.push(record);
  return found;
}

async function alarms(): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${gateway.port}/metrics`)).text();
  return Number(/^sekisho_linkage_alarms_total (\d+)/m.exec(metrics)?.[1] ?? 0);
}

/** Of one gateway and one network, for nothing here ends them: starting both costs more than all that is asked. */
describe('answers', () => {
  beforeAll(begin);
  afterAll(end);

  test('an answer is told of in the log by row and pseudonym, the intent before it', async () => {
    const id = await ask();
    await becomes(id, 'ANSWERED');
    const facts = {
      act: 'ASK',
      account: 'number-clerk',
      row: '16の2',
      article: '第12条の2',
      basisConflict: false,
      items: [VACCINATIONS],
    };
    expect(await linkageRecords(id)).toMatchObject([
      { ...facts, phase: 'INTENT', result: null },
      { ...facts, phase: 'OUTCOME', result: 'ANSWERED' },
    ]);
  });

  test.each<[AnswerFault, string]>([
    ['WRONG_SIGNATURE', 'SIGNATURE'],
    ['OTHER_INQUIRY', 'OTHER_INQUIRY'],
    ['OTHER_PERSON', 'OTHER_PERSON'],
    ['OTHER_ROW', 'OTHER_ROW'],
    ['OTHER_ITEMS', 'OTHER_ITEMS'],
    ['OTHER_CONDITION', 'OTHER_CONDITION'],
    ['ALTERED', 'ALTERED'],
    ['SECOND_DIFFERENT', 'SECOND_ANSWER'],
  ])('an answer that is %s is set aside as %s, alarmed, and shown to nobody', async (fault, reason) => {
    const before = await alarms();
    network.faults.answers.push(fault);
    const id = await ask();
    const { answer } = await becomes(id, 'QUARANTINED');
    expect(answer).toBeNull();
    expect((await linkageRecords(id)).at(-1)).toMatchObject({ phase: 'OUTCOME', result: 'QUARANTINED' });
    const told = gateway.logLines
      .filter((line) => line.includes('set aside'))
      .map((line) => JSON.parse(line) as object);
    expect(told).toContainEqual(expect.objectContaining({ inquiry: id, reason }));
    expect(await alarms()).toBeGreaterThan(before);
  });
});

describe('each by itself', () => {
  beforeEach(begin);
  afterEach(end);

  test('an answer that comes twice is one', async () => {
    network.faults.answers.push('TWICE');
    const id = await ask();
    expect((await becomes(id, 'ANSWERED')).answer?.copies.length).toBeGreaterThan(0);
    expect(network.state.prepare('SELECT count(*) AS n FROM delivery').get()).toEqual({ n: 2 });
  });

  test('answers out of order find their questions', async () => {
    network.faults.answers.push('OUT_OF_ORDER');
    const first = await ask();
    const second = await ask();
    await becomes(second, 'ANSWERED');
    await becomes(first, 'ANSWERED');
    const order = network.state
      .prepare(
        'SELECT i.request_id AS id FROM delivery d JOIN inquiry i ON i.number = d.number ORDER BY d.sequence',
      )
      .all();
    expect(order).toEqual([{ id: second }, { id: first }]);
  });

  test('an answer that is late is waited for, across a restart of the gateway', async () => {
    network.faults.answers.push('LATE');
    const id = await ask();
    await becomes(id, 'SENT');
    await gateway.stop();
    gateway = await startGateway();
    expect((await read(id)).state).toBe('SENT');
    network.faults.lateReleased = true;
    await becomes(id, 'ANSWERED');
  });

  test('an answer that never comes leaves its inquiry open, and listed as such', async () => {
    network.faults.answers.push('NEVER');
    const id = await ask();
    await becomes(id, 'SENT');
    const query = '{ informationRequests(states: [SENT]) { nodes { id } } }';
    const { data } = await gateway.as<{ informationRequests: { nodes: readonly { id: string }[] } }>(
      'number-clerk',
      { query, purpose: 'HISTORY', case: 'K-1' },
    );
    expect(data.informationRequests.nodes).toEqual([{ id }]);
    expect(await linkageRecords(id)).toMatchObject([{ phase: 'INTENT' }]);
  });

  test('when the response is lost after the work was done, the inquiry goes on and is made once', async () => {
    network.faults.lost.push('SKI01');
    const id = await ask('the-lost-response');
    await becomes(id, 'ANSWERED');
    expect(await ask('the-lost-response')).toBe(id);
    expect(inquiriesAtServer()).toBe(1);
  });

  test('accepted while the server is dead, an inquiry goes when it is back', async () => {
    await ask();
    const port = Number(network.url.port);
    await network.close();
    const id = await ask();
    expect((await read(id)).state).toBe('UNSENT');
    network = await startNetwork(folder, port);
    await becomes(id, 'ANSWERED');
    expect(inquiriesAtServer()).toBe(2);
  });

  test('two gateways over one store make one inquiry of one key, and both know its end', async () => {
    network.faults.delayMs = 50;
    const [one, other] = await Promise.all([ask('one-key-twice'), ask('one-key-twice')]);
    expect(other).toBe(one);
    network.faults.delayMs = 0;
    await becomes(one, 'ANSWERED');
    expect(inquiriesAtServer()).toBe(1);
  });

  test('another question under the same key is refused and not sent', async () => {
    const id = await ask('a-key-used-before');
    const input = {
      idempotencyKey: 'a-key-used-before',
      atenaNumber: movedIn(folder),
      row: '16の2',
      provider: KOKUBUNJI,
      items: [VACCINATIONS],
      from: '2020-01-01',
      to: '2020-12-31',
    };
    const { data } = await gateway.as<Asked>('number-clerk', {
      query: ASK,
      variables: { input },
      purpose: 'HISTORY',
      case: 'K-1',
    });
    expect(data.requestInformation).toEqual({ request: null, userErrors: [{ code: 'KEY_REUSED' }] });
    await becomes(id, 'ANSWERED');
    expect(inquiriesAtServer()).toBe(1);
  });
});
