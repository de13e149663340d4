import type { Difference } from './difference.js';
import { valuesOf, type Dimension, type Situation } from './situations.js';
import type { Classification, Purpose, Verb, Verdict } from './terms.js';
import type { Effect } from './shadow.js';

/**
 * Many differences in one line: every role with every purpose, verb and class named, under the same circumstances.
 */
export interface DifferenceLine {
  readonly effect: Effect;
  readonly roles: readonly string[];
  readonly purposes: readonly (Purpose | null)[];
  readonly verbs: readonly Verb[];
  readonly classes: readonly Classification[];
  readonly circumstances: readonly Circumstance[];
  readonly before: Verdict;
  readonly after: Verdict;
}

/** A dimension that matters, with the values it must have. */
export interface Circumstance {
  readonly dimension: Dimension;
  readonly values: readonly string[];
}

const SETS = ['verbs', 'classes', 'roles', 'purposes'] as const;

export function condense(found: readonly Difference[]): readonly DifferenceLine[] {
  const lines = found.flatMap((difference) =>
    boxes(difference.situations, difference.among).map((box): DifferenceLine => ({
      ...difference,
      roles: [difference.act.role],
      purposes: [difference.act.purpose],
      verbs: [difference.act.verb],
      classes: [difference.act.classification],
      circumstances: circumstancesOf(box, difference),
    })),
  );
  return SETS.reduce<readonly DifferenceLine[]>(merge, lines);
}

/** Lines that differ in this set alone become one. */
function merge(lines: readonly DifferenceLine[], by: (typeof SETS)[number]): readonly DifferenceLine[] {
  const merged = new Map<string, DifferenceLine>();
  for (const line of lines) {
    const key = keyOf({ ...line, [by]: [] });
    const known = merged.get(key);
    merged.set(key, known === undefined ? line : { ...known, [by]: [...known[by], ...line[by]] });
  }
  return [...merged.values()];
}

function keyOf({
  effect,
  roles,
  purposes,
  verbs,
  classes,
  circumstances,
  before,
  after,
}: DifferenceLine): string {
  return JSON.stringify([effect, roles, purposes, verbs, classes, circumstances, before, after]);
}

/** Sets of values, one for each dimension: together all situations that take one of each. */
type Box = readonly ReadonlySet<string>[];

/** Cuts situations into boxes; a box may hold nothing else of what it is told against. */
function boxes(situations: readonly Situation[], among: readonly Situation[]): readonly Box[] {
  const [first] = situations;
  if (first === undefined) return [];
  const box = first.map((_, at) => new Set(situations.map((situation) => situation[at] ?? '')));
  const held = among.filter((situation) => situation.every((value, at) => box[at]?.has(value)));
  if (held.length === situations.length) return [box];
  const cut = box.findIndex((values) => values.size > 1);
  return [...(box[cut] ?? [])].flatMap((value) => {
    const half = (all: readonly Situation[]) => all.filter((situation) => situation[cut] === value);
    return boxes(half(situations), half(held));
  });
}

/** What narrows the box down, compared with all it is told against. */
function circumstancesOf(box: Box, { dimensions, among }: Difference): readonly Circumstance[] {
  return dimensions.flatMap((dimension, at) => {
    const possible = new Set(among.map((situation) => situation[at]));
    const values = valuesOf(dimension).filter((value) => box[at]?.has(value));
    return values.length === possible.size ? [] : [{ dimension, values }];
  });
}
