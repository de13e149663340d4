import { AdministrationDesk } from '../administration/administration-desk.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';

/** What administrators read beside the directory, as this request may. */
export function administrationOf(
  { policy }: RequestState,
  { policies, staff, classes, sessions, sourceTable, shared, clock, space }: Services,
): AdministrationDesk {
  const { directory } = staff;
  return new AdministrationDesk({
    ...{ policies, policy, directory, sessions },
    health: { sourceTable, shared, clock, space },
    classOf: (coordinate) => classes.get(coordinate) ?? null,
  });
}
