import { mkdir, readFile, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { loadAuditKeys } from '../../../src/audit/keys/audit-keys.js';
import { firstBadSequence, type VerifyReport } from '../../../src/audit/verify/report.js';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { effort } from '../../support/effort.js';
import { Workplace, answer, framePlaces, intent, type FramePlace } from './fixtures.js';

/**
 * Whatever is done to the bytes is found: docs/attacks.md T9 (FraiseQL, whose chain anybody could recompute;
 * immudb #2091, links without payloads).
 */
let place: Workplace;
/** The log that each case is done to: two writers, several segments, two restarts, all ended well. */
let log: string;
let segments: { path: string; frames: FramePlace[] }[];
/** Bytes from one bit that is changed to the next, behind the first frame: a few in each record, or many. */
const STEP = effort({ short: 211, full: 29 });
let last: number;
let oldHead: Buffer;

beforeAll(async () => {
  place = await Workplace.make();
  const first = await place.open({ segmentBytes: 1500 });
  const second = await place.open({ segmentBytes: 1500 });
  for (let index = 0; index < 6; index++)
    await Promise.all([answer(first, `a${index}`), answer(second, `b${index}`)]);
  await first.seal(intent('never answered'));
  oldHead = await readFile(join(place.audit, 'gw1', 'head'));
  await Promise.all([first.close(), second.close()]);
  const again = await place.open({ segmentBytes: 1500 });
  await answer(again, 'c');
  await again.close();
});
beforeEach(async () => {
  log = await place.copy();
  const names = (await readdir(join(log, 'gw1'))).filter((name) => name.endsWith('.skl')).sort();
  const paths = names.map((name) => join(log, 'gw1', name));
  segments = await Promise.all(paths.map(async (path) => ({ path, frames: await framePlaces(path) })));
  last = segments.at(-1)?.frames.at(-1)?.seq ?? 0;
});
afterEach(() => rm(log, { recursive: true }));
afterAll(() => place.remove());

const verify = (): Promise<VerifyReport> => verifyLog(log, secretsOf(place.keys));

/**
 * First bad sequence number of gw1; null when faults are found that concern no one record, 'WHOLE' when none are.
 */
async function firstBad(): Promise<number | null | 'WHOLE'> {
  const report = await verify();
  if (report.whole) return 'WHOLE';
  return report.writers[0] === undefined ? null : (firstBadSequence(report.writers[0])?.seq ?? null);
}

/** Does it to the file's bytes, looks, and puts them back. */
async function altered(path: string, change: (bytes: Buffer) => Buffer): Promise<number | null | 'WHOLE'> {
  const original = await readFile(path);
  await writeFile(path, change(Buffer.from(original)));
  try {
    return await firstBad();
  } finally {
    await writeFile(path, original);
  }
}

const allFrames = (): (FramePlace & { path: string })[] =>
  segments.flatMap(({ path, frames }) => frames.map((frame) => ({ ...frame, path })));

const flipped =
  (offset: number) =>
  (bytes: Buffer): Buffer =>
    bytes.fill((bytes[offset] as number) ^ (1 << (offset % 8)), offset, offset + 1);

const without = (bytes: Buffer, { start, end }: FramePlace): Buffer =>
  Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);

test('untouched, the log is whole: both writers, one open intent, several segments', async () => {
  const report = await verify();
  expect(report).toMatchObject({
    whole: true,
    faults: [],
    writers: [{ openIntents: 1, unsealed: 0 }, { openIntents: 0 }],
  });
  expect(segments.length).toBeGreaterThan(2);
});

test('one bit changed anywhere in a segment is found, and the record it stands in is named', async () => {
  let cases = 0;
  for (const { path, frames } of segments) {
    const { length } = await readFile(path);
    for (let offset = 0; offset < length; offset += offset < 60 ? 1 : STEP) {
      const seq = frames.find((frame) => offset < frame.end)?.seq;
      const found = await altered(path, flipped(offset));
      expect({ path, offset, found }).toEqual({ path, offset, found: seq });
      cases += 1;
    }
  }
  expect(cases).toBeGreaterThan(200);
});

test('one bit changed anywhere in the head is found', async () => {
  const head = join(log, 'gw1', 'head');
  const { length } = await readFile(head);
  for (let offset = 0; offset < length; offset += offset % 512 < 300 ? 3 : 17) {
    const found = await altered(head, flipped(offset));
    expect({ offset, found }).toEqual({ offset, found: null });
  }
});

test('a record taken out is found at its own number', async () => {
  for (const frame of allFrames()) {
    expect(await altered(frame.path, (bytes) => without(bytes, frame))).toBe(frame.seq);
  }
});

test('a record put in twice is found behind its number; behind the last one it is only an unfinished write', async () => {
  for (const frame of allFrames()) {
    const twice = (bytes: Buffer): Buffer =>
      Buffer.concat([bytes.subarray(0, frame.end), bytes.subarray(frame.start)]);
    expect(await altered(frame.path, twice)).toBe(frame.seq === last ? 'WHOLE' : frame.seq + 1);
  }
});

test('two records exchanged are found at the first', async () => {
  for (const { path, frames } of segments) {
    for (const [index, first] of frames.slice(0, -1).entries()) {
      const second = frames[index + 1] as FramePlace;
      const exchanged = (bytes: Buffer): Buffer =>
        Buffer.concat([
          bytes.subarray(0, first.start),
          bytes.subarray(second.start, second.end),
          bytes.subarray(first.start, first.end),
          bytes.subarray(second.end),
        ]);
      expect(await altered(path, exchanged)).toBe(first.seq);
    }
  }
});

test('a segment cut between two records or inside one is found at the first record that is gone', async () => {
  for (const { path, frames } of segments) {
    for (const { seq, start, end } of frames) {
      for (const cut of [start, start + 2, start + 10, end - 20]) {
        expect({ seq, cut, found: await altered(path, (bytes) => bytes.subarray(0, cut)) }).toEqual({
          seq,
          cut,
          found: seq,
        });
      }
    }
  }
});

test('a payload rewritten with a fitting length is found at its record', async () => {
  for (const frame of allFrames()) {
    const found = await altered(frame.path, (bytes) => {
      const payload = bytes
        .toString('utf8', frame.start + 4, frame.end - 32)
        .replace('"kind"', '"x":1,"kind"');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(payload));
      const parts = [
        bytes.subarray(0, frame.start),
        length,
        Buffer.from(payload),
        bytes.subarray(frame.end - 32),
      ];
      return Buffer.concat(parts);
    });
    expect(found).toBe(frame.seq);
  }
});

test('a record of another writer with the same number is found', async () => {
  const donor = join(log, 'gw2', '000001.skl');
  const theirs = await framePlaces(donor);
  const source = await readFile(donor);
  let cases = 0;
  for (const frame of segments[0]?.frames ?? []) {
    const other = theirs.find(({ seq }) => seq === frame.seq);
    if (other === undefined) continue;
    const spliced = (bytes: Buffer): Buffer =>
      Buffer.concat([
        bytes.subarray(0, frame.start),
        source.subarray(other.start, other.end),
        bytes.subarray(frame.end),
      ]);
    expect(await altered(segments[0]?.path ?? '', spliced)).toBe(frame.seq);
    cases += 1;
  }
  expect(cases).toBeGreaterThan(5);
});

describe('whole segments', () => {
  const firstOf = (index: number): number => segments[index]?.frames[0]?.seq ?? 0;
  const pathOf = (index: number): string => segments[index]?.path ?? '';

  test('deleted: found at the first record of the segment', async () => {
    for (const [index, { path }] of segments.entries()) {
      const kept = await readFile(path);
      await rm(path);
      expect(await firstBad()).toBe(firstOf(index));
      await writeFile(path, kept);
    }
  });
  test('renamed to a later number: found at its first record', async () => {
    await rename(pathOf(1), join(log, 'gw1', '000009.skl'));
    const fault = { seq: firstOf(1), what: 'segment 000002.skl is missing' };
    expect((await verify()).writers[0]?.faults).toEqual([fault]);
  });
  test('exchanged: found at the first record of the earlier one', async () => {
    await rename(pathOf(0), join(log, 'x'));
    await rename(pathOf(1), pathOf(0));
    await rename(join(log, 'x'), pathOf(1));
    expect(await firstBad()).toBe(1);
  });
  test('taken from another writer: found', async () => {
    await writeFile(pathOf(1), await readFile(join(log, 'gw2', '000002.skl')));
    expect(await firstBad()).toBe(firstOf(1));
  });
  test('put in addition, empty, under the number of none: found as foreign', async () => {
    await writeFile(join(log, 'gw1', '1.skl'), '');
    expect((await verify()).writers[0]?.faults).toEqual([{ seq: null, what: '1.skl does not belong here' }]);
  });
});

describe('the head', () => {
  const head = (writer: string): string => join(log, writer, 'head');

  test('deleted or emptied is found', async () => {
    await writeFile(head('gw1'), '');
    expect((await verify()).writers[0]?.faults).toEqual([{ seq: null, what: 'the head is not authentic' }]);
    await rm(head('gw1'));
    expect((await verify()).writers[0]?.faults).toEqual([{ seq: null, what: 'the head is missing' }]);
  });
  test('put back from before a restart is found', async () => {
    await writeFile(head('gw1'), oldHead);
    expect((await verify()).writers[0]?.faults).toEqual([
      { seq: null, what: expect.stringMatching(/^the head is an old one/) as string },
    ]);
  });
  test('put back from further behind than a crash can leave it is found, also while the gateway runs', async () => {
    const other = await Workplace.make();
    const running = await other.open();
    const early = await readFile(join(other.audit, 'gw1', 'head'));
    for (let commit = 0; commit < 3; commit++) {
      await Promise.all(
        Array.from({ length: 250 }, (_, index) => running.seal(intent(`${commit}-${index}`))),
      );
    }
    expect((await verifyLog(other.audit, secretsOf(other.keys))).whole).toBe(true);
    await writeFile(join(other.audit, 'gw1', 'head'), early);
    expect((await verifyLog(other.audit, secretsOf(other.keys))).writers[0]?.faults).toEqual([
      { seq: null, what: 'the head is an old one: it names 2, the journal goes to 752' },
    ]);
    await running.close();
    await other.remove();
  });
  test('of another writer is found', async () => {
    await writeFile(head('gw1'), await readFile(head('gw2')));
    expect(await firstBad()).not.toBe('WHOLE');
  });
  test('spoiled in its first copy, to bring an older one back with a shorter journal, is found', async () => {
    const bytes = await readFile(head('gw1'));
    await writeFile(head('gw1'), Buffer.concat([Buffer.alloc(512), bytes.subarray(512)]));
    await truncate(segments.at(-1)?.path as string, segments.at(-1)?.frames.at(-1)?.start);
    expect(await firstBad()).toBe(last);
  });
});

describe('whole writers and the folder', () => {
  test('a writer copied over another is found at its first record', async () => {
    await rm(join(log, 'gw1'), { recursive: true });
    await mkdir(join(log, 'gw1'));
    for (const name of await readdir(join(log, 'gw2'))) {
      await writeFile(join(log, 'gw1', name), await readFile(join(log, 'gw2', name)));
    }
    expect(await firstBad()).toBe(1);
  });
  test('a writer deleted from before another is found', async () => {
    await rm(join(log, 'gw1'), { recursive: true });
    expect(await verify()).toMatchObject({
      whole: false,
      faults: expect.arrayContaining(['gw1 is missing']) as string[],
    });
  });
  test('a writer emptied is found', async () => {
    await rm(join(log, 'gw2'), { recursive: true });
    await mkdir(join(log, 'gw2'));
    expect((await verify()).whole).toBe(false);
  });
  test('a strange file is found', async () => {
    await writeFile(join(log, 'notes.txt'), '');
    expect(await verify()).toMatchObject({ whole: false, faults: ['notes.txt does not belong here'] });
  });
  test('an empty or missing folder is no whole log', async () => {
    await mkdir(join(log, 'empty'));
    expect(await verifyLog(join(log, 'empty'), secretsOf(place.keys))).toMatchObject({
      whole: false,
      faults: ['gw1 is missing', 'gw2 is missing', 'there is no record in it'],
    });
    expect(await verifyLog(join(log, 'none'), secretsOf(place.keys))).toMatchObject({
      whole: false,
      writers: [],
    });
  });
  test('another key verifies nothing', async () => {
    const other = loadAuditKeys(join(place.root, 'other.json'), { create: true });
    const report = await verifyLog(log, secretsOf(other));
    expect(report.whole).toBe(false);
    expect(report.writers.map((writer) => firstBadSequence(writer)?.seq)).toEqual([1, 1]);
  });
});
