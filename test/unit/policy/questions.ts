import { BEST_STANDING, someone, type Standing } from '../../../src/policy/grants.js';
import type { Classification, Purpose, Question, Verb, Verdict, Zone } from '../../../src/policy/terms.js';

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
