import type { AddressNameItem } from '../../adapters/address-name/model.js';
import type { Sealed } from '../individual-number/sealed.js';
import type { Sources } from '../sources/sources.js';
import { readKeys } from './person-keys.js';

const NUMBER: ReadonlySet<AddressNameItem> = new Set(['individualNumber']);

/**
 * The individual number of a person, sealed: for the one system to which the law lets it go. Null where the person has
 * none, or what stands there is none. Rejects as CORRUPT where the person's row cannot be read.
 * @param atenaNumber of the registry
 */
export async function readNumber(
  { ask, address }: Pick<Sources, 'ask'> & { readonly address: Pick<Sources['address'], 'loadMany'> },
  atenaNumber: string,
  signal: AbortSignal,
): Promise<Sealed<string> | null> {
  const [keys] = await ask('ADDRESS_NAME', signal, (live) =>
    address.loadMany([atenaNumber], { signal: live, items: NUMBER }),
  );
  return readKeys(keys)?.individualNumber ?? null;
}
