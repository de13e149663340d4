import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import type { VerifyReport } from '../../src/audit/verify/report.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { BUILT } from '../support/child-gateway.js';
import { cityEnvironment } from '../support/city.js';
import { ask, type Ask } from '../support/client.js';
import { effort } from '../support/effort.js';
import { demoToken, ROOT } from '../support/gateway.js';
import { Installation, lives, until, type ToldWorker } from '../support/workers/installation.js';

/** docs/attacks.md M26: what SEKISHO_WORKERS promises. Workers that are killed under load: */
const KILLS = effort({ short: 2, full: 20 });
const CLIENTS = 4;
const RESIDENTS =
  'query ($after: String) { residents(where: {}, first: 5, after: $after) { nodes { atenaNumber name { kanji } } pageInfo { endCursor } } }';

let data: string;
let installation: Installation;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'sekisho-workers-'));
  installation = await Installation.start(data, 2);
}, 300_000);
afterAll(() => {
  installation?.process.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

const keysOf = () => loadAuditKeys(join(data, 'keys', 'audit.json'), { create: false });
const verified = (): Promise<VerifyReport> => verifyLog(join(data, 'audit'), secretsOf(keysOf()));
const all = async (serving: string): Promise<void> =>
  until(async () => (await installation.readyz()).workers === serving);

/** One login for each account: another one would end it. */
const tokens = new Map<string, Promise<string>>();
async function by(account: string, what: Pick<Ask, 'query' | 'variables' | 'purpose'>): Promise<Ask> {
  const token = tokens.get(account) ?? demoToken(data, account);
  tokens.set(account, token);
  return { case: '2023-0001', ...what, token: await token };
}

describe('two processes on one port', () => {
  test('begin on a fresh folder, each with a writer of its own, and both are needed to be ready', async () => {
    expect(await installation.readyz()).toEqual({ status: 200, workers: '2/2' });
    expect(
      installation
        .workers()
        .map(({ writer }) => writer)
        .sort(),
    ).toEqual(['gw1', 'gw2']);
  });

  test('what is spent at one of them is spent at the other, to the last of the cap', async () => {
    const one = (at: number) => `v${at}: verifyIndividualNumber(atenaNumber: "1000001", number: $n)`;
    const verify = async (times: number): Promise<Ask> =>
      by('number-clerk', {
        purpose: 'INQUIRY',
        query: `query ($n: IndividualNumberInput!) { ${Array.from({ length: times }, (_, at) => one(at)).join(' ')} }`,
        variables: { n: '123456789012' },
      });
    const budgets = await by('number-clerk', {
      purpose: 'INQUIRY',
      query: '{ viewer { budgets { kind used cap } } }',
    });
    const codes = async (writer: string, times: number) =>
      (await installation.answeredBy(writer, await verify(times))).errors.map(
        ({ extensions }) => extensions.code,
      );
    interface Told {
      readonly viewer: { readonly budgets: readonly { kind: string; used: number; cap: number }[] };
    }
    const left = async (writer: string): Promise<number> => {
      const { viewer } = (await installation.answeredBy<Told>(writer, budgets)).data;
      const told = viewer.budgets.find(({ kind }) => kind === 'VERIFICATIONS');
      return (told?.cap ?? NaN) - (told?.used ?? NaN);
    };
    await installation.answeredBy('gw1', await verify(7));
    expect(await left('gw2')).toBe(await left('gw1'));
    for (const writer of ['gw2', 'gw1', 'gw2']) {
      const still = await left(writer);
      if (still > 0) await installation.answeredBy(writer, await verify(Math.min(still, 25)));
    }
    while ((await left('gw1')) > 0) await installation.answeredBy('gw2', await verify(1));
    expect(await codes('gw1', 1)).toContain('RATE_LIMITED');
    expect(await codes('gw2', 1)).toContain('RATE_LIMITED');
  });

  test('a session that is ended at one of them is ended at the other', async () => {
    const who = await by('manager', { query: '{ viewer { account } }', purpose: 'HISTORY' });
    const first = await installation.answeredBy('gw1', who);
    expect(first.errors).toEqual([]);
    expect((await installation.answeredBy('gw2', who)).errors).toEqual([]);
    await installation.answeredBy('gw1', { ...who, query: 'mutation { logout { ended } }' });
    for (const writer of ['gw2', 'gw1'])
      expect((await installation.answeredBy(writer, who)).errors[0]?.extensions.code).toBe('SESSION_EXPIRED');
  });

  test('an account that was ended while one of them stood still is refused by it, whatever it was sent before', async () => {
    const end =
      'mutation { endAccount(account: "vrs-clerk", on: "2023-06-26", reason: OTHER) { userErrors { code } } }';
    const who = await by('vrs-clerk', { query: '{ viewer { account } }', purpose: 'HISTORY' });
    const admin = await by('admin', { query: end, purpose: 'ADMINISTRATION' });
    expect((await installation.answeredBy('gw2', who)).errors).toEqual([]);
    const [first, second] = [await installation.connectionTo('gw1'), await installation.connectionTo('gw2')];
    const { process: id = NaN } = installation.workers().find(({ writer }) => writer === 'gw2') ?? {};
    process.kill(id, 'SIGSTOP');
    try {
      const early = ask(installation.port, { ...who, agent: second });
      const ended = await ask(installation.port, { ...admin, case: undefined, agent: first });
      expect([ended.errors, ended.data]).toEqual([[], { endAccount: { userErrors: [] } }]);
      process.kill(id, 'SIGCONT');
      expect((await early).errors[0]?.extensions.code).toBe('FORBIDDEN');
    } finally {
      process.kill(id, 'SIGCONT');
      for (const agent of [first, second]) agent.destroy();
    }
  });

  test('a list that one of them began goes on at the other', async () => {
    interface Page {
      readonly residents: { nodes: { atenaNumber: string }[]; pageInfo: { endCursor: string } };
    }
    const page = async (writer: string, after: string | null) =>
      (
        await installation.answeredBy<Page>(
          writer,
          await by('clerk', { query: RESIDENTS, variables: { after }, purpose: 'HISTORY' }),
        )
      ).data.residents;
    const [first, same] = [await page('gw1', null), await page('gw2', null)];
    expect(same).toEqual(first);
    const next = await page('gw2', first.pageInfo.endCursor);
    expect(next).toEqual(await page('gw1', first.pageInfo.endCursor));
    expect(next.nodes).toHaveLength(5);
    expect(next.nodes).not.toEqual(first.nodes);
  });

  test('the figures of each are seen at whichever is asked', async () => {
    const text = await installation.metrics();
    for (const worker of ['1', '2'])
      expect(text).toMatch(
        new RegExp(`^sekisho_requests_total\\{status="200",worker="${worker}"\\} [1-9]`, 'm'),
      );
    expect(text).toMatch(/^sekisho_workers_serving 2$/m);
    expect(text.match(/^# TYPE sekisho_requests_total/gm)).toHaveLength(1);
  });
});

test('a start in which one of them fails ends all with exit code 1, and says why', async () => {
  const taken = { SEKISHO_PORT: String(installation.port), SEKISHO_DATA: join(data, 'second') };
  const child = spawn(process.execPath, [...BUILT, '--workers', '2'], {
    ...{ cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] },
    env: { PATH: process.env['PATH'], ...cityEnvironment(data), ...taken },
  });
  let told = '';
  child.stderr?.on('data', (chunk: Buffer) => (told += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(1);
  expect(told).toContain('SEKISHO_PORT: 使用中です');
  expect(told).toContain('one of the processes could not start');
});

test('while nobody keeps the sessions, no person is let in, and within seconds all is well again', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const what = await by('clerk', { query: '{ viewer { account } }', purpose: 'HISTORY' });
  // Over a connection that is kept, and so with one worker all the time.
  const code = async () =>
    (await ask(installation.port, { ...what, agent })).errors[0]?.extensions.code ?? null;
  expect(await code()).toBeNull();
  installation.process.kill('SIGSTOP');
  try {
    expect(await code()).toBe('SOURCE_UNAVAILABLE');
  } finally {
    installation.process.kill('SIGCONT');
  }
  await until(async () => (await code()) === null);
  agent.destroy();
});

test(`${KILLS} workers killed under load are replaced, and no answer that was given is lost or there twice`, async () => {
  const records: string[] = [];
  const what = await by('clerk', { query: RESIDENTS, purpose: 'RECOMMEND' });
  let done = false;
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!done) {
      const answer = await ask(installation.port, what).catch(lostOrThrow);
      if (answer !== null) expect(answer.errors).toEqual([]);
      if (answer !== null) records.push(answer.record);
    }
  });
  for (let kill = 0; kill < KILLS; kill++) {
    const enough = records.length + 10 + Math.floor(Math.random() * 20);
    await until(() => records.length >= enough);
    const victim = installation.workers()[kill % 2] as ToldWorker;
    process.kill(victim.process, 'SIGKILL');
    await until(() => newest(victim.slot).process !== victim.process);
    // It goes on with the writer of the one that it replaces.
    expect(newest(victim.slot).writer).toBe(victim.writer);
    await all('2/2');
  }
  done = true;
  await Promise.all(clients);
  expect(new Set(records).size).toBe(records.length);
  expect(await installation.metrics()).toMatch(new RegExp(`^sekisho_workers_replaced_total ${KILLS}$`, 'm'));
  const lines = new Set<number>();
  for (const record of records) lines.add(await accessesIn(record));
  // One question, and so as many accesses each time.
  expect([...lines]).toEqual([expect.any(Number)]);
  expect([...lines][0]).toBeGreaterThan(10);
  process.stdout.write(`${KILLS} kills, ${records.length} answers received, each found in the log\n`);
}, 900_000);

const newest = (slot: number): ToldWorker =>
  installation.workers().find((worker) => worker.slot === slot) as ToldWorker;

async function accessesIn(record: string): Promise<number> {
  let lines = 0;
  for await (const line of expandRecord(join(data, 'audit'), keysOf(), record))
    lines += line.coordinate === '' ? 0 : 1;
  return lines;
}

/** What a kill does to the connections of its process; an error of Node's own is of another realm. */
function lostOrThrow(error: unknown): null {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(code)) return null;
  throw error;
}

test('what one of them does for all is taken over by another when its process is killed', async () => {
  const text = 'a worker takes over what one of them does for all';
  const slot = Number(installation.facts(text).at(-1)?.['slot'] ?? 1);
  const before = installation.facts(text).length;
  process.kill(newest(slot).process, 'SIGKILL');
  await until(() => installation.facts(text).length > before);
  const now = Number(installation.facts(text).at(-1)?.['slot']);
  expect(now).not.toBe(slot);
  await all('2/2');
  expect(installation.facts(text)).toHaveLength(before + 1);
  // The index is kept on, of what either of them seals from here on.
  const who = await by('clerk', { query: RESIDENTS, purpose: 'RECOMMEND' });
  const records = [await installation.answeredBy('gw1', who), await installation.answeredBy('gw2', who)].map(
    ({ record }) => record.split('/'),
  );
  for (const [writer = '', seq] of records) await until(() => indexedTo(writer) >= Number(seq));
});

function indexedTo(writer: string): number {
  const index = new Database(join(data, 'audit-index.sqlite'), { readonly: true, timeout: 5_000 });
  try {
    const row = index
      .prepare('SELECT seq FROM access_progress WHERE writer = ?')
      .get(Number(writer.slice(2))) as { seq: number } | undefined;
    return row?.seq ?? 0;
  } finally {
    index.close();
  }
}

test('a signal to stop ends all of them in order, and the log is whole', async () => {
  expect(await installation.end('SIGTERM')).toBe(0);
  const report = await verified();
  expect(report.whole).toBe(true);
  expect(report.writers.map(({ writer, newest: last }) => [writer, last?.kind])).toEqual([
    ['gw1', 'STOP'],
    ['gw2', 'STOP'],
  ]);
});

test('when the process that keeps their sessions is killed, all of them end, and the log is whole', async () => {
  installation = await Installation.start(data, 2);
  const who = await by('clerk', { query: RESIDENTS, purpose: 'RECOMMEND' });
  const { record } = await ask(installation.port, who);
  const workers = installation.workers();
  expect(workers.map(({ process: id }) => lives(id))).toEqual([true, true]);
  await installation.end('SIGKILL');
  expect((await verified()).whole).toBe(true);
  expect(await accessesIn(record)).toBeGreaterThan(10);
});
