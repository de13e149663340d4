import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MAGIC, firstLineOf } from '../../../src/audit/format/log-version.js';
import { chainKeyOf } from '../../../src/audit/keys/segment-keys.js';
import { readDataKey } from '../../../src/audit/keys/key-files.js';
import { frameMac } from '../../../src/audit/segments/chain.js';
import { encodeHead } from '../../../src/audit/segments/head.js';
import { Models } from '../../../src/audit/segments/models.js';
import { likenedContent } from '../../../src/audit/segments/sealing.js';
import { heldSegments, purge } from '../../../src/audit/retention/purge.js';
import { segmentEndOf } from '../../../src/audit/segments/segment-end.js';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { verdictOf } from '../../../src/audit/verify/report.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { FIXTURES, InstalledLog } from '../../support/installed-log.js';
import { asVersion } from '../../support/log-of-version.js';
import { Workplace, answer, framePlaces, intent } from './fixtures.js';
import { reframed } from './tampering/scene.js';

/** A log of another version is told as one, by every command and at the start: docs/attacks.md L4. */
const THIS = 'before-migrations';
/** Its segment as it was left. */
const AS_LEFT = join(FIXTURES, THIS, 'audit', 'gw1', '000001.skl');
const LINE = 'SEKISHO-LOG 3\n'.length;
const NEWER =
  "gw1/000001.skl is written by version 5 of the log's format; this program reads up to 4: use that version or newer.";
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
      expect([code, text]).toEqual([0, expect.stringContaining('30 records in 1 segments verify')]);
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
    for (let at = 0; at < 24; at++) await answer(next, `request ${at}`);
    await next.close();
    const report = await verifyLog(log.audit, secretsOf(log.keys));
    expect(report).toMatchObject({ whole: true, writers: [{ faults: [], otherVersion: null }] });
    expect(report.writers[0]?.segments).toBeGreaterThan(2);
    expect((await log.command('verify', '--key', key)).code).toBe(0);
    // Its own segment was left as it was, and continued as it was begun; the next is of this program's version.
    const before = readFileSync(AS_LEFT);
    expect(readFileSync(log.segment()).subarray(0, before.length)).toEqual(before);
    const forms = async (segment: number) => new Set(await formsIn(log.segment('gw1', segment)));
    expect([...(await forms(1))].sort()).toEqual([0, 1, 2]);
    expect((await forms(2)).has(4)).toBe(true);
    expect(readFileSync(log.segment('gw1', 2)).subarray(0, LINE).toString()).toBe('SEKISHO-LOG 4\n');
  });

  test('does not tell by a form that its version does not have, whoever wrote it there: it is tampered with', async () => {
    const key = await keyOf();
    const next = await log.open({ segmentBytes: 1_000_000 });
    await next.close();
    const seq = await appendLikened();
    const { code, text } = await log.command('verify');
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(
        `first bad sequence ${seq}: no record of its version of the format has this form`,
      ),
    ]);
    // No signature covers them yet: whoever has only the key says that they are none, and no more.
    const publicly = await log.command('verify', '--key', key);
    expect(publicly.text).toContain(`bytes behind record ${seq - 1} are no whole record`);
    for (const args of [['search', '--subject', PERSON], ['index']])
      expect((await log.command(...args)).code).not.toBe(0);
    expect((await log.command('expand', '--record', `gw1/${seq + 1}`)).text).not.toContain('INTENT');
  });

  test.each([5, 6, 17])(
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

  test('with its first line changed to the version of this program it is tampered with', async () => {
    const key = await keyOf();
    relabel(4);
    for (const args of [['verify'], ['verify', '--key', key]]) {
      const { code, text } = await log.command(...args);
      expect([code, text]).toEqual([
        1,
        expect.stringMatching(/first bad sequence 1: it names another version/),
      ]);
    }
  });

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
    'SEKISHO-LOG 5 \n',
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
  for (const version of [1, 2, 3, 5]) {
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
  writeFileSync(log.segment('gw1', 2), 'SEKISHO-LOG 5\nwhat nobody knows here');
  const report = await verifyLog(log.audit, secretsOf(log.keys));
  expect(report.whole).toBe(false);
});

describe('a log of a later version', () => {
  beforeEach(async () => {
    log = new InstalledLog(THIS);
    await asVersion(log, 5);
  });

  test('is named by every command, and is neither whole nor tampered with', async () => {
    const { code, text } = await log.command('verify');
    expect(code).toBe(3);
    expect(text).toContain(NEWER);
    expect(text).toContain('記録形式の第5版');
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
    writeFileSync(log.segment('gw1', 2), 'SEKISHO-LOG 5\n');
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

describe('a first line of another version excuses nothing', () => {
  const WRITERS = ['gw1', 'gw2'];
  const VERSIONS = [1, 2, 5, 6, 99];
  const NOBODY = 'its keys and its head are missing: no program that had these keys wrote it';
  let place: Workplace;
  let copy: string;
  beforeEach(async () => {
    log = new InstalledLog(THIS);
    place = await Workplace.make();
    const logs = [await place.open({ segmentBytes: 1100 }), await place.open({ segmentBytes: 1100 })];
    expect(logs.map(({ writer }) => writer)).toEqual(WRITERS);
    for (const each of logs) for (let at = 0; at < 12; at++) await answer(each, `request ${at}`);
    for (const each of logs) await each.close();
    for (const writer of WRITERS) expect(newestOf(place.audit, writer)).toBeGreaterThan(3);
  });
  afterEach(() => place.remove());

  const judged = async () => {
    const report = await verifyLog(copy, secretsOf(place.keys));
    expect(report.whole).toBe(false);
    return report;
  };
  const path = (writer: string, segment: number): string => join(copy, writer, segmentFile(segment));
  /** A writer that never was: its folder with nothing but a first line, and perhaps the head of another. */
  const plant = (version: number, withHead: boolean): void => {
    mkdirSync(join(copy, 'gw3'));
    writeFileSync(path('gw3', 1), `SEKISHO-LOG ${version}\n`);
    if (withHead) cpSync(join(copy, 'gw1', 'head'), join(copy, 'gw3', 'head'));
  };
  /** Changed so that nothing behind the line names a version: the length of the first frame cannot be. */
  const disguise = (writer: string, segment: number, version: number): void => {
    relabel(version, path(writer, segment));
    const bytes = readFileSync(path(writer, segment));
    bytes.writeUInt32BE(0xffffffff, firstLineOf(version).length);
    writeFileSync(path(writer, segment), bytes);
  };
  /** As a purge leaves them, but for the record of it. */
  const destroyUpTo = async (writer: string, last: number): Promise<void> => {
    for (let segment = 1; segment <= last; segment++) {
      const end = await segmentEndOf(join(copy, writer), segment);
      if (end === null) throw new Error('no end');
      writeFileSync(
        path(writer, segment).replace('.skl', '.end'),
        Buffer.concat([end.firstLine, end.frame.bytes]),
      );
      rmSync(path(writer, segment));
    }
  };

  test('not a destruction without a record, in any writer, beside any version', async () => {
    for (const writer of WRITERS)
      for (const last of [1, 2])
        for (const version of VERSIONS) {
          copy = await place.copy();
          await destroyUpTo(writer, last);
          plant(version, true);
          const { faults } = await judged();
          const destroyed = Array.from(
            { length: last },
            (_, at) =>
              `${writer}: segment ${at + 1} was destroyed, and no record that this program can read tells of it`,
          );
          expect([version, faults]).toEqual([version, destroyed]);
        }
  });

  test('not a stranger beside the writers', async () => {
    for (const version of VERSIONS) {
      copy = await place.copy();
      plant(version, true);
      writeFileSync(join(copy, 'notes.txt'), '');
      expect([version, (await judged()).faults]).toEqual([version, ['notes.txt does not belong here']]);
    }
  });

  test('not a writer of whom neither keys nor head are there; with a head nobody can say', async () => {
    for (const version of VERSIONS) {
      copy = await place.copy();
      plant(version, false);
      const report = await judged();
      expect(report.writers[2]?.faults).toEqual([{ seq: null, what: NOBODY }]);
      copy = await place.copy();
      plant(version, true);
      expect([version, verdictOf(await judged())]).toEqual([version, 'OTHER_VERSION']);
    }
  });

  test('not that all the writers that are read are empty', async () => {
    copy = await place.copy();
    for (const writer of WRITERS)
      for (const name of segmentsOf(copy, writer)) rmSync(join(copy, writer, name));
    plant(5, true);
    expect((await judged()).faults).toContain('there is no record in it');
  });

  test('not what is missing or of a lower version behind it, whichever segment and writer', async () => {
    for (const writer of WRITERS) {
      const newest = newestOf(place.audit, writer);
      for (let segment = 1; segment < newest; segment++)
        for (const version of [5, 17]) {
          const behind = Array.from({ length: newest - segment }, (_, at) => segment + 1 + at);
          const faultAfter = async (change: () => void): Promise<string | undefined> => {
            copy = await place.copy();
            disguise(writer, segment, version);
            change();
            const report = await judged();
            return report.writers.find((each) => each.writer === writer)?.faults[0]?.what;
          };
          const others = (but: number): void =>
            behind.filter((each) => each !== but).forEach((each) => disguise(writer, each, version));
          const older = (each: number): string =>
            `segment ${segmentFile(each)} is of an older version of the format than the one before`;
          // What follows says still this one, as somebody leaves it who changed one line.
          expect(await faultAfter(() => undefined)).toBe(older(segment + 1));
          for (const each of behind) {
            // One alone is of a lower version.
            expect(await faultAfter(() => others(each))).toBe(older(each));
            if (each === newest) continue;
            const gone = (): void => (others(each), rmSync(path(writer, each)));
            expect(await faultAfter(gone)).toBe(`segment ${segmentFile(each)} is missing`);
            const emptied = (): void => (others(each), writeFileSync(path(writer, each), ''));
            expect(await faultAfter(emptied)).toBe(`segment ${segmentFile(each)} has no beginning`);
          }
          // Where all that follows is of it, or of later ones, nobody can say.
          const nothing = await faultAfter(() =>
            behind.forEach((each) => disguise(writer, each, version + each)),
          );
          expect([nothing, verdictOf(await judged())]).toEqual([undefined, 'OTHER_VERSION']);
        }
    }
  }, 300_000);

  test('and the command ends with 1', async () => {
    const own = await log.open({ segmentBytes: 3000 });
    for (let at = 0; at < 8; at++) await answer(own, `request ${at}`);
    await own.close();
    copy = log.audit;
    await destroyUpTo('gw1', 1);
    mkdirSync(join(copy, 'gw2'));
    for (const line of ['SEKISHO-LOG 5\n', 'SEKISHO-LOG 2\n']) {
      writeFileSync(path('gw2', 1), line);
      const { code, text } = await log.command('verify');
      expect([code, text]).toEqual([
        1,
        expect.stringContaining(
          'gw1: segment 1 was destroyed, and no record that this program can read tells of it',
        ),
      ]);
      expect(text).toContain(NOBODY);
    }
  });
});

test('a tombstone has the first line of its segment, whatever version the program writes that destroys it', async () => {
  log = new InstalledLog(THIS);
  const place = await Workplace.make();
  const now = () => '2009-06-15T02:00:00.000Z';
  const own = await place.open({ segmentBytes: 1500, now });
  for (let at = 0; at < 6; at++) await answer(own, `request ${at}`);
  const retention = {
    terms: [
      {
        kinds: ['INTENT', 'OUTCOME', 'GENESIS', 'START', 'CHECKPOINT'],
        years: 3,
        after: 'RECORD',
      },
    ],
    holds: [],
    purgeWithinDays: 30,
  } as const;
  const scope = {
    directory: place.audit,
    mirror: null,
    keys: place.keys,
    retention,
    accountEnd: () => undefined,
  };
  const today = '2017-01-01';
  const held = [];
  for await (const each of heldSegments(scope, today)) held.push(each);
  const line = Buffer.from(MAGIC);
  try {
    // What a later version of this program would begin its own segments with.
    firstLineOf(5).copy(MAGIC);
    await purge(held.slice(0, 1), { by: '情報管理課長', account: 'auditor', today }, scope, own);
  } finally {
    line.copy(MAGIC);
    await own.close();
  }
  const tombstone = readFileSync(join(place.audit, 'gw1', '000001.end'));
  expect(tombstone.subarray(0, LINE).toString()).toBe('SEKISHO-LOG 4\n');
  expect(verdictOf(await verifyLog(place.audit, secretsOf(place.keys)))).toBe('WHOLE');
  await place.remove();
});

/** A model and a record that is told by it behind the last one of the first segment, in its chain and under the head. */
async function appendLikened(): Promise<number> {
  const dataKey = await readDataKey(log.keys, 'gw1', 1);
  if (dataKey === null) throw new Error('no key');
  let bytes = readFileSync(log.segment());
  const places = await framePlaces(log.segment());
  const first = Number(bytes.readBigUInt64BE((places.at(-1)?.start ?? 0) + 4)) + 1;
  const models = new Models();
  for (const seq of [first, first + 1]) {
    const body = intent(`request ${seq}`);
    const json = JSON.stringify({ seq, at: '2026-12-01T00:00:00.000Z', ...body });
    const likened = models.textOf(json, body, seq);
    if (likened === null) throw new Error('no model');
    likened.keep();
    const { form, bytes: content } = likenedContent(likened, `gw1/${seq}`, dataKey);
    const unsigned = reframed(Buffer.alloc(13 + 32), { seq, form, content, mac: Buffer.alloc(32) }).subarray(
      0,
      -32,
    );
    const mac = frameMac(bytes.subarray(-32), chainKeyOf(dataKey), unsigned);
    bytes = Buffer.concat([bytes, unsigned, mac]);
  }
  writeFileSync(log.segment(), bytes);
  const head = { seq: first + 1, mac: bytes.subarray(-32) };
  writeFileSync(join(dirname(log.segment()), 'head'), encodeHead(head, log.keys, '2026-12-01T00:00:00.000Z'));
  return first;
}

async function formsIn(path: string): Promise<readonly number[]> {
  const bytes = readFileSync(path);
  return (await framePlaces(path)).map(({ start }) => bytes.readUInt8(start + 12));
}

const segmentFile = (segment: number): string => `${String(segment).padStart(6, '0')}.skl`;

function segmentsOf(audit: string, writer: string): readonly string[] {
  return readdirSync(join(audit, writer))
    .filter((name) => name.endsWith('.skl'))
    .sort();
}

function newestOf(audit: string, writer: string): number {
  return segmentsOf(audit, writer).length;
}
