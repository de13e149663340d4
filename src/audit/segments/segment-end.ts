import { join } from 'node:path';

import {
  FORM,
  FORM_AT,
  HEADER_BYTES,
  LONGEST_SEGMENT,
  NONCE_BYTES,
  TAG_BYTES,
  segmentName,
  tombstoneName,
} from '../format/log-format.js';
import type { AuditRecord } from '../record/record.js';
import { framesOf, type StoredFrame } from './stored-frames.js';
import { grown, leafHash, rootOf, treeOf, type Frontier } from '../merkle/frontier.js';
import { readRegular } from '../../files/regular-file.js';

type CheckpointRecord = Extract<AuditRecord, { kind: 'CHECKPOINT' }>;

/** The final checkpoint of a segment, as it stands at its end or in its tombstone. */
export interface StoredEnd {
  /** First line of its segment, which says how to read the frame. */
  readonly firstLine: Buffer;
  readonly frame: StoredFrame;
  readonly record: CheckpointRecord;
}

/** Null where the segment has no final checkpoint, or neither it nor its tombstone is there. */
export async function segmentEndOf(folder: string, segment: number): Promise<StoredEnd | null> {
  const path = join(folder, segmentName(segment));
  const content =
    (await readRegular(path, LONGEST_SEGMENT).catch(() => null)) ??
    (await readRegular(join(folder, tombstoneName(segment)), LONGEST_SEGMENT).catch(() => null));
  if (content === null) return null;
  let frame: StoredFrame | null = null;
  for (const each of framesOf(content, path)) frame = each;
  const record = frame === null ? null : clearRecord(frame);
  return frame !== null && record !== null && isFinal(record)
    ? { firstLine: content.subarray(0, content.indexOf('\n') + 1), frame, record }
    : null;
}

/**
 * The Merkle tree over all records up to and including this one. Its root must be the one that was signed with the
 * peaks. If both had been forged together, the next checkpoints would contradict the records, and the verifier
 * would show it.
 */
export function treeAfter({ frame, record }: StoredEnd): Frontier {
  const [, size = '', root = ''] = record.note.split('\n');
  const peaks = (record.end?.peaks ?? []).map((hash) => Buffer.from(hash, 'base64'));
  const tree = treeOf(Number(size), peaks);
  if (rootOf(tree).toString('base64') !== root || Number(size) !== frame.seq - 1)
    throw new TypeError('The end of a segment contradicts itself');
  return grown(tree, leafHash(frame.bytes));
}

/** The record of a frame in the clear; null for any other. */
export function clearRecord({ body }: StoredFrame): AuditRecord | null {
  if (body[FORM_AT] !== FORM.CLEAR) return null;
  try {
    return JSON.parse(
      body.toString('utf8', HEADER_BYTES + NONCE_BYTES, body.length - TAG_BYTES),
    ) as AuditRecord | null;
  } catch {
    return null;
  }
}

function isFinal(record: AuditRecord): record is CheckpointRecord {
  return record.kind === 'CHECKPOINT' && record.end !== undefined;
}
