/**
 * The bytes of the log: what the writer and the independent verifier share.
 *
 * The audit folder holds one folder per writer, `gw1`, `gw2`, ... without gaps, and beside each its `gw1.lock`
 * (who writes it now; no evidence). A writer's folder holds segments `000001.skl`, `000002.skl`, ... and `head`.
 * A segment is `MAGIC`, then frames without gaps:
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
 *
 * The line stands in `head` twice, each padded to HEAD_COPY_BYTES, written in one go. A write torn anywhere leaves one
 * copy whole; and as both are equal at rest, spoiling one gives nobody an older head. A folder is born with the
 * head of sequence 0 in it: segments without a head are never the writer's doing.
 */
/**
 * What a checkpoint calls the log of one writer: the first line of its text (C2SP tlog-checkpoint). Then follow the number
 * of records, the root of the Merkle tree over their payloads (RFC 6962, section 2.1) in base64, and `at` with the
 * instant. The note stands in a CHECKPOINT record and covers all records before that one.
 */
export function originOf(municipality: string, writer: string): string {
  return `sekisho/${municipality}/${writer}`;
}
/** Name of the key that signs checkpoints of this municipality (C2SP signed-note). */
export function signerName(municipality: string): string {
  return `sekisho/${municipality}`;
}
export const MAGIC = Buffer.from('SEKISHO-LOG 1\n', 'latin1');
export const LENGTH_BYTES = 4;
export const MAC_BYTES = 32;
/** Longest payload a frame may carry. */
export const MAX_PAYLOAD = 64 * 1024 * 1024;
export const HEAD_FILE = 'head';
export const HEAD_COPY_BYTES = 512;
export const SEGMENT_PATTERN = /^\d{6}\.skl$/;
export const WRITER_PATTERN = /^gw[1-9]\d{0,3}$/;
/** Beside the writers' folders: locks, and folders not yet born. */
export const SCRATCH_PATTERN = /^(gw\d+\.lock(\..*)?|\.new-gw\d+)$/;
/**
 * Most frames one commit makes durable. The head is on the disk before the commit after next, so that a journal
 * further than two commits ahead of its head did not get there by a crash: the head is an old one put back.
 */
export const MAX_BATCH_FRAMES = 256;

export function segmentName(index: number): string {
  return `${String(index).padStart(6, '0')}.skl`;
}
