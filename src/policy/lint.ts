import { policyToJson } from './cedar.js';
import { bestQuestions, circumstances, dimensions } from './circumstances.js';
import type { LoadedPolicy } from './load.js';
import { ROLE_NAMES } from './names.js';
import { isOutdated, RENUMBERED_ON } from './renumbered.js';
import { citedNumbers } from './requirements.js';
import type { Rule } from './rule.js';
import { inScope } from './situations.js';
import { CLASSIFICATIONS, PURPOSES, VERBS, type Purpose, type Question } from './terms.js';

/** Everything doubtful in a policy that loads, one line each; empty when there is nothing. Takes a few seconds. */
export function lintPolicy(policy: LoadedPolicy): readonly string[] {
  return [
    ...policy.rules.flatMap((rule) => [...wordFaults(policy, rule), ...decisionFaults(policy, rule)]),
    ...[...policy.purposes].flatMap(([purpose, entry]) =>
      citationFaults(policy, entry.cites).map((fault) => `purposes.json: ${purpose}: cites ${fault}`),
    ),
    ...caseFaults(policy),
    ...idleFaults(policy),
  ];
}

function wordFaults(policy: LoadedPolicy, rule: Rule): readonly string[] {
  const where = `${rule.file}: ${rule.id}:`;
  const missing = [
    ['@cites', rule.cites],
    ['@says_ja', rule.textJa],
    ['@says_en', rule.textEn],
  ].filter(([, text]) => text === '');
  return [
    ...missing.map(([annotation]) => `${where} ${annotation} is missing`),
    ...(rule.cites === ''
      ? []
      : citationFaults(policy, rule.cites).map((fault) => `${where} @cites ${fault}`)),
  ];
}

/**
 * A rule without a requirement behind it, or behind a number the assessment does not have, is somebody's invention.
 */
function citationFaults({ requirements }: LoadedPolicy, cites: string): readonly string[] {
  const numbers = citedNumbers(cites);
  if (numbers.length === 0) return ['names no requirement (R001 …)'];
  return [
    ...numbers
      .filter((number) => !requirements.has(number))
      .map((number) => `${number}, which does not exist`),
    ...(isOutdated(cites) ? [`an item of 番号法19条 by a number from before ${RENUMBERED_ON}`] : []),
  ];
}

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
  const verbs = inScope(VERBS, read.json.action);
  const classes = inScope(CLASSIFICATIONS, read.json.resource);
  const questions = [...circumstances(dimensions(policy, mentions))].flatMap((rest) =>
    verbs.flatMap((verb) => classes.map((classification) => ({ ...rest, verb, classification }))),
  );
  for (const question of scattered(questions)) if (alone.ask(question).rules.length > 0) yield question;
  return undefined;
}

/**
 * Every item once, far apart from the last. Questions in their own order name one role for thousands of times before the
 * next, and the engine takes half a millisecond each: a rule about the last role would wait for all the others.
 */
function* scattered<T>(items: readonly T[]): Generator<T> {
  const { length } = items;
  let step = Math.max(1, Math.round(length * 0.618));
  while (greatestCommonDivisor(step, length) > 1) step += 1;
  for (let count = 0; count < length; count += 1) yield items[(count * step) % length] as T;
}

const greatestCommonDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestCommonDivisor(other, one % other);

/** `needsCase` is asked for at the door, the rules ask for it at every field: one without the other misleads. */
function caseFaults(policy: LoadedPolicy): readonly string[] {
  return [...policy.purposes]
    .filter(([purpose, { needsCase }]) => needsCase && opensWithoutCase(policy, purpose))
    .map(([purpose]) => `purposes.json: ${purpose}: needsCase, yet a rule opens personal items without one`);
}

/** What has to be open for a case to be opened at all, beside the verb IDENTIFY. */
const BEFORE_A_CASE: ReadonlySet<string> = new Set(['PUBLIC', 'STAFF', 'CASE', 'FINDING']);

function opensWithoutCase(policy: LoadedPolicy, purpose: Question['purpose']): boolean {
  const personal = CLASSIFICATIONS.filter((name) => !BEFORE_A_CASE.has(name));
  const acts = policy.roles.flatMap((role) =>
    personal.flatMap((classification) =>
      VERBS.filter((verb) => verb !== 'IDENTIFY').map((verb) => ({ role, purpose, verb, classification })),
    ),
  );
  return acts
    .filter((act) => policy.grants(act))
    .flatMap((act) => bestQuestions(policy, act))
    .some((question) => policy.decide({ ...question, hasCase: false }).permit);
}

/**
 * Menus that open nothing, classes that nobody may use, roles without a name: each looks like a safeguard and
 * is none.
 */
function idleFaults(policy: LoadedPolicy): readonly string[] {
  const acts = policy.roles.flatMap((role) =>
    CLASSIFICATIONS.flatMap((classification) => VERBS.map((verb) => ({ role, classification, verb }))),
  );
  const isGranted = (act: (typeof acts)[number], purpose: Purpose | null): boolean =>
    policy.grants({ ...act, purpose });
  const opens = (purpose: Purpose): boolean =>
    acts.some((act) => isGranted(act, purpose) && !isGranted(act, null));
  const used = new Set(
    acts
      .filter((act) => [null, ...PURPOSES].some((purpose) => isGranted(act, purpose)))
      .map((act) => act.classification),
  );
  return [
    ...[...policy.purposes.keys()]
      .filter((purpose) => !opens(purpose))
      .map((purpose) => `purposes.json: ${purpose}: opens nothing to anybody`),
    ...CLASSIFICATIONS.filter((name) => !used.has(name)).map(
      (name) => `schema.cedarschema: ${name}: no rule opens this class to anybody`,
    ),
    ...policy.roles
      .filter((role) => !(role in ROLE_NAMES))
      .map((role) => `schema.cedarschema: ${role}: the role has no name`),
  ];
}
