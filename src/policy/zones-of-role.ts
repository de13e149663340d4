import { bestQuestions } from './circumstances.js';
import type { LoadedPolicy } from './load.js';
import { CLASSIFICATIONS, PURPOSES, VERBS, ZONES, type Classification, type Zone } from './terms.js';

/** Open from anywhere: code tables, and one's own account. */
const EVERYWHERE: readonly Classification[] = ['PUBLIC', 'STAFF'];

/** The networks that a role can work from: anything about persons, figures or the log opens there. */
export function zonesOfRole(policy: LoadedPolicy, role: string): readonly Zone[] {
  const open = new Set<Zone>();
  for (const classification of CLASSIFICATIONS.filter((one) => !EVERYWHERE.includes(one)))
    for (const purpose of PURPOSES)
      for (const verb of VERBS) {
        const act = { role, purpose, verb, classification };
        // Most acts are closed, and the permits alone say so.
        if (!policy.grants(act)) continue;
        for (const question of bestQuestions(policy, act))
          if (question.zone !== null && policy.decide(question).permit) open.add(question.zone);
      }
  return ZONES.filter((zone) => open.has(zone));
}
