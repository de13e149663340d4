import { once } from 'node:events';
import { request as httpRequest, type ClientRequest } from 'node:http';
import type { AuditRecord } from '../../src/audit/record/record.js';
import { ask, type Answer } from '../support/client.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { closesContact, PolicyCopy, recordsOf } from '../support/policy-copy.js';

/**
 * A policy replaced while requests are under way (Apollo Router PR 8810, Hasura 2.36.3: a cache outlived the
 * rules it was filled under): every answer is the answer of one policy, the one its record names.
 */

let copy: PolicyCopy;
let gateway: TestGateway;
let open: string;
let closed: string;
beforeAll(async () => {
  copy = new PolicyCopy();
  open = copy.version;
  gateway = await startTestGateway({}, { root: copy.root });
  copy.write('trial.cedar', closesContact('clerk'));
  closed = copy.version;
  await reopen();
});
afterAll(async () => {
  await gateway?.stop();
  copy.remove();
});

async function close(): Promise<void> {
  copy.write('trial.cedar', closesContact('clerk'));
  await gateway.reload();
}

async function reopen(): Promise<void> {
  copy.drop('trial.cedar');
  await gateway.reload();
}

interface Page {
  readonly residents: { readonly nodes: readonly { readonly address: string | null }[] };
}

const QUERY = 'query Addresses { residents(where: {}, first: 30) { nodes { address } } }';
const addresses = ({ data }: Pick<Answer<Page>, 'data'>) =>
  data.residents.nodes.filter(({ address }) => address !== null).length;

type Operation = Extract<AuditRecord, { kind: 'INTENT' | 'OUTCOME' }>;
const isOperation = (record: AuditRecord): record is Operation =>
  record.kind === 'INTENT' || record.kind === 'OUTCOME';

/** A request whose head the gateway has taken, and whose body it still waits for. */
async function halfSent(
  token: string,
): Promise<{ finish(): Promise<Pick<Answer<Page>, 'data' | 'record'>> }> {
  const body = JSON.stringify({ query: QUERY });
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'sekisho-purpose': 'RECOMMEND',
    expect: '100-continue',
  };
  const request: ClientRequest = httpRequest({
    port: gateway.port,
    host: '127.0.0.1',
    path: '/graphql',
    method: 'POST',
    headers,
    agent: false,
  });
  request.flushHeaders();
  // The server says so in the tick in which it hands the request over.
  await once(request, 'continue');
  return {
    finish: async () => {
      request.end(body);
      const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
      return {
        data: (JSON.parse(text) as { data: Page }).data,
        record: String(response.headers['sekisho-record']),
      };
    },
  };
}

test('a request under way finishes on its policy, the next one has the new', async () => {
  const token = await gateway.token('clerk');
  const held = await halfSent(token);
  await close();
  const next = await ask<Page>(gateway.port, { query: QUERY, purpose: 'RECOMMEND', token });
  const first = await held.finish();
  await reopen();

  expect([addresses(first) > 0, addresses(next)]).toEqual([true, 0]);
  const records = await recordsOf(gateway);
  const policyOf = (name: string) => {
    const seq = Number(name.split('/')[1]);
    return records.filter(isOperation).find((record) => record.seq === seq)?.policyVersion;
  };
  expect([policyOf(first.record), policyOf(next.record)]).toEqual([open, closed]);
});

test('no answer of one policy is served under another, whatever role or purpose asks beside it', async () => {
  const kinds = [
    { account: 'clerk', purpose: 'RECOMMEND', sees: (policy: string) => policy === open },
    { account: 'manager', purpose: 'RECOMMEND', sees: () => true },
    { account: 'clerk', purpose: 'HISTORY', sees: () => false },
    { account: 'number-clerk', purpose: 'RECOMMEND', sees: () => true },
  ] as const;
  let turning = true;
  const turns = (async () => {
    for (const turn of [close, reopen, close, reopen]) await turn();
    turning = false;
  })();
  const asked: {
    readonly record: string;
    readonly seen: number;
    readonly sees: (policy: string) => boolean;
  }[] = [];
  while (turning) {
    const answers = kinds.map(async ({ account, purpose, sees }) => {
      const answer = await gateway.as<Page>(account, { query: QUERY, purpose });
      asked.push({ record: answer.record, seen: addresses(answer), sees });
    });
    await Promise.all(answers);
  }
  await turns;

  const policies = new Map(
    (await recordsOf(gateway)).filter(isOperation).map((record) => [record.seq, record.policyVersion]),
  );
  const judged = asked.map(({ record, seen, sees }) => {
    const policy = policies.get(Number(record.split('/')[1])) ?? '';
    return { policy, seen: seen > 0, sees: sees(policy) };
  });
  expect(new Set(judged.map(({ policy }) => policy))).toEqual(new Set([open, closed]));
  expect(judged.filter(({ seen, sees }) => seen !== sees)).toEqual([]);
});

test('every operation names one policy from its intent to its outcome, and only one that was sealed before', async () => {
  const inForce: string[] = [];
  const intents = new Map<number, string>();
  for (const record of await recordsOf(gateway)) {
    if (record.kind === 'POLICY') inForce.push(record.version);
    if (!isOperation(record)) continue;
    expect(inForce).toContain(record.policyVersion);
    if (record.kind === 'INTENT') intents.set(record.seq, record.policyVersion);
    else if (record.intent !== null) expect(record.policyVersion).toBe(intents.get(record.intent));
  }
  expect(inForce.length).toBeGreaterThan(4);
});
