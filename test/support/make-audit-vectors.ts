// Makes the test vectors of the verifier for this version of the format; those of older versions stay as they are:
//     node -r ./test/support/ts-hook.cjs test/support/make-audit-vectors.ts
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_VERSION } from '../../src/audit/format/log-version.js';
import { secretsOf } from '../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { answer, intent, Workplace } from '../unit/audit/fixtures.js';
import { tellOf, type Spoiling, type VectorCase } from './audit-vectors.js';

const SPOILINGS: readonly Spoiling[] = [
  { name: 'as it was written' },
  { name: 'a byte of a sealed record', file: 'audit/gw1/000001.skl', flip: 1200 },
  { name: 'a byte of the last mac of an ended segment', file: 'audit/gw1/000001.skl', flip: -1 },
  { name: 'the length of the first frame', file: 'audit/gw1/000001.skl', flip: 17 },
  { name: 'an ended segment cut short', file: 'audit/gw1/000002.skl', cut: 40 },
  { name: 'the newest segment cut short', file: 'audit/gw2/000001.skl', cut: 40 },
  { name: 'a segment taken away', file: 'audit/gw1/000002.skl', remove: true },
  { name: 'a data key taken away', file: 'keys/audit/gw1/000002.key', remove: true },
  { name: 'the head taken away', file: 'audit/gw2/head', remove: true },
  { name: 'a byte of the head', file: 'audit/gw1/head', flip: 12 },
];

async function main(): Promise<void> {
  const place = await Workplace.make();
  let clock = Date.parse('2024-05-01T00:00:00.000Z');
  const now = (): string => new Date((clock += 40)).toISOString();
  try {
    const [one, two] = [await place.open({ segmentBytes: 1500, now }), await place.open({ now })];
    for (let at = 0; at < 5; at++) await answer(one, `request-${at}`, `100000${at}`);
    await answer(two, 'other');
    await one.seal(intent('never answered'));
    await two.close();
    await one.close();
    const files = Object.fromEntries([...filesIn(place.root, 'audit'), ...filesIn(place.root, 'keys/audit')]);
    const { secret } = JSON.parse(readFileSync(join(place.root, 'keys', 'audit.json'), 'utf8')) as {
      secret: string;
    };
    const { writers } = await verifyLog(place.audit, secretsOf(place.keys));
    const log = { secret, noted: writers.map(({ keys: [first = ''] }) => first), files };
    const cases: VectorCase[] = [];
    for (const spoiling of SPOILINGS) cases.push({ ...spoiling, ...(await tellOf(log, spoiling)) });
    writeFileSync(
      join(__dirname, '..', 'unit', 'audit', 'vectors', `log-${LOG_VERSION}.json`),
      `${JSON.stringify({ ...log, cases }, null, 1)}\n`,
    );
  } finally {
    await place.remove();
  }
}

function filesIn(root: string, folder: string): (readonly [string, string])[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('.lock'),
  );
  return entries
    .map(
      ({ parentPath, name }) =>
        [
          join(parentPath, name).slice(root.length + 1),
          readFileSync(join(parentPath, name), 'base64'),
        ] as const,
    )
    .sort();
}

void main();
