import type { GraphQLError } from 'graphql';
import type { AccessHolder } from '../audit/record/access-parts.js';
import type { GuardedField } from '../guard/guarded-field.js';
import type { ResponsePath } from '../guard/response-path.js';
import { asideIn, type AsideFields } from '../guard/set-aside.js';
import { subjectOf, type Subject } from '../guard/subject.js';
import type { Verdict } from '../policy/terms.js';
import type { PreparedField, PreparedSelection, PreparedType } from './prepared-field.js';

/** Where a value stands in the answer, or will. */
export interface Position {
  /** What holds it: null for the answer as a whole. */
  readonly above: Frame | null;
  readonly key: string | number;
  readonly path: ResponsePath | undefined;
  /** The field it came by, which an error names; null for the answer as a whole. */
  readonly field: PreparedField | null;
  readonly nullable: boolean;
  /** Promises that graphql-js has between its value and its place: one of a late value, one of a late type. */
  layers: number;
}

/** A place in an object or a list: all but that of the answer as a whole. */
export type Held = Position & {
  readonly above: Frame;
  readonly field: PreparedField;
  readonly path: ResponsePath;
};

/** How far the root fields of a mutation are, which come one after another. */
export interface Sequence {
  /** The last one comes later. */
  isHeld: boolean;
  /** How many were waited for before the next could begin. */
  waits: number;
  /** The next may begin. */
  isNext: boolean;
}

/**
 * An object or a list of the answer that is being formed. It stands in what holds it from the beginning, and is taken
 * out again where it fails.
 */
abstract class FormedFrame {
  /** The next field or row. */
  at = 0;
  /** What is under it and comes later. */
  pending = 0;
  /** All its fields or rows have begun. */
  hasPassed = false;
  /** It counts among what its holder waits for. */
  isCounted = false;
  /** It has failed for good: whatever else fails below changes nothing. */
  isRejected = false;
  /** Its place in the answer is null: errors below are told no more. */
  isNulled = false;
  /** It failed while something below was still to come: told when that has settled. */
  failure: GraphQLError | null = null;
  /** Of the root of a mutation; null everywhere else. */
  sequence: Sequence | null = null;

  constructor(
    readonly position: Position,
    /** What goes on when this one has passed; null where the executor comes by itself to something else. */
    readonly below: Frame | null,
  ) {}
}

/** What a resolver came to that stands in an object by several names. */
export interface SharedValue {
  readonly value: unknown;
  /** Who waits for it, where it comes later and has not come yet. */
  waiting: LateField[] | null;
}

/** A field whose value is not there yet. */
export interface LateField {
  readonly target: GuardedField;
  readonly verdict: Verdict;
  readonly subject: Subject | null;
  readonly aside: AsideFields | null;
  readonly position: Held;
}

export class ObjectFrame extends FormedFrame {
  readonly isList = false;
  readonly out: Record<string, unknown>;
  /** Whom it is about. */
  readonly subject: Subject | null;
  /** Which of its fields could not be read. */
  readonly aside: AsideFields | null;
  /** What accesses of it are recorded under, when the first of them is. */
  holder: AccessHolder | null = null;
  /** Values that it is asked for by several names, as far as they have been asked for. */
  shared: SharedValue[] | null = null;

  constructor(
    position: Position,
    below: Frame | null,
    readonly selection: PreparedSelection,
    readonly source: unknown,
  ) {
    super(position, below);
    this.out = selection.bare ? (Object.create(null) as Record<string, unknown>) : {};
    this.subject = subjectOf(source);
    this.aside = asideIn(source);
  }
}

export class ListFrame extends FormedFrame {
  readonly isList = true;
  readonly out: unknown[] = [];

  constructor(
    position: Position,
    below: Frame | null,
    readonly item: PreparedType,
    /** What is no array is taken row by row: what makes them may look at the time. */
    readonly rows: readonly unknown[] | Iterator<unknown>,
  ) {
    super(position, below);
  }
}

export type Frame = ObjectFrame | ListFrame;
