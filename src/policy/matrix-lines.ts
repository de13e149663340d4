import { setImmediate as otherWork } from 'node:timers/promises';
import { bestQuestions } from './circumstances.js';
import type { LoadedPolicy } from './load.js';
import { methodName, WORK_NAMES, ZONE_NAMES, type Name } from './names.js';
import {
  CLASSIFICATIONS,
  HEALTH_DIVISION,
  PURPOSES,
  VERBS,
  type Classification,
  type Purpose,
  type Question,
  type Verb,
} from './terms.js';

/** What a role may do to one class under one purpose, under the same conditions; about a person like any other. */
export interface MatrixLine {
  readonly role: string;
  /** null: under any purpose, or none. */
  readonly purpose: Purpose | null;
  readonly classification: Classification;
  readonly verbs: readonly Verb[];
  /** All of them must hold. */
  readonly conditions: readonly Name[];
}

/** Of each role, from its first question on: a policy never changes. */
const KNOWN = new WeakMap<LoadedPolicy, Map<string, Promise<readonly MatrixLine[]>>>();

/**
 * The policy role by role, or one role of it; nothing for one that it does not know. A role takes some hundred
 * milliseconds the first time, for each rule is asked in turn; others go on in between.
 */
export async function matrixLines(
  policy: LoadedPolicy,
  only: string | null = null,
): Promise<readonly MatrixLine[]> {
  const known = KNOWN.get(policy) ?? new Map<string, Promise<readonly MatrixLine[]>>();
  KNOWN.set(policy, known);
  const lines: MatrixLine[] = [];
  for (const role of policy.roles.filter((one) => only === null || one === only)) {
    const made = known.get(role) ?? linesOf(policy, role);
    known.set(role, made);
    lines.push(...(await made));
  }
  return lines;
}

/** Purpose by purpose, what needs none at the end: it opens under every one, and is said once. */
async function linesOf(policy: LoadedPolicy, role: string): Promise<readonly MatrixLine[]> {
  const anyway = await openings(policy, role, null);
  const keyOf = ({ classification, verbs, conditions }: MatrixLine): string =>
    JSON.stringify([classification, verbs, conditions]);
  const known = new Set(anyway.map(keyOf));
  const rows: MatrixLine[] = [];
  for (const purpose of PURPOSES)
    rows.push(...(await openings(policy, role, purpose)).filter((line) => !known.has(keyOf(line))));
  return [...rows, ...anyway];
}

/** All that is open; acts under the same conditions share a line. */
async function openings(
  policy: LoadedPolicy,
  role: string,
  purpose: Purpose | null,
): Promise<readonly MatrixLine[]> {
  const lines: MatrixLine[] = [];
  for (const classification of CLASSIFICATIONS) {
    await otherWork();
    const byConditions = new Map<string, MatrixLine>();
    for (const verb of VERBS) {
      const conditions = conditionsOf(policy, { role, purpose, verb, classification });
      if (conditions === null) continue;
      const key = conditions.map(({ ja }) => ja).join('、');
      const verbs = [...(byConditions.get(key)?.verbs ?? []), verb];
      byConditions.set(key, { role, purpose, classification, verbs, conditions });
    }
    lines.push(...byConditions.values());
  }
  return lines;
}

interface Act {
  readonly role: string;
  readonly purpose: Purpose | null;
  readonly verb: Verb;
  readonly classification: Classification;
}

/** What must hold for the act to be open, found by taking it away; null where nothing opens it. */
function conditionsOf(policy: LoadedPolicy, act: Act): readonly Name[] | null {
  if (!policy.grants(act)) return null;
  const questions = bestQuestions(policy, act);
  const open = questions.filter((question) => policy.decide(question).permit);
  const [best] = open;
  if (best === undefined) return null;
  const needs = (change: Partial<Question>): boolean => !policy.decide({ ...best, ...change }).permit;
  const office = officeFor(policy, act);
  const { work } = best.principal;
  const without = (method: string): Partial<Question> => ({
    principal: { ...best.principal, amr: policy.methods.filter((other) => other !== method) },
  });
  return [
    ...(open.length === questions.length ? [] : [oneOfZones(open)]),
    ...(needs({ hasCase: false }) ? [{ ja: '案件番号', en: 'a case' }] : []),
    ...policy.methods.filter((method) => needs(without(method))).map(methodName),
    ...(needs({ severalPersons: true }) ? [{ ja: '一人ずつ', en: 'one person at a time' }] : []),
    ...(needs({ principal: { ...best.principal, department: null } })
      ? [{ ja: HEALTH_DIVISION, en: 'the Health Division' }]
      : []),
    ...(needs({ principal: { ...best.principal, work: null } }) && work !== null
      ? [{ ja: `契約の業務が${WORK_NAMES[work].ja}`, en: `a contract about ${WORK_NAMES[work].en}` }]
      : []),
    ...(office === null
      ? []
      : [
          {
            ja: `当日「${office}」の職にあるか、その代理`,
            en: `holds the office of ${office} that day, or acts for it`,
          },
        ]),
  ];
}

function oneOfZones(open: readonly Question[]): Name {
  const zones = open.flatMap(({ zone }) => (zone === null ? [] : [ZONE_NAMES[zone]]));
  return { ja: zones.map(({ ja }) => ja).join('又は'), en: zones.map(({ en }) => en).join(' or ') };
}

/**
 * Rules know roles, not offices; beside them the gateway asks the directory who holds this one on the day. Without
 * it the act is refused to whoever has the role.
 */
function officeFor({ linkage, purposes }: LoadedPolicy, { verb, classification }: Act): string | null {
  if (verb === 'APPROVE' && classification === 'LINKAGE') return linkage.approverOffice;
  if (verb !== 'GRANT') return null;
  return [...new Set([...purposes.values()].map(({ menuOwner }) => menuOwner))].join('」「');
}
