import type { Logger } from '../log/logger.js';
import { departmentName, labelNames } from './engine.js';
import type { LoadedPolicy } from './load.js';
import type { PolicySnapshot, Question, Verdict } from './terms.js';

/**
 * What another policy would do to one decision: open what is closed, close what is open, or refuse on another
 * ground.
 */
export type Effect = 'opens' | 'closes' | 'reason';

/** null where the caller would notice nothing, whichever rule decides. */
export function effectOf(before: Verdict, after: Verdict): Effect | null {
  if (before.permit !== after.permit) return after.permit ? 'opens' : 'closes';
  return before.reason === after.reason ? null : 'reason';
}

/** Distinct questions logged of one shadow policy; the counters go on. */
const LOGGED_AT_MOST = 1000;

interface ShadowParts {
  readonly policy: Pick<LoadedPolicy, 'version' | 'methods' | 'decide'>;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  /** Counted here. */
  readonly differences: Record<Effect, number>;
}

/**
 * A policy on trial. It is asked each question that the policy in force is asked; where the two differ, that is
 * counted and logged, and the answer is always that of the policy in force. It remembers its verdicts as any
 * policy does.
 */
export class Shadow {
  private readonly logged = new Set<string>();

  constructor(private readonly parts: ShadowParts) {}

  /** A policy in force with this one asked beside it; the verdicts are those of the first. */
  beside(inForce: PolicySnapshot): PolicySnapshot {
    const { version } = inForce;
    return {
      version,
      decide: (question) => {
        const verdict = inForce.decide(question);
        this.compare(question, verdict);
        return verdict;
      },
    };
  }

  private compare(question: Question, verdict: Verdict): void {
    try {
      const { policy, log, differences } = this.parts;
      const other = policy.decide(question);
      const effect = effectOf(verdict, other);
      if (effect === null) return;
      differences[effect]++;
      const facts = factsOf(question, policy.methods);
      if (!this.isNews([effect, ...Object.values(facts)].join('|'))) return;
      const verdicts = { rule: verdict.rule, shadowRule: other.rule, shadow: policy.version };
      log.warn({ effect, ...facts, ...verdicts }, 'the shadow policy would decide otherwise');
    } catch (err) {
      // Whatever ails a policy on trial, the answer is that of the one in force.
      if (this.isNews('fault')) this.parts.log.error({ err }, 'the shadow policy could not decide');
    }
  }

  private isNews(what: string): boolean {
    if (this.logged.has(what) || this.logged.size >= LOGGED_AT_MOST) return false;
    this.logged.add(what);
    return true;
  }
}

/** A question in plain fields: all it depends on, and so never the account. */
function factsOf(question: Question, methods: readonly string[]): Record<string, string | boolean | null> {
  const { principal, purpose, zone, hasCase, severalPersons, verb, classification, labels } = question;
  const login = methods.filter((method) => principal.amr.includes(method)).join(' ');
  const { role, work } = principal;
  const division = departmentName(principal);
  return {
    role,
    purpose,
    zone,
    login,
    // Only where they are not what they are for nearly everybody.
    ...(division === principal.department ? {} : { division }),
    ...(role === 'contractor' ? { work } : {}),
    hasCase,
    severalPersons,
    verb,
    classification,
    labels: labelNames(labels).join(' '),
  };
}
