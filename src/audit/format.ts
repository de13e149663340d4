/**
 * The bytes of the log: the one file that the writer and the independent verifier share.
 *
 * A writer's folder `AUDIT_DIR/WRITER/` holds segments `000001.skl`, `000002.skl`, ... and `head`. A segment is
 * `MAGIC`, then frames without gaps:
 *
 *     length   4 bytes, big endian: bytes of the payload
 *     payload  UTF-8 JSON of one record (`record.ts`), its `seq` one more than that of the frame before
 *     mac      32 bytes: HMAC-SHA-256 over length ‖ seq (8 bytes, big endian) ‖ mac of the frame before ‖ payload,
 *              with the chain key; the first frame of a writer follows 32 zero bytes
 *
 * `head` is one JSON line {seq, mac, keyId, at, sum}: the newest durable frame, and an HMAC over the line's other
 * fields. It is written after `fdatasync` and before any answer that rests on the frame leaves, so that a log cut at
 * its end is shorter than its head says. What follows the head's frame and does not verify is an unfinished write on
 * which no answer rests.
 */
export const MAGIC = Buffer.from('SEKISHO-LOG 1\n', 'latin1');
export const LENGTH_BYTES = 4;
export const MAC_BYTES = 32;
/** Longest payload a frame may carry. */
export const MAX_PAYLOAD = 64 * 1024 * 1024;
export const HEAD_FILE = 'head';
export const SEGMENT_PATTERN = /^\d{6}\.skl$/;
