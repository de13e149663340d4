import type { GatewayError } from '../../errors/gateway-error.js';
import type { Frame } from '../segments/chain.js';
import { MAX_BATCH_FRAMES } from '../format/log-format.js';

/** A frame that somebody may be waiting for. */
export interface Pending {
  readonly frame: Frame;
  readonly resolve: (seq: number) => void;
  readonly reject: (error: GatewayError) => void;
}

const BATCH_BYTES = 8 * 1024 * 1024;

/** Takes what one commit makes durable off the queue: never across the end of a segment. */
export function takeBatch(queue: Pending[]): Pending[] {
  let bytes = 0;
  let count = 0;
  for (const { frame } of queue) {
    bytes += frame.bytes.length;
    if (count > 0 && (bytes > BATCH_BYTES || count === MAX_BATCH_FRAMES)) break;
    count += 1;
    if (frame.final) break;
  }
  return queue.splice(0, count);
}
