import { createHmac } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

import { LENGTH_BYTES, MAC_BYTES, MAGIC, MAX_PAYLOAD } from '../format.js';
import type { AuditKeys } from '../keys.js';

const CHUNK = 256 * 1024;

export interface RawFrame {
  readonly length: Buffer;
  readonly payload: Buffer;
  readonly mac: Buffer;
}

/** Reads one segment frame by frame; holds one frame and a chunk in memory, however long the segment is. */
export class FrameReader {
  #buffer: Buffer = Buffer.alloc(0);
  #position = 0;
  #frameAt = 0;
  #begun = false;
  /** After `next` gave null: why, when the segment did not end between two frames. */
  broken: string | null = null;

  private constructor(private readonly handle: FileHandle) {}

  static async open(path: string): Promise<FrameReader> {
    return new FrameReader(await open(path, 'r'));
  }

  /** The next frame, not yet verified; null at the end and where no frame can be read. Buffers are good until the next call. */
  async next(): Promise<RawFrame | null> {
    if (!this.#begun) {
      this.#begun = true;
      if (!(await this.#has(MAGIC.length)) || !this.#take(MAGIC.length).equals(MAGIC))
        return this.#fail('the segment has no beginning');
    }
    this.#frameAt = this.#position - this.#buffer.length;
    if (!(await this.#has(LENGTH_BYTES))) return this.#buffer.length === 0 ? null : this.#fail('cut short');
    const size = this.#buffer.readUInt32BE(0);
    if (size > MAX_PAYLOAD) return this.#fail('its length cannot be');
    if (!(await this.#has(LENGTH_BYTES + size + MAC_BYTES))) return this.#fail('cut short');
    return { length: this.#take(LENGTH_BYTES), payload: this.#take(size), mac: this.#take(MAC_BYTES) };
  }

  /** Bytes from the frame that `next` was last asked for to the end of the file. */
  async bytesFromLast(): Promise<number> {
    return (await this.handle.stat()).size - this.#frameAt;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  #fail(what: string): null {
    this.broken = what;
    return null;
  }

  #take(bytes: number): Buffer {
    const taken = this.#buffer.subarray(0, bytes);
    this.#buffer = this.#buffer.subarray(bytes);
    return taken;
  }

  async #has(bytes: number): Promise<boolean> {
    while (this.#buffer.length < bytes) {
      const chunk = Buffer.allocUnsafe(Math.max(CHUNK, bytes - this.#buffer.length));
      const { bytesRead } = await this.handle.read(chunk, 0, chunk.length, this.#position);
      if (bytesRead === 0) return false;
      this.#position += bytesRead;
      this.#buffer = Buffer.concat([this.#buffer, chunk.subarray(0, bytesRead)]);
    }
    return true;
  }
}

/** The MAC that the frame with this sequence number must carry, from `format.ts` alone. */
export function expectedMac(keys: AuditKeys, seq: number, previousMac: Buffer, frame: RawFrame): Buffer {
  const sequence = Buffer.alloc(8);
  sequence.writeBigUInt64BE(BigInt(seq));
  const message = createHmac('sha256', keys.chainKey);
  for (const part of [frame.length, sequence, previousMac, frame.payload]) message.update(part);
  return message.digest();
}
