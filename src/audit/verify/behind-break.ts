import { LONGEST_SEGMENT, MAX_BATCH_FRAMES } from '../format/log-format.js';
import type { FrameReader } from './frames.js';
import { signedByAny } from './signed-by-any.js';

/** A checkpoint as it stands in a record in the clear: no key is needed to find it, only to believe it. */
const NOTE = /"kind":"CHECKPOINT","note":"((?:[^"\\]|\\.)*)"/g;
/** Longer than any checkpoint record with its note, so that none is cut in two unseen. */
const OVERLAP = 16 * 1024;
/** Bytes looked through: a segment and the longest record behind it. */
const LOOKED_THROUGH = 128 * 1024 * 1024;

/** What stands behind a frame that does not verify. */
interface BehindBreak {
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
async function behindBreak(reader: FrameReader, keys: readonly string[]): Promise<BehindBreak> {
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

/**
 * What does not verify behind the head, or, without keys, anywhere: an unfinished write, unless somebody signed for
 * it.
 * @param place.seq newest record that verifies
 * @param place.head the record that the head names; null where there is none, or no key to read it with
 * @returns what is wrong, or null and the bytes of the unfinished write
 */
export async function judgeUnfinished(
  reader: FrameReader,
  wrong: string,
  {
    seq,
    head,
    keys,
  }: { readonly seq: number; readonly head: number | null; readonly keys: readonly string[] },
): Promise<{ readonly fault: string | null; readonly bytes: number }> {
  const { bytes, signed, tooLong } = await behindBreak(reader, keys);
  // A power that fails may leave the end of the last two commits and not their beginning.
  const torn = head === null ? 0 : head + 2 * MAX_BATCH_FRAMES;
  if (signed > Math.max(seq, torn))
    return { fault: `${wrong}, and a checkpoint behind it signs ${signed} records`, bytes };
  return { fault: tooLong ? `${wrong}, and ${bytes} bytes follow: no crash leaves that` : null, bytes };
}

/** A frame is durable before the head names it: what is short of one that it names was shortened later. */
export function cutText(wrong: string, head: number): string {
  return wrong === 'cut short' && Number.isFinite(head)
    ? `cut short, though the head names ${head}: it was sealed whole, and no crash shortens it`
    : wrong;
}
