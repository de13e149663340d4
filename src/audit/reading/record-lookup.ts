import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { errnoOf } from '../../files/errno.js';
import { SEGMENT_PATTERN, WRITER_PATTERN } from '../format/log-format.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { textsOf, writersOf } from './read-records.js';
import type { AuditRecord } from '../record/record.js';
import { FrameOffsets } from './frame-offsets.js';

/** Segments whose frame offsets are remembered; each takes some three megabytes at most. */
const REMEMBERED = 24;

/** Reads single records out of the journal, each opened in its place, which proves that it was sealed there. */
export class RecordLookup {
  private readonly offsets = new Map<string, FrameOffsets>();

  constructor(
    private readonly directory: string,
    private readonly keys: AuditKeys,
  ) {}

  /**
   * The records named (`WRITER/SEQUENCE`) that are in the journal and whole, by name. A record that is purged,
   * damaged or not there is left out; the others are given all the same.
   */
  async read(names: readonly string[]): Promise<ReadonlyMap<string, AuditRecord>> {
    const found = new Map<string, AuditRecord>();
    const writers = new Set(await writersOf(this.directory));
    for (const [writer, wanted] of sequencesByWriter(names)) {
      if (!writers.has(writer)) continue;
      for (const [segment, seqs] of await this.bySegment(writer, wanted))
        for (const [seq, record] of await this.inSegment(writer, segment, seqs))
          found.set(`${writer}/${seq}`, record);
    }
    return found;
  }

  /**
   * After a recovery a remembered offset may belong to another record: then the segment is read anew, once.
   */
  private async inSegment(
    writer: string,
    segment: string,
    seqs: readonly number[],
  ): Promise<ReadonlyMap<number, AuditRecord>> {
    try {
      const known = await this.recordsAt(writer, segment, seqs);
      const missed = seqs.filter((seq) => !known.has(seq));
      if (missed.length === 0) return known;
      this.offsets.delete(join(this.directory, writer, segment));
      return new Map([...known, ...(await this.recordsAt(writer, segment, missed))]);
    } catch (error) {
      // Purged while it was looked for.
      if (errnoOf(error) === 'ENOENT') return new Map();
      throw error;
    }
  }

  private async recordsAt(
    writer: string,
    segment: string,
    seqs: readonly number[],
  ): Promise<ReadonlyMap<number, AuditRecord>> {
    const found = new Map<number, AuditRecord>();
    const texts = await textsOf(this.keys, writer, Number.parseInt(segment, 10));
    if (texts === null) return found;
    for await (const record of this.offsetsOf(writer, segment).records(seqs, texts))
      found.set(record.seq, record);
    return found;
  }

  /**
   * Goes through the segments before anybody asks, newest first, so that the first page need not wait for it.
   * Never rejects.
   */
  async warm(stopped: () => boolean): Promise<void> {
    try {
      for (const writer of await writersOf(this.directory)) {
        for (const segment of (await this.segmentsOf(writer)).slice(0, REMEMBERED)) {
          if (stopped()) return;
          await this.offsetsOf(writer, segment).prepare();
        }
      }
    } catch {
      // Whoever asks will be told.
    }
  }

  /** Newest first. */
  private async segmentsOf(writer: string): Promise<readonly string[]> {
    const names = await readdir(join(this.directory, writer));
    return names
      .filter((name) => SEGMENT_PATTERN.test(name))
      .sort()
      .reverse();
  }

  /** Which segment each of them would be in, if it is there. */
  private async bySegment(
    writer: string,
    seqs: readonly number[],
  ): Promise<ReadonlyMap<string, readonly number[]>> {
    const segments = await this.segmentsOf(writer);
    const found = new Map<string, number[]>();
    for (const seq of seqs) {
      const segment = await this.segmentWith(writer, seq, segments);
      if (segment === null) continue;
      const inSame = found.get(segment) ?? [];
      found.set(segment, inSame);
      inSame.push(seq);
    }
    return found;
  }

  private async segmentWith(
    writer: string,
    seq: number,
    segments: readonly string[],
  ): Promise<string | null> {
    for (const segment of segments) {
      const first = await this.offsetsOf(writer, segment).firstSeq().catch(nullIfPurged);
      if (first !== null && first <= seq) return segment;
    }
    return null;
  }

  private offsetsOf(writer: string, segment: string): FrameOffsets {
    const path = join(this.directory, writer, segment);
    const known = this.offsets.get(path);
    if (known !== undefined) return known;
    if (this.offsets.size >= REMEMBERED) this.offsets.clear();
    const made = new FrameOffsets(path);
    this.offsets.set(path, made);
    return made;
  }
}

function nullIfPurged(error: unknown): null {
  if (errnoOf(error) === 'ENOENT') return null;
  throw error;
}

function sequencesByWriter(names: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const writers = new Map<string, Set<number>>();
  for (const name of names) {
    const [writer = '', sequence = ''] = name.split('/');
    // An index may hold anything: what is no name of a record names none.
    if (!WRITER_PATTERN.test(writer) || !/^\d{1,15}$/.test(sequence)) continue;
    writers.set(writer, (writers.get(writer) ?? new Set()).add(Number(sequence)));
  }
  return new Map([...writers].map(([writer, numbers]) => [writer, [...numbers].sort((a, b) => a - b)]));
}
