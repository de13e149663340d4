import { LONGEST_SEGMENT } from '../format/log-format.js';
import type { FrameReader } from './frames.js';
import { signedByAny } from './signed-by-any.js';

/** A checkpoint as it stands in a record in the clear: no key is needed to find it, only to believe it. */
const NOTE = /"kind":"CHECKPOINT","note":"((?:[^"\\]|\\.)*)"/g;
/** Longer than any checkpoint record with its note, so that none is cut in two unseen. */
const OVERLAP = 16 * 1024;
/** Bytes looked through: a segment and the longest record behind it. */
const LOOKED_THROUGH = 128 * 1024 * 1024;

/** What stands behind a frame that does not verify. */
export interface BehindBreak {
  readonly bytes: number;
  /** Most records that a checkpoint among these bytes signs; 0 where there is none. */
  readonly signed: number;
  /** More than the longest segment holds: no crash leaves that. */
  readonly tooLong: boolean;
}

/**
 * Looks behind a broken frame for checkpoints that sign it: what is signed was durable and was told to somebody,
 * so it is no write that a crash cut off, however much it looks like one.
 */
export async function behindBreak(reader: FrameReader, keys: readonly string[]): Promise<BehindBreak> {
  const bytes = await reader.bytesFromLast();
  let signed = 0;
  let tail = '';
  for await (const chunk of reader.bytesBehind(LOOKED_THROUGH)) {
    const text = tail + chunk.toString('latin1');
    for (const [, json = ''] of text.matchAll(NOTE)) signed = Math.max(signed, sizeIn(json, keys));
    tail = text.slice(-OVERLAP);
  }
  return { bytes, signed, tooLong: bytes > LONGEST_SEGMENT };
}

function sizeIn(json: string, keys: readonly string[]): number {
  try {
    const note: unknown = JSON.parse(`"${Buffer.from(json, 'latin1').toString('utf8')}"`);
    return typeof note === 'string' ? (signedByAny(note, keys)?.size ?? 0) : 0;
  } catch {
    return 0;
  }
}
