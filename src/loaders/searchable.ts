import type { ResidentCriteria } from '../../adapters/resident-registry/model.js';
import { LABEL } from '../policy/terms.js';
import type { OwnHousehold } from './own-household.js';
import type { LoaderScope } from './scope.js';

/**
 * Criteria that find only those whom the caller may find by them. A row whose label closes one of the inputs in use
 * (coordinates, e.g. `ResidentFilter.birthDate`) would otherwise tell by its presence, its place or its count what none
 * of its fields shows (trap 23). Support measures are the adapter's: no address ever finds a protected person.
 */
export async function searchable(
  { guard }: LoaderScope,
  ownHousehold: OwnHousehold,
  criteria: ResidentCriteria,
  uses: readonly string[],
): Promise<ResidentCriteria> {
  const statuses = guard.opensAll(uses, LABEL.NOT_RESIDENT)
    ? criteria.statuses
    : (criteria.statuses ?? ['RESIDENT']).filter((status) => status === 'RESIDENT');
  const own = guard.opensAll(uses, LABEL.OWN_HOUSEHOLD) ? null : await ownHousehold();
  return { ...criteria, statuses, ...(own !== null && { exceptHousehold: own }) };
}
