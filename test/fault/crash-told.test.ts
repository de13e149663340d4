import { readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from '../../src/audit/reading/read-records.js';
import type { AuditRecord } from '../../src/audit/record/record.js';
import { InstalledLog } from '../support/installed-log.js';
import { answer, intent } from '../unit/audit/fixtures.js';

/**
 * A crash is told from an end in order, and from a cut: docs/attacks.md L8. A clock that jumped is told at the start
 * and by verify: docs/attacks.md L6.
 */
let log: InstalledLog;
beforeEach(() => (log = new InstalledLog('before-migrations')));
afterEach(() => log.remove());

/** A log as a process leaves it that is killed: its files as they were while it ran, and its lock gone. */
async function crashed(): Promise<void> {
  const journal = await log.open();
  await answer(journal, 'answered');
  await journal.seal(intent('under way'));
  const kept = ['head', '000001.skl'].map((name) => join(log.audit, 'gw1', name));
  const bytes = kept.map((path) => readFileSync(path));
  await journal.close();
  // STOP and its checkpoint were never written, nor was the checkpoint beside them renewed.
  kept.forEach((path, at) => writeFileSync(path, bytes[at] as Buffer));
  for (const [path, text] of before) writeFileSync(path, text);
}
const before: [string, string][] = [];
beforeEach(() => {
  const journalFiles = ['audit/gw1/checkpoint'];
  before.splice(
    0,
    before.length,
    ...journalFiles.map((name): [string, string] => [
      join(log.root, name),
      readFileSync(join(log.root, name), 'utf8'),
    ]),
  );
});

async function records(): Promise<AuditRecord[]> {
  const all: AuditRecord[] = [];
  for await (const { record } of readRecords(log.audit, log.keys)) all.push(record);
  return all;
}

test('an end in order is said to be one', async () => {
  const { code, text } = await log.command('verify');
  expect([code, text]).toEqual([
    0,
    expect.stringContaining('gw1: 正常に終了しています / ended in order (STOP)'),
  ]);
});

test('a log that is being written is said to be', async () => {
  const journal = await log.open();
  expect((await log.command('verify')).text).toContain('gw1: 書き込み中です / is being written now');
  await journal.close();
});

test('a crash is said in words, by verify, by the next start, and in its START', async () => {
  await crashed();
  const { code, text } = await log.command('verify');
  expect([code, text]).toEqual([
    0,
    expect.stringMatching(/did NOT end in order: after record \d+ .* 1 requests/),
  ]);
  const told: string[] = [];
  const next = await log.open({ onNotice: (what) => void told.push(what) });
  await next.close();
  expect(told).toEqual([expect.stringMatching(/^gw1 did not end in order: its process was killed/)]);
  expect((await records()).filter(({ kind }) => kind === 'START').at(-1)).toMatchObject({ unclean: true });
  const again = await log.open({ onNotice: (what) => void told.push(what) });
  await again.close();
  expect(told).toHaveLength(1);
  expect((await records()).filter(({ kind }) => kind === 'START').at(-1)).not.toHaveProperty('unclean');
});

test('three bytes off the tail after a crash are a cut, not a write that was not finished', async () => {
  await crashed();
  const segment = log.segment();
  truncateSync(segment, readFileSync(segment).length - 3);
  const { code, text } = await log.command('verify');
  expect([code, text]).toEqual([
    1,
    expect.stringMatching(
      /cut short, though the head names \d+: it was sealed whole, and no crash shortens it/,
    ),
  ]);
});

describe('a second copy in the place of the log itself', () => {
  test.each([
    ['the same', (audit: string) => audit],
    [
      'the same through a link',
      (audit: string, root: string) => (symlinkSync(audit, `${root}/link`), `${root}/link`),
    ],
    ['the same by a roundabout name', (audit: string) => `${audit}/../audit`],
    ['in it', (audit: string) => `${audit}/copy`],
    [
      'in it through a link',
      (audit: string, root: string) => (symlinkSync(audit, `${root}/link`), `${root}/link/copy`),
    ],
    ['around it', (_: string, root: string) => root],
  ])('%s: refused, on a log that is there and on one that is not', async (_, placed) => {
    const mirror = placed(log.audit, log.root);
    const names = log.files();
    for (let there = 0; there < 2; there++) {
      const found: unknown = await log.open({ mirror }).catch((error: unknown) => error);
      expect(found).toMatchObject({ detail: 'the second copy is the log itself' });
      if (there === 0) expect(log.files()).toEqual(names);
      rmSync(log.audit, { recursive: true, force: true });
      rmSync(join(log.root, 'keys', 'audit'), { recursive: true, force: true });
    }
  });
});

describe('a clock', () => {
  const at = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
  test.each([
    ['two days back', -2, /its time .* is \d+ days before the one before it/],
    ['four hundred days on', 400, /its time .* is \d+ days after the one before it/],
  ])('set %s is said at the start and by verify', async (_, days, words) => {
    const now = await log.open();
    await now.close();
    const told: string[] = [];
    const next = await log.open({ now: () => at(days), onNotice: (what) => void told.push(what) });
    await next.close();
    expect(told).toEqual([expect.stringContaining('check the clock of this machine')]);
    const { code, text } = await log.command('verify');
    expect([code, text]).toEqual([0, expect.stringMatching(words)]);
  });
  test('that goes on as clocks do says nothing', async () => {
    const told: string[] = [];
    for (let run = 0; run < 2; run++)
      await (await log.open({ now: () => at(0), onNotice: (what) => void told.push(what) })).close();
    // The fixture is from another day: the first start tells of it, the second has nothing to tell.
    expect(told.length).toBeLessThanOrEqual(1);
  });
});
