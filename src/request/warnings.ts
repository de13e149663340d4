import type { SourceValue } from '../errors/set-aside.js';
import type { SuspectedNumber } from '../guard/request-guard.js';

/** One entry of `extensions.sekisho.warnings`: the answer is whole, and there is something to know about it. */
export type Warning = {
  readonly message: string;
  readonly messageJa: string;
} & (
  | {
      readonly code: 'PERSON_BUDGET';
      /** Distinct persons seen under this purpose in this hour, and how many there may be. */
      readonly used: number;
      readonly cap: number;
    }
  /** A code at this place looks like an individual number. */
  | ({ readonly code: 'POSSIBLE_NUMBER' } & SuspectedNumber)
  /** In a column of a source something could not be read; `setAside` names its places in the answer. */
  | ({ readonly code: 'SET_ASIDE' } & SourceValue)
);

/** Places told; a column of such codes is one thing to know. */
const TOLD = 20;

export function possibleNumbers(places: readonly SuspectedNumber[]): readonly Warning[] {
  return places.slice(0, TOLD).map((place) => ({
    code: 'POSSIBLE_NUMBER',
    message:
      'A code here has twelve digits that could be an individual number. If it is one, tell the system desk.',
    messageJa:
      'ここにあるコードの12桁は、個人番号である可能性があります。個人番号であれば、システム担当に連絡してください。',
    ...place,
  }));
}

/** Each value of a source once, in an order that does not tell which source was the quicker. */
export function valuesSetAside(places: Iterable<SourceValue>): readonly Warning[] {
  const values = new Map(
    [...places].map(({ system, column, reason }) => [
      `${system} ${column} ${reason}`,
      { system, column, reason },
    ]),
  );
  return [...values]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, value]) => ({
      code: 'SET_ASIDE',
      message: `Something stored in ${value.column} cannot be read and is not shown. Tell the system desk.`,
      messageJa: `${value.column} に読み取れない値があり、表示していません。システム担当に連絡してください。`,
      ...value,
    }));
}

/**
 * Whether the object that the field stands in is part of the answer. A refused field that may not be null takes
 * all around it along, and what is told of places that are gone would tell of persons the answer no longer
 * holds.
 */
export function isInAnswer(data: unknown, path: readonly (string | number)[]): boolean {
  let at: unknown = data;
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return false;
    at = (at as Record<string | number, unknown>)[key];
  }
  return typeof at === 'object' && at !== null;
}

/**
 * The same for errors: which field failed first says which source was the quicker. Those of no place come first.
 */
export function byErrorPath(
  { path: one = [] }: Partial<Placed>,
  { path: other = [] }: Partial<Placed>,
): number {
  return byPath({ path: one }, { path: other });
}

interface Placed {
  readonly path: readonly (string | number)[];
}

/**
 * Order of places in an answer by path. The order in which fields happened to be judged depends on which source
 * answered first, and with it on facts that nobody may learn from an answer.
 */
export function byPath({ path: one }: Placed, { path: other }: Placed): number {
  for (const [at, key] of one.entries()) {
    const against = other[at];
    if (against === undefined) return 1;
    if (key !== against) return key < against ? -1 : 1;
  }
  return one.length - other.length;
}
