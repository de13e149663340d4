import { createHmac } from 'node:crypto';

import { GatewayError } from '../errors/gateway-error.js';
import { LENGTH_BYTES, MAC_BYTES, MAX_PAYLOAD } from './format.js';
import type { AuditKeys } from './keys.js';
import { grown, leafHash, type Frontier } from './tree.js';

/** A place in the chain: the frame with this sequence number and MAC. */
export interface ChainPoint {
  readonly seq: number;
  readonly mac: Buffer;
}

/** The end of a chain: with the tree over all its records. */
export interface Tail extends ChainPoint {
  readonly tree: Frontier | null;
}

/** Before the first frame of a writer. */
export const ORIGIN: Tail = Object.freeze({ seq: 0, mac: Buffer.alloc(MAC_BYTES), tree: null });

export interface Frame extends Tail {
  /** length ‖ payload ‖ mac, as it goes to the disk. */
  readonly bytes: Buffer;
}

/**
 * Builds the frame that follows `previous`. The bytes are final: a record changed afterwards changes nothing.
 * @throws GatewayError AUDIT_UNAVAILABLE when the record is longer than MAX_PAYLOAD.
 */
export function frameAfter(previous: Tail, keys: AuditKeys, json: string): Frame {
  const size = Buffer.byteLength(json);
  if (size > MAX_PAYLOAD)
    throw new GatewayError('AUDIT_UNAVAILABLE', { detail: 'a record is longer than a frame' });
  const bytes = Buffer.allocUnsafe(LENGTH_BYTES + size + MAC_BYTES);
  bytes.writeUInt32BE(size, 0);
  bytes.write(json, LENGTH_BYTES);
  const seq = previous.seq + 1;
  const mac = frameMac(previous, keys, bytes.subarray(0, LENGTH_BYTES + size));
  mac.copy(bytes, LENGTH_BYTES + size);
  const tree = grown(previous.tree, leafHash(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + size)));
  return { seq, mac, bytes, tree };
}

/** The MAC of the frame after `previous`; `lengthAndPayload` are its bytes without the MAC. */
export function frameMac(previous: ChainPoint, keys: AuditKeys, lengthAndPayload: Buffer): Buffer {
  const seq = Buffer.allocUnsafe(8);
  seq.writeBigUInt64BE(BigInt(previous.seq + 1));
  return createHmac('sha256', keys.chainKey)
    .update(lengthAndPayload.subarray(0, LENGTH_BYTES))
    .update(seq)
    .update(previous.mac)
    .update(lengthAndPayload.subarray(LENGTH_BYTES))
    .digest();
}
