/** Of 32 random bytes fewer than twenty are distinct once in a hundred million million. */
const LEAST_DISTINCT = 20;

/**
 * Whether bytes of the right length were plainly not drawn at random: one byte over and over, a pattern, a count,
 * or a sentence somebody typed. Whoever guesses the secret of a log can write it anew.
 */
export function isWeakSecret(bytes: Buffer): boolean {
  if (new Set(bytes).size < LEAST_DISTINCT) return true;
  const steps = new Set([...bytes].slice(1).map((byte, at) => (byte - (bytes[at] ?? 0) + 256) % 256));
  if (steps.size <= 4) return true;
  // 32 random bytes are all printable once in ten million million.
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}
