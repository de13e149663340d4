import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';

/** What a checkpoint says, once its signature holds. */
export interface SignedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly at: string;
  /** Verifier key of the next segment, in the final checkpoint of one. */
  readonly next: string | null;
}

const ED25519 = 1;
const SIGNATURE_LINE = /^— ([^ +]+) ([A-Za-z0-9+/]+={0,2})$/;
/** What stands before a raw key in SubjectPublicKeyInfo (RFC 8410, section 4). */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** A public key as `sekisho audit key` prints it: `name+hash+base64(type ‖ key)` (C2SP signed-note). */
export interface VerifierKey {
  readonly name: string;
  readonly hash: Buffer;
  readonly key: KeyObject;
}

/** Null for a text that is no such key, or whose parts do not belong together. */
export function readVerifierKey(text: string): VerifierKey | null {
  const [, name, hash, encoded] = /^([^ +]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || hash === undefined || bytes.length !== 33 || bytes[0] !== ED25519) return null;
  const made = verifierKeyOf(name, bytes.subarray(1));
  return made.hash.toString('hex') === hash ? made : null;
}

export function verifierKeyOf(name: string, publicKey: Buffer): VerifierKey {
  const hash = createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
  return {
    name,
    hash,
    key: createPublicKey({ key: Buffer.concat([SPKI_ED25519, publicKey]), format: 'der', type: 'spki' }),
  };
}

/** Reads a note and checks its signature. Gives what is wrong, in words, where it is none of this key. */
export function readCheckpoint(note: string, { name, hash, key }: VerifierKey): SignedCheckpoint | string {
  const split = note.indexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return 'its note has no signature';
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  const signed = lines.some((line) => {
    const [, signer, encoded] = SIGNATURE_LINE.exec(line) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    return (
      signer === name &&
      bytes.subarray(0, 4).equals(hash) &&
      verify(null, Buffer.from(text), key, bytes.subarray(4))
    );
  });
  if (!signed) return 'its signature is not that of the key';
  const [origin = '', size = '', root = '', at = '', next = ''] = text.split('\n');
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !at.startsWith('at ')) return 'its note is no checkpoint';
  const facts = { origin, size: Number(size), root: Buffer.from(root, 'base64'), at: at.slice('at '.length) };
  return { ...facts, next: next.startsWith('next ') ? next.slice('next '.length) : null };
}
