import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { FIXTURES, InstalledLog } from '../../support/installed-log.js';
import { asVersion } from '../../support/log-of-version.js';
import { answer } from './fixtures.js';

const THIS = 'before-migrations';
/** Its segment as it was left. */
const AS_LEFT = join(FIXTURES, THIS, 'audit', 'gw1', '000001.skl');
const LINE = 'SEKISHO-LOG 3\n'.length;
const NEWER =
  "gw1/000001.skl is written by version 4 of the log's format; this program reads up to 3: use that version or newer.";
const OLDER =
  /gw1\/000001\.skl is written by an older version of the log's format, [12]; this program reads from 3 on/;
/** One whom the fixture's answers are about. */
const PERSON = '000000000100003';

let log: InstalledLog;
afterEach(() => log.remove());

const keyOf = async (): Promise<string> => (await log.command('key')).text;

/** Only the first line says another version: what somebody does who wants nobody to look. */
function relabel(version: number, path = log.segment()): void {
  const bytes = readFileSync(path);
  writeFileSync(path, Buffer.concat([Buffer.from(`SEKISHO-LOG ${version}\n`), bytes.subarray(LINE)]));
}

describe('the log that version 872e5fa left', () => {
  beforeEach(() => (log = new InstalledLog(THIS)));

  test('is whole with the keys and with a key noted down', async () => {
    const key = await keyOf();
    for (const args of [['verify'], ['verify', '--key', key]]) {
      const { code, text } = await log.command(...args);
      expect([code, text]).toEqual([0, expect.stringContaining('gw1: 30 records in 1 segments verify')]);
    }
  });

  test('is searched, expanded, proved and indexed', async () => {
    const found = await log.command('search', '--subject', PERSON);
    expect([found.code, found.text]).toEqual([0, expect.stringContaining('"record":"gw1/7"')]);
    const expanded = await log.command('expand', '--record', 'gw1/7');
    expect([expanded.code, expanded.text]).toEqual([0, expect.stringContaining('"outcome":"DISCLOSED"')]);
    const proof = await log.command('prove', '--record', 'gw1/7');
    expect([proof.code, proof.text]).toEqual([0, expect.stringContaining('"seq":7')]);
    await log.command('index', '--rebuild');
    expect((await log.command('index', '--check')).text).toContain('The index says what the journal says');
  });

  test('is continued in its own chain, through the ends of segments, and is whole again', async () => {
    const key = await keyOf();
    const next = await log.open({ segmentBytes: 3000 });
    expect(next.writer).toBe('gw1');
    for (let at = 0; at < 8; at++) await answer(next, `request ${at}`);
    await next.close();
    const report = await verifyLog(log.audit, secretsOf(log.keys));
    expect(report).toMatchObject({ whole: true, writers: [{ faults: [], otherVersion: null }] });
    expect(report.writers[0]?.segments).toBeGreaterThan(2);
    expect((await log.command('verify', '--key', key)).code).toBe(0);
    // Its own segment was left as it was, and continued.
    const before = readFileSync(AS_LEFT);
    expect(readFileSync(log.segment()).subarray(0, before.length)).toEqual(before);
  });

  test.each([4, 5, 17])(
    'with nothing but its first line changed to version %d it is tampered with',
    async (version) => {
      const key = await keyOf();
      relabel(version);
      for (const args of [['verify'], ['verify', '--key', key]]) {
        const { code, text } = await log.command(...args);
        expect([code, text]).toEqual([
          1,
          expect.stringMatching(/first bad sequence 1: .*the line was changed/),
        ]);
      }
      // As with any other contradiction: it is passed over, and nobody stands still.
      const broken: string[] = [];
      const next = await log.open({ onBroken: (what) => broken.push(what) });
      expect([next.writer, broken.length]).toEqual(['gw2', 1]);
      await next.close();
    },
  );

  test('changed to an older version it is never whole, and head and checkpoint beside it are named', async () => {
    const key = await keyOf();
    relabel(2);
    const { code, text } = await log.command('verify');
    expect(code).toBe(3);
    expect(text).toMatch(OLDER);
    expect(text).toContain('Yet its head is authentic and names record 30');
    expect(text).toContain('and its checkpoint is signed by a known key and covers 28 records');
    expect(text).not.toContain('is whole and unbroken');
    const publicly = await log.command('verify', '--key', key);
    expect([publicly.code, publicly.text]).toEqual([3, expect.stringContaining('covers 28 records')]);
  });

  test.each([
    'SEKISHO-LOG \n',
    'SEKISHO-LOG 03\n',
    'SEKISHO-LOG 4 \n',
    'SEKISHO-LOG -1\n',
    'sekisho-log 3\n',
  ])('a first line %j is none', async (line) => {
    writeFileSync(
      log.segment(),
      Buffer.concat([Buffer.from(line), readFileSync(log.segment()).subarray(LINE)]),
    );
    const { code, text } = await log.command('verify');
    expect([code, text]).toEqual([1, expect.stringContaining('first bad sequence 1')]);
  });
});

test('this program names the version in every record in the clear, so that an older line is found, too', async () => {
  log = new InstalledLog(THIS);
  const own = await log.open({ segmentBytes: 3000 });
  for (let at = 0; at < 8; at++) await answer(own, `request ${at}`);
  await own.close();
  for (const version of [1, 2, 4]) {
    relabel(version, log.segment('gw1', 2));
    const { code, text } = await log.command('verify');
    expect([version, code, text]).toEqual([version, 1, expect.stringMatching(/first bad sequence \d+: /)]);
  }
});

test('a log in which a newer version wrote behind this one is whole as far as it can be read, and not more', async () => {
  log = new InstalledLog(THIS);
  const own = await log.open();
  await answer(own, 'request');
  await own.close();
  writeFileSync(log.segment('gw1', 2), 'SEKISHO-LOG 4\nwhat nobody knows here');
  const report = await verifyLog(log.audit, secretsOf(log.keys));
  expect(report.whole).toBe(false);
});

describe('a log of a later version', () => {
  beforeEach(async () => {
    log = new InstalledLog(THIS);
    await asVersion(log, 4);
  });

  test('is named by every command, and is neither whole nor tampered with', async () => {
    const { code, text } = await log.command('verify');
    expect(code).toBe(3);
    expect(text).toContain(NEWER);
    expect(text).toContain('記録形式の第4版');
    expect(text).toContain('The log was NOT verified');
    expect(text).not.toMatch(/bad sequence|tell the one responsible|is whole/);
    expect((await log.command('verify', '--key', 'sekisho/132101/gw1+00000000+AA==')).code).toBe(3);
    const others = [
      ['search', '--subject', PERSON],
      ['expand', '--record', 'gw1/7'],
      ['prove', '--record', 'gw1/7'],
      ['index'],
    ];
    for (const args of others) {
      const named = await log.command(...args);
      expect([args[0], named.code, named.text]).toEqual([args[0], 2, expect.stringContaining(NEWER)]);
    }
  });

  test('is not continued: the start is refused with the same words, and nothing is written', async () => {
    const before = log.files();
    const bytes = readFileSync(log.segment());
    await expect(log.open()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE', en: NEWER });
    expect(log.files()).toEqual(before);
    expect(readFileSync(log.segment())).toEqual(bytes);
  });

  test('of one writer beside another that could go on refuses the start, too', async () => {
    cpSync(dirname(log.segment()), dirname(log.segment('gw2')), { recursive: true });
    writeFileSync(log.segment(), readFileSync(AS_LEFT));
    const before = log.files();
    await expect(log.open()).rejects.toMatchObject({ en: NEWER.replace('gw1', 'gw2') });
    expect(log.files()).toEqual(before);
  });

  test('beside a writer that is tampered with does not hide it', async () => {
    writeFileSync(log.segment(), readFileSync(AS_LEFT));
    const other = await log.open();
    await answer(other, 'request');
    await other.close();
    writeFileSync(log.segment('gw1', 2), 'SEKISHO-LOG 4\n');
    const bytes = readFileSync(log.segment());
    writeFileSync(log.segment(), bytes.fill(bytes.readUInt8(600) ^ 1, 600, 601));
    expect((await log.command('verify')).code).toBe(1);
  });
});

describe.each([1, 2])('a log of version %d, as an older commit wrote it', (version) => {
  beforeEach(() => (log = new InstalledLog(`log-versions/version-${version}`)));

  test('is named as older, with an exit code of its own, and never as tampered with', async () => {
    const { code, text } = await log.command('verify');
    expect([code, text]).toEqual([3, expect.stringMatching(OLDER)]);
    expect(text).not.toMatch(/bad sequence|tell the one responsible|is whole/);
    const found = await log.command('search', '--subject', PERSON);
    expect([found.code, found.text]).toEqual([2, expect.stringMatching(OLDER)]);
  });

  test('is not continued, and nothing is written beside it', async () => {
    const before = log.files();
    await expect(log.open()).rejects.toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
      en: expect.stringMatching(OLDER) as unknown,
    });
    expect(log.files()).toEqual(before);
  });
});
