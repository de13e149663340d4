import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { ActRecord } from '../../src/audit/record/record.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { CaseStore, type StoredCase } from '../../src/cases/case-store.js';
import { isWhole, reconcileCases, type LoggedAct } from '../../src/cases/reconcile-cases.js';
import { killNow, startChildGateway } from '../support/child-gateway.js';
import { cityRows, testCity } from '../support/city.js';
import { ask as send, type Answer } from '../support/client.js';
import { effort } from '../support/effort.js';
import { demoToken } from '../support/gateway.js';
import { until } from '../support/intermediate/world.js';

/** Kills of the process itself, whichever step of an act on a case it is at. docs/attacks.md W5. */

/** More of them: `SEKISHO_CASE_KILLS=100 npx jest test/fault/case-kill`, some three seconds each. */
const KILLS = Number(process.env['SEKISHO_CASE_KILLS'] ?? effort({ short: 1, full: 6 }));
const CLIENTS = 4;

let data: string;
beforeEach(() => void (data = mkdtempSync(join(tmpdir(), 'sekisho-case-kill-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

function somebody(): string {
  const staff = Object.values(testCity().manifest.staff).filter((number) => number !== null);
  const [row] = cityRows<{ number: string }>(
    'registry',
    `SELECT ATENA_NO AS number FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND SETAI_NO NOT IN
       (SELECT SETAI_NO FROM JUKI_KIHON WHERE ATENA_NO IN (SELECT value FROM json_each(?))) LIMIT 1`,
    JSON.stringify(staff),
  );
  return row?.number ?? '';
}

interface Told {
  readonly key: string;
  readonly number: string;
}

const OPEN =
  'mutation ($input: OpenCaseInput!) { openCase(input: $input) { case { number } userErrors { code } } }';
const CLOSE =
  'mutation ($input: CloseCaseInput!) { closeCase(input: $input) { case { state } userErrors { code } } }';

interface Gateway {
  readonly port: number;
  readonly token: string;
}

function change<Data>({ port, token }: Gateway, query: string, input: object): Promise<Answer<Data>> {
  return send<Data>(port, { query, variables: { input }, token, purpose: 'INQUIRY' });
}

/** Opens a case and closes it; what was told is noted at once. */
async function openAndClose(
  gateway: Gateway,
  key: string,
  notes: { opened: Told[]; closed: string[] },
): Promise<void> {
  const opened = await change<{ openCase: { case: { number: string } | null } | null }>(gateway, OPEN, {
    ...{ idempotencyKey: key, atenaNumbers: [somebody()], purposes: ['INQUIRY'], window: 'health-counter' },
    ...{ requester: 'PERSON', documents: ['NUMBER_CARD'] },
  });
  const number = opened.data.openCase?.case?.number;
  if (number === undefined) return;
  notes.opened.push({ key, number });
  const closed = await change<{ closeCase: { case: object | null } | null }>(gateway, CLOSE, {
    ...{ idempotencyKey: `${key}-close`, number, outcome: 'ANSWERED' },
  });
  if (closed.data.closeCase?.case != null) notes.closed.push(number);
}

async function acts(): Promise<readonly (LoggedAct & ActRecord)[]> {
  const keys = loadAuditKeys(join(data, 'keys', 'audit.json'), { create: false });
  expect(await verifyLog(join(data, 'audit'), secretsOf(keys))).toMatchObject({ whole: true });
  const found: (LoggedAct & ActRecord)[] = [];
  for await (const { record } of readRecords(join(data, 'audit'), keys))
    if (record.kind === 'ACT') found.push(record);
  return found;
}

async function stored(): Promise<readonly StoredCase[]> {
  const store = await CaseStore.open({ url: { kind: 'sqlite', path: join(data, 'store.sqlite') } });
  try {
    expect(await store.openActs(['openCase', 'closeCase'], 10)).toEqual([]);
    const all: StoredCase[] = [];
    for await (const one of store.all()) if (one.row.openedAct !== null) all.push(one);
    return all;
  } finally {
    await store.close();
  }
}

test(
  `${KILLS} kills of the gateway while cases are opened and closed: each is opened once, by an act of which the log has both ends`,
  async () => {
    const notes: { opened: Told[]; closed: string[] } = { opened: [], closed: [] };
    for (let kill = 0; kill < KILLS; kill++) {
      const child = await startChildGateway(data);
      const gateway = { port: child.port, token: await demoToken(data, 'clerk') };
      const before = notes.opened.length;
      const work = async (client: number) => {
        for (let at = 0; ; at++) await openAndClose(gateway, `kill-${kill}-${client}-${at}-key`, notes);
      };
      const working = Array.from({ length: CLIENTS }, (_, client) => work(client).catch(() => undefined));
      // Whichever step the next acts are at, after the first were told.
      await until(() => (notes.opened.length > before + Math.random() * CLIENTS ? true : null));
      await killNow(child);
      await Promise.all(working);
    }
    // What was told stands; the same key tells the same case again, and opens no second one.
    const last = await startChildGateway(data);
    const gateway = { port: last.port, token: await demoToken(data, 'clerk') };
    const { key, number } = notes.opened.at(-1) as Told;
    const again: { opened: Told[]; closed: string[] } = { opened: [], closed: [] };
    await openAndClose(gateway, key, again);
    expect(again.opened).toEqual([{ key, number }]);
    await killNow(last);

    const [logged, cases] = [await acts(), await stored()];
    const numbers = cases.map(({ row }) => row.number);
    expect(notes.opened.filter((told) => !numbers.includes(told.number))).toEqual([]);
    expect(new Set(notes.opened.map((told) => told.number)).size).toBe(notes.opened.length);
    const closed = cases.filter(({ row }) => row.closedAt !== null).map(({ row }) => row.number);
    expect(notes.closed.filter((told) => !closed.includes(told))).toEqual([]);
    const found = reconcileCases(
      cases.map(({ row }) => ({ ...row, state: 'OPEN' as const })),
      logged,
      '9999',
    );
    expect([found.lost, found.unlogged]).toEqual([[], []]);
    // What has no end in the log wrote nothing.
    const wrote = new Set(cases.flatMap(({ row }) => [row.openedAct, row.closedAct]));
    expect(found.unfinished.filter(({ id }) => wrote.has(id))).toEqual([]);
    expect(isWhole({ ...found, gaps: [] })).toBe(true);
  },
  60_000 + KILLS * 15_000,
);
