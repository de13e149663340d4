// How fast both questions are answered over an index of so many accesses (default 10 million; 25 to a sighting):
//     node -r ./test/support/ts-hook.cjs test/bench/audit-index.ts [ACCESSES]
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IndexDatabase } from '../../src/audit/index/index-database.js';
import type { Cell } from '../../src/audit/index/index-rows.js';
import { recordId } from '../../src/audit/index/record-id.js';
import { SqlIndex } from '../../src/audit/index/sql-index.js';

const ACCESSES_PER_SIGHTING = 25;
const PERSONS_PER_ANSWER = 8;
const PERSONS = 127_000;
const ACCOUNTS = 50;
const START = Date.UTC(2019, 0, 1);
const YEARS = 7 * 365 * 86_400_000;
const QUESTIONS = 300;
const TOLD = JSON.stringify({
  role: 'clerk',
  purpose: 'HISTORY',
  case: '2023-0001',
  zone: 'INTRANET',
  operationName: null,
  status: 'ANSWERED',
  codes: [],
  detail: null,
  aboutNobody: [],
  accesses: 200,
});

async function fill(database: IndexDatabase, sightings: number): Promise<void> {
  await database.transaction((statements) =>
    statements.insert(
      'access_shape',
      ['id', 'details'],
      [[1, '[{"coordinate":"Resident.name","outcome":"DISCLOSED","reason":null,"count":1}]']],
    ),
  );
  const answers = Math.ceil(sightings / PERSONS_PER_ANSWER);
  for (let from = 0; from < answers; from += 2_000) {
    const operations: Cell[][] = [];
    const seen: Cell[][] = [];
    for (let at = from; at < Math.min(answers, from + 2_000); at++) {
      const id = recordId('gw1', 2 * at + 2);
      const instant = START + Math.floor((at / answers) * YEARS);
      operations.push([id, instant, `account${at % ACCOUNTS}`, TOLD]);
      for (let person = 0; person < PERSONS_PER_ANSWER; person++)
        seen.push([subjectOf(at * 7919 + person * 104_729), instant, id, 1]);
    }
    await database.transaction(async (statements) => {
      await statements.insert('access_operation', ['id', 'instant', 'account', 'details'], operations);
      await statements.insert('access_subject', ['subject', 'instant', 'operation', 'shape'], seen);
    });
  }
}

const subjectOf = (number: number): string =>
  Buffer.from(`p${String(number % PERSONS).padStart(8, '0')}`).toString('base64url');

function told(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(2);
  process.stdout.write(`${name}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms\n`);
}

async function main(): Promise<void> {
  const accesses = Number(process.argv[2] ?? 10_000_000);
  const root = mkdtempSync(join(tmpdir(), 'sekisho-index-'));
  const database = await IndexDatabase.open({ url: { kind: 'sqlite', path: join(root, 'index.sqlite') } });
  try {
    const begun = performance.now();
    await fill(database, accesses / ACCESSES_PER_SIGHTING);
    const seconds = (performance.now() - begun) / 1000;
    process.stdout.write(
      `${accesses} accesses, ${accesses / ACCESSES_PER_SIGHTING} sightings, ${(statSync(join(root, 'index.sqlite')).size / 1e6).toFixed(0)} MB, filled in ${seconds.toFixed(0)} s\n`,
    );
    const index = new SqlIndex(database);
    const span = {
      from: new Date(START + YEARS / 3).toISOString(),
      to: new Date(START + (YEARS / 3) * 2).toISOString(),
      first: 51,
      after: null,
    };
    const [subjects, accounts]: number[][] = [[], []];
    for (let at = 0; at < QUESTIONS; at++) {
      const before = performance.now();
      await index.accessesTo(subjectOf(at * 331), span);
      const between = performance.now();
      await index.accessesBy(`account${at % ACCOUNTS}`, span);
      subjects?.push(between - before);
      accounts?.push(performance.now() - between);
    }
    told('who saw this person', subjects ?? []);
    told('whom did this account see', accounts ?? []);
  } finally {
    await database.close();
    rmSync(root, { recursive: true, force: true });
  }
}

void main();
