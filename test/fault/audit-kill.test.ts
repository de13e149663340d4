import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';

import { readRecords } from '../../src/audit/reading/read-records.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { effort } from '../support/effort.js';
import { Workplace } from '../unit/audit/fixtures.js';

const SUPPORT = join(__dirname, '..', 'support');
/** More of them: `SEKISHO_KILLS=1000 npx jest test/fault/audit-kill`, a second or two each. */
const KILLS = Number(process.env['SEKISHO_KILLS'] ?? effort({ short: 2, full: 20 }));

/** Kills of one log: each look reads all of it. */
const KILLS_OF_ONE = 40;

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

/** Runs a writer and kills it while it writes; gives what it had printed as sealed. */
async function killedUnderLoad(): Promise<string[]> {
  const args = [
    '-r',
    join(SUPPORT, 'ts-hook.cjs'),
    join(SUPPORT, 'audit-writer.ts'),
    place.audit,
    join(place.root, 'keys', 'audit.json'),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const enough = randomInt(1, 3000);
  let printed = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    printed += text;
    if (printed.length > enough) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  // The kill may have cut the last line.
  return printed.slice(0, printed.lastIndexOf('\n')).split('\n');
}

async function outcomesInLog(): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const { writer, record } of readRecords(place.audit, place.keys)) {
    if (record.kind === 'OUTCOME') names.add(`${writer}/${record.seq}`);
  }
  return names;
}

test(
  `after each of ${KILLS} kills under load the log is whole and holds every record that was said to be sealed`,
  async () => {
    let sealed: string[] = [];
    let answers = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      if (kill > 0 && kill % KILLS_OF_ONE === 0) {
        await place.remove();
        place = await Workplace.make();
        sealed = [];
      }
      const before = sealed.length;
      sealed.push(...(await killedUnderLoad()));
      // Before anything was mended, and by the verifier alone.
      expect(await verifyLog(place.audit, secretsOf(place.keys))).toMatchObject({ whole: true, faults: [] });
      const log = await outcomesInLog();
      expect(sealed.filter((name) => !log.has(name))).toEqual([]);
      const restarted = await place.open();
      expect(restarted.writer).toBe('gw1');
      await restarted.close();
      expect((await verifyLog(place.audit, secretsOf(place.keys))).whole).toBe(true);
      expect(new Set(sealed).size).toBe(sealed.length);
      answers += sealed.length - before;
    }
    expect(answers).toBeGreaterThan(KILLS);
    process.stdout.write(`${KILLS} kills, ${answers} answers said to be sealed, each in the log\n`);
  },
  60_000 + KILLS * 20_000,
);
