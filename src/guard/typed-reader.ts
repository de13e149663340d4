import { mayBeNumber, mayBeNumberForAtena } from '../individual-number/typed-text.js';

/** TEXT: free, or a key that people make. ATENA: the 宛名番号 of somebody. */
export type TextPlace = 'TEXT' | 'ATENA';

/** Characters; a shorter one is looked through faster than it is remembered. */
const SHORT = 200;

const READS: Readonly<Record<TextPlace, (text: string) => boolean>> = {
  TEXT: mayBeNumber,
  ATENA: mayBeNumberForAtena,
};

/**
 * Which texts of one operation read as an individual number. A long one takes milliseconds: it is looked through once,
 * however many fields take it, and those of the variables ahead, in steps.
 */
export class TypedReader {
  private readonly known: Readonly<Record<TextPlace, Map<string, boolean>>> = {
    TEXT: new Map(),
    ATENA: new Map(),
  };

  mayBeNumber(kind: TextPlace, text: string): boolean {
    if (text.length <= SHORT) return READS[kind](text);
    const known = this.known[kind].get(text);
    if (known !== undefined) return known;
    const read = READS[kind](text);
    this.known[kind].set(text, read);
    return read;
  }

  /** Long texts anywhere in the variables, one a step. Where one belongs is not known yet; a 宛名番号 is never long. */
  *readAhead(value: unknown): Generator<void, void> {
    if (typeof value === 'string') {
      if (value.length <= SHORT) return;
      this.mayBeNumber('TEXT', value);
      yield;
    } else if (typeof value === 'object' && value !== null) {
      for (const inner of Object.values(value)) yield* this.readAhead(inner);
    }
  }
}
