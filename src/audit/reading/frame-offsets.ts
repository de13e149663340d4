import { basename, dirname } from 'node:path';

import { OtherLogVersionError } from '../audit-faults.js';
import { HEADER_BYTES, LONGEST_SEGMENT, MAC_BYTES } from '../format/log-format.js';
import { MAGIC } from '../format/log-version.js';
import type { AuditRecord } from '../record/record.js';
import { FrameReader, type RawFrame } from '../verify/frames.js';
import type { SegmentTexts } from '../verify/opened-content.js';
import { readRecord } from './read-records.js';
import { openRegular } from '../../files/regular-file.js';

/** Most records are shorter; a longer one is read in two goes. */
const ONE_FRAME = 4 * 1024;
const CHUNK = 1024 * 1024;

/**
 * Byte offset of each frame of one segment. Found by reading the frames' lengths once, without decrypting any;
 * where the segment has grown, only the new part is read. An offset is a hint: the reader of a frame checks its
 * sequence number.
 */
export class FrameOffsets {
  private readonly offsets: number[] = [];
  private first: number | null = null;
  private end = 0;
  private walking: Promise<void> | null = null;

  constructor(private readonly path: string) {}

  /**
   * Sequence number of the first frame; null where none can be read.
   * @throws GatewayError AUDIT_UNAVAILABLE where the segment is of a version that this program does not read.
   */
  async firstSeq(): Promise<number | null> {
    if (this.first !== null) return this.first;
    const reader = await FrameReader.openAt(this.path, 0, ONE_FRAME);
    try {
      this.first = (await reader.next())?.seq ?? null;
      if (reader.otherVersion !== null) {
        const name = `${basename(dirname(this.path))}/${basename(this.path)}`;
        throw new OtherLogVersionError(name, reader.otherVersion);
      }
      return this.first;
    } finally {
      await reader.close();
    }
  }

  async prepare(): Promise<void> {
    await this.firstSeq();
    await this.walk();
  }

  /** The records of these sequence numbers, as far as they are found and open in their places. */
  async *records(seqs: readonly number[], texts: SegmentTexts): AsyncGenerator<AuditRecord> {
    for await (const frame of this.frames(seqs)) {
      const model = texts.missing(frame);
      if (model !== null) for await (const found of this.frames([model])) texts.pass(found);
      const record = readRecord(frame, texts);
      if (record !== null) yield record;
    }
  }

  /**
   * The frames of these sequence numbers, not yet verified, as far as they are found; the segment is opened once. A page
   * of the log names records by the hundred, and most of what each took was opening and closing.
   */
  private async *frames(seqs: readonly number[]): AsyncGenerator<RawFrame> {
    const first = await this.firstSeq();
    if (first === null) return;
    if (Math.max(...seqs) - first >= this.offsets.length) await this.walk();
    const reader = await FrameReader.openAt(this.path, MAGIC.length, ONE_FRAME);
    try {
      for (const seq of seqs) {
        const offset = this.offsets[seq - first];
        if (offset === undefined) continue;
        reader.goTo(offset);
        const frame = await reader.next();
        if (frame?.seq === seq) yield frame;
      }
    } finally {
      await reader.close();
    }
  }

  /** Two calls at once share one walk, or each frame would be entered twice. */
  private walk(): Promise<void> {
    this.walking ??= this.goThrough().finally(() => {
      this.walking = null;
    });
    return this.walking;
  }

  /** From length to length, a chunk at a time: a hundred thousand frames in a few milliseconds. */
  private async goThrough(): Promise<void> {
    const handle = await openRegular(this.path);
    try {
      const size = Math.min((await handle.stat()).size, LONGEST_SEGMENT);
      const chunk = Buffer.allocUnsafe(CHUNK);
      this.end = Math.max(this.end, MAGIC.length);
      for (let read = 1; read > 0;) {
        const from = this.end;
        ({ bytesRead: read } = await handle.read(chunk, 0, CHUNK, from));
        for (let at = 0; at + HEADER_BYTES <= read; at = this.end - from) {
          const next = this.end + HEADER_BYTES + chunk.readUInt32BE(at) + MAC_BYTES;
          if (next > size) return;
          this.offsets.push(this.end);
          this.end = next;
          if (this.end - from > read) break;
        }
        if (this.end === from) return;
      }
    } finally {
      await handle.close();
    }
  }
}
