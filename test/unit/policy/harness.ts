import { Decider } from '../../../src/policy/decider.js';
import { Grants } from '../../../src/policy/grants.js';
import { loadPolicy } from '../../../src/policy/load.js';
import type { Rule } from '../../../src/policy/rule.js';
import type { PolicySnapshot } from '../../../src/policy/terms.js';
import { DIRECTORY } from './directory.js';

export { DIRECTORY } from './directory.js';
export { inWords, question, type Circumstances } from './questions.js';

export const policy = loadPolicy(DIRECTORY);

/** The city's policy with other rules, nothing else changed. */
export function policyOf(rules: readonly Rule[]): Pick<PolicySnapshot, 'decide'> {
  const grants = new Grants(policy.engineOf(rules.filter((rule) => rule.effect === 'permit')));
  const decider = new Decider({ ...policy, rules, engine: policy.engineOf(rules), grants });
  return { decide: (asked) => decider.decide(asked) };
}
