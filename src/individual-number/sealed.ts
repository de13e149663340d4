import { inspect } from 'node:util';

/** What a sealed value shows to anyone who prints, serialises or inspects it. Constant: it betrays no length. */
export const MASK = '************';

const contents = new WeakMap<object, unknown>();

/**
 * A value that must not leave by accident: an individual number from the adapter's mapper on. The content lives
 * outside the object, so that neither `JSON.stringify`, template strings, `util.inspect`, spread nor a
 * debugger's own-property listing shows it. `openSealed` is the one way in.
 */
export class Sealed<T> {
  /** Keeps `Sealed<string>` and `Sealed<number>` apart for the compiler; never present at run time. */
  declare private readonly kind: T;

  constructor(value: T) {
    contents.set(this, value);
    Object.freeze(this);
  }
  toString(): string {
    return MASK;
  }
  toJSON(): string {
    return MASK;
  }
  [Symbol.toPrimitive](): string {
    return MASK;
  }
  [inspect.custom](): string {
    return `Sealed(${MASK})`;
  }
}

/**
 * Who may open: the field guard with a decision that permits, and an adapter that must send the value to the
 * system it belongs to (look-up and verification). An architecture test holds the list of importers.
 */
export interface OpeningDecision {
  readonly permit: true;
  /** The rule or function that permits, for the reader of a stack trace or a review. */
  readonly rule: string;
}

export function openSealed<T>(sealed: Sealed<T>, decision: OpeningDecision): T {
  if (decision.permit !== true)
    throw new TypeError('A sealed value opens only with a decision that permits.');
  return contents.get(sealed) as T;
}
