import type { GatewayError } from '../errors/gateway-error.js';
import { refusal } from '../guard/refuse.js';
import { labelsOf } from '../loaders/labels.js';
import type { Persons } from '../persons/persons.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Principal } from '../policy/terms.js';
import { closedOfPerson, type PersonCommand } from './command-rules.js';

interface PermitParts {
  readonly policy: Pick<LoadedPolicy, 'decide'>;
  readonly persons: Pick<Persons, 'of'>;
  readonly principal: Principal;
  readonly command: PersonCommand;
}

/**
 * What closes to somebody at a terminal that which the command does about just this person: by the policy, as at the door
 * of the gateway. The same for a person they have chosen and for one of a file's many: whoever runs the command may have
 * written the file. null: open.
 */
export async function closedForPerson(
  { policy, persons, principal, command }: PermitParts,
  atenaNumber: string,
): Promise<GatewayError | null> {
  const { ownAtenaNumber } = principal;
  const [person, own] = await Promise.all([
    persons.of(atenaNumber),
    ownAtenaNumber === null ? null : persons.of(ownAtenaNumber),
  ]);
  const home = own === null || own.householdNumber === '' ? null : own.householdNumber;
  const labels = person === null ? 0 : labelsOf(person, home);
  const verdict = closedOfPerson(policy, command, principal, labels);
  return verdict && refusal(verdict);
}
