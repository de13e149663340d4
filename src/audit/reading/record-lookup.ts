import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { errnoOf } from '../../files/errno.js';
import { SEGMENT_PATTERN, WRITER_PATTERN } from '../format/log-format.js';
import { readDataKey } from '../keys/key-files.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import { readRecord, writersOf } from './read-records.js';
import type { AuditRecord } from '../record/record.js';
import { FrameOffsets } from './frame-offsets.js';

/** Segments whose frame offsets are remembered; each takes some hundred kilobytes at most. */
const REMEMBERED = 200;

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
      const segments = await this.segmentsOf(writer);
      for (const seq of wanted) {
        const record = await this.one(writer, seq, segments);
        if (record !== null) found.set(`${writer}/${seq}`, record);
      }
    }
    return found;
  }

  private async one(writer: string, seq: number, segments: readonly string[]): Promise<AuditRecord | null> {
    try {
      return await this.find(writer, seq, segments);
    } catch (error) {
      // Purged while it was looked for.
      if (errnoOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /**
   * After a recovery a remembered offset may belong to another record: then the segment is read anew, once.
   */
  private async find(writer: string, seq: number, segments: readonly string[]): Promise<AuditRecord | null> {
    const segment = await this.segmentWith(writer, seq, segments);
    if (segment === null) return null;
    const known = await this.recordAt(writer, seq, segment);
    if (known !== null) return known;
    this.offsets.delete(join(this.directory, writer, segment));
    return this.recordAt(writer, seq, segment);
  }

  private async recordAt(writer: string, seq: number, segment: string): Promise<AuditRecord | null> {
    const frame = await this.offsetsOf(writer, segment).frame(seq);
    const dataKey =
      frame === null ? null : await readDataKey(this.keys, writer, Number.parseInt(segment, 10));
    return frame === null || dataKey === null ? null : readRecord(frame, writer, dataKey);
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

  private async segmentWith(
    writer: string,
    seq: number,
    segments: readonly string[],
  ): Promise<string | null> {
    for (const segment of segments) {
      const first = await this.offsetsOf(writer, segment).firstSeq();
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
