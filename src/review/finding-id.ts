import { canonicalHash } from '../json/canonical.js';
import type { Finding } from './finding.js';

/**
 * What a finding is called: the same as long as it rests on the same records, whichever days are reviewed. SHA-256 in
 * base64url.
 */
export function findingId({ detector, account, at, records }: Finding): string {
  return canonicalHash({ detector, account, at, records });
}
