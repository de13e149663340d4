import { refusal } from '../guard/refuse.js';
import { labelsOf } from '../loaders/labels.js';
import type { Persons } from '../persons/persons.js';
import type { LoadedPolicy } from '../policy/load.js';
import type { Principal } from '../policy/terms.js';

interface PermitParts {
  readonly policy: Pick<LoadedPolicy, 'decide'>;
  readonly persons: Pick<Persons, 'of'>;
  readonly principal: Principal;
}

/**
 * Whether somebody at a terminal may put a dose of just this person on file: by the policy, as at the door of the gateway.
 * What a file brings of everybody nobody has chosen; what somebody decides of one person they have.
 * @throws GatewayError FORBIDDEN, in the words of a closed field
 */
export async function permitRecording(
  { policy, persons, principal }: PermitParts,
  atenaNumber: string,
): Promise<void> {
  const { ownAtenaNumber } = principal;
  const [person, own] = await Promise.all([
    persons.of(atenaNumber),
    ownAtenaNumber === null ? null : persons.of(ownAtenaNumber),
  ]);
  const home = own === null || own.householdNumber === '' ? null : own.householdNumber;
  const verdict = policy.decide({
    ...{ principal, purpose: 'HISTORY', zone: 'NUMBER_USE', hasCase: false, severalPersons: false },
    ...{ verb: 'RECORD', classification: 'HEALTH' },
    labels: person === null ? 0 : labelsOf(person, home),
  });
  if (!verdict.permit) throw refusal(verdict);
}
