import { AdministrationDesk } from '../administration/administration-desk.js';
import type { RequestState } from './request-state.js';
import type { Services } from './services.js';

/** What administrators read beside the directory, as this request may. */
export function administrationOf(
  { policy, loop }: RequestState,
  { policies, staff, classes, sessions, sourceTable, shared, clock, space, views }: Services,
): AdministrationDesk {
  const { directory } = staff;
  return new AdministrationDesk({
    ...{ policies, policy, loop, directory, sessions },
    actsOf: (principal) => views.acts(policy, principal),
    health: { sourceTable, shared, clock, space },
    classOf: (coordinate) => classes.get(coordinate) ?? null,
  });
}
