import { departmentName, labelNames } from './engine.js';
import { circumstances } from './circumstances.js';
import type { LoadedPolicy } from './load.js';
import { citedNumbers, type Requirement } from './requirements.js';
import type { Rule } from './rule.js';
import { PURPOSES, ZONES, type Principal, type Question, type Verdict } from './terms.js';

/** A decision with its grounds, for a person to read. */
export interface Explanation {
  readonly verdict: Verdict;
  /** The rule that decided; null where none permits. */
  readonly rule: Rule | null;
  /** What the assessment says where the rule cites it, by requirement. */
  readonly sources: readonly (readonly [number: string, requirement: Requirement])[];
  /** The smallest changes that would open it, in words; empty when it is open or nothing opens it to this role. */
  readonly openings: readonly string[];
}

export function explainDecision(policy: LoadedPolicy, question: Question): Explanation {
  const verdict = policy.decide(question);
  const rule = policy.rules.find(({ id }) => id === verdict.rule) ?? null;
  return {
    verdict,
    rule,
    sources: citedNumbers(rule?.cites ?? '').flatMap((number) => {
      const requirement = policy.requirements.get(number);
      return requirement === undefined ? [] : [[number, requirement] as const];
    }),
    openings: verdict.permit ? [] : openings(policy, question),
  };
}

function openings(policy: LoadedPolicy, question: Question): readonly string[] {
  return [...new Set(openingWays(policy, question).map((other) => changes(question, other).join(', ')))];
}

/**
 * Tries everything the caller could change (not the role, and not the person), and keeps the shortest ways, each as the
 * question that would be answered. None where the question is open, or nothing opens it to this role.
 */
export function openingWays(policy: LoadedPolicy, question: Question): readonly Question[] {
  if (policy.decide(question).permit) return [];
  const { principal } = question;
  const tried = circumstances({
    roles: [principal.role],
    amr: [principal.amr, policy.methods],
    standings: [{ department: principal.department, work: principal.work }],
    purposes: [question.purpose, ...PURPOSES.filter((purpose) => purpose !== question.purpose)],
    zones: [question.zone, ...ZONES.filter((zone) => zone !== question.zone)],
    hasCase: question.hasCase ? [true] : [false, true],
    severalPersons: question.severalPersons ? [true, false] : [false],
    labels: [question.labels],
  });
  const found: (readonly [other: Question, changes: number])[] = [];
  for (const change of tried) {
    const other = { ...question, ...change };
    if (policy.decide(other).permit) found.push([other, changes(question, other).length]);
  }
  const fewest = Math.min(...found.map(([, count]) => count));
  return found.filter(([, count]) => count === fewest).map(([other]) => other);
}

function changes(from: Question, to: Question): readonly string[] {
  const missing = to.principal.amr.filter((method) => !from.principal.amr.includes(method));
  return [
    ...(to.purpose === from.purpose ? [] : [`purpose ${to.purpose}`]),
    ...(to.zone === from.zone ? [] : [`zone ${to.zone}`]),
    ...(to.hasCase === from.hasCase ? [] : ['a case number']),
    ...(to.severalPersons === from.severalPersons ? [] : ['one person at a time']),
    ...(missing.length === 0 ? [] : [`login by ${missing.join(' and ')}`]),
  ];
}

/** The circumstances of a question on one line. */
export function describeCircumstances(question: Question): string {
  const labels = labelNames(question.labels);
  return [
    `purpose ${question.purpose ?? 'not named'}`,
    `zone ${question.zone ?? 'unknown'}`,
    `login ${question.principal.amr.join('+') || 'by no named method'}`,
    ...standingOf(question.principal),
    question.hasCase ? 'with a case number' : 'without a case number',
    question.severalPersons ? 'several persons' : 'one person',
    labels.length === 0 ? 'no labels' : `labels ${labels.join(', ')}`,
  ].join('; ');
}

/** Said only where it can close something: another division, and of contractors what their contract is about. */
function standingOf({ role, department, work }: Principal): readonly string[] {
  return [
    ...(departmentName({ department }) === department ? [] : [`division ${department ?? 'not recorded'}`]),
    ...(role === 'contractor' ? [`contract on ${work ?? 'nothing that is said'}`] : []),
  ];
}

/** The explanation in lines: verdict, rule and its sentence, the assessment's own words, what would open it. */
export function renderExplanation({
  verdict,
  rule,
  sources,
  openings: ways,
}: Explanation): readonly string[] {
  const head = verdict.permit ? `OPEN by ${verdict.rule}` : `CLOSED by ${verdict.rule} (${verdict.reason})`;
  const grounds = [
    ...(verdict.permit || rule?.reason === verdict.reason ? [] : nothingPermits(verdict.reason)),
    ...(rule === null ? [] : [rule.textJa, rule.textEn, `${rule.cites} (${rule.file})`]),
    ...sources.flatMap(([number, { ja, en }]) => [
      `${number} 「${ja}」`,
      `${' '.repeat(number.length)} ${en}`,
    ]),
  ];
  const opening =
    ways.length > 0
      ? ways.map((way) => `would open with: ${way}`)
      : ['nothing the caller can change opens it'];
  return [head, ...grounds.map((line) => `  ${line}`), ...(verdict.permit ? [] : opening)];
}

/** Where no rule permits, the forbid that closes it as well is not the reason. */
function nothingPermits(reason: Verdict['reason']): readonly string[] {
  return reason === 'PURPOSE'
    ? [
        'この目的では、どの規則も許可していません。',
        'No rule permits this for this purpose; another purpose has one.',
      ]
    : ['どの規則も許可していません。', 'No rule permits this.'];
}
