import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { GatewayError } from '../errors/gateway-error.js';
import { MAC_BYTES, SEGMENT_PATTERN, WRITER_PATTERN } from './format.js';
import type { AuditKeys } from './keys.js';
import type { AuditRecord } from './record.js';
import { FrameReader, expectedMac, type RawFrame } from './verify/frames.js';
import { readHeadCopies } from './verify/head.js';

export interface StoredRecord {
  readonly writer: string;
  readonly record: AuditRecord;
}

/**
 * All records of the log, writer by writer, each in order, one at a time in memory. With keys, each is verified before it is given
 * out, and the first that does not verify ends the reading with AUDIT_UNAVAILABLE; without, they are as trustworthy as the folder.
 */
export async function* readRecords(directory: string, keys?: AuditKeys): AsyncGenerator<StoredRecord> {
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

/** The records of one writer. Without keys and with `from`, segments that end before that sequence number are passed over. */
export async function* readWriter(
  folder: string,
  writer: string,
  keys?: AuditKeys,
  from = 1,
): AsyncGenerator<AuditRecord> {
  const segments = (await readdir(folder)).filter((name) => SEGMENT_PATTERN.test(name)).sort();
  const sealed = keys === undefined ? 0 : ((await readHeadCopies(folder, keys)).head?.seq ?? Infinity);
  const first = keys === undefined ? await segmentOf(folder, segments, from) : 0;
  let previous: { seq: number; mac: Buffer } = { seq: 0, mac: Buffer.alloc(MAC_BYTES) };
  for (const name of segments.slice(first)) {
    const reader = await FrameReader.open(join(folder, name));
    try {
      for (let frame = await reader.next(); frame !== null; frame = await reader.next()) {
        const seq = previous.seq + 1;
        if (keys !== undefined && !expectedMac(keys, seq, previous.mac, frame).equals(frame.mac)) {
          if (seq > sealed) return;
          throw unverified(writer, seq);
        }
        previous = { seq, mac: Buffer.from(frame.mac) };
        yield recordIn(frame, writer);
      }
    } finally {
      await reader.close();
    }
  }
  if (previous.seq < sealed && sealed > 0) throw unverified(writer, previous.seq + 1);
}

/** Position of the last segment whose first record is not after `seq`. */
async function segmentOf(folder: string, segments: readonly string[], seq: number): Promise<number> {
  for (let position = segments.length - 1; position > 0; position--) {
    const reader = await FrameReader.open(join(folder, segments[position] as string));
    const frame = await reader.next().finally(() => reader.close());
    if (frame !== null && recordIn(frame, '').seq <= seq) return position;
  }
  return 0;
}

function recordIn(frame: RawFrame, writer: string): AuditRecord {
  try {
    return JSON.parse(frame.payload.toString('utf8')) as AuditRecord;
  } catch {
    throw damaged(`A record of ${writer} is damaged. Run: sekisho audit verify`);
  }
}

function unverified(writer: string, seq: number): GatewayError {
  return damaged(
    `${writer}: record ${seq} does not verify, so nothing behind it can be relied on. Run: sekisho audit verify`,
  );
}

function damaged(en: string): GatewayError {
  const ja = '監査ログが壊れているか書き換えられています。sekisho audit verify で確かめてください。';
  return new GatewayError('AUDIT_UNAVAILABLE', { ja, en, detail: 'a record does not verify' });
}
