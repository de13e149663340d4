import { GatewayError } from '../errors/gateway-error.js';
import type { CaseResult } from './case-access.js';
import { caseFault, type CaseFaultCode } from './case-texts.js';

export function refused<Changed>(code: CaseFaultCode, field: string | null = null): CaseResult<Changed> {
  return { changed: null, faults: [caseFault(code, field)] };
}

export function lost(): GatewayError {
  return new GatewayError('SOURCE_UNAVAILABLE', { detail: 'an act that was done is not in the store' });
}
