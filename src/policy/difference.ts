import { policyToJson } from './cedar.js';
import type { Act } from './grants.js';
import type { LoadedPolicy } from './load.js';
import type { Rule } from './rule.js';
import { effectOf, type Effect } from './shadow.js';
import { questionIn, RuleScope, situationsOf, type Dimension, type Situation } from './situations.js';
import { CLASSIFICATIONS, PURPOSES, VERBS, type Verdict } from './terms.js';

/**
 * An act that another policy would decide otherwise, with every situation in which it would, for one pair of
 * grounds.
 */
export interface Difference {
  readonly effect: Effect;
  readonly act: Act;
  readonly before: Verdict;
  readonly after: Verdict;
  readonly dimensions: readonly Dimension[];
  readonly situations: readonly Situation[];
  /** What `situations` is a part of: for an act that closes the situations that were open, else all of them. */
  readonly among: readonly Situation[];
}

/**
 * Compares two policies over every question: role × purpose × verb × class × whatever else a rule of either asks
 * about. The result is exact although not every combination is tried: a dimension that no rule on an act mentions
 * cannot change a decision about that act, and an act that no changed rule touches is decided as before. So it
 * takes seconds.
 */
export function differences(before: LoadedPolicy, after: LoadedPolicy): readonly Difference[] {
  const changed = { before: without(before.rules, after.rules), after: without(after.rules, before.rules) };
  if (changed.before.length === 0 && changed.after.length === 0 && sameWords(before, after)) return [];
  const kept = before.rules
    .filter((rule) => !changed.before.includes(rule))
    .map((rule) => new RuleScope(rule, before));
  const moved = [
    ...changed.before.map((rule) => new RuleScope(rule, before)),
    ...changed.after.map((rule) => new RuleScope(rule, after)),
  ];
  const forbids = [...kept, ...moved].filter(({ rule }) => rule.effect === 'forbid');
  const permits = moved.filter(({ rule }) => rule.effect === 'permit');
  // Under another purpose than the act's as well: what is granted there decides which reason is given here.
  const grantsMoved = (act: Act): boolean =>
    before.roles.includes(act.role) !== after.roles.includes(act.role) ||
    permits.some((scope) => [act.purpose, ...PURPOSES].some((purpose) => scope.touches({ ...act, purpose })));
  return actsOf([...new Set([...before.roles, ...after.roles])]).flatMap((act) => {
    const regranted = grantsMoved(act);
    if (!regranted && !moved.some((scope) => scope.touches(act))) return [];
    const granted = before.grants(act) || (regranted && after.grants(act));
    if (!regranted && !granted) return [];
    const touching = granted ? forbids.filter((scope) => scope.touches(act)) : [];
    const dimensions = [...new Set(touching.flatMap((scope) => scope.dimensions))];
    return weightiest(compare({ before, after, act, dimensions }));
  });
}

/** Where something opens or closes, other grounds for refusing the rest are no news. */
function weightiest(found: readonly Difference[]): readonly Difference[] {
  const heavy = found.filter(({ effect }) => effect !== 'reason');
  return heavy.length > 0 ? heavy : found;
}

interface Comparison {
  readonly before: LoadedPolicy;
  readonly after: LoadedPolicy;
  readonly act: Act;
  readonly dimensions: readonly Dimension[];
}

function compare({ before, after, act, dimensions }: Comparison): readonly Difference[] {
  const methods = [...new Set([...before.methods, ...after.methods])];
  const all = situationsOf(dimensions).map((situation) => {
    const question = questionIn(act, methods, dimensions, situation);
    return { situation, was: before.decide(question), is: after.decide(question) };
  });
  const every = all.map(({ situation }) => situation);
  const open = all.filter(({ was }) => was.permit).map(({ situation }) => situation);
  const found = new Map<string, Difference & { readonly situations: Situation[] }>();
  for (const { situation, was, is } of all) {
    const effect = effectOf(was, is);
    if (effect === null) continue;
    const key = [effect, was.reason, is.reason, ...(effect === 'reason' ? [] : [was.rule, is.rule])].join(
      ' ',
    );
    const entry = found.get(key) ?? {
      effect,
      act,
      before: was,
      after: is,
      dimensions,
      situations: [],
      among: effect === 'closes' ? open : every,
    };
    entry.situations.push(situation);
    found.set(key, entry);
  }
  return [...found.values()];
}

function actsOf(roles: readonly string[]): readonly Act[] {
  return roles.flatMap((role) =>
    [null, ...PURPOSES].flatMap((purpose) =>
      CLASSIFICATIONS.flatMap((classification) =>
        VERBS.map((verb) => ({ role, purpose, verb, classification })),
      ),
    ),
  );
}

function sameWords(a: LoadedPolicy, b: LoadedPolicy): boolean {
  return JSON.stringify([a.roles, a.methods]) === JSON.stringify([b.roles, b.methods]);
}

/** The rules that the others do not hold with the same effect, conditions, id and reason. */
function without(rules: readonly Rule[], others: readonly Rule[]): readonly Rule[] {
  const known = new Set(others.map(substance));
  return rules.filter((rule) => !known.has(substance(rule)));
}

/** A rule without its sentences and citations. */
export function substance(rule: Rule): string {
  const read = policyToJson(rule.text);
  if (read.type === 'failure') return rule.text;
  const { annotations, ...rest } = read.json;
  return JSON.stringify([rest, annotations?.['id'], annotations?.['reason']]);
}
