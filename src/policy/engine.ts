import { statefulIsAuthorized, validate, type StatefulAuthorizationCall } from './cedar.js';
import { preparse } from './preparsed-sets.js';
import { explain, type Rule } from './rule.js';
import { HEALTH_DIVISION, LABEL, type Label, type Principal, type Question } from './terms.js';

/** What Cedar answers: whether it permits, and the ids of the rules that made it so. */
export interface EngineDecision {
  readonly permit: boolean;
  /** Permits that match when permitted, forbids that match when not; empty when nothing matches. Sorted. */
  readonly rules: readonly string[];
}

/** Type-checks every rule against the schema. A warning counts: it names a rule that can never hold. */
export function validateRules(schema: string, rules: readonly Rule[], faults: string[]): void {
  const files = new Map(rules.map((rule) => [rule.id, rule.file]));
  const answer = validate({ schema, policies: { staticPolicies: textsById(rules) } });
  if (answer.type === 'failure') {
    faults.push(...answer.errors.map(explain));
    return;
  }
  for (const { policyId, error } of [...answer.validationErrors, ...answer.validationWarnings])
    faults.push(`${files.get(policyId)}: ${policyId}: ${explain(error)}`);
}

const textsById = (rules: readonly Rule[]): Record<string, string> =>
  Object.fromEntries(rules.map((rule) => [rule.id, rule.text]));

/**
 * A set of rules ready to be asked, apart from every other: two policies never share one, whatever their rules
 * are called.
 */
export class Engine {
  private readonly name: string;

  constructor(
    rules: readonly Rule[],
    private readonly methods: ReadonlySet<string>,
  ) {
    this.name = preparse(this, textsById(rules));
  }

  ask(question: Question): EngineDecision {
    const answer = statefulIsAuthorized(this.call(question));
    if (answer.type === 'failure') throw new Error(answer.errors.map(explain).join('; '));
    const { decision, diagnostics } = answer.response;
    // Cedar skips a rule that fails to evaluate, and a skipped forbid would open what it closes.
    if (diagnostics.errors.length > 0) return { permit: false, rules: [] };
    return { permit: decision === 'allow', rules: diagnostics.reason.toSorted() };
  }

  private call(question: Question): StatefulAuthorizationCall {
    const { principal, purpose, zone, verb, classification, hasCase, severalPersons } = question;
    return {
      // Rules speak of roles, never of one account: all callers bear the same name here.
      principal: { type: 'Account', id: 'caller' },
      action: { type: 'Action', id: verb },
      resource: { type: 'FieldClass', id: classification },
      context: {
        purpose: entity('Purpose', purpose ?? 'NONE'),
        zone: entity('Zone', zone ?? 'UNKNOWN'),
        hasCase,
        severalPersons,
        labels: labelNames(question.labels).map((label) => entity('Label', label)),
      },
      entities: [
        {
          uid: { type: 'Account', id: 'caller' },
          attrs: {
            role: entity('Role', principal.role),
            amr: principal.amr
              .filter((method) => this.methods.has(method))
              .map((method) => entity('Method', method)),
            department: entity('Department', departmentName(principal)),
            work: entity('Work', principal.work ?? 'NONE'),
          },
          parents: [],
        },
      ],
      preparsedPolicySetId: this.name,
      // No schema: the call is built from closed sets above, and checking it costs a third of the decision.
      validateRequest: false,
    };
  }
}

/** Rules know the division in charge and, for all others, that it is another one. */
export const departmentName = ({ department }: Pick<Principal, 'department'>): string =>
  department === HEALTH_DIVISION ? department : 'OTHER';

const entity = (type: string, id: string) => ({ __entity: { type, id } });

const LABELS = Object.entries(LABEL) as readonly [Label, number][];

export function labelNames(labels: number): readonly Label[] {
  return LABELS.filter(([, bit]) => (labels & bit) !== 0).map(([label]) => label);
}
