import type { LoadedKeys, PersonKeys } from '../../adapters/address-name/model.js';
import { GatewayError } from '../errors/gateway-error.js';
import { SourceError } from '../errors/source-error.js';
import type { Sealed } from '../individual-number/sealed.js';
import { SOURCE_FACTS } from '../sources/source-facts.js';

/** As the address-name system has answered; `Error`: a loader's own word for a person of whom it could not be asked. */
type Found = LoadedKeys | Error | null | undefined;

/** The person's row; null: the address-name system knows nobody. Throws `SourceError` where it cannot be read. */
export function readKeys(found: Found): PersonKeys | null {
  if (found instanceof Error) throw found;
  return found ?? null;
}

/**
 * Every number of health management, the current one first; none where it has none for the person. Throws `SourceError`
 * where one may be missing: what stands under it would be taken for not being there.
 */
export function healthNumbersOf(found: Found): readonly string[] {
  const numbers = readKeys(found)?.healthNumbers ?? [];
  if (numbers instanceof SourceError) throw numbers;
  return numbers;
}

/** What the intermediate server calls the person; null where they have no number. Throws `SourceError` as the others do. */
export function integratedNumberOf(found: Found): Sealed<string> | null {
  const number = readKeys(found)?.integratedNumber ?? null;
  if (number instanceof SourceError) throw number;
  return number;
}

/** The fault in place of a value that cannot be read, for a list that goes on with the others. */
export function tried<Value>(read: () => Value): Value | SourceError {
  try {
    return read();
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

/**
 * For what is shown of a person by a system that has no number for them: that it holds nothing would be a guess, for the
 * row that leads there may be the one that cannot be read.
 */
export function notNumbered(system: 'HEALTH_MANAGEMENT' | 'INTERMEDIATE_SERVER'): GatewayError {
  const { nameJa, nameEn } = SOURCE_FACTS[system];
  return new GatewayError('SOURCE_UNAVAILABLE', {
    detail: `${system} has no number of the person`,
    ja: `宛名システムに、この方の${nameJa}での番号がありません。登録の有無は分かりません。転入などの直後であれば、番号が付いてからやり直してください。それ以外は、システム担当に連絡してください。`,
    en: `The address-name system has no number of this person for the ${nameEn}, so what is registered there cannot be told. Right after a move in, try again when there is one; else tell the system desk.`,
  });
}
