import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResponsePath } from '../../src/audit/record/access-columns.js';
import { AccessTrace } from '../../src/audit/record/access-trace.js';
import { openJournal } from '../../src/audit/journal/journal.js';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import type { Circumstances } from '../../src/audit/record/record.js';
import type { AuditLog } from '../../src/audit/audit-log.js';
import { verifyLog, verifyPublicly } from '../../src/audit/verify/verify-log.js';

/**
 * How fast a log verifies, and how much disk an access takes, for list queries:
 *
 *     node -r ./test/support/ts-hook.cjs test/bench/audit-verify.ts [answers] [rows]
 */
const [answers = 400, rows = 500] = process.argv.slice(2).map(Number);
const FIELDS = ['atenaNumber', 'name', 'kanji', 'kana', 'birthDate', 'iso', 'sex', 'age', 'address'];

async function main(): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'sekisho-bench-'));
  try {
    const keys = loadAuditKeys(join(root, 'keys', 'audit.json'), { create: true });
    const directory = join(root, 'audit');
    const log = await openJournal({ directory, keys, municipality: '132101' });
    for (let at = 0; at < answers; at++) await answer(log, at);
    await log.close();
    const accesses = answers * rows * FIELDS.length;
    const { size } = await stat(join(directory, 'gw1', '000001.skl'));
    process.stdout.write(
      `${answers} answers of ${rows} rows: ${accesses} accesses, ${(size / accesses).toFixed(2)} bytes each\n`,
    );
    const report = await timed('with the keys', accesses, () => verifyLog(directory, secretsOf(keys)));
    await timed('with a public key', accesses, () =>
      verifyPublicly(directory, report.writers[0]?.keys ?? []),
    );
  } finally {
    await rm(root, { recursive: true });
  }
}

async function timed<T extends { readonly whole: boolean }>(
  what: string,
  accesses: number,
  work: () => Promise<T>,
): Promise<T> {
  const began = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(began);
  const seconds = (user + system) / 1e6;
  process.stdout.write(
    `verified ${what}: ${Math.round(accesses / seconds).toLocaleString('en')} accesses per second of one core, whole: ${result.whole}\n`,
  );
  return result;
}

/** One page of residents, as the field guard records it. */
async function answer(log: AuditLog, at: number): Promise<void> {
  const circumstances: Circumstances = {
    request: crypto.randomUUID(),
    account: 'clerk',
    role: 'clerk',
    purpose: 'INQUIRY',
    case: `2026-${at}`,
    zone: 'NUMBER_USE',
    amr: ['uid', 'palm_vein'],
    policyVersion: 'CQS2m3BX1QHMv7_-',
    document: 'Zx3b1mJt5y0Vq8uN2rP7sK4wL6cT9dF1gH5jA0eB2iM',
    operationName: null,
  };
  const coordinates = FIELDS.map((field) => `Resident.${field}`);
  const intent = log.append({ kind: 'INTENT', coordinates, ...circumstances });
  const trace = new AccessTrace();
  const residents: ResponsePath = { prev: undefined, key: 'residents', typename: 'Query' };
  const nodes: ResponsePath = { prev: residents, key: 'nodes', typename: 'ResidentConnection' };
  for (let row = 0; row < rows; row++) {
    const node: ResponsePath = { prev: nodes, key: row, typename: undefined };
    const person = String((at * rows + row) % 120_000);
    for (const [column, key] of FIELDS.entries())
      trace.record(
        coordinates[column] as string,
        { prev: node, key, typename: 'Resident' },
        person,
        key === 'address' ? 'WITHHELD' : 'DISCLOSED',
        key === 'address' ? 'inquiry.no-contact' : null,
      );
  }
  const accesses = trace.columns((atenaNumber) => log.pseudonym(atenaNumber));
  await log.seal({
    kind: 'OUTCOME',
    intent,
    status: 'ANSWERED',
    codes: [],
    detail: null,
    accesses,
    ...circumstances,
  });
}

void main();
