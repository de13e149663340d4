import { atOnce } from '../background/loop-turns.js';
import { digitOf, kanjiDigit, kanjiDigits, markDigits } from './digit-value.js';
import { escapeAt } from './escapes.js';
import { markClass } from './mark-class.js';

/**
 * One way of reading what people and programs write: every digit as 0-9 (kanji stay kanji), every hyphen as `-`,
 * every blank as a blank, escapes as what they stand for, and what nobody sees left out. All other characters are
 * as they were, so that whoever reads words (a label, a name) finds them. The places lead back to the source.
 */
export interface Folded {
  readonly text: string;
  /** Place in the source where the folded character begins. */
  start(at: number): number;
  /** Place in the source behind the folded character. */
  end(at: number): number;
}

/** What a code unit asks of the fold. Letters, kana and kanji ask nothing: ordinary text comes back as it is. */
const PLAIN = 0;
const MAY_CHANGE = 1;
const MAY_ESCAPE = 2;

const INVISIBLE = /^[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Variation_Selector}]$/u;
const MARK = /^\p{M}$/u;
const CONTROL = /^\p{Cc}$/u;
const BLANK = /^[\p{Z}\s\u0085]$/u;
/** Raised and lowered minus signs are no \p{Pd}; NFKC makes them one. */
const HYPHENS =
  '\\p{Pd}\u00af\u02c9\u02d7\u203e\u2043\u207b\u208b\u2212\u2796\u23af\u23e4\u2500\u2501\u254c\u268a\uffe3';
const HYPHEN = new RegExp(`^[${HYPHENS}]$`, 'u');
/** Line ends and the blanks of a keyboard stay: they tell lines apart. */
const KEPT_BLANKS = ' \t\r\n\v\f\u3000';

/** What is folded, beside digits. Of numbers only those that are one digit: ⑩, Ⅳ and ½ stay. */
const FOLDED = new RegExp(`[\\p{M}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\p{Z}\\s\\p{Cc}${HYPHENS}]`, 'u');
const ASKS: Uint8Array = buildTable();

/** Whether folding could change anything: one look-up per code unit, nothing allocated. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if ((ASKS[text.charCodeAt(i)] ?? 0) !== PLAIN) return false;
  return true;
}

export function fold(text: string): Folded {
  return atOnce(foldInSteps(text));
}

/** Characters between two steps: far less than a millisecond's, even where each is asked what it is. */
const STEP = 500;

/** The same in steps, for a text that is long and may be made of anything. */
export function* foldInSteps(text: string): Generator<void, Folded> {
  if (isPlain(text)) return { text, start: (at) => at, end: (at) => at + 1 };
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  let left = STEP;
  // Kept beside the text: asking a string that still grows for its last letter copies all of it, each time.
  let before = NaN;
  for (let at = 0; at < text.length;) {
    if (--left === 0) {
      left = STEP;
      yield;
    }
    const escape = mayEscape(text, at) ? escapeAt(text, at) : null;
    const codePoint = escape?.codePoint ?? text.codePointAt(at) ?? 0;
    const length = escape?.length ?? (codePoint > 0xffff ? 2 : 1);
    const shown = foldCodePoint(codePoint, before);
    for (let i = 0; i < shown.length; i++) {
      // A pair that stays keeps a place of its own for each half.
      const halves = escape === null && shown.length === length;
      starts.push(halves ? at + i : at);
      ends.push(halves ? at + i + 1 : at + length);
    }
    folded += shown;
    if (shown !== '') before = shown.charCodeAt(shown.length - 1);
    at += length;
  }
  return { text: folded, start: (at) => starts[at] ?? text.length, end: (at) => ends[at] ?? text.length };
}

/** `U+0034` is told by its plus, so that not every U makes a text one to be folded. */
function mayEscape(text: string, at: number): boolean {
  return ASKS[text.charCodeAt(at)] === MAY_ESCAPE || (text[at + 1] === '+' && /[Uu]/.test(text[at] ?? ''));
}

/** `before`: the code unit that the folded text ends with; NaN at its beginning. A blank that is kept is plain. */
function foldCodePoint(codePoint: number, before: number): string {
  if (codePoint <= 0xffff && ASKS[codePoint] === PLAIN) return String.fromCharCode(codePoint);
  const digit = digitOf(codePoint);
  if (digit >= 0) return String(digit);
  const kanji = kanjiDigit(codePoint);
  if (kanji !== null) return kanji;
  const character = String.fromCodePoint(codePoint);
  if (INVISIBLE.test(character)) return '';
  // A mark belongs to what it stands on: kana and letters keep theirs, on a digit or a hyphen it hides something.
  if (MARK.test(character)) return before > 0x3040 || isLetterUnit(before) ? character : '';
  if (BLANK.test(character)) return ' ';
  if (CONTROL.test(character)) return '';
  return HYPHEN.test(character) ? '-' : character;
}

function isLetterUnit(code: number): boolean {
  return code >= 0x41 && /^\p{L}$/u.test(String.fromCharCode(code));
}

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  markClass(table, FOLDED, MAY_CHANGE);
  markDigits(table, MAY_CHANGE);
  for (const code of kanjiDigits())
    if (kanjiDigit(code) !== String.fromCharCode(code)) table[code] = MAY_CHANGE;
  table.fill(MAY_CHANGE, 0xd800, 0xe000);
  for (const plain of `0123456789-${KEPT_BLANKS}`) table[plain.charCodeAt(0)] = PLAIN;
  for (const opening of '&%\\<=+\u001b') table[opening.charCodeAt(0)] = MAY_ESCAPE;
  return table;
}
