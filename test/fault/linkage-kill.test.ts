import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import type { MockIntermediate } from '../../src/mock/intermediate/start.js';
import { killNow, startChildGateway } from '../support/child-gateway.js';
import { testCity } from '../support/city.js';
import { ask as send } from '../support/client.js';
import { effort, someOf } from '../support/effort.js';
import { demoToken, ROOT, startNetwork, startTestGateway } from '../support/gateway.js';
import { movedIn } from '../support/intermediate/examples.js';
import { KOKUBUNJI, until, VACCINATIONS } from '../support/intermediate/world.js';

/** More of them: `SEKISHO_LINKAGE_KILLS=200 npx jest test/fault/linkage-kill`, some two seconds each. */
const KILLS = Number(process.env['SEKISHO_LINKAGE_KILLS'] ?? effort({ short: 1, full: 4 }));
const CLIENTS = 4;

const ASK = `mutation ($input: RequestInformationInput!) { requestInformation(input: $input) { request { id } userErrors { code } } }`;
const inputOf = (data: string, key: string) => ({
  input: {
    idempotencyKey: key,
    atenaNumber: movedIn(data),
    row: '16の2',
    provider: KOKUBUNJI,
    items: [VACCINATIONS],
  },
});

let data: string;
beforeEach(() => void (data = mkdtempSync(join(tmpdir(), 'sekisho-linkage-kill-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

interface Row {
  readonly id: string;
  readonly state: string;
}

function storeRows(): readonly Row[] {
  const store = new Database(join(data, 'store.sqlite'), { readonly: true });
  try {
    return store.prepare<[], Row>('SELECT id, state FROM linkage_request ORDER BY id').all();
  } finally {
    store.close();
  }
}

const atServer = (network: MockIntermediate) =>
  network.state
    .prepare<[], { id: string; state: string }>(
      'SELECT request_id AS id, state FROM inquiry ORDER BY request_id',
    )
    .all();

/** Ids of the inquiries that the log has an intent of. */
async function intents(): Promise<ReadonlySet<string>> {
  const keys = loadAuditKeys(join(data, 'keys', 'audit.json'), { create: false });
  expect(await verifyLog(join(data, 'audit'), secretsOf(keys))).toMatchObject({ whole: true });
  const found = new Set<string>();
  for await (const { record } of readRecords(join(data, 'audit'), keys))
    if (record.kind === 'LINKAGE' && record.phase === 'INTENT') found.add(record.id);
  return found;
}

test(
  `${KILLS} kills of the gateway while it inquires: each inquiry ends by itself, is made once, and has its intent in the log`,
  async () => {
    const network = await startNetwork(data);
    const link = { SEKISHO_INTERMEDIATE_URL: network.url.href };
    const told: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const gateway = await startChildGateway(data, link);
      const token = await demoToken(data, 'number-clerk');
      const before = told.length;
      const ask = async (client: number) => {
        for (let at = 0; ; at++) {
          const answer = await send<{ requestInformation: { request: { id: string } | null } }>(
            gateway.port,
            {
              query: ASK,
              variables: inputOf(data, `kill-${kill}-${client}-${at}`),
              token,
              purpose: 'HISTORY',
              case: 'K-1',
            },
          );
          const id = answer.data.requestInformation.request?.id;
          if (id !== undefined) told.push(id);
        }
      };
      // They ask until the line goes dead; it does at a random instant of the work after the first answers.
      const asking = Array.from({ length: CLIENTS }, (_, client) => ask(client).catch(() => undefined));
      await until(() => (told.length > before + Math.random() * CLIENTS ? true : null));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      await killNow(gateway);
      await Promise.all(asking);
    }
    const last = await startChildGateway(data, link);
    const ended = await until(() => {
      const rows = storeRows();
      return rows.length > 0 && rows.every(({ state }) => state === 'ANSWERED') ? rows : null;
    }, 30_000);
    await killNow(last);
    const ids = ended.map(({ id }) => id);
    expect(told.filter((id) => !ids.includes(id))).toEqual([]);
    // What the server has, the gateway knows, and none twice: the server would refuse a second one of an id.
    expect(atServer(network)).toEqual(ids.map((id) => ({ id, state: 'ANSWERED' })));
    const sealed = await intents();
    expect(ids.filter((id) => !sealed.has(id))).toEqual([]);
    expect(network.state.prepare('SELECT count(*) AS n FROM permit WHERE used_at IS NULL').get()).toEqual({
      n: 0,
    });
    await network.close();
    process.stdout.write(
      `${KILLS} kills, ${ids.length} inquiries, ${told.length} of them told of before the kill\n`,
    );
  },
  60_000 + KILLS * 10_000,
);

// The short run keeps those between which work could be done twice: done and not yet told.
const MOMENTS = someOf(
  'moments of a kill of the intermediate server',
  ['REQUESTED', 'LIST_CHECKED', 'PERMIT_RECEIVED', 'SENT'].flatMap((state) => [
    `before ${state}`,
    `after ${state}`,
  ]),
  { every: 8, always: (moment) => /^after (PERMIT_RECEIVED|SENT)$/.test(moment) },
);

async function startProcess(
  port: number,
  moment: string,
): Promise<{ readonly child: ChildProcess; readonly url: URL }> {
  const args = [
    '-r',
    join(ROOT, 'test/support/ts-hook.cjs'),
    join(ROOT, 'test/support/intermediate/mock-process.ts'),
    data,
    testCity().directory,
    String(port),
    moment,
  ];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { child, url: new URL(line) };
  throw new Error('The stand-in ended before it listened');
}

test('the intermediate server killed before and after each step goes on where it was: nothing is sent twice, no permit is used twice, no record is missing', async () => {
  let running = await startProcess(0, MOMENTS[0] ?? '');
  const port = Number(running.url.port);
  const gateway = await startTestGateway({ SEKISHO_DATA: data, SEKISHO_INTERMEDIATE_URL: running.url.href });
  const ids: string[] = [];
  for (const [at, moment] of MOMENTS.entries()) {
    if (at > 0) running = await startProcess(port, moment);
    const died = once(running.child, 'exit');
    const { data: answer } = await gateway.as<{ requestInformation: { request: { id: string } | null } }>(
      'number-clerk',
      {
        query: ASK,
        variables: inputOf(data, `moment-${at}-key`),
        purpose: 'HISTORY',
        case: 'K-1',
      },
    );
    ids.push(answer.requestInformation.request?.id ?? moment);
    expect(await died).toEqual([null, 'SIGKILL']);
  }
  running = await startProcess(port, '');
  await until(() => (storeRows().every(({ state }) => state === 'ANSWERED') ? true : null), 30_000);
  const { child } = running;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  await gateway.stop();
  const state = new Database(join(data, 'intermediate', 'state-13210-900-2023-06-27.sqlite'), {
    readonly: true,
  });
  const count = (sql: string) => (state.prepare(sql).get() as { n: number }).n;
  expect(state.prepare('SELECT DISTINCT state FROM inquiry').all()).toEqual([{ state: 'ANSWERED' }]);
  expect([
    count('SELECT count(*) AS n FROM inquiry'),
    count('SELECT count(*) AS n FROM permit WHERE used_at IS NOT NULL'),
    count('SELECT count(*) AS n FROM delivery'),
  ]).toEqual([ids.length, ids.length, ids.length]);
  expect(count('SELECT count(*) AS n FROM record WHERE provided_at IS NOT NULL')).toBe(2 * ids.length);
  state.close();
}, 300_000);
