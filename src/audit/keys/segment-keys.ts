import { createPrivateKey, createPublicKey, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What signs one segment of one writer. */
export interface SegmentKeys {
  readonly segment: number;
  /** Ed25519: signs checkpoints. Whoever has only `publicKey` can check them and forge nothing. */
  readonly signingKey: KeyObject;
  /** Raw, 32 bytes (RFC 8032). */
  readonly publicKey: Buffer;
}

/** A segment's seed. That of the next follows from it, none before it does: the keys evolve forward. */
export interface Seed {
  readonly segment: number;
  readonly bytes: Buffer;
}

export const SEED_BYTES = 32;

export function segmentKeys({ segment, bytes }: Seed): SegmentKeys {
  const signingKey = ed25519From(derived(bytes, 'checkpoint'));
  return {
    segment,
    signingKey,
    publicKey: createPublicKey(signingKey).export({ format: 'der', type: 'spki' }).subarray(-SEED_BYTES),
  };
}

export function seedAfter({ segment, bytes }: Seed): Seed {
  return { segment: segment + 1, bytes: derived(bytes, 'next segment') };
}

/** The seed of a later segment; null for an earlier one, which nothing leads back to. */
export function seedOf(segment: number, known: Seed): Seed | null {
  if (segment < known.segment) return null;
  let seed = known;
  while (seed.segment < segment) seed = seedAfter(seed);
  return seed;
}

/**
 * Chains the frames of a segment: whoever can open them can check each. That none was rewritten is what the
 * signatures say.
 */
export function chainKeyOf(dataKey: KeyObject): KeyObject {
  return createSecretKey(derived(dataKey.export(), 'chain'));
}

function derived(seed: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', seed, Buffer.alloc(0), `sekisho audit 2 ${use}`, SEED_BYTES));
}

/** What stands before the 32 bytes of the seed in PKCS #8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

function ed25519From(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
}
