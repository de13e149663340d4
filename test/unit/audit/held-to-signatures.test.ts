import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { secretsOf } from '../../../src/audit/keys/log-secrets.js';
import type { VerifyReport } from '../../../src/audit/verify/report.js';
import { verifyLog, verifyPublicly } from '../../../src/audit/verify/verify-log.js';
import { Workplace, answer, framePlaces, type FramePlace } from './fixtures.js';

/**
 * A log is held to what was signed: docs/attacks.md L1. Whoever has only a verifier key cannot tell an unfinished
 * write from damage by its looks; by the signatures behind and beside it they can.
 */
let place: Workplace;
let log: string;
let key: string;
let segment: string;
let original: Buffer;
let frames: readonly FramePlace[];

beforeAll(async () => {
  place = await Workplace.make();
  // Two runs: the end of the first is signed in the middle of the segment, as every few seconds in earnest.
  for (let run = 0; run < 2; run++) {
    const journal = await place.open();
    for (let at = 0; at < 12; at++) await answer(journal, `${run}-${at}`);
    await journal.close();
  }
  const report = await verifyLog(place.audit, secretsOf(place.keys));
  key = report.writers[0]?.keys[0] as string;
  log = await place.copy();
  segment = join(log, 'gw1', '000001.skl');
  original = await readFile(segment);
  frames = await framePlaces(segment);
});
afterEach(() => writeFile(segment, original));
afterAll(() => place.remove());

const publicly = (): Promise<VerifyReport> => verifyPublicly(log, [key]);
const withKeys = (): Promise<VerifyReport> => verifyLog(log, secretsOf(place.keys));

/** Records that the newest checkpoint signs: all but itself and the STOP behind it. */
const signedRecords = (): number => frames.length - 2;

const inHeader = fc.record({ part: fc.constant('header'), at: fc.nat(12) });
const inBody = fc.record({ part: fc.constant('body'), at: fc.nat() });
const inMac = fc.record({ part: fc.constant('mac'), at: fc.nat(31) });

function offsetIn({ start, end }: FramePlace, { part, at }: { part: string; at: number }): number {
  if (part === 'header') return start + at;
  return part === 'mac' ? end - 32 + at : start + 13 + (at % (end - start - 45));
}

test('any bit of the signed log changed, in header, body or mac, is a failure to both readers', async () => {
  const flip = fc.record({
    frame: fc.nat(signedRecords() - 1),
    place: fc.oneof(inHeader, inBody, inMac),
    bit: fc.nat(7),
  });
  await fc.assert(
    fc.asyncProperty(flip, async ({ frame, place: at, bit }) => {
      const bytes = Buffer.from(original);
      const offset = offsetIn(frames[frame] as FramePlace, at);
      bytes[offset] = (bytes[offset] as number) ^ (1 << bit);
      await writeFile(segment, bytes);
      expect((await publicly()).whole).toBe(false);
      expect((await withKeys()).whole).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test('a length that swallows all that follows is found by the signatures inside it, with the checkpoint file gone', async () => {
  const note = join(log, 'gw1', 'checkpoint');
  const kept = await readFile(note);
  await rm(note);
  try {
    for (const { seq, start } of frames.slice(0, signedRecords())) {
      const bytes = Buffer.from(original);
      bytes[start + 1] = (bytes[start + 1] as number) ^ 0x80;
      await writeFile(segment, bytes);
      const [writer] = (await publicly()).writers;
      expect(writer?.faults.slice(0, 1)).toEqual([
        {
          seq,
          what: expect.stringMatching(/^cut short, and a checkpoint behind it signs \d+ records$/) as string,
        },
      ]);
    }
  } finally {
    await writeFile(note, kept);
  }
});

test('cut anywhere in what the checkpoint beside it signs is a failure; cut behind it, nothing is claimed', async () => {
  for (const { seq, start, end } of frames) {
    for (const cut of [start, start + 1, start + 13, end - 3]) {
      await writeFile(segment, original.subarray(0, cut));
      const report = await publicly();
      const [writer] = report.writers;
      expect({ seq, cut, whole: report.whole }).toEqual({ seq, cut, whole: seq > signedRecords() });
      if (report.whole) expect(writer?.signed).toBe(signedRecords());
      else expect(writer?.faults[0]?.seq).toBe(seq);
    }
  }
});

test('bytes behind the last record are an unfinished write, and more than any write leaves are a failure', async () => {
  await writeFile(segment, Buffer.concat([original, Buffer.from([0, 0, 1])]));
  for (const report of [await publicly(), await withKeys()])
    expect(report).toMatchObject({ whole: true, writers: [{ unfinishedBytes: 3 }] });
});

test('a checkpoint beside it that no key of the log signed, or that signs other records, is a failure', async () => {
  const note = join(log, 'gw1', 'checkpoint');
  const kept = await readFile(note, 'utf8');
  try {
    for (const [from, to] of [
      [/\n\d+\n/, '\n7\n'],
      [/at 2/, 'at 3'],
    ] as const) {
      await writeFile(note, kept.replace(from, to));
      for (const report of [await publicly(), await withKeys()])
        expect(report.writers[0]?.faults).toEqual([
          { seq: null, what: 'the checkpoint beside it is signed by no key of this log' },
        ]);
    }
    // What a lost power leaves of a file that nobody waited for.
    await writeFile(note, Buffer.alloc(40));
    expect((await publicly()).whole).toBe(true);
  } finally {
    await writeFile(note, kept);
  }
});
