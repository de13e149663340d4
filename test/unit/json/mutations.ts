/** A place in a JSON value: keys and indexes from the root. */
export type Path = readonly (string | number)[];

/** One fault put into a file: what was done, and the text of the file then. */
export interface Mutation {
  /** The place, `/hours/opens`; empty for the file as a whole. */
  readonly place: string;
  readonly what: string;
  readonly text: string;
}

/** Stands for a number beyond what a number holds, which `JSON.stringify` cannot write. */
const BEYOND = 'a number beyond';

/** What is put in the place of each value, of whatever kind that was. */
const VALUES: readonly unknown[] = [
  ...[null, true, '', 'unheard of', '2023-02-30', '2099-01-01', 0, 1.5, BEYOND],
  ...[[], [null], ['unheard of'], { unheard: 1 }],
];

/** Objects whose keys are names of rows: one row stands for all. */
const TABLES = /^\/?(accounts|contracts|users|bulk|personsPerHour)?$/;

/** Two keys that say from when until when, or from what up to what: exchanged, they are upside down. */
const PAIRS: readonly (readonly [low: string, high: string])[] = [
  ['from', 'to'],
  ['begins', 'ends'],
  ['effectiveFrom', 'effectiveTo'],
  ['bornFrom', 'bornTo'],
  ['minAge', 'maxAge'],
  ['standardMaxAge', 'maxAge'],
  ['opens', 'closes'],
  ['warnAt', 'cap'],
];

/** The file without what is like something before it, so that the thousands of readings of it are short. */
export function thinned(root: unknown): unknown {
  const seen = new Set<string>();
  const kindsOf = (value: unknown, kind: string): readonly string[] => [
    `${kind} ${value === null ? 'null' : typeof value}`,
    ...(typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, item]) =>
          kindsOf(item, `${kind}/${Array.isArray(value) ? '' : name}`),
        )
      : []),
  ];
  /** Of the rows of a list, those that have a key or a kind of value that none had before; two at the least. */
  const thin = (value: unknown, place: string): unknown => {
    if (Array.isArray(value))
      return value.filter((row, at) => {
        const news = kindsOf(row, place).filter((kind) => !seen.has(kind));
        for (const kind of news) seen.add(kind);
        return at < 2 || news.length > 0;
      });
    if (!isObject(value)) return value;
    const rows = Object.entries(value);
    const kept = rows.length > 50 ? rows.slice(0, 3) : rows;
    return Object.fromEntries(kept.map(([name, item]) => [name, thin(item, `${place}/${name}`)]));
  };
  return thin(root, '');
}

/** Every mutation of a file: of each place that has not its like before it, and of the text itself. */
export function mutationsOf(text: string): readonly Mutation[] {
  const sound: unknown = JSON.parse(text);
  const broken = ['', '{', '[]', 'null', '"text"', '3', 'true', '{}'].map((whole) => ({
    place: '',
    what: `= ${whole}`,
    text: whole,
  }));
  return [...broken, ...placesOf(sound).flatMap((path) => mutationsAt(sound, path))];
}

/** Two faults at once, in places far from each other: all faults must be told, in their order. */
export function pairsOf(text: string, count: number): readonly Mutation[] {
  const sound: unknown = JSON.parse(text);
  const places = placesOf(sound).filter((path) => path.length > 0);
  return Array.from({ length: count }, (_, turn) => {
    const one = places[(turn * 7) % places.length] ?? [];
    const other = places[(turn * 11 + Math.ceil(places.length / 2)) % places.length] ?? [];
    const [first, second] = [VALUES[turn % VALUES.length], VALUES[(turn * 5 + 2) % VALUES.length]];
    const changed = changedAt(
      changedAt(sound, one, () => first),
      other,
      () => second,
    );
    return {
      place: `${nameOf(one)} and ${nameOf(other)}`,
      what: `= ${JSON.stringify(first)} and ${JSON.stringify(second)}`,
      text: written(changed),
    };
  });
}

/** Places of the value, one for each of the same kind: the first row of a table, the first item of a list. */
function placesOf(root: unknown): readonly Path[] {
  const seen = new Map<string, Path>();
  const visit = (value: unknown, path: Path, kind: string): void => {
    if (!seen.has(kind)) seen.set(kind, path);
    if (Array.isArray(value)) value.forEach((item, at) => visit(item, [...path, at], `${kind}[]`));
    else if (isObject(value))
      for (const [name, item] of Object.entries(value))
        visit(item, [...path, name], `${kind}/${isTable(kind, value) ? '*' : name}`);
  };
  visit(root, [], '');
  return [...seen.values()];
}

const isTable = (kind: string, value: Record<string, unknown>): boolean =>
  TABLES.test(kind) && Object.values(value).every(isObject) && !('accounts' in value);

function mutationsAt(root: unknown, path: Path): readonly Mutation[] {
  const found: Mutation[] = [];
  const put = (what: string, change: (value: unknown) => unknown): void => {
    found.push({ place: nameOf(path), what, text: written(changedAt(root, path, change)) });
  };
  if (path.length > 0) for (const value of VALUES) put(`= ${JSON.stringify(value)}`, () => value);
  if (typeof path.at(-1) === 'string') put('left out', () => undefined);
  const value = valueAt(root, path);
  if (Array.isArray(value)) mutateList(value, put);
  else if (isObject(value)) mutateObject(value, put);
  return found;
}

type Put = (what: string, change: (value: unknown) => unknown) => void;

function mutateList(value: readonly unknown[], put: Put): void {
  put('with its first item twice', () => [...value, ...value.slice(0, 1)]);
  put('backwards', () => [...value].reverse());
  if (value.length > 1) put('with its first item left out', () => value.slice(1));
}

function mutateObject(value: Record<string, unknown>, put: Put): void {
  put('with a key more', () => ({ ...value, unheard: 1 }));
  put('with two keys more', () => ({ other: null, ...value, more: {} }));
  put('with a prototype', () => Object.fromEntries([['__proto__', { a: 1 }], ...Object.entries(value)]));
  for (const [low, high] of PAIRS)
    if (low in value && high in value)
      put(`${low} and ${high} exchanged`, () => ({ ...value, [low]: value[high], [high]: value[low] }));
  const rows = Object.entries(value);
  // The second row says in every place what the first one does: ids, users and offices are no longer apart.
  if (rows.length > 1 && rows.every(([, row]) => isObject(row)))
    put('with its second row like the first', () => ({ ...value, [rows[1]?.[0] ?? '']: rows[0]?.[1] }));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nameOf = (path: Path): string => `/${path.join('/')}`;

const written = (value: unknown): string => JSON.stringify(value).replaceAll(JSON.stringify(BEYOND), '1e999');

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce((value, name) => (value as Record<string | number, unknown>)[name], root);
}

/** A copy with one place changed; a place that a change before it has taken away stays as it is. */
function changedAt(root: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(root);
  if (Array.isArray(root) && typeof name === 'number')
    return root.map((item, at) => (at === name ? changedAt(item, rest, change) : item) as unknown);
  if (!isObject(root) || !(name in root)) return root;
  return { ...root, [name]: changedAt(root[name], rest, change) };
}
