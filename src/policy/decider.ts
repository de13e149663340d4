import { departmentName, type Engine } from './engine.js';
import type { Grants } from './grants.js';
import type { Rule } from './rule.js';
import {
  CLASSIFICATIONS,
  LABEL_SETS,
  PURPOSES,
  VERBS,
  ZONES,
  type Principal,
  type Question,
  type Verdict,
  type WithheldReason,
} from './terms.js';

/** Verdicts kept at most; about 100 bytes each. A working day needs a few thousand. */
const CAPACITY = 200_000;

/**
 * Which reason is given where several forbids close a field. First what the caller cannot change, then what
 * they can, and last what is about the person: a reason of that kind tells something of the person, so it is
 * given only where no plainer one would do.
 */
const PRECEDENCE: readonly Rule['reason'][] = [
  'NOT_GRANTED',
  'PURPOSE',
  'ZONE',
  'AUTHENTICATION',
  'CASE_REQUIRED',
  'SEVERAL_PERSONS',
  'NOT_IN_CASE',
  'NOT_DISCLOSABLE',
];

const DENIED: Verdict = Object.freeze({ permit: false, rule: 'default-deny', reason: 'NOT_GRANTED' });

interface DeciderParts {
  readonly engine: Engine;
  readonly grants: Grants;
  readonly rules: readonly Rule[];
  readonly roles: readonly string[];
  readonly methods: readonly string[];
}

/** Turns decisions of the engine into verdicts and remembers them. One for each policy version. */
export class Decider {
  private readonly roles: ReadonlySet<string>;
  private readonly byProfile = new Map<string, Map<number, Verdict>>();
  private readonly byPrincipal = new WeakMap<Principal, Map<number, Verdict>>();
  private size = 0;

  constructor(private readonly parts: DeciderParts) {
    this.roles = new Set(parts.roles);
  }

  decide(question: Question): Verdict {
    const key = questionKey(question);
    if (Number.isNaN(key) || !this.roles.has(question.principal.role)) return DENIED;
    const known = this.verdictsOf(question.principal);
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const verdict = Object.freeze(this.judge(question));
    if (++this.size > CAPACITY) this.forget();
    known.set(key, verdict);
    return verdict;
  }

  private judge(question: Question): Verdict {
    // A label only takes away. Asking without it first keeps a refusal that would have come anyway from telling
    // support measures apart (an address refused for its purpose is refused alike for all).
    if (question.labels !== 0) {
      const unlabelled = this.decide({ ...question, labels: 0 });
      if (!unlabelled.permit) return unlabelled;
    }
    const { permit, rules } = this.parts.engine.ask(question);
    if (permit) return { permit, rule: rules[0] ?? DENIED.rule, reason: null };
    const closing = this.foremost(rules);
    const act = { ...question, role: question.principal.role };
    // A forbid's reason helps only where the rest is granted: no case number opens what the role does not have.
    // Granted and closed by no forbid: a rule failed to evaluate, and no other purpose would mend that.
    if (this.parts.grants.has(act))
      return { permit, rule: closing?.id ?? DENIED.rule, reason: closing?.reason ?? DENIED.reason };
    const reason = this.parts.grants.hasUnderOtherPurpose(act) ? 'PURPOSE' : 'NOT_GRANTED';
    // The log names a rule that says what the reason says: a case rule is no ground for a refusal by purpose.
    return { permit, rule: this.foremost(rules, reason)?.id ?? DENIED.rule, reason };
  }

  private foremost(ids: readonly string[], reason?: WithheldReason): Rule | null {
    // In the order of the files: of two with one reason the one written first speaks.
    const rules = this.parts.rules.filter(
      (rule) => ids.includes(rule.id) && (reason === undefined || rule.reason === reason),
    );
    const rank = (rule: Rule): number => PRECEDENCE.indexOf(rule.reason);
    return rules.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
  }

  private verdictsOf(principal: Principal): Map<number, Verdict> {
    const own = this.byPrincipal.get(principal);
    if (own !== undefined) return own;
    // Accounts of one role, login method, division and kind of contract ask the same questions.
    const methods = this.parts.methods.filter((method) => principal.amr.includes(method));
    const profile = JSON.stringify([principal.role, methods, departmentName(principal), principal.work]);
    const shared = this.byProfile.get(profile) ?? new Map<number, Verdict>();
    this.byProfile.set(profile, shared);
    this.byPrincipal.set(principal, shared);
    return shared;
  }

  private forget(): void {
    for (const verdicts of this.byProfile.values()) verdicts.clear();
    this.size = 1;
  }
}

const positions = (terms: readonly (string | null)[]) => new Map(terms.map((term, index) => [term, index]));
const VERB_AT = positions(VERBS);
const CLASS_AT = positions(CLASSIFICATIONS);
const PURPOSE_AT = positions([...PURPOSES, null]);
const ZONE_AT = positions([...ZONES, null]);

/** Packs a question (its principal aside) into one integer; NaN when it uses a word that is none. */
function questionKey(question: Question): number {
  const { verb, classification, purpose, zone, hasCase, severalPersons, labels } = question;
  if (!Number.isInteger(labels) || labels < 0 || labels >= LABEL_SETS) return NaN;
  let key = VERB_AT.get(verb) ?? NaN;
  key = key * CLASS_AT.size + (CLASS_AT.get(classification) ?? NaN);
  key = key * PURPOSE_AT.size + (PURPOSE_AT.get(purpose) ?? NaN);
  key = key * ZONE_AT.size + (ZONE_AT.get(zone) ?? NaN);
  key = key * 4 + (hasCase ? 2 : 0) + (severalPersons ? 1 : 0);
  return key * LABEL_SETS + labels;
}
