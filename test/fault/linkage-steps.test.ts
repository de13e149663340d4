import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { LinkageRecord } from '../../src/audit/record/record.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { LinkageStore } from '../../src/linkage/linkage-store.js';
import type { MockIntermediate } from '../../src/mock/intermediate/start.js';
import { killNow, startChildGateway, type ChildGateway } from '../support/child-gateway.js';
import { ask } from '../support/client.js';
import { someOf } from '../support/effort.js';
import { demoToken, startNetwork } from '../support/gateway.js';
import { movedIn } from '../support/intermediate/examples.js';
import { openPassage, type Cut, type Passage } from '../support/intermediate/passage.js';
import { KOGANEI, KOKUBUNJI, until, VACCINATIONS } from '../support/intermediate/world.js';

/**
 * Kills of the gateway at each step of an inquiry: every one comes to its end by itself, and none is made twice.
 */

const ASK = `mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id state } userErrors { code } } }`;

let folder: string;
let network: MockIntermediate;
let passage: Passage;
let gateway: ChildGateway;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-linkage-kill-'));
  network = await startNetwork(folder);
  passage = await openPassage(network.url);
  gateway = await start();
});
afterEach(async () => {
  if (gateway?.process.exitCode === null && gateway.process.signalCode === null) await killNow(gateway);
  await passage?.close();
  await network?.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = () => startChildGateway(folder, { SEKISHO_INTERMEDIATE_URL: passage.url.href });
const auditKeys = () => loadAuditKeys(join(folder, 'keys', 'audit.json'), { create: false });

interface Asked {
  readonly requestInformation: {
    readonly request: { readonly id: string } | null;
    readonly userErrors: readonly object[];
  };
}

/** The inquiry's id; null when the gateway died under it. */
async function inquire(key: string): Promise<string | null> {
  const input = {
    idempotencyKey: key,
    atenaNumber: movedIn(folder),
    row: '16の2',
    provider: KOKUBUNJI,
    items: [VACCINATIONS],
  };
  try {
    const token = await demoToken(folder, 'number-clerk');
    const { data } = await ask<Asked>(gateway.port, {
      query: ASK,
      variables: { input },
      token,
      purpose: 'HISTORY',
      case: 'K-1',
    });
    expect(data.requestInformation.userErrors).toEqual([]);
    return data.requestInformation.request?.id ?? null;
  } catch (error) {
    // Told by its code: an error of Node's own is of another realm than the test's `Error`.
    const { code } = error as { readonly code?: unknown };
    if (code === 'ECONNRESET' || code === 'ECONNREFUSED' || code === 'EPIPE') return null;
    throw error;
  }
}

async function inStore<T>(look: (store: LinkageStore) => Promise<T>): Promise<T> {
  const store = await LinkageStore.open({ url: { kind: 'sqlite', path: join(folder, 'store.sqlite') } });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

const rows = () => inStore((store) => store.requests({ states: null, after: null, most: 99 }));
const made = () =>
  network.state
    .prepare<[string], { id: string }>('SELECT request_id AS id FROM inquiry WHERE inquirer = ?')
    .all(KOGANEI)
    .map(({ id }) => id);

async function intents(): Promise<readonly string[]> {
  const found: LinkageRecord[] = [];
  for await (const { record } of readRecords(join(folder, 'audit'), auditKeys()))
    if (record.kind === 'LINKAGE') found.push(record);
  return found.flatMap(({ phase, act, id }) => (phase === 'INTENT' && act === 'ASK' ? [id] : []));
}

/**
 * Everything the gateway has begun is answered; the server has each once; nothing was done that the log did not
 * know before.
 */
async function expectWhole(): Promise<void> {
  await until(async () => ((await rows()).every(({ state }) => state === 'ANSWERED') ? true : null));
  const ids = (await rows()).map(({ id }) => id).toSorted();
  expect(made().toSorted()).toEqual(ids);
  expect(await intents()).toEqual(expect.arrayContaining(ids));
  await killNow(gateway);
  expect(await verifyLog(join(folder, 'audit'), secretsOf(auditKeys()))).toMatchObject({ whole: true });
}

const CUTS: readonly Cut[] = [
  'before SKI01',
  'after SKI01',
  'before SKI02',
  'after SKI02',
  'before SKI03',
  'after SKI03',
  'after SKI04',
];
// The short run keeps what could be sent a second time, and the answer that could get lost.
const TRIED = someOf('steps of an inquiry at which the gateway is killed', CUTS, {
  every: CUTS.length,
  always: (cut) => cut === 'after SKI03',
});

test.each(TRIED)(
  'killed %s, an inquiry is answered by itself after the next start, and made once',
  async (where) => {
    // The queue is asked all the time; what matters is the time at which it has something.
    const reached = passage.cut(where, where === 'after SKI04' ? 'processingNumber' : '');
    const asked = inquire('before-the-kill');
    await reached;
    await killNow(gateway);
    await asked;
    passage.mend();
    const ids = (await rows()).map(({ id }) => id);
    expect(await intents()).toEqual(ids);
    gateway = await start();
    // The client has heard nothing, and asks again.
    expect([await inquire('before-the-kill')]).toEqual(ids);
    await expectWhole();
  },
  180_000,
);
