import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { GatewayError } from '../../errors/gateway-error.js';
import { OtherLogVersionError } from '../audit-faults.js';
import { SEGMENT_PATTERN, TOMBSTONE_PATTERN, WRITER_PATTERN, segmentName } from '../format/log-format.js';
import { readDataKey } from '../keys/key-files.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import type { AuditRecord } from '../record/record.js';
import { FrameReader, type RawFrame } from '../verify/frames.js';
import { readHeadCopies } from '../verify/head.js';
import { SegmentTexts } from '../verify/opened-content.js';

export interface StoredRecord {
  readonly writer: string;
  readonly record: AuditRecord;
}

/**
 * All records of the log, writer by writer, in the order of their sequence numbers, one at a time in memory. Each
 * is decrypted with its segment's key, and only one that was sealed in this place opens; the first that does not
 * ends the reading with AUDIT_UNAVAILABLE. Purged segments are passed over. Whether the log is whole, only the
 * verifier can say.
 */
export async function* readRecords(directory: string, keys: AuditKeys): AsyncGenerator<StoredRecord> {
  for (const writer of await writersOf(directory)) {
    for await (const record of readWriter(join(directory, writer), writer, keys)) yield { writer, record };
  }
}

/** Names of the writers, in order of their numbers; AUDIT_UNAVAILABLE when there is no such folder. */
export async function writersOf(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch((cause: unknown) => {
    const facts = {
      ja: 'このフォルダーに監査ログはありません。',
      en: 'There is no audit log in this folder.',
      detail: 'no audit folder',
    };
    throw new GatewayError('AUDIT_UNAVAILABLE', { ...facts, cause });
  });
  return names
    .filter((name) => WRITER_PATTERN.test(name))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** The records of one writer; with `from`, beginning with the segment that holds that sequence number. */
export async function* readWriter(
  folder: string,
  writer: string,
  keys: AuditKeys,
  from = 1,
): AsyncGenerator<AuditRecord> {
  const files = await filesOf(folder);
  const sealed = (await readHeadCopies(folder, keys.headKey)).head?.seq ?? Infinity;
  let previous: number | null = 0;
  for (let index = await segmentOf(folder, files, from); index <= files.newest; index++) {
    if (!files.segments.has(index)) {
      if (!files.tombstones.has(index)) throw damagedRecord(writer, (previous ?? 0) + 1);
      previous = null;
      continue;
    }
    if (index > 1 && previous === 0) previous = null;
    const texts = await textsOf(keys, writer, index);
    const reader = await FrameReader.open(join(folder, segmentName(index)));
    try {
      for (let frame = await reader.next(); frame !== null; frame = await reader.next()) {
        const seq: number = previous === null ? frame.seq : previous + 1;
        const record = texts === null || frame.seq !== seq ? null : readRecord(frame, texts);
        if (record === null) {
          if (seq > sealed) return;
          throw damagedRecord(writer, seq);
        }
        previous = seq;
        yield record;
      }
      refuseOtherVersion(reader, writer, index);
    } finally {
      await reader.close();
    }
  }
  if (sealed !== Infinity && (previous ?? sealed) < sealed) throw damagedRecord(writer, (previous ?? 0) + 1);
}

/** The records of one segment. */
export async function* readSegment(
  { folder, writer, segment }: { folder: string; writer: string; segment: number },
  keys: AuditKeys,
): AsyncGenerator<AuditRecord> {
  const texts = await textsOf(keys, writer, segment);
  const reader = await FrameReader.open(join(folder, segmentName(segment)));
  try {
    let previous: number | null = null;
    for (let frame = await reader.next(); frame !== null; frame = await reader.next()) {
      const record =
        texts === null || (previous !== null && frame.seq !== previous + 1) ? null : readRecord(frame, texts);
      if (record === null) throw damagedRecord(writer, frame.seq);
      previous = frame.seq;
      yield record;
    }
    refuseOtherVersion(reader, writer, segment);
    if (reader.broken !== null) throw damagedRecord(writer, (previous ?? 0) + 1);
  } finally {
    await reader.close();
  }
}

interface WriterFiles {
  readonly segments: ReadonlySet<number>;
  readonly tombstones: ReadonlySet<number>;
  readonly newest: number;
}

async function filesOf(folder: string): Promise<WriterFiles> {
  const names = await readdir(folder);
  const indexes = (pattern: RegExp) =>
    new Set(names.filter((name) => pattern.test(name)).map((name) => Number.parseInt(name, 10)));
  const segments = indexes(SEGMENT_PATTERN);
  return { segments, tombstones: indexes(TOMBSTONE_PATTERN), newest: Math.max(0, ...segments) };
}

/** The last segment whose first record is not after `seq`; the first of all where there is none. */
async function segmentOf(folder: string, { segments, newest }: WriterFiles, seq: number): Promise<number> {
  if (seq === 1) return 1;
  for (let index = newest; index > 1; index--) {
    if (!segments.has(index)) continue;
    const reader = await FrameReader.open(join(folder, segmentName(index)));
    const frame = await reader.next().finally(() => reader.close());
    if (frame !== null && frame.seq <= seq) return index;
  }
  return 1;
}

/** What opens the records of a segment; null where its key is destroyed, or was never made. */
export async function textsOf(
  keys: AuditKeys,
  writer: string,
  segment: number,
): Promise<SegmentTexts | null> {
  const dataKey = await readDataKey(keys, writer, segment);
  return dataKey === null ? null : new SegmentTexts(writer, dataKey);
}

/** The record in a frame; null where it was not sealed in this place with this key. */
export function readRecord(frame: RawFrame, texts: SegmentTexts): AuditRecord | null {
  const json = texts.open(frame);
  return json === null ? null : recordIn(json, texts.writer);
}

function recordIn(json: Buffer, writer: string): AuditRecord {
  try {
    return JSON.parse(json.toString('utf8')) as AuditRecord;
  } catch {
    throw damaged(`A record of ${writer} is damaged. Run: sekisho audit verify`);
  }
}

/** @throws GatewayError AUDIT_UNAVAILABLE, which names the version, where `reader` met one it does not read. */
export function refuseOtherVersion(
  { otherVersion }: Pick<FrameReader, 'otherVersion'>,
  writer: string,
  segment: number,
): void {
  if (otherVersion !== null)
    throw new OtherLogVersionError(`${writer}/${segmentName(segment)}`, otherVersion);
}

export function damagedRecord(writer: string, seq: number): GatewayError {
  return damaged(
    `${writer}: record ${seq} does not verify, so nothing behind it can be relied on. Run: sekisho audit verify`,
  );
}

function damaged(en: string): GatewayError {
  const ja = '監査ログが壊れているか書き換えられています。sekisho audit verify で確かめてください。';
  return new GatewayError('AUDIT_UNAVAILABLE', { ja, en, detail: 'a record does not verify' });
}
