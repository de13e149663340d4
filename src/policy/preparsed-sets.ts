import { preparsePolicySet, type PolicySet } from './cedar.js';
import { explain } from './rule.js';

/**
 * Cedar keeps every parsed set under a name for as long as the process lives, a quarter of a megabyte for the
 * city's rules. It has no call that drops one, but a set parsed under a known name replaces the one before. So
 * names are used again: when the owner of a set is garbage collected (no request holds its policy any more), an
 * empty set takes its place and the name is free.
 */
const returned: string[] = [];
let lent = 0;

const owners = new FinalizationRegistry<string>((name) => {
  preparsePolicySet(name, { staticPolicies: {} });
  returned.push(name);
});

/** Parses rules for `owner` alone, and gives the name Cedar knows them by while it lives. */
export function preparse(owner: object, staticPolicies: NonNullable<PolicySet['staticPolicies']>): string {
  const name = returned.pop() ?? `set ${++lent}`;
  const answer = preparsePolicySet(name, { staticPolicies });
  if (answer.type === 'failure') {
    returned.push(name);
    throw new Error(answer.errors.map(explain).join('; '));
  }
  owners.register(owner, name);
  return name;
}
