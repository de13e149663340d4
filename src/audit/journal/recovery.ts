import { stat, unlink } from 'node:fs/promises';

import { ORIGIN, frameMac, type ChainPoint, type Tail } from '../segments/chain.js';
import { segmentIndexes, segmentPath, writeHead } from '../segments/writer-folder.js';
import { LOG_VERSION, MAGIC, versionIn } from '../format/log-version.js';
import { encodeHead, readHead } from '../segments/head.js';
import { readDataKey, readSeed } from '../keys/key-files.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { segmentEndOf, treeAfter } from '../segments/segment-end.js';
import { chainKeyOf } from '../keys/segment-keys.js';
import { framesOf } from '../segments/stored-frames.js';
import { syncFolder } from '../files/sync-folder.js';
import { grown, leafHash, type Frontier } from '../merkle/frontier.js';
import { OlderKeysError, OlderLogError, type Seen } from '../audit-faults.js';
import { openRegular, readRegular } from '../../files/regular-file.js';
import { LONGEST_SEGMENT } from '../format/log-format.js';
import { FrameOffsets } from '../reading/frame-offsets.js';
import { SegmentTexts } from '../verify/opened-content.js';
import type { AuditRecord } from '../record/record.js';

/** The log contradicts its own head: not the trace of a crash. Nothing may be appended; the folder is evidence. */
export class BrokenLog extends Error {
  override readonly name = 'BrokenLog';
}

/** Where a writer goes on. */
export interface ResumePoint {
  readonly tail: Tail;
  /** Segment the tail stands in, 0 when there is none yet. */
  readonly segment: number;
  /** Bytes of that segment. */
  readonly offset: number;
  /** The tail is the segment's final frame: what follows stands in the next. */
  readonly ended: boolean;
  /** Version of the format that this segment is of. */
  readonly version: number;
  readonly bytesCut: number;
  /** The newest record, as far as it could be read; null before the first. */
  readonly newest: { readonly kind: AuditRecord['kind']; readonly at: string } | null;
}

/**
 * What to do with frames behind the head. KEEP_VERIFIED, after a crash: keep those that verify. CUT_ALL, after a
 * fault: cut them, for their callers were told that they failed.
 */
export type TailRule = 'KEEP_VERIFIED' | 'CUT_ALL';

export interface RecoveryOptions {
  readonly folder: string;
  readonly writer: string;
  readonly keys: AuditKeys;
  readonly rule: TailRule;
  readonly at: string;
  /** What is known beside it of how far it went. Default: nothing. */
  readonly seen?: readonly Seen[];
}

interface Place extends ChainPoint {
  readonly segment: number;
  readonly offset: number;
}

/**
 * Brings a writer's folder to a state in which it can be continued: finds the frame that the head names, follows
 * the chain from there, cuts what does not verify, makes the rest durable and writes a new head.
 * @throws OlderLogError, OlderKeysError where something beside it knows more than the log; nothing is written then
 * @throws BrokenLog when there is no head, or the journal is shorter than its head, or has a hole.
 */
export async function recover(options: RecoveryOptions): Promise<ResumePoint> {
  const { folder, writer, keys, rule, at } = options;
  const head = await readHead(folder, keys);
  if (head === null) throw new BrokenLog('the head is missing or was not written with this key');
  const segments = await segmentIndexes(folder);
  const first = segments[0] ?? 1;
  if (segments.some((index, position) => index !== first + position))
    throw new BrokenLog('a segment is missing');
  const start = await placeOf(head, folder, segments);
  if (start.segment > 0 && (await readDataKey(keys, writer, start.segment)) === null)
    throw new OlderKeysError(writer);
  const end = rule === 'CUT_ALL' ? start : await followChain(start, { folder, writer, keys }, segments);
  await refuseOlder(end, options);
  const newest = await newestOf(end, options);
  const bytesCut = await cutAfter(end, folder, segments);
  if (end.segment > 0) await syncSegment(segmentPath(folder, end.segment));
  await syncFolder(folder);
  await writeHead(folder, encodeHead(end, keys, at));
  const { tree, ended, version } = await treeUpTo(end, folder);
  return {
    tail: { seq: end.seq, mac: end.mac, tree },
    segment: end.segment,
    offset: end.offset,
    ended,
    version,
    bytesCut,
    newest,
  };
}

/**
 * The Merkle tree over all records: from the final checkpoint of the segment before, and the frames of the newest
 * segment. Null, with `ended` false, where there is no record. And the version of the format that the segment is of.
 */
async function treeUpTo(
  end: Place,
  folder: string,
): Promise<{ tree: Frontier | null; ended: boolean; version: number }> {
  if (end.segment === 0) return { tree: null, ended: false, version: LOG_VERSION };
  const before = end.segment === 1 ? null : await segmentEndOf(folder, end.segment - 1);
  if (end.segment > 1 && before === null) throw new BrokenLog(`segment ${end.segment - 1} has no end`);
  let tree = before === null ? null : treeAfter(before);
  const path = segmentPath(folder, end.segment);
  const content = await readRegular(path, LONGEST_SEGMENT);
  for (const frame of framesOf(content, path)) tree = grown(tree, leafHash(frame.bytes));
  const ended = (await segmentEndOf(folder, end.segment)) !== null;
  return { tree, ended, version: versionIn(content) ?? LOG_VERSION };
}

/** Before a byte is written: what is known of the log beside it must be in it, and its keys must be its own. */
async function refuseOlder(end: Place, { writer, keys, seen = [] }: RecoveryOptions): Promise<void> {
  const [most] = [...seen].sort((a, b) => b.records - a.records);
  if (most !== undefined && most.records > end.seq) throw new OlderLogError(writer, end.seq, most);
  const seed = await readSeed(keys, writer);
  if (seed === null && end.seq > 0) throw new OlderKeysError(writer);
  // A segment is begun at most one ahead of the keys that are forgotten.
  if (seed !== null && seed.segment > end.segment + 1)
    throw new OlderLogError(writer, end.seq, { by: EPOCH, records: end.seq + 1 });
}

/** Of the frame at the end: whether its process stopped in order, and when. */
async function newestOf(
  end: Place,
  { folder, writer, keys }: RecoveryOptions,
): Promise<ResumePoint['newest']> {
  const dataKey = end.segment === 0 ? null : await readDataKey(keys, writer, end.segment);
  if (dataKey === null) return null;
  const offsets = new FrameOffsets(segmentPath(folder, end.segment));
  for await (const record of offsets.records([end.seq], new SegmentTexts(writer, dataKey))) return record;
  return null;
}

const EPOCH = { ja: '鍵の世代', en: 'the epoch of its keys' };

/** The end of the head's frame. */
async function placeOf(head: ChainPoint, folder: string, segments: readonly number[]): Promise<Place> {
  if (head.seq === 0) return { ...ORIGIN, segment: 0, offset: 0 };
  for (const index of [...segments].reverse()) {
    let newest: number | null = null;
    const path = segmentPath(folder, index);
    for (const { seq, mac, end } of framesOf(await readRegular(path, LONGEST_SEGMENT), path)) {
      newest = seq;
      if (seq > head.seq) break;
      if (seq < head.seq) continue;
      if (!mac.equals(head.mac)) throw new BrokenLog(`record ${seq} is not the one its head names`);
      return { ...head, segment: index, offset: end };
    }
    // Only a segment that begins after the head (made just before a crash) sends us to the one before it.
    if (newest !== null && newest < head.seq) break;
  }
  throw new BrokenLog(`the journal is shorter than its head, which names record ${head.seq}`);
}

async function followChain(
  start: Place,
  { folder, writer, keys }: Pick<RecoveryOptions, 'folder' | 'writer' | 'keys'>,
  segments: readonly number[],
): Promise<Place> {
  let place = start;
  for (const index of segments.filter((each) => each >= start.segment)) {
    const path = segmentPath(folder, index);
    const content = await readRegular(path, LONGEST_SEGMENT);
    const from = index === start.segment ? start.offset : undefined;
    let consumed = from ?? MAGIC.length;
    const dataKey = await readDataKey(keys, writer, index);
    const chainKey = dataKey === null ? null : chainKeyOf(dataKey);
    for (const frame of framesOf(content, path, from)) {
      if (chainKey === null || frame.seq !== place.seq + 1) break;
      if (!frameMac(place.mac, chainKey, frame.body).equals(frame.mac)) break;
      place = { seq: frame.seq, mac: frame.mac, segment: index, offset: frame.end };
      consumed = frame.end;
    }
    // A later segment is begun only when all before it is durable: a break inside is no crash.
    if (consumed < content.length && index !== segments.at(-1))
      throw new BrokenLog(`a record after ${place.seq} does not verify`);
  }
  return place;
}

/** Removes everything behind `end` and tells how many bytes that was. */
async function cutAfter(end: Place, folder: string, segments: readonly number[]): Promise<number> {
  let cut = 0;
  for (const index of [...segments].reverse()) {
    const path = segmentPath(folder, index);
    const { size } = await stat(path);
    if (index > end.segment) {
      await unlink(path);
      cut += size;
    } else if (index === end.segment && size > end.offset) {
      const handle = await openRegular(path, 'r+');
      await handle.truncate(end.offset).finally(() => handle.close());
      cut += size - end.offset;
    }
  }
  return cut;
}

async function syncSegment(path: string): Promise<void> {
  const handle = await openRegular(path, 'r+');
  await handle.sync().finally(() => handle.close());
}
