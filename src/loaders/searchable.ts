import type { ResidentCriteria } from '../../adapters/resident-registry/model.js';
import { LABEL, type ContractScope } from '../policy/terms.js';
import { requireEnough } from './enough.js';
import { isBounded } from './labels.js';
import type { OwnHousehold } from './own-household.js';
import type { LoaderScope } from './scope.js';

/**
 * Criteria that find only those whom the caller may find by them. A row whose label closes one of the inputs in
 * use (coordinates, e.g. `ResidentFilter.birthDate`) would otherwise tell by its presence, its place or its
 * count what none of its fields shows. Support measures are the adapter's: no address ever finds a
 * protected person.
 */
export async function searchable(
  { guard, contract, enough = null }: LoaderScope,
  ownHousehold: OwnHousehold,
  criteria: ResidentCriteria,
  uses: readonly string[],
): Promise<ResidentCriteria> {
  requireEnough(enough, new Set(uses.map((coordinate) => coordinate.replace('ResidentFilter.', ''))));
  const statuses = guard.opensAll(uses, LABEL.NOT_RESIDENT)
    ? criteria.statuses
    : (criteria.statuses ?? ['RESIDENT']).filter((status) => status === 'RESIDENT');
  const own = guard.opensAll(uses, LABEL.OWN_HOUSEHOLD) ? null : await ownHousehold();
  const within =
    guard.opensAll(uses, LABEL.OUT_OF_CONTRACT) || !isBounded(contract)
      ? criteria
      : withinContract(criteria, contract);
  return { ...within, statuses, ...(own !== null && { exceptHousehold: own }) };
}

/** The narrower of the bounds asked for and the contract's. */
function withinContract(criteria: ResidentCriteria, { bornFrom, bornTo }: ContractScope): ResidentCriteria {
  const from = [criteria.birthDateFrom, bornFrom]
    .filter((day) => day != null)
    .sort()
    .at(-1);
  const to = [criteria.birthDateTo, bornTo]
    .filter((day) => day != null)
    .sort()
    .at(0);
  // An uncertain birth date proves nothing, so whoever has one lies outside (`isOutOfContract`).
  return { ...criteria, birthDateFrom: from, birthDateTo: to, uncertainBirths: false };
}
