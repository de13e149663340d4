import { open, readFile, stat, unlink } from 'node:fs/promises';

import { ORIGIN, frameMac, type ChainPoint, type Tail } from './chain.js';
import { segmentIndexes, segmentPath, syncFolder, writeHead } from './folder.js';
import { LENGTH_BYTES, MAGIC } from './format.js';
import { encodeHead, readHead } from './head.js';
import type { AuditKeys } from './keys.js';
import { framesOf, recordOf } from './stored-frames.js';
import { grown, leafHash, sizeOf, type Frontier } from './tree.js';

/** The log contradicts its own head: not the trace of a crash. Nothing may be appended; the folder is evidence. */
export class BrokenLog extends Error {
  override readonly name = 'BrokenLog';
}

/** Where a writer goes on. */
export interface Footing {
  readonly tail: Tail;
  /** Segment the tail stands in, 0 when there is none yet. */
  readonly segment: number;
  /** Bytes of that segment. */
  readonly offset: number;
  readonly bytesCut: number;
}

/** What stands after the head: kept where it verifies (after a crash), or cut (its waiters were told that it failed). */
export type TailRule = 'KEEP_VERIFIED' | 'CUT_ALL';

interface Place extends ChainPoint {
  readonly segment: number;
  readonly offset: number;
}

/**
 * Brings a writer's folder back to a state in which it can go on: finds the head's frame, follows the chain from there,
 * cuts what does not verify, makes the rest durable and renews the head.
 * @throws BrokenLog when there is no head, or the journal is shorter than its head, or has a hole.
 */
export async function recover(folder: string, keys: AuditKeys, rule: TailRule, at: string): Promise<Footing> {
  const head = await readHead(folder, keys);
  if (head === null) throw new BrokenLog('the head is missing or was not written with this key');
  const segments = await segmentIndexes(folder);
  const first = segments[0] ?? 1;
  if (segments.some((index, position) => index !== first + position))
    throw new BrokenLog('a segment is missing');
  const start = await placeOf(head, folder, segments);
  const end = rule === 'CUT_ALL' ? start : await followChain(start, folder, segments, keys);
  const bytesCut = await cutAfter(end, folder, segments);
  if (end.segment > 0) await syncSegment(segmentPath(folder, end.segment));
  await syncFolder(folder);
  await writeHead(folder, encodeHead(end, keys, at));
  const tree = await treeUpTo(end.seq, folder, segments);
  return { tail: { seq: end.seq, mac: end.mac, tree }, segment: end.segment, offset: end.offset, bytesCut };
}

/** Reads all records once more: the tree is over all of them, and its edge is kept nowhere that could be altered. */
async function treeUpTo(seq: number, folder: string, segments: readonly number[]): Promise<Frontier | null> {
  let tree: Frontier | null = null;
  for (const index of segments) {
    if (sizeOf(tree) === seq) break;
    for (const frame of framesOf(await readFile(segmentPath(folder, index)))) {
      if (sizeOf(tree) === seq) break;
      tree = grown(tree, leafHash(frame.body.subarray(LENGTH_BYTES)));
    }
  }
  return tree;
}

/** The end of the head's frame. */
async function placeOf(head: ChainPoint, folder: string, segments: readonly number[]): Promise<Place> {
  if (head.seq === 0) return { ...ORIGIN, segment: 0, offset: 0 };
  for (const index of [...segments].reverse()) {
    let seq: number | null = null;
    for (const frame of framesOf(await readFile(segmentPath(folder, index)))) {
      seq = seq === null ? (recordOf(frame.body)?.seq ?? null) : seq + 1;
      if (seq === null || seq > head.seq) break;
      if (seq < head.seq) continue;
      if (!frame.mac.equals(head.mac)) throw new BrokenLog(`record ${seq} is not the one its head names`);
      return { ...head, segment: index, offset: frame.end };
    }
    // Only a segment that begins after the head (made just before a crash) sends us to the one before it.
    if (seq !== null && seq < head.seq) break;
  }
  throw new BrokenLog(`the journal is shorter than its head, which names record ${head.seq}`);
}

async function followChain(
  start: Place,
  folder: string,
  segments: readonly number[],
  keys: AuditKeys,
): Promise<Place> {
  let place = start;
  for (const index of segments.filter((each) => each >= start.segment)) {
    const content = await readFile(segmentPath(folder, index));
    const from = index === start.segment ? start.offset : undefined;
    let consumed = from ?? MAGIC.length;
    for (const frame of framesOf(content, from)) {
      if (!frameMac(place, keys, frame.body).equals(frame.mac)) break;
      place = { seq: place.seq + 1, mac: frame.mac, segment: index, offset: frame.end };
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
      const handle = await open(path, 'r+');
      await handle.truncate(end.offset).finally(() => handle.close());
      cut += size - end.offset;
    }
  }
  return cut;
}

async function syncSegment(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync().finally(() => handle.close());
}
