import { basename, dirname } from 'node:path';

import { OtherLogVersionError } from '../audit-faults.js';
import { FORM_AT, HEADER_BYTES, MAC_BYTES, MAX_PAYLOAD, SEQ_AT } from '../format/log-format.js';
import {
  MAGIC,
  firstLineOf,
  fitsVersion,
  isReadable,
  namedVersionIn,
  versionIn,
} from '../format/log-version.js';

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

/**
 * The whole frames of a segment, from its beginning or from `offset`. Stops where one is cut short; has none
 * where the first line is missing or contradicts the records behind it.
 * @param path where it lies: writer and segment name it in the fault
 * @throws GatewayError AUDIT_UNAVAILABLE where the segment is of a version that this program does not read.
 */
export function* framesOf(
  content: Buffer,
  path: string,
  offset: number = MAGIC.length,
): Generator<StoredFrame> {
  const version = versionIn(content);
  if (version === null) return;
  if (!isReadable(version)) {
    if (contradicts(content, version)) return;
    throw new OtherLogVersionError(`${basename(dirname(path))}/${basename(path)}`, version);
  }
  yield* framesFrom(content, offset);
}

/** Whether a record in the clear says that the segment is of another version than its first line. */
function contradicts(content: Buffer, version: number): boolean {
  for (const { seq, body } of framesFrom(content, firstLineOf(version).length)) {
    const parts = { form: body.readUInt8(FORM_AT), seq, content: body.subarray(HEADER_BYTES) };
    const named = namedVersionIn(parts);
    if (named !== null && !fitsVersion(named, version)) return true;
  }
  return false;
}

function* framesFrom(content: Buffer, offset: number): Generator<StoredFrame> {
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
