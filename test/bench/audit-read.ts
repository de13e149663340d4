import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResponsePath } from '../../src/audit/record/access-columns.js';
import { AccessTrace } from '../../src/audit/record/access-trace.js';
import { openJournal } from '../../src/audit/journal/journal.js';
import { loadAuditKeys } from '../../src/audit/keys/audit-keys.js';
import type { Circumstances } from '../../src/audit/record/record.js';
import type { AuditLog } from '../../src/audit/audit-log.js';
import { RecordLookup } from '../../src/audit/reading/record-lookup.js';

/**
 * How long a page of the access history waits for the journal: 51 records from anywhere in it, the first page
 * after a start and those after it. What the index takes is `audit-index.ts`.
 *
 *     node -r ./test/support/ts-hook.cjs test/bench/audit-read.ts [answers]
 */
const [answers = 60_000] = process.argv.slice(2).map(Number);
const PAGE = 51;
const ROWS = 25;

async function main(): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'sekisho-bench-'));
  try {
    const keys = loadAuditKeys(join(root, 'keys', 'audit.json'), { create: true });
    const directory = join(root, 'audit');
    const log = await openJournal({ directory, keys, municipality: '132101' });
    const outcomes: string[] = [];
    for (let at = 0; at < answers; at++) outcomes.push(`${log.writer}/${await answer(log, at)}`);
    await log.close();
    const segments = (await readdir(join(directory, 'gw1'))).filter((name) => name.endsWith('.skl')).length;
    process.stdout.write(`${answers} answers in ${segments} segments\n`);
    const stored = new RecordLookup(directory, keys);
    const waits: number[] = [];
    for (let page = 0; page < 40; page++) {
      const names = Array.from({ length: PAGE }, () => outcomes[randomInt(outcomes.length)] as string);
      const began = performance.now();
      const found = await stored.read(names);
      waits.push(performance.now() - began);
      if (found.size !== new Set(names).size) throw new Error('a record was not found');
    }
    const [first = NaN, ...rest] = waits;
    rest.sort((a, b) => a - b);
    process.stdout.write(
      `first page ${first.toFixed(0)} ms; then median ${(rest[19] ?? NaN).toFixed(1)}, worst ${(rest.at(-1) ?? NaN).toFixed(1)} ms\n`,
    );
  } finally {
    await rm(root, { recursive: true });
  }
}

/** One page of residents; every so often one waits for the disk, as all do in a gateway. */
async function answer(log: AuditLog, at: number): Promise<number> {
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
  const intent = log.append({
    kind: 'INTENT',
    coordinates: ['PersonName.kanji', 'Query.residents'],
    ...circumstances,
  });
  const trace = new AccessTrace();
  const nodes: ResponsePath = { prev: undefined, key: 'residents', typename: 'Query' };
  for (let row = 0; row < ROWS; row++)
    trace.record(
      'Resident.name',
      { prev: { prev: nodes, key: row, typename: undefined }, key: 'name', typename: 'Resident' },
      String((at * ROWS + row) % 120_000),
      'DISCLOSED',
      null,
    );
  const body = {
    kind: 'OUTCOME',
    intent,
    status: 'ANSWERED',
    codes: [],
    detail: null,
    accesses: trace.columns((number) => log.pseudonym(number)),
    ...circumstances,
  } as const;
  return at % 100 === 0 ? log.seal(body) : log.append(body);
}

void main();
