import { GatewayError } from '../errors/gateway-error.js';
import type { Canonical } from '../json/canonical.js';
import type { ActInput, CaseResult, OpenInput } from './case-access.js';
import { caseFault, type CaseFaultCode } from './case-texts.js';

export function refused<Changed>(code: CaseFaultCode, field: string | null = null): CaseResult<Changed> {
  return { changed: null, faults: [caseFault(code, field)] };
}

export function lost(): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act that was done is not in the store' });
}

/** Lists as they came: the same persons in another order are the same act. */
export function asCanonical(
  { persons, ...rest }: Omit<OpenInput, keyof ActInput>,
  namedBy: readonly string[] = persons,
): Canonical {
  return { ...rest, persons: namedBy.toSorted() } as unknown as Canonical;
}
