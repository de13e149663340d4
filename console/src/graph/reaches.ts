/** Steps from the root of an answer: fields by their names, rows by their numbers. */
export type Path = readonly (string | number)[];

/** Places that differ in nothing but the rows of lists: beyond a thousand the gateway tells them together. */
export interface Alike {
  /** Their common path, `*` for each row. */
  readonly path: Path;
  /** The rows: `0-41,43`; where lists are nested, the outer ones before a stroke: `3/0-2,3/5`. */
  readonly rows: string;
}

/** Of what something is told beside an answer; null for the answer as a whole. */
export interface Place {
  readonly path: Path | null;
  readonly alike?: Alike | undefined;
}

/** Whether what is told of a place is told of this path: of the place itself or what is within it, in each of the rows alike. */
export function reaches({ path, alike }: Place, asked: Path): boolean {
  if (alike === undefined) return path !== null && path.every((step, at) => step === asked[at]);
  const rows = alike.path.flatMap((step, at) => (step === '*' ? [asked[at]] : []));
  return alike.path.every((step, at) => step === '*' || step === asked[at]) && holds(alike, rows);
}

/** Whether it is told of something within this path: a value of the object or the list that is asked for, in any row. */
export function isWithin({ path, alike }: Place, asked: Path): boolean {
  const told = alike?.path ?? path;
  if (told === null || told.length <= asked.length) return false;
  if (!asked.every((step, at) => told[at] === step || (alike !== undefined && told[at] === '*')))
    return false;
  const rows = alike === undefined ? [] : asked.filter((_, at) => told[at] === '*');
  return alike === undefined || rows.length === 0 || hasRow(alike, rows);
}

/** Whether any of its rows begins with these. */
function hasRow(alike: Alike, rows: Path): boolean {
  return [...spansOf(alike)].some(([outer, spans]) => {
    const around = outer === '' ? [] : outer.split('/').map(Number);
    const inner = rows[around.length];
    return (
      rows.slice(0, around.length).every((row, at) => row === around[at]) &&
      (inner === undefined || spans.some(([from, to]) => from <= Number(inner) && Number(inner) <= to))
    );
  });
}

function holds(alike: Alike, rows: readonly (string | number | undefined)[]): boolean {
  const inner = rows.at(-1);
  if (typeof inner !== 'number') return rows.length === 0;
  const outer = rows.slice(0, -1).join('/');
  return (
    spansOf(alike)
      .get(outer)
      ?.some(([from, to]) => from <= inner && inner <= to) === true
  );
}

type Span = readonly [from: number, to: number];

/** Read once: they are asked for at each cell of a list. */
const read = new WeakMap<Alike, ReadonlyMap<string, readonly Span[]>>();

/** Spans of the innermost rows, by the rows around them. */
function spansOf(alike: Alike): ReadonlyMap<string, readonly Span[]> {
  const known = read.get(alike);
  if (known !== undefined) return known;
  const spans = new Map<string, Span[]>();
  for (const text of alike.rows.split(',')) {
    const inner = text.lastIndexOf('/') + 1;
    const [from = NaN, to = from] = text.slice(inner).split('-').map(Number);
    const outer = text.slice(0, Math.max(0, inner - 1));
    const around = spans.get(outer);
    if (around === undefined) spans.set(outer, [[from, to]]);
    else around.push([from, to]);
  }
  read.set(alike, spans);
  return spans;
}
