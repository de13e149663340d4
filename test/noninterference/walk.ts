import { DISCLOSED_AS, PAGE_INFO, WHO } from './arbitrary.js';
import { fieldOf, type Graph, type GraphField } from './graph.js';
import { isIncluded, responseKey, type Operation, type Selection } from './operation.js';

export type Path = readonly (string | number)[];

/** One field of an answer. */
export interface Visit {
  readonly path: Path;
  readonly field: GraphField;
  readonly value: unknown;
  /** 宛名番号 of whom the object with this field is about; null for nobody; undefined where the answer hides it. */
  readonly who: string | null | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** Every field of an answer but `__typename`, in the order of a depth-first walk. Merged selections count once. */
export function walk(graph: Graph, operation: Operation, data: unknown): readonly Visit[] {
  const visits: Visit[] = [];
  const object = (
    selections: readonly Selection[],
    type: string,
    value: Json,
    above: Pick<Visit, 'path' | 'who'>,
  ): void => {
    const who = whoIs(graph, type, value, above.who);
    for (const [key, same] of merged(selections)) {
      const [first] = same as [Selection];
      if (first.field === '__typename') continue;
      const field = fieldOf(graph, type, first.field);
      const path = [...above.path, key];
      visits.push({ path, field, value: value[key], who });
      const sub = same.flatMap((one) => one.sub);
      if (sub.length > 0) below(sub, field.named, value[key], { path, who });
    }
  };
  const below = (
    sub: readonly Selection[],
    type: string,
    value: unknown,
    above: Pick<Visit, 'path' | 'who'>,
  ): void => {
    if (Array.isArray(value))
      value.forEach((item, at) => below(sub, type, item, { ...above, path: [...above.path, at] }));
    else if (typeof value === 'object' && value !== null) object(sub, type, value as Json, above);
  };
  below(operation.roots, 'Query', data, { path: [], who: null });
  return visits;
}

function merged(selections: readonly Selection[]): ReadonlyMap<string, readonly Selection[]> {
  const byKey = new Map<string, Selection[]>();
  for (const selection of selections.filter(isIncluded)) {
    const key = responseKey(selection);
    byKey.set(key, [...(byKey.get(key) ?? []), selection]);
  }
  return byKey;
}

function whoIs(graph: Graph, type: string, value: Json, above: Visit['who']): Visit['who'] {
  if (type === 'Resident' || type === 'FoundPerson') return value[WHO] as string;
  if (graph.types.get(type)?.get('resident')?.named !== 'Resident') return above;
  return (value[WHO] as Json | null)?.[WHO] as string | undefined;
}

/** Cursors as they appear in an answer. */
export function cursorsOf(visits: readonly Visit[]): readonly string[] {
  const isCursor = ({ field, value }: Visit): boolean =>
    /(^c|C)ursor$/.test(field.name) && typeof value === 'string';
  return visits.filter(isCursor).map(({ value }) => value as string);
}

/** The cursor with which a root's next page is asked for: behind the page's end, or behind some row of it. */
export function nextCursor(
  visits: readonly Visit[],
  root: Selection,
  follow: Operation['follow'],
): string | null {
  const below = visits.filter(({ path }) => path[0] === responseKey(root));
  const rows = below.filter(({ field, value }) => field.name === 'cursor' && typeof value === 'string');
  const row = rows[Math.floor(rows.length / 2)]?.value;
  const end = below.find(({ path }) => path.length === 3 && path[1] === PAGE_INFO)?.value;
  return ((follow === 'EDGE' ? row : undefined) ?? end ?? null) as string | null;
}

export const disclosureOf = (value: unknown): unknown => (value as Json | null)?.[DISCLOSED_AS];
