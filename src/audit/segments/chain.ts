import { createHmac, type KeyObject } from 'node:crypto';

import { GatewayError } from '../../errors/gateway-error.js';
import { FORM_AT, HEADER_BYTES, MAC_BYTES, MAX_PAYLOAD, SEQ_AT } from '../format/log-format.js';
import type { Content } from './sealing.js';
import { grown, leafHash, type Frontier } from '../merkle/frontier.js';

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
  /** From length to mac, as it goes to the disk. */
  readonly bytes: Buffer;
  /** Number of the segment it belongs to. */
  readonly segment: number;
  /** Ends its segment. */
  readonly final: boolean;
}

/**
 * Builds the frame that follows `previous`: its bytes and what they prove. They are final: a record changed
 * afterwards changes nothing.
 * @throws GatewayError AUDIT_UNAVAILABLE when the record is longer than MAX_PAYLOAD.
 */
export function frameAfter(
  previous: Tail,
  chainKey: KeyObject,
  { form, bytes: content }: Content,
): Tail & { readonly bytes: Buffer } {
  if (content.length > MAX_PAYLOAD)
    throw new GatewayError('AUDIT_UNAVAILABLE', { detail: 'a record is longer than a frame' });
  const seq = previous.seq + 1;
  const end = HEADER_BYTES + content.length;
  const bytes = Buffer.allocUnsafe(end + MAC_BYTES);
  bytes.writeUInt32BE(content.length, 0);
  bytes.writeBigUInt64BE(BigInt(seq), SEQ_AT);
  bytes.writeUInt8(form, FORM_AT);
  content.copy(bytes, HEADER_BYTES);
  const mac = frameMac(previous.mac, chainKey, bytes.subarray(0, end));
  mac.copy(bytes, end);
  return { seq, mac, bytes, tree: grown(previous.tree, leafHash(bytes)) };
}

/** The MAC of the frame after the one with `previousMac`; `body` is header and content. */
export function frameMac(previousMac: Buffer, chainKey: KeyObject, body: Buffer): Buffer {
  return createHmac('sha256', chainKey)
    .update(body.subarray(0, HEADER_BYTES))
    .update(previousMac)
    .update(body.subarray(HEADER_BYTES))
    .digest();
}
