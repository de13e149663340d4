import type { AddressNameItem, PersonKeys } from '../../adapters/address-name/model.js';
import type { Sealed } from '../individual-number/sealed.js';
import { SourceError } from '../errors/source-error.js';
import { GatewayError } from '../errors/gateway-error.js';
import { hasCheckDigit } from '../individual-number/has-check-digit.js';
import type { Labels } from '../policy/terms.js';
import { batchedByPerson, groupByItems, type PersonLoader } from './batch.js';
import { type LoaderScope } from './scope.js';
import { sourceUnavailable } from '../sources/source-unavailable.js';
import { NO_ITEMS } from '../sources/sources.js';

export type PersonKeysLoader = PersonLoader<PersonKeys | null>;

const REVEALS = 'Resident.individualNumber';
const NUMBER: readonly AddressNameItem[] = ['individualNumber'];
const NONE: readonly AddressNameItem[] = [];

/**
 * The person's numbers in the other systems; of whom they cannot be read, that. The individual number is selected only for
 * rows that may reveal it.
 */
export function createPersonKeysLoader(scope: LoaderScope): PersonKeysLoader {
  const { sources, guard, signal } = scope;
  return batchedByPerson<PersonKeys | null>(guard, async (subjects) => {
    const found = new Map<string, PersonKeys | GatewayError | null>();
    const itemsFor = (labels: Labels) => (guard.opens(REVEALS, labels) ? NUMBER : NONE);
    for (const { items, rows } of groupByItems(subjects, ({ labels }) => labels, itemsFor)) {
      const numbers = rows.map((subject) => subject.atenaNumber);
      const loaded = await sources.ask('ADDRESS_NAME', signal, (live) =>
        sources.address.loadMany(numbers, { signal: live, items }),
      );
      numbers.forEach((number, at) => {
        const keys = loaded[at] ?? null;
        found.set(number, keys instanceof SourceError ? sourceUnavailable(keys) : keys);
      });
    }
    for (const keys of found.values())
      if (keys !== null && !(keys instanceof GatewayError) && keys.individualNumber)
        guard.remember(keys.individualNumber);
    return subjects.map((subject) => found.get(subject.atenaNumber) ?? null);
  });
}

/**
 * The registry's 宛名番号 of the person who has this number, or null. The number is known to the egress guard
 * from here on. The source is asked whether or not it can be a number, as in a verification; then what cannot be
 * anybody's is told to be INVALID, which says nothing of anybody.
 */
export async function findByNumber(
  { sources, guard, signal }: LoaderScope,
  number: Sealed<string>,
): Promise<string | null> {
  guard.remember(number);
  const found = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.findByIndividualNumber(number, { signal: live, items: NO_ITEMS }),
  );
  if (hasCheckDigit(number)) return found;
  throw new GatewayError('BAD_USER_INPUT', {
    detail: 'INVALID: no individual number',
    en: 'INVALID: the check digit does not hold, so this is nobody’s individual number. Check what was typed.',
    ja: '検査用数字が合わないため、個人番号ではありません。入力を確かめてください。',
  });
}

/**
 * Verification (R167). The source is asked whether or not the check digit holds, so that an answer's time does
 * not tell a well-formed guess from another.
 */
export async function verifyNumber(
  { sources, guard, signal }: LoaderScope,
  atenaNumber: string,
  number: Sealed<string>,
): Promise<'MATCH' | 'MISMATCH' | 'INVALID'> {
  guard.remember(number);
  const verdict = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.verify(atenaNumber, number, { signal: live, items: NO_ITEMS }),
  );
  return hasCheckDigit(number) ? verdict : 'INVALID';
}
