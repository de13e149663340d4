import type { Basis } from './basis.js';

/**
 * The keys that signed must be those that the reader trusts.
 * @param keys that the log names, in the order of its segments
 * @param broken a record does not verify, so that keys behind it may be unknown
 * @returns what is wrong, or null
 */
export async function keyFault(
  writer: string,
  basis: Basis,
  { keys, broken }: { readonly keys: readonly string[]; readonly broken: boolean },
): Promise<string | null> {
  if (basis.kind === 'PUBLIC')
    return basis.trusted.some((key) => keys.includes(key))
      ? null
      : 'none of the given keys is one that signed this log';
  const signer = await basis.secrets.signer(writer).catch(() => null);
  if (signer === null) return 'its keys are missing';
  const own = keys[signer.segment - 1];
  const wrong =
    own === undefined ? !broken && keys.length > 0 : !own.endsWith(`+${keyText(signer.publicKey)}`);
  return wrong ? 'the keys that signed it are not those of its writer' : null;
}

/** As in a verifier key: base64 of type and key. */
function keyText(publicKey: Buffer): string {
  return Buffer.concat([Buffer.of(1), publicKey]).toString('base64');
}
