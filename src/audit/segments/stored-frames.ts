import { HEADER_BYTES, MAC_BYTES, MAGIC, MAX_PAYLOAD, SEQ_AT } from '../format/log-format.js';

/** A frame as found on the disk, not yet verified. */
export interface StoredFrame {
  readonly seq: number;
  /** Header and content. */
  readonly body: Buffer;
  readonly mac: Buffer;
  /** From length to mac. */
  readonly bytes: Buffer;
  /** Where the next frame begins, in bytes of the segment. */
  readonly end: number;
}

/** The whole frames of a segment, from its beginning or from `offset`. Stops where one is cut short. */
export function* framesOf(content: Buffer, offset: number = MAGIC.length): Generator<StoredFrame> {
  if (!content.subarray(0, MAGIC.length).equals(MAGIC)) return;
  let position = offset;
  while (position + HEADER_BYTES <= content.length) {
    const size = content.readUInt32BE(position);
    const macAt = position + HEADER_BYTES + size;
    const end = macAt + MAC_BYTES;
    if (size > MAX_PAYLOAD || end > content.length) return;
    yield {
      seq: Number(content.readBigUInt64BE(position + SEQ_AT)),
      body: content.subarray(position, macAt),
      mac: content.subarray(macAt, end),
      bytes: content.subarray(position, end),
      end,
    };
    position = end;
  }
}
