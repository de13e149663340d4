import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { damagedRecord, readRecord, refuseOtherVersion, textsOf } from '../reading/read-records.js';
import { SEGMENT_PATTERN, segmentName } from '../format/log-format.js';
import type { AuditKeys } from '../keys/audit-keys.js';
import type { AuditRecord } from '../record/record.js';
import { FrameReader } from '../verify/frames.js';
import { readHeadCopies } from '../verify/head.js';
import type { SegmentTexts } from '../verify/opened-content.js';

interface OpenSegment {
  readonly number: number;
  readonly frames: FrameReader;
  readonly texts: SegmentTexts | null;
}

/**
 * Follows one writer: each reading goes on where the one before ended, as far as the log is sealed. What stands
 * behind the head may yet be cut off by a crash, and is nobody's business until then.
 */
export class WriterTail {
  private segment: OpenSegment | null = null;

  /** @param next first sequence number to be read */
  constructor(
    private readonly folder: string,
    private readonly writer: string,
    private readonly keys: AuditKeys,
    private next: number,
  ) {}

  /** @returns newest sealed sequence number; 0 for a writer that has not sealed yet */
  async head(): Promise<number> {
    return (await readHeadCopies(this.folder, this.keys.headKey)).head?.seq ?? 0;
  }

  /** Rejects with AUDIT_UNAVAILABLE where a record is not what was sealed in its place. */
  async *read(): AsyncGenerator<AuditRecord> {
    const head = await this.head();
    // Bytes read ahead may have been behind the head, and others since.
    this.segment?.frames.forgetAhead();
    while (this.next <= head) {
      this.segment ??= await this.open(await this.segmentOf(this.next));
      const { frames, texts, number } = this.segment;
      const frame = await frames.next();
      if (frame === null) {
        refuseOtherVersion(frames, this.writer, number);
        await this.close();
        this.segment = await this.open(number + 1);
        continue;
      }
      if (frame.seq < this.next) {
        texts?.pass(frame);
        continue;
      }
      const record = frame.seq === this.next && texts !== null ? readRecord(frame, texts) : null;
      if (record === null) throw damagedRecord(this.writer, this.next);
      this.next++;
      yield record;
    }
  }

  async close(): Promise<void> {
    const open = this.segment;
    this.segment = null;
    await open?.frames.close();
  }

  /**
   * The last segment that begins at or before this record; where the record was destroyed, the oldest that stands.
   */
  private async segmentOf(seq: number): Promise<number> {
    const numbers = (await readdir(this.folder))
      .filter((name) => SEGMENT_PATTERN.test(name))
      .map((name) => Number.parseInt(name, 10));
    for (const number of numbers.sort((a, b) => b - a)) {
      const first = await this.firstOf(number);
      if (first !== null && first <= seq) return number;
    }
    const oldest = numbers.at(-1) ?? 1;
    this.next = Math.max(this.next, (await this.firstOf(oldest)) ?? 0);
    return oldest;
  }

  private async firstOf(number: number): Promise<number | null> {
    const frames = await FrameReader.open(join(this.folder, segmentName(number)));
    return (await frames.next().finally(() => frames.close()))?.seq ?? null;
  }

  private async open(number: number): Promise<OpenSegment> {
    const frames = await FrameReader.open(join(this.folder, segmentName(number))).catch(() => {
      throw damagedRecord(this.writer, this.next);
    });
    return { number, frames, texts: await textsOf(this.keys, this.writer, number) };
  }
}
