import type { CryptoKey, KeyObject } from 'jose';
import { signCall, type AssertionParts } from '../../call-assertion.js';
import { ASSERTION_SECONDS, AUDIENCE } from './terms.js';

/** How an institution signs its calls of this server. */
export const ASSERTION_TERMS = { audience: AUDIENCE, seconds: ASSERTION_SECONDS } as const;

export function signAssertion(parts: AssertionParts, key: CryptoKey | KeyObject): Promise<string> {
  return signCall(parts, ASSERTION_TERMS, key);
}
