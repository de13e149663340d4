import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { expandRecord } from '../../src/audit/reading/search.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { killNow, startChildGateway } from '../support/child-gateway.js';
import { ask } from '../support/client.js';
import { effort } from '../support/effort.js';
import { demoToken } from '../support/gateway.js';

/** In full, or as many as asked for: `SEKISHO_GATEWAY_KILLS=200 npx jest test/fault/kill`, some seconds each. */
const KILLS = Number(process.env['SEKISHO_GATEWAY_KILLS'] ?? effort({ short: 2, full: 20 }));
const CLIENTS = 6;

const data = mkdtempSync(join(tmpdir(), 'sekisho-kill-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const QUERY =
  '{ residents(where: {}, orderBy: {field: KANA}, first: 20) { nodes { atenaNumber name { kanji } immunizations { lot } } } }';

/** Asks until the line goes dead; keeps the record of every answer that arrived whole. */
async function askUntilDead(port: number, token: string, records: string[]): Promise<void> {
  for (;;) {
    try {
      const answer = await ask(port, { query: QUERY, token, purpose: 'HISTORY', case: '2023-0001' });
      expect(answer.status).toBe(200);
      records.push(answer.record);
    } catch (error) {
      if (isConnectionLoss(error)) return;
      throw error;
    }
  }
}

/** Told by its code: an error of Node's own is of another realm than the test's `Error`. */
function isConnectionLoss(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(code);
}

test(`${KILLS} kills at random moments under load lose no answered access, and the log verifies after each`, async () => {
  const records: string[] = [];
  for (let round = 0; round < KILLS; round++) {
    const gateway = await startChildGateway(data);
    const token = await demoToken(data, 'clerk');
    const before = records.length;
    const clients = Array.from({ length: CLIENTS }, () => askUntilDead(gateway.port, token, records));
    // A random number of answers, then a random instant of the work on the next ones.
    const enough = before + 1 + Math.floor(Math.random() * 40);
    while (records.length < enough) await new Promise((resolve) => setImmediate(resolve));
    await killNow(gateway);
    await Promise.all(clients);
    const keys = loadAuditKeys(join(data, 'keys', 'audit.json'), { create: false });
    const report = await verifyLog(join(data, 'audit'), secretsOf(keys));
    expect(report).toMatchObject({ whole: true });
  }
  expect(new Set(records).size).toBe(records.length);
  for (const record of records) {
    let lines = 0;
    for await (const line of expandRecord(
      join(data, 'audit'),
      loadAuditKeys(join(data, 'keys', 'audit.json'), { create: false }),
      record,
    ))
      lines += line.coordinate === '' ? 0 : 1;
    expect(lines).toBeGreaterThan(20);
  }
  process.stdout.write(`${KILLS} kills, ${records.length} answers received, each found in the log\n`);
}, 900_000);
