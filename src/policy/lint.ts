import { policyToJson, type PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { bestQuestions, circumstances, dimensions } from './circumstances.js';
import type { LoadedPolicy } from './load.js';
import type { Rule } from './rule.js';
import { CLASSIFICATIONS, VERBS, type Question } from './terms.js';

/** Last requirement of the assessment: citations run from R001 to this. */
const LAST_REQUIREMENT = 242;

/** Everything doubtful in a policy that loads, one line each; empty when there is nothing. Takes a few seconds. */
export function lintPolicy(policy: LoadedPolicy): readonly string[] {
  return [
    ...policy.rules.flatMap((rule) => [...wordFaults(rule), ...decisionFaults(policy, rule)]),
    ...[...policy.purposes].flatMap(([purpose, entry]) =>
      citationFaults(entry.cites).map((fault) => `purposes.json: ${purpose}: cites ${fault}`),
    ),
    ...caseFaults(policy),
  ];
}

function wordFaults(rule: Rule): readonly string[] {
  const where = `${rule.file}: ${rule.id}:`;
  const missing = [
    ['@cites', rule.cites],
    ['@says_ja', rule.saysJa],
    ['@says_en', rule.saysEn],
  ].filter(([, text]) => text === '');
  return [
    ...missing.map(([annotation]) => `${where} ${annotation} is missing`),
    ...(rule.cites === '' ? [] : citationFaults(rule.cites).map((fault) => `${where} @cites ${fault}`)),
  ];
}

/** A rule without a requirement behind it, or behind a number the assessment does not have, is somebody's invention. */
function citationFaults(cites: string): readonly string[] {
  const numbers = cites.match(/\bR\d+\b/g) ?? [];
  if (numbers.length === 0) return ['names no requirement (R001 …)'];
  return numbers
    .filter((number) => !/^R\d{3}$/.test(number) || !within(Number(number.slice(1))))
    .map((number) => `${number}, which does not exist`);
}

const within = (number: number): boolean => number >= 1 && number <= LAST_REQUIREMENT;

function decisionFaults(policy: LoadedPolicy, rule: Rule): readonly string[] {
  const where = `${rule.file}: ${rule.id}:`;
  const matches = matchesOf(policy, rule);
  const first = matches.next();
  if (first.done) return [`${where} can never decide anything: no question meets its conditions`];
  if (rule.effect === 'forbid') return [];
  for (let match: IteratorResult<Question> = first; !match.done; match = matches.next()) {
    const { principal, ...act } = match.value;
    const best = bestQuestions(policy, { ...act, role: principal.role });
    if (best.some((question) => policy.decide(question).permit)) return [];
  }
  return [`${where} can never decide anything: a forbid closes all that it permits`];
}

/** All questions the rule matches on its own, each once as far as the rule can tell them apart. */
function* matchesOf(policy: LoadedPolicy, rule: Rule): Generator<Question, undefined> {
  const alone = policy.engineOf([rule]);
  const read = policyToJson(rule.text);
  if (read.type === 'failure') return undefined;
  const conditions = JSON.stringify(read.json.conditions);
  const mentions = (attribute: string): boolean => conditions.includes(`"attr":"${attribute}"`);
  for (const rest of circumstances(dimensions(policy, mentions)))
    for (const verb of inScope(VERBS, read.json.action))
      for (const classification of inScope(CLASSIFICATIONS, read.json.resource)) {
        const question = { ...rest, verb, classification };
        if (alone.ask(question).rules.length > 0) yield question;
      }
  return undefined;
}

/** The terms that a rule's head lets through. A name stands in it as `"id":"NAME"`; a head that names none takes all. */
function inScope<Term extends string>(
  terms: readonly Term[],
  head: PolicyJson['action' | 'resource'],
): readonly Term[] {
  const text = JSON.stringify(head);
  return head.op === 'All' ? terms : terms.filter((term) => text.includes(`"id":"${term}"`));
}

/** `needsCase` is asked for at the door, the rules ask for it at every field: one without the other misleads. */
function caseFaults(policy: LoadedPolicy): readonly string[] {
  return [...policy.purposes]
    .filter(([purpose, { needsCase }]) => needsCase && opensWithoutCase(policy, purpose))
    .map(([purpose]) => `purposes.json: ${purpose}: needsCase, yet a rule opens personal items without one`);
}

function opensWithoutCase(policy: LoadedPolicy, purpose: Question['purpose']): boolean {
  const personal = CLASSIFICATIONS.filter((name) => name !== 'PUBLIC' && name !== 'STAFF');
  const acts = policy.roles.flatMap((role) =>
    personal.flatMap((classification) => VERBS.map((verb) => ({ role, purpose, verb, classification }))),
  );
  return acts
    .filter((act) => policy.grants(act))
    .flatMap((act) => bestQuestions(policy, act))
    .some((question) => policy.decide({ ...question, hasCase: false }).permit);
}
