import type { LoadedPolicy } from '../policy/load.js';
import type { Classification, Principal, Verb, Zone } from '../policy/terms.js';

/**
 * Whether an account may do this to records of several persons, to keep histories. A command has no connection from which
 * the zone would follow: it runs where what it works with is, and the rules are asked as from there (R180).
 */
export function permitsHistory(
  policy: LoadedPolicy,
  principal: Principal,
  act: { readonly zone: Zone; readonly verb: Verb; readonly classification: Classification },
): boolean {
  return (
    principal.purposes.has('HISTORY') &&
    policy.decide({
      ...{ principal, purpose: 'HISTORY', hasCase: false, severalPersons: true, labels: 0 },
      ...act,
    }).permit
  );
}
