import { pathKeys, type ResponsePath } from '../guard/response-path.js';

type Key = string | number;

/** A place of an answer at which something is to be said, as the guard keeps it. */
export interface ToldPlace {
  readonly path: ResponsePath;
  readonly coordinate: string;
  readonly reason: string;
  /** Of a value that cannot be read: where it stands in its source. */
  readonly column?: string;
}

/** Places that differ in nothing but the rows of lists, told as one. */
export interface Alike {
  /** How many there are, the one that is told included. */
  readonly count: number;
  /** Their common path, `*` for each row. */
  readonly path: readonly Key[];
  /**
   * The rows: `0-41,43` where there is one `*`; where there are more, the outer ones before a stroke, `3/0-2,3/5`.
   */
  readonly rows: string;
}

export interface PlaceGroup<Place> {
  /** The first of them in the order of the answer. */
  readonly path: readonly Key[];
  readonly place: Place;
  readonly alike: Alike;
}

/** An object of the answer: all fields of one object share one path, so that it is looked at once. */
interface At {
  readonly rows: readonly number[];
  /** Groups of all objects that differ in their rows only, by the key of the field. */
  readonly groups: Map<Key, Group[]>;
  readonly told: boolean;
}

interface Group {
  readonly first: ToldPlace;
  readonly rows: (readonly number[])[];
  /** One of the places for each of `rows`. */
  readonly places: ToldPlace[];
}

/**
 * Puts places together that say the same of the same field in different rows. A page of a thousand rows under a
 * hundred names is a hundred lines so, and no place is lost. Groups come in no order.
 * @param isTold whether places of this object are told at all; asked once for each object
 * @returns in steps, for there may be a hundred thousand places
 */
export function* groupPlaces<Place extends ToldPlace>(
  places: readonly Place[],
  isTold: (path: readonly Key[]) => boolean,
): Generator<void, readonly PlaceGroup<Place>[]> {
  const objects = new Map<ResponsePath | undefined, At>();
  const alike = new Map<string, At['groups']>();
  const all: Group[] = [];
  for (const [number, place] of places.entries()) {
    if (number % STEP === STEP - 1) yield;
    const { prev, key } = place.path;
    let at = objects.get(prev);
    if (at === undefined) objects.set(prev, (at = objectAt(place.path, alike, isTold)));
    if (!at.told) continue;
    let groups = at.groups.get(key);
    if (groups === undefined) at.groups.set(key, (groups = []));
    let group = groups.find(
      ({ first }) =>
        first.coordinate === place.coordinate &&
        first.reason === place.reason &&
        first.column === place.column,
    );
    if (group === undefined) {
      group = { first: place, rows: [], places: [] };
      groups.push(group);
      all.push(group);
    }
    group.rows.push(at.rows);
    group.places.push(place);
  }
  const told: PlaceGroup<Place>[] = [];
  for (const group of all) {
    told.push(toldGroup<Place>(group));
    yield;
  }
  return told;
}

/** Places between two looks at the time. */
const STEP = 2_000;

function objectAt(
  path: ResponsePath,
  alike: Map<string, At['groups']>,
  isTold: (path: readonly Key[]) => boolean,
): At {
  const keys = pathKeys(path);
  const shape = keys
    .slice(0, -1)
    .map((key) => (typeof key === 'number' ? '*' : key))
    .join('.');
  const groups = alike.get(shape) ?? new Map<Key, Group[]>();
  alike.set(shape, groups);
  return { rows: keys.filter((key) => typeof key === 'number'), groups, told: isTold(keys) };
}

function toldGroup<Place extends ToldPlace>({ rows, places }: Group): PlaceGroup<Place> {
  const order = rows.map((_, at) => at).sort((a, b) => compareRows(rows[a] ?? [], rows[b] ?? []));
  const first = places[order[0] ?? 0] as Place;
  const path = pathKeys(first.path);
  return {
    path,
    place: first,
    alike: {
      count: places.length,
      path: path.map((key) => (typeof key === 'number' ? '*' : key)),
      rows: writeRows(order.map((at) => rows[at] ?? [])),
    },
  };
}

function compareRows(one: readonly number[], other: readonly number[]): number {
  for (const [at, row] of one.entries()) if (row !== other[at]) return row - (other[at] ?? 0);
  return 0;
}

/** Rows in their order; those that follow each other in the innermost list as a span. */
function writeRows(rows: readonly (readonly number[])[]): string {
  const spans: { readonly outer: string; readonly from: number; to: number }[] = [];
  for (const row of rows) {
    const inner = row.at(-1);
    if (inner === undefined) continue;
    const outer = row
      .slice(0, -1)
      .map((each) => `${each}/`)
      .join('');
    const last = spans.at(-1);
    if (last?.outer === outer && inner <= last.to + 1) last.to = inner;
    else spans.push({ outer, from: inner, to: inner });
  }
  return spans
    .map(({ outer, from, to }) => `${outer}${from === to ? String(from) : `${from}-${to}`}`)
    .join(',');
}
