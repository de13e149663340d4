/**
 * The bytes of the log: what the writer and the independent verifier share.
 *
 * The audit folder holds one folder per writer, `gw1`, `gw2`, ... without gaps, and beside each its `gw1.lock`
 * (who writes it now; no evidence). A writer's folder holds segments `000001.skl`, `000002.skl`, ... and `head`.
 * A segment is its first line, `SEKISHO-LOG 4` with the version of the format (`log-version.ts`), then frames
 * without gaps:
 *
 *     length   4 bytes, big endian: bytes of the content
 *     seq      8 bytes, big endian: one more than that of the frame before; 1 for the first of a writer
 *     form     1 byte: how the content holds the record (`record.ts`, UTF-8 JSON)
 *     content  nonce (12) ‖ text ‖ tag (16), AES-256-GCM under the segment's data key with `WRITER/seq` as additional data.
 *              SEALED: the text is the JSON encrypted. SEALED_DEFLATED: the JSON deflated (`format-dictionary.ts`), then encrypted.
 *              CLEAR: the JSON itself, part of the additional data behind `WRITER/seq` and a line end.
 *              MODEL, LIKE: the JSON in parts (below), encrypted; from version 4 on
 *     mac      32 bytes: HMAC-SHA-256 over length ‖ seq ‖ form ‖ mac of the frame before ‖ content, with the segment's
 *              chain key; the first frame of a writer follows 32 zero bytes
 *
 * Most records say what an earlier one said, about another person, at another time. So an INTENT or OUTCOME comes in parts:
 *
 *     pad     LIKE alone: n, then n bytes that say nothing, so that near lengths are the same
 *     back    LIKE alone: how many records before this one its model stands. A model is a record of form MODEL in the same
 *             segment, one of the last MODELS_IN_USE of that form before this record
 *     size    bytes of `rest`; 0 in a LIKE: it is that of the model
 *     rest    the JSON with a NUL in place of each value taken out, deflated: in a MODEL with the preset dictionary of
 *             SEALED_DEFLATED, in a LIKE with the model's rest as dictionary
 *     values  what was taken out, in its order, to the end: 8 × n + VALUE, and behind it
 *             TEXT     n bytes of UTF-8: the value as it stands in the JSON
 *             WORD     a string of n characters of base64url, decoded: ⌈6n/8⌉ bytes
 *             UUID     a string, 16 bytes; n is 0
 *             INSTANT  a string, milliseconds since 1970 in 6 bytes, big endian; n is 0
 *             BACK     nothing: the number `seq` less n
 *
 * n of pad, back, size and 8 × n + VALUE are unsigned LEB128. What tells persons, accounts, cases and requests apart is always taken
 * out: were it in a dictionary, a record about the same person would be shorter, and lengths are in the clear.
 *
 * GENESIS and CHECKPOINT records are in the clear, so that signatures can be checked without a secret; all else
 * is sealed.
 *
 * Every segment has keys of its own. The signing key comes from a seed that is replaced by its hash when the
 * segment ends: a thief of today's keys can sign nothing into yesterday's segments. The data key, from which the
 * chain key is derived, is kept, wrapped, in a file of its own outside the log. With it old segments can still be
 * searched; and once that file is destroyed, no copy of the segment can be read.
 *
 * The last frame of each segment but the newest is a final CHECKPOINT: its note names the next segment's public
 * key, so that the keys form a chain; and it holds the tree's peaks, so that what follows can be verified when
 * the segment is gone. A segment whose term is over may be replaced by its tombstone `000001.end`: first line
 * and final frame alone. A PURGE record later in the chain tells of it.
 *
 * `head` is one JSON line {seq, mac, keyId, at, sum}: the newest durable frame, and an HMAC over the line's
 * other fields. It is written after `fdatasync` and before any answer that rests on the frame leaves, so that a
 * log cut at its end is shorter than its head says. What follows the head's frame and does not verify is an
 * unfinished write on which no answer rests.
 *
 * `checkpoint` is the newest durable note. Each writer's CHECKPOINT records name the newest ones of the other
 * writers that it found there: so all chains are tied, and none waits for another.
 *
 * The line stands in `head` twice, each padded to HEAD_COPY_BYTES, written in one go. A write torn anywhere
 * leaves one copy whole; and as both are equal at rest, spoiling one gives nobody an older head. A new folder
 * has the head of sequence 0 in it from the start: segments without a head are never the writer's doing.
 */
/**
 * What a checkpoint calls the log of one writer, and its signer (C2SP tlog-checkpoint): the first line of the
 * note. Then follow the number of records, the root of the Merkle tree over their frames, each as it stands on
 * the disk from length to mac (RFC 6962, section 2.1), in base64, `at` with the instant, and in a final one
 * `next` with the verifier key of the next segment. The note covers all records before the one it stands in.
 */
export function originOf(municipality: string, writer: string): string {
  return `sekisho/${municipality}/${writer}`;
}
/** length, seq and form. */
export const HEADER_BYTES = 13;
export const SEQ_AT = 4;
export const FORM_AT = 12;
export const FORM = { CLEAR: 0, SEALED: 1, SEALED_DEFLATED: 2, MODEL: 3, LIKE: 4 } as const;
/** How a value that was taken out of a record's text is written. */
export const VALUE = { TEXT: 0, WORD: 1, UUID: 2, INSTANT: 3, BACK: 4 } as const;
/** What stands in the text in place of each: JSON has none of its own. */
export const HOLE = '\0';
/** So many models whoever reads a segment in order has to keep. */
export const MODELS_IN_USE = 256;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
export const MAC_BYTES = 32;
/** Longest content a frame may carry, and longest record inflated from one. */
export const MAX_PAYLOAD = 64 * 1024 * 1024;
/**
 * No segment is longer, in bytes: one ends at 32 MiB or one batch later. Whatever claims to be longer was not
 * written by a program of this format, and nobody reads it to its end.
 */
export const LONGEST_SEGMENT = 1024 * 1024 * 1024;
export const HEAD_FILE = 'head';
/**
 * In a writer's folder: its newest durable checkpoint, for the other writers and for whoever asks. No evidence
 * by itself.
 */
export const CHECKPOINT_FILE = 'checkpoint';
export const HEAD_COPY_BYTES = 512;
/**
 * Length of a person's pseudonym, base64url: 54 bits. Columns hold them one behind the other, with nothing between.
 */
export const PSEUDONYM_CHARACTERS = 9;
export const SEGMENT_PATTERN = /^\d{6}\.skl$/;
export const TOMBSTONE_PATTERN = /^\d{6}\.end$/;
export const WRITER_PATTERN = /^gw[1-9]\d{0,3}$/;
/** Beside the writers' folders: locks, and drafts of new folders. */
export const SCRATCH_PATTERN = /^(gw\d+\.lock(\..*)?|\.new-gw\d+)$/;
/**
 * Most frames one commit makes durable. The head is on the disk before the commit after next, so that a journal
 * further than two commits ahead of its head did not get there by a crash: the head is an old one put back.
 */
export const MAX_BATCH_FRAMES = 256;

export function segmentName(index: number): string {
  return `${String(index).padStart(6, '0')}.skl`;
}

export function tombstoneName(index: number): string {
  return `${String(index).padStart(6, '0')}.end`;
}
