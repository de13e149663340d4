import { LENGTH_BYTES, MAC_BYTES, MAGIC, MAX_PAYLOAD } from './format.js';
import type { AuditRecord } from './record.js';

/** A frame as found on the disk, not yet verified. */
export interface StoredFrame {
  /** length ‖ payload */
  readonly body: Buffer;
  readonly mac: Buffer;
  /** Where the next frame begins, in bytes of the segment. */
  readonly end: number;
}

/** The whole frames of a segment, from its beginning or from `offset`. Stops where one is cut short. */
export function* framesOf(content: Buffer, offset: number = MAGIC.length): Generator<StoredFrame> {
  if (!content.subarray(0, MAGIC.length).equals(MAGIC)) return;
  let position = offset;
  while (position + LENGTH_BYTES <= content.length) {
    const size = content.readUInt32BE(position);
    const macAt = position + LENGTH_BYTES + size;
    const end = macAt + MAC_BYTES;
    if (size > MAX_PAYLOAD || end > content.length) return;
    yield { body: content.subarray(position, macAt), mac: content.subarray(macAt, end), end };
    position = end;
  }
}

/** The record in a frame that the writer itself wrote; null when it is none. */
export function recordOf(body: Buffer): AuditRecord | null {
  try {
    const record = JSON.parse(body.toString('utf8', LENGTH_BYTES)) as AuditRecord | null;
    return typeof record?.seq === 'number' ? record : null;
  } catch {
    return null;
  }
}
