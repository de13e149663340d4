import { join } from 'node:path';
import { Decider } from '../../../src/policy/decider.js';
import { BEST_STANDING, someone, Grants, type Standing } from '../../../src/policy/grants.js';
import { loadPolicy } from '../../../src/policy/load.js';
import type { Rule } from '../../../src/policy/rule.js';
import type {
  Classification,
  PolicySnapshot,
  Purpose,
  Question,
  Verb,
  Verdict,
  Zone,
} from '../../../src/policy/terms.js';

export const DIRECTORY = join(__dirname, '../../../policy/koganei');
export const policy = loadPolicy(DIRECTORY);

/** Where each role works; everybody else works in the number-use network. */
const HOME: Readonly<Record<string, Zone>> = {
  'vrs-clerk': 'LGWAN',
  contractor: 'CONTRACTOR_VPN',
  auditor: 'INTRANET',
  admin: 'INTRANET',
  disclosure: 'INTRANET',
  dashboard: 'INTRANET',
};

export type Circumstances = Partial<Omit<Question, 'principal'>> & {
  readonly amr?: readonly string[];
  readonly standing?: Partial<Standing>;
};

/**
 * `ROLE PURPOSE VERB CLASS` (`-` for no purpose) from the role's own zone, by palm vein, with a case, for one
 * person.
 */
export function question(act: string, { amr, standing, ...circumstances }: Circumstances = {}): Question {
  const [role = '', purpose, verb, classification] = act.split(' ');
  return {
    principal: someone(role, amr ?? ['uid', 'palm_vein'], { ...BEST_STANDING, ...standing }),
    purpose: purpose === '-' ? null : (purpose as Purpose),
    verb: verb as Verb,
    classification: classification as Classification,
    zone: HOME[role] ?? 'NUMBER_USE',
    hasCase: true,
    severalPersons: false,
    labels: 0,
    ...circumstances,
  };
}

/** `permit by RULE` or `REASON by RULE`. */
export function inWords(verdict: Verdict): string {
  return `${verdict.permit ? 'permit' : verdict.reason} by ${verdict.rule}`;
}

/** The city's policy with other rules, nothing else changed. */
export function policyOf(rules: readonly Rule[]): Pick<PolicySnapshot, 'decide'> {
  const grants = new Grants(policy.engineOf(rules.filter((rule) => rule.effect === 'permit')));
  const decider = new Decider({ ...policy, rules, engine: policy.engineOf(rules), grants });
  return { decide: (asked) => decider.decide(asked) };
}
