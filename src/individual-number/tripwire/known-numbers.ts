import { inspect } from 'node:util';
import { fold } from '../../text/fold.js';
import { MASK } from '../sealed.js';
import { bridges, digitOffsets, readRuns, type Run } from './runs.js';
import { mayHoldNumber } from './tripwire.js';
import { joinsWidely } from './wide-characters.js';

const LENGTH = 12;
const NOTHING: ReadonlySet<string> = new Set();

/**
 * The individual numbers a request has fetched. Whatever it answers is searched for exactly these, in every written
 * form and also inside longer digit strings: no label and no check digit is needed, and none of them can be missed.
 * One instance per request; it dies with it. It prints as a count.
 */
export class KnownNumbers {
  private readonly numbers = new Set<string>();

  /** @param digits 12 half-width digits. Throws `RangeError`, without the text, for anything else. */
  add(digits: string): void {
    if (!/^[0-9]{12}$/.test(digits)) throw new RangeError('An individual number has 12 half-width digits.');
    this.numbers.add(digits);
  }

  get size(): number {
    return this.numbers.size;
  }

  /**
   * Masks every known number that is not `allowed` (disclosed by decision in this very answer).
   * @returns the same string when there is nothing to mask.
   */
  scrub(text: string, allowed: ReadonlySet<string> = NOTHING): string {
    return this.masked(text, allowed, bridges);
  }

  /**
   * The same in one person's words, where anything may stand between the digits. Not for a whole answer: there
   * the commas and quotation marks of JSON would join the figures of different fields.
   */
  scrubWords(text: string): string {
    return this.masked(text, NOTHING, joinsWidely);
  }

  private masked(text: string, allowed: ReadonlySet<string>, joins: (gap: string) => boolean): string {
    if (this.numbers.size === 0 || !mayHoldNumber(text)) return text;
    const folded = fold(text);
    const wanted = (digits: string): boolean => this.numbers.has(digits) && !allowed.has(digits);
    let scrubbed = '';
    let position = 0;
    for (const run of readRuns(folded.text, LENGTH, joins)) {
      for (const [first, last] of matches(folded.text, run, wanted)) {
        const start = folded.start(first);
        // Two overlapping numbers become one mask: neither may shine through at the edge.
        if (start >= position) scrubbed += text.slice(position, start) + MASK;
        position = folded.end(last);
      }
    }
    return position === 0 ? text : scrubbed + text.slice(position);
  }

  toJSON(): string {
    return `KnownNumbers(${this.numbers.size})`;
  }
  [inspect.custom](): string {
    return this.toJSON();
  }
}

/** Exact search for one number (12 half-width digits) in all written forms. */
export function containsNumber(text: string, digits: string): boolean {
  if (!mayHoldNumber(text)) return false;
  for (const run of readRuns(fold(text).text, LENGTH, joinsWidely)) {
    if (
      run
        .map((group) => group.digits)
        .join('')
        .includes(digits)
    )
      return true;
  }
  return false;
}

function* matches(
  text: string,
  run: Run,
  wanted: (digits: string) => boolean,
): Generator<readonly [first: number, last: number]> {
  const all = run.map((group) => group.digits).join('');
  let offsets: readonly number[] | null = null;
  for (let i = 0; i + LENGTH <= all.length; i++) {
    if (!wanted(all.slice(i, i + LENGTH))) continue;
    offsets ??= digitOffsets(text, run);
    yield [offsets[i] ?? 0, offsets[i + LENGTH - 1] ?? 0];
  }
}
