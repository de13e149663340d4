import { createHmac, type KeyObject } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

import {
  FORM_AT,
  HEADER_BYTES,
  LONGEST_SEGMENT,
  MAC_BYTES,
  MAX_PAYLOAD,
  SEQ_AT,
} from '../format/log-format.js';
import {
  LOG_VERSION,
  LONGEST_LINE,
  firstLineOf,
  fitsVersion,
  isReadable,
  namedVersionIn,
  versionIn,
} from '../format/log-version.js';
import { openRegular } from './regular-file.js';

const CHUNK = 1024 * 1024;
const OTHER_VERSION = 'the segment is of another version of the format';

export interface RawFrame {
  readonly seq: number;
  readonly form: number;
  /** Of the format, as the first line of the segment says. */
  readonly version: number;
  /** Length, seq and form. */
  readonly header: Buffer;
  readonly content: Buffer;
  readonly mac: Buffer;
  /** From length to mac. */
  readonly bytes: Buffer;
}

/** Reads one segment frame by frame; holds one frame and a chunk in memory, however long the segment is. */
export class FrameReader {
  private buffer: Buffer = Buffer.alloc(0);
  private position = 0;
  private readFrame = 0;
  private begun = false;
  /** After `next` gave null: why, when the segment did not end between two frames. */
  broken: string | null = null;
  /** Version in the first line; null where there is none. */
  version: number | null = null;
  /** The version in the first line where it is none that this program reads; null where it is. */
  otherVersion: number | null = null;

  private constructor(
    private readonly handle: FileHandle,
    private readonly chunk: number,
  ) {}

  static async open(path: string): Promise<FrameReader> {
    return new FrameReader(await openRegular(path), CHUNK);
  }

  /** Begins with the frame at `offset`, which an earlier reading found there; reads as much as `chunk` ahead. */
  static async openAt(path: string, offset: number, chunk: number = CHUNK): Promise<FrameReader> {
    const handle = await openRegular(path);
    const reader = new FrameReader(handle, chunk);
    reader.position = offset;
    reader.begun = offset > 0;
    if (reader.begun) reader.version = await firstVersionIn(handle);
    return reader;
  }

  /** Where the frame that `next` was last asked for begins, in bytes of the file. */
  get frameAt(): number {
    return this.readFrame;
  }

  /** `version`, `otherVersion` and `broken` are known afterwards. `next` does it by itself. */
  async readFirstLine(): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    const wrong = await this.begin();
    if (wrong !== null) this.fail(wrong);
  }

  /** The next frame, not yet verified; null at the end and where no frame can be read. */
  async next(): Promise<RawFrame | null> {
    await this.readFirstLine();
    return this.broken === null ? this.nextFrame() : null;
  }

  private async nextFrame(): Promise<RawFrame | null> {
    this.readFrame = this.position - this.buffer.length;
    if (this.readFrame > LONGEST_SEGMENT) return this.fail('it stands behind the end of any segment');
    // No promise where the chunk holds the frame already: there are a thousand in one.
    if (this.buffer.length < HEADER_BYTES && !(await this.has(HEADER_BYTES)))
      return this.buffer.length === 0 ? null : this.fail('cut short');
    const size = this.buffer.readUInt32BE(0);
    if (size > MAX_PAYLOAD) return this.fail('its length cannot be');
    const end = HEADER_BYTES + size + MAC_BYTES;
    if (this.buffer.length < end && !(await this.has(end))) return this.fail('cut short');
    return frameIn(this.take(end), this.version ?? LOG_VERSION);
  }

  /** Bytes from the frame that `next` was last asked for to the end of the file. */
  async bytesFromLast(): Promise<number> {
    return (await this.handle.stat()).size - this.readFrame;
  }

  /** Those bytes, a chunk at a time, and no more of them than `limit`. */
  async *bytesBehind(limit: number): AsyncGenerator<Buffer> {
    for (let at = this.readFrame; at < this.readFrame + limit;) {
      const { buffer, bytesRead } = await this.handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  /** On to the frame at this offset, which an earlier reading found there, whatever was wrong with the last one. */
  goTo(offset: number): void {
    this.position = offset;
    this.buffer = Buffer.alloc(0);
    this.broken = null;
  }

  /** What was read ahead is read again: of a file that may have changed behind the last frame. */
  forgetAhead(): void {
    this.position -= this.buffer.length;
    this.buffer = Buffer.alloc(0);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  /** Reads the first line; gives what is wrong with it, or null where frames follow that can be read. */
  private async begin(): Promise<string | null> {
    await this.has(LONGEST_LINE);
    const version = versionIn(this.buffer);
    this.version = version;
    if (version === null) return 'the segment has no beginning';
    this.take(firstLineOf(version).length);
    if (isReadable(version)) return null;
    const contradiction = await this.contradictionTo(version);
    if (contradiction !== null) return contradiction;
    this.otherVersion = version;
    return OTHER_VERSION;
  }

  /**
   * Changing the first line must not turn a readable log into one that is passed over as of another version. Behind
   * it the records in the clear of a version read here can still be found, and they name their own version.
   */
  private async contradictionTo(version: number): Promise<string | null> {
    for (let frame = await this.nextFrame(); frame !== null; frame = await this.nextFrame()) {
      // The hole in a sparse file: no version numbers a record 0.
      if (frame.seq === 0) return null;
      const named = namedVersionIn(frame);
      if (named !== null && !fitsVersion(named, version))
        return `the first line of the segment says version ${version}, its record ${frame.seq} another: the line was changed`;
    }
    return null;
  }

  private fail(what: string): null {
    this.broken = what;
    return null;
  }

  private take(bytes: number): Buffer {
    const taken = this.buffer.subarray(0, bytes);
    this.buffer = this.buffer.subarray(bytes);
    return taken;
  }

  private async has(bytes: number): Promise<boolean> {
    while (this.buffer.length < bytes) {
      const chunk = Buffer.allocUnsafe(Math.max(this.chunk, bytes - this.buffer.length));
      const { bytesRead } = await this.handle.read(chunk, 0, chunk.length, this.position);
      if (bytesRead === 0) return false;
      this.position += bytesRead;
      this.buffer = Buffer.concat([this.buffer, chunk.subarray(0, bytesRead)]);
    }
    return true;
  }
}

async function firstVersionIn(handle: FileHandle): Promise<number | null> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LINE), 0, LONGEST_LINE, 0);
  return versionIn(buffer.subarray(0, bytesRead));
}

function frameIn(bytes: Buffer, version: number): RawFrame {
  const macAt = bytes.length - MAC_BYTES;
  return {
    seq: Number(bytes.readBigUInt64BE(SEQ_AT)),
    form: bytes.readUInt8(FORM_AT),
    version,
    header: bytes.subarray(0, HEADER_BYTES),
    content: bytes.subarray(HEADER_BYTES, macAt),
    mac: bytes.subarray(macAt),
    bytes,
  };
}

/** The MAC that the frame after the one with `previousMac` must carry, by `log-format.ts` alone. */
export function expectedMac(chainKey: KeyObject, previousMac: Buffer, { header, content }: RawFrame): Buffer {
  return createHmac('sha256', chainKey).update(header).update(previousMac).update(content).digest();
}
