import type { Standing } from '../../adapters/resident-registry/model.js';
import { MUNICIPALITY } from '../about.js';
import { LABEL, type Labels } from '../policy/terms.js';

/** What is special about a person for the one who asks. */
export function labelsOf(standing: Standing, ownHousehold: string | null): Labels {
  let labels = 0;
  if (standing.underSupportMeasures) labels |= LABEL.SUPPORT_MEASURES;
  if (standing.householdNumber === ownHousehold) labels |= LABEL.OWN_HOUSEHOLD;
  if (standing.municipality !== MUNICIPALITY) labels |= LABEL.OTHER_MUNICIPALITY;
  // An unknown standing opens nothing: it is treated as out of scope (R050).
  if (standing.status !== 'RESIDENT') labels |= LABEL.NOT_RESIDENT;
  return labels;
}
