import {
  cpSync,
  mkdirSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../src/audit/journal/journal.js';
import { openLogKeys } from '../../src/gateway/open-log-keys.js';
import { seenBeside } from '../../src/gateway/seen-beside.js';
import { parseSettings } from '../../src/config/parse.js';
import type { Settings } from '../../src/config/settings.js';
import { InstalledLog } from '../support/installed-log.js';
import { filesBelow } from '../support/files.js';
import { answer } from '../unit/audit/fixtures.js';
import { MUNICIPALITY } from '../../src/about.js';

/**
 * Log, keys, index, second copy, witness and checkpoint of different ages are told and refused, before a byte is
 * written: docs/attacks.md L2. A log without its own secret is refused, too: docs/attacks.md L3.
 */
const PARTS = ['log', 'keys', 'index', 'mirror', 'witness'] as const;
type Part = (typeof PARTS)[number];
const PLACES: Readonly<Record<Part, string>> = {
  log: 'audit',
  keys: 'keys',
  index: 'audit-index.sqlite',
  mirror: 'mirror',
  witness: 'seen-by-witness',
};

let root: string;
let installed: InstalledLog;
const saved = (age: 'old' | 'new', part: Part): string => join(root, age, PLACES[part]);

function settingsOf(extra: Readonly<Record<string, string>> = {}): Settings {
  const data = installed.root;
  return parseSettings(
    {
      SEKISHO_DATA: data,
      SEKISHO_AUDIT_MIRROR: join(data, PLACES.mirror),
      SEKISHO_AUDIT_WITNESS: join(data, PLACES.witness),
      ...extra,
    },
    data,
  );
}

/** As the gateway opens it. */
async function opened(settings = settingsOf(), segmentBytes?: number) {
  const keys = await openLogKeys(settings);
  const { FolderWitness } = await import('../../src/audit/checkpoints/witness.js');
  return openJournal({
    ...{ directory: settings.auditDirectory, mirror: settings.auditMirror, keys, segmentBytes },
    municipality: MUNICIPALITY,
    seen: await seenBeside(settings),
    witness: new FolderWitness(settings.auditWitness as string, { onFault: () => undefined }),
  });
}

async function work(answers: number, segmentBytes?: number): Promise<void> {
  const log = await opened(undefined, segmentBytes);
  for (let at = 0; at < answers; at++) await answer(log, `request ${at}`);
  await log.close();
  expect((await installed.command('index')).code).toBe(0);
}

function keep(age: 'old' | 'new'): void {
  for (const part of PARTS) cpSync(join(installed.root, PLACES[part]), saved(age, part), { recursive: true });
}

function putBack(ages: Readonly<Record<Part, 'old' | 'new'>>): void {
  for (const part of PARTS) {
    const place = join(installed.root, PLACES[part]);
    for (const end of ['', '-wal', '-shm']) rmSync(`${place}${end}`, { recursive: true, force: true });
    cpSync(saved(ages[part], part), place, { recursive: true });
  }
}

const bytesBelow = (folder: string): ReadonlyMap<string, string> =>
  new Map([...filesBelow(folder)].map((file) => [file, readFileSync(file).toString('base64')]));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sekisho-ages-'));
  installed = new InstalledLog('before-migrations');
  mkdirSync(join(installed.root, PLACES.witness));
});
afterEach(() => {
  installed.remove();
  rmSync(root, { recursive: true, force: true });
});

describe.each([
  ['within one segment', undefined],
  ['over the ends of segments', 3000],
])('old and new parts in every mixture, %s', (_, segmentBytes) => {
  test('an older log is refused at the start and by verify; an older part that only lags is not', async () => {
    await work(2, segmentBytes);
    keep('old');
    await work(segmentBytes === undefined ? 8 : 24, segmentBytes);
    keep('new');
    for (let mixture = 0; mixture < 2 ** PARTS.length; mixture++) {
      const ages = Object.fromEntries(
        PARTS.map((part, at) => [part, (mixture >> at) & 1 ? 'new' : 'old'] as const),
      ) as Readonly<Record<Part, 'old' | 'new'>>;
      putBack(ages);
      const logIsOlder = ages.log === 'old' && PARTS.some((part) => ages[part] === 'new');
      // Keys from before segments that the log has are not enough to go on; within one segment they are the same.
      const keysLack = ages.log === 'new' && ages.keys === 'old' && segmentBytes !== undefined;
      const before = bytesBelow(installed.root);
      const found = await opened().then(
        async (log) => (await log.close(), log.writer),
        (error: unknown) => error,
      );
      if (logIsOlder || keysLack) {
        expect([ages, found]).toEqual([
          ages,
          expect.objectContaining({
            code: 'AUDIT_UNAVAILABLE',
            ja: expect.stringContaining('戻してください') as string,
          }),
        ]);
        // Neither the log nor anything else was touched, but for the look into the index.
        const after = bytesBelow(installed.root);
        for (const [file, bytes] of before)
          if (!file.includes('audit-index')) expect([file, after.get(file)]).toEqual([file, bytes]);
      } else expect([ages, found]).toEqual([ages, 'gw1']);
      putBack(ages);
      const verified = await installed.verify(settingsOf());
      expect([ages, verified.code]).toEqual([ages, logIsOlder || keysLack ? 1 : 0]);
      if (logIsOlder) expect(verified.text).toMatch(/older copy|has seen/);
    }
  });
});

test('an older log beside its newest checkpoint alone is refused', async () => {
  await work(2);
  keep('old');
  await work(8);
  const newest = readFileSync(join(installed.audit, 'gw1', 'checkpoint'));
  putBack({ log: 'old', keys: 'old', index: 'old', mirror: 'old', witness: 'old' });
  writeFileSync(join(installed.audit, 'gw1', 'checkpoint'), newest);
  await expect(opened()).rejects.toMatchObject({
    detail: 'gw1 is older than the checkpoint beside it',
  });
  expect(await installed.verify(settingsOf())).toMatchObject({
    code: 1,
    text: expect.stringContaining('the checkpoint beside it signs') as string,
  });
});

test('no advice to rebuild the index: where it knows more than the log, it is not rebuilt', async () => {
  await work(2);
  keep('old');
  await work(8);
  keep('new');
  putBack({ log: 'old', keys: 'old', index: 'new', mirror: 'old', witness: 'old' });
  const checked = await installed.command('index', '--check');
  expect(checked).toMatchObject({ code: 1, text: expect.not.stringContaining('--rebuild') as string });
  expect(checked.text).toContain('last evidence');
  const rebuilt = await installed.command('index', '--rebuild');
  expect(rebuilt).toMatchObject({ code: 2, text: expect.stringContaining('is the last evidence') as string });
  expect((await installed.command('index', '--check')).text).toBe(checked.text);
});

describe('the log folder that is not there, as with a disk that is not mounted', () => {
  test.each(['emptied', 'removed'])('%s: refused, and no other writer is begun', async (how) => {
    await work(2);
    rmSync(join(installed.audit, 'gw1'), { recursive: true });
    if (how === 'removed') rmSync(installed.audit, { recursive: true });
    await expect(opened()).rejects.toMatchObject({
      detail: expect.stringContaining('is older than') as string,
    });
    expect(existsSync(join(installed.audit, 'gw2'))).toBe(false);
  });
});

describe('the secret', () => {
  const file = (): string => join(installed.root, 'keys', 'audit.json');
  const cases: readonly (readonly [string, () => Settings, RegExp])[] = [
    [
      'missing',
      () => {
        rmSync(file());
        return settingsOf();
      },
      /SEKISHO_DATA.*keys\/audit\.json is missing.*Restore/s,
    ],
    [
      'another, of valid form',
      () => settingsOf({ SEKISHO_AUDIT_SECRET: randomBytes(32).toString('base64url') }),
      /SEKISHO_AUDIT_SECRET.*written with another secret.*Restore/s,
    ],
    [
      'all A',
      () => settingsOf({ SEKISHO_AUDIT_SECRET: 'A'.repeat(43) }),
      /SEKISHO_AUDIT_SECRET.*no random secret/s,
    ],
    [
      'a typed sentence',
      () =>
        settingsOf({
          SEKISHO_AUDIT_SECRET: Buffer.from('this is my very secret sentence!').toString('base64url'),
        }),
      /no random secret/,
    ],
    [
      'a count',
      () =>
        settingsOf({
          SEKISHO_AUDIT_SECRET: Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('base64url'),
        }),
      /no random secret/,
    ],
  ];
  test.each(cases)('%s: refused with the remedy, nothing is written', async (_, change, told) => {
    const settings = change();
    const before = bytesBelow(installed.root);
    await expect(opened(settings)).rejects.toThrow(told);
    expect(bytesBelow(installed.root)).toEqual(before);
  });

  test('another, with the wrapped keys gone as well: the log itself names its secret', async () => {
    rmSync(join(installed.root, 'keys', 'audit'), { recursive: true });
    const before = bytesBelow(installed.audit);
    const settings = settingsOf({ SEKISHO_AUDIT_SECRET: randomBytes(32).toString('base64url') });
    await expect(opened(settings)).rejects.toMatchObject({
      en: expect.stringContaining('gw1 was written with another secret') as string,
    });
    expect(bytesBelow(installed.audit)).toEqual(before);
  });

  test('the same with the wrapped keys alone gone: refused, no second writer', async () => {
    rmSync(join(installed.root, 'keys', 'audit'), { recursive: true });
    await expect(opened()).rejects.toMatchObject({
      en: expect.stringContaining('Restore them from their newest safe copy') as string,
    });
    expect(
      readdirSync(installed.audit).filter((name) => name.startsWith('gw') && !name.endsWith('.lock')),
    ).toEqual(['gw1']);
  });

  test('can be changed: log, keys, index and copy are set aside together, and a new log begins', async () => {
    await work(2);
    for (const name of ['audit', 'keys', 'audit-index.sqlite', 'mirror', 'seen-by-witness'])
      for (const end of ['', '-wal', '-shm'])
        rmSync(join(installed.root, `${name}${end}`), { recursive: true, force: true });
    const settings = settingsOf({ SEKISHO_AUDIT_SECRET: randomBytes(32).toString('base64url') });
    const log = await opened(settings);
    expect(log.writer).toBe('gw1');
    await log.close();
    expect(statSync(join(installed.audit, 'gw1')).isDirectory()).toBe(true);
  });
});
