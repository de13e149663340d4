import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { RecordSystemRecord } from '../../src/audit/record/record-system-record.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { killNow, startChildGateway } from '../support/child-gateway.js';
import { ask as send } from '../support/client.js';
import { effort } from '../support/effort.js';
import { demoToken, startVrs } from '../support/gateway.js';
import { until } from '../support/intermediate/world.js';
import { documentOf, example, LGWAN } from '../support/vrs/graph.js';

/** Kills of the process itself, whichever step of an act at the record system it is at. docs/attacks.md V1. */

/** More of them: `SEKISHO_RECORD_KILLS=50 npx jest test/fault/vrs-graph-kill`, some three seconds each. */
const KILLS = Number(process.env['SEKISHO_RECORD_KILLS'] ?? effort({ short: 1, full: 5 }));

let data: string;
beforeEach(() => void (data = mkdtempSync(join(tmpdir(), 'sekisho-record-kill-'))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

async function records(): Promise<readonly RecordSystemRecord[]> {
  const keys = loadAuditKeys(join(data, 'keys', 'audit.json'), { create: false });
  expect(await verifyLog(join(data, 'audit'), secretsOf(keys))).toMatchObject({ whole: true });
  const found: RecordSystemRecord[] = [];
  for await (const { record } of readRecords(join(data, 'audit'), keys))
    if (record.kind === 'RECORD_SYSTEM') found.push(record);
  return found;
}

/** The coupons of this suite in the city's own file (docs/attacks.md V14). */
function onFile(): readonly string[] {
  const health = new Database(join(data, 'health.sqlite'), { readonly: true });
  try {
    return health
      .prepare<[], { coupon: string }>(
        "SELECT ken_no AS coupon FROM kk_ken WHERE ken_no BETWEEN '9400000000' AND '9400009999' ORDER BY ken_no",
      )
      .all()
      .map(({ coupon }) => coupon);
  } finally {
    health.close();
  }
}

function openCalls(): number {
  const store = new Database(join(data, 'store.sqlite'), { readonly: true });
  try {
    return (store.prepare('SELECT count(*) AS n FROM vrs_held_call').get() as { n: number }).n;
  } finally {
    store.close();
  }
}

test(
  `${KILLS} kills of the gateway while coupons are made anew: each is made once, by an act of which the log has both ends`,
  async () => {
    const vrs = await startVrs(data);
    const link = { SEKISHO_VRS_URL: vrs.url.href };
    const told: string[] = [];
    let next = 9_400_000_000;
    for (let kill = 0; kill < KILLS; kill++) {
      const child = await startChildGateway(data, link);
      const token = await demoToken(data, 'vrs-clerk');
      const before = told.length;
      const work = async (client: number) => {
        for (let at = 0; ; at++) {
          const couponNumber = String(next++);
          const input = {
            ...{ idempotencyKey: `kill-${kill}-${client}-${at}-key`, atenaNumber: example(data, 'movedIn') },
            ...{ couponNumber, reason: 'LOST' },
          };
          const { data: answer } = await send<{ reissueCoupon: { userErrors: object[] } | null }>(
            child.port,
            {
              query: documentOf('reissueCoupon'),
              variables: { input },
              ...{ token, purpose: 'HISTORY', from: LGWAN },
            },
          );
          if (answer.reissueCoupon?.userErrors.length === 0) told.push(couponNumber);
        }
      };
      const working = [0, 1].map((client) => work(client).catch(() => undefined));
      await until(() => (told.length > before + Math.random() * 2 ? true : null), 60_000);
      await killNow(child);
      await Promise.all(working);
    }
    const last = await startChildGateway(data, link);
    await until(() => (openCalls() === 0 ? true : null), 60_000);
    await killNow(last);
    const made = vrs.state
      .prepare<[], { coupon: string }>(
        "SELECT coupon FROM coupon WHERE coupon BETWEEN '9400000000' AND '9400009999'",
      )
      .all()
      .map(({ coupon }) => coupon);
    expect(told.filter((coupon) => !made.includes(coupon))).toEqual([]);
    expect(onFile()).toEqual(made.toSorted());
    const logged = await records();
    const done = vrs.state
      .prepare<[], { id: string }>("SELECT request_id AS id FROM act WHERE operation = 'CPN01'")
      .all()
      .map(({ id }) => id);
    expect(done).toHaveLength(made.length);
    const of = (phase: string) => new Set(logged.filter((one) => one.phase === phase).map(({ id }) => id));
    expect(done.filter((id) => !of('INTENT').has(id) || !of('OUTCOME').has(id))).toEqual([]);
    await vrs.close();
  },
  120_000 + KILLS * 30_000,
);
