import type { LoaderScope } from './scope.js';

/**
 * Household number of the staff member who asks, null where they do not live in the city. Asked for once a request.
 */
export type OwnHousehold = () => Promise<string | null>;

export function createOwnHousehold({ persons, ownAtenaNumber }: LoaderScope): OwnHousehold {
  return async () => {
    const own = ownAtenaNumber === null ? null : await persons.of(ownAtenaNumber);
    return own === null || own.householdNumber === '' ? null : own.householdNumber;
  };
}
