import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { ActRecord } from '../../src/audit/record/record.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { RecordStore } from '../../src/immunization-records/record-store.js';
import { RECORD_ACTIONS } from '../../src/immunization-records/terms.js';
import { killNow, startChildGateway } from '../support/child-gateway.js';
import { ask } from '../support/client.js';
import { effort } from '../support/effort.js';
import { demoToken } from '../support/gateway.js';
import { until } from '../support/intermediate/world.js';
import { dose, RecordsWorld } from '../support/records.js';

/** Kills of the process itself, whichever step of entering and correcting a dose it is at (docs/attacks.md P6). */

/** More of them: `SEKISHO_RECORD_KILLS=100 npx jest test/fault/records-kill`, some four seconds each. */
const KILLS = Number(process.env['SEKISHO_RECORD_KILLS'] ?? effort({ short: 1, full: 6 }));
const CHILDREN = 4;

let data: string;
let world: RecordsWorld;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sekisho-records-kill-'));
  world = new RecordsWorld(CHILDREN);
});
afterEach(() => {
  world.city.remove();
  rmSync(data, { recursive: true, force: true });
});

interface Gateway {
  readonly port: number;
  readonly token: string;
}
interface Told {
  readonly immunization: { readonly id: string; readonly version: string } | null;
}

async function act(gateway: Gateway, name: string, type: string, input: object): Promise<Told | null> {
  const { data: told } = await ask<Record<string, Told | null> | null>(gateway.port, {
    query: `mutation ($input: ${type}!) { ${name}(input: $input) { immunization { id version } userErrors { code } } }`,
    variables: { input },
    token: gateway.token,
    purpose: 'HISTORY',
  });
  return told?.[name] ?? null;
}

const entering = (key: string, atenaNumber: string): object => ({
  ...dose(),
  ...{ idempotencyKey: key, atenaNumber, reason: '確認済み' },
});

/** Enters a dose and corrects it; what was told is noted at once. */
async function enterAndCorrect(
  gateway: Gateway,
  { key, child }: { readonly key: string; readonly child: string },
  notes: { entered: Map<string, string>; corrected: string[] },
): Promise<void> {
  const entered = await act(gateway, 'recordImmunization', 'RecordImmunizationInput', entering(key, child));
  const id = entered?.immunization?.id;
  if (id === undefined) return;
  notes.entered.set(key, id);
  const corrected = await act(gateway, 'correctImmunization', 'CorrectImmunizationInput', {
    ...{
      idempotencyKey: `${key}-c`,
      atenaNumber: child,
      id,
      version: '0',
      way: 'COUNTER',
      reason: '確認済み',
    },
    changes: { lot: 'EY0574' },
  });
  if (corrected?.immunization?.version === '1') notes.corrected.push(id);
}

test(
  `${KILLS} kills of the gateway while doses are entered and corrected: each is there once, with both ends of its act in the log`,
  async () => {
    const notes = { entered: new Map<string, string>(), corrected: new Array<string>() };
    for (let kill = 0; kill < KILLS; kill++) {
      const child = await startChildGateway(data, world.city.files.environment);
      const gateway = { port: child.port, token: await demoToken(data, 'clerk') };
      const before = notes.entered.size;
      const work = async (client: number) => {
        for (let at = 0; ; at++) {
          const of = { key: `kill-${kill}-${client}-${at}-key`, child: world.children[client] ?? '' };
          await enterAndCorrect(gateway, of, notes);
        }
      };
      const working = Array.from({ length: CHILDREN }, (_, client) => work(client).catch(() => undefined));
      // Whichever step the next acts are at, after the first were told.
      await until(() => (notes.entered.size > before + Math.random() * CHILDREN ? true : null));
      await killNow(child);
      await Promise.all(working);
    }
    // A start brings everything to its end; what was told stands, and the same key tells it again.
    const last = await startChildGateway(data, world.city.files.environment);
    const gateway = { port: last.port, token: await demoToken(data, 'clerk') };
    const [key = '', id] = [...notes.entered].at(-1) ?? [];
    const client = Number(key.split('-')[2]);
    const input = entering(key, world.children[client] ?? '');
    const again = await act(gateway, 'recordImmunization', 'RecordImmunizationInput', input);
    expect(again?.immunization?.id).toBe(id);
    await killNow(last);

    const rows = world.children.flatMap((child) => world.rowsOf(child));
    const store = await RecordStore.open({ url: { kind: 'sqlite', path: join(data, 'store.sqlite') } });
    const health = world.children.map((child) => world.healthNumber(child));
    const changes = await store.changesOfPersons(health);
    expect(await store.openActs(RECORD_ACTIONS, 10)).toEqual([]);
    await store.close();
    // None lost, none doubled: a row for each dose that was begun, and each told one is among them.
    const entered = changes.filter(({ kind }) => kind === 'RECORD');
    expect(entered.every(({ state }) => state === 'DONE')).toBe(true);
    expect(rows.map((row) => String(row['sessyu_id'])).sort()).toEqual(
      entered.map(({ doseId }) => doseId).sort(),
    );
    for (const told of notes.entered.values()) expect(entered.map(({ doseId }) => doseId)).toContain(told);
    for (const told of notes.corrected)
      expect(rows.find((row) => String(row['sessyu_id']) === told)).toMatchObject({
        lot_no: 'EY0574',
        kosin_no: 1,
      });
    const logged = await acts();
    for (const { id: change } of changes)
      expect([logged.has(`INTENT ${change}`), logged.has(`OUTCOME ${change}`)]).toEqual([true, true]);
  },
  90_000 + KILLS * 20_000,
);

async function acts(): Promise<ReadonlySet<string>> {
  const keys = loadAuditKeys(join(data, 'keys', 'audit.json'), { create: false });
  expect(await verifyLog(join(data, 'audit'), secretsOf(keys))).toMatchObject({ whole: true });
  const found = new Set<string>();
  for await (const { record } of readRecords(join(data, 'audit'), keys)) {
    if (record.kind !== 'ACT') continue;
    const { phase, id }: ActRecord = record;
    found.add(`${phase} ${id}`);
  }
  return found;
}
