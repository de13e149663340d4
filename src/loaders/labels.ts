import { MUNICIPALITY } from '../about.js';
import type { PersonFacts } from '../persons/persons.js';
import { LABEL, type ContractScope, type Labels } from '../policy/terms.js';

/** What is special about a person for the one who asks. */
export function labelsOf(
  attributes: PersonFacts,
  ownHousehold: string | null,
  outOfContract = false,
  inCase = true,
): Labels {
  let labels = 0;
  if (attributes.underSupportMeasures) labels |= LABEL.SUPPORT_MEASURES;
  if (attributes.sharesHome) labels |= LABEL.SHARED_HOME;
  if (attributes.householdNumber === ownHousehold) labels |= LABEL.OWN_HOUSEHOLD;
  if (attributes.municipality !== MUNICIPALITY) labels |= LABEL.OTHER_MUNICIPALITY;
  // An unknown status opens nothing: it is treated as out of scope (R050).
  if (attributes.status !== 'RESIDENT') labels |= LABEL.NOT_RESIDENT;
  if (outOfContract) labels |= LABEL.OUT_OF_CONTRACT;
  if (!inCase) labels |= LABEL.NOT_IN_CASE;
  return labels;
}

/** Whether a contract sets a bound at all; if not, nobody's birth date is read for it. */
export function isBounded(contract: ContractScope | null): contract is ContractScope {
  return contract !== null && (contract.bornFrom !== null || contract.bornTo !== null);
}

/** An uncertain birth date proves nothing, so it lies outside. */
export function isOutOfContract(contract: ContractScope, born: string | null): boolean {
  if (born === null) return true;
  return born < (contract.bornFrom ?? '') || born > (contract.bornTo ?? '9999-12-31');
}
