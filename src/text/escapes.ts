/** One character that a program wrote as several: `&#48;`, `&#x30;`, `&nbsp;`, `%30`, `\u0030`, `<br>`. */
export interface Escape {
  readonly codePoint: number;
  /** Code units it takes in the text. */
  readonly length: number;
}

/** What HTML calls the characters that people and programs put between digits; the digits have no names. */
const NAMED: ReadonlyMap<string, number> = new Map(
  Object.entries({
    nbsp: 0x20,
    ensp: 0x20,
    emsp: 0x20,
    emsp13: 0x20,
    emsp14: 0x20,
    numsp: 0x20,
    puncsp: 0x20,
    thinsp: 0x20,
    hairsp: 0x20,
    Tab: 0x20,
    NewLine: 0x20,
    shy: 0xad,
    zwj: 0x200d,
    zwnj: 0x200c,
    lrm: 0x200e,
    rlm: 0x200f,
    NoBreak: 0x2060,
    hyphen: 0x2d,
    dash: 0x2d,
    ndash: 0x2d,
    mdash: 0x2d,
    horbar: 0x2d,
    minus: 0x2d,
    middot: 0x30fb,
    centerdot: 0x30fb,
    bull: 0x2022,
    period: 0x2e,
    comma: 0x2c,
    colon: 0x3a,
    semi: 0x3b,
    equals: 0x3d,
    plus: 0x2b,
    ast: 0x2a,
    num: 0x23,
    sol: 0x2f,
    lpar: 0x28,
    rpar: 0x29,
    lowbar: 0x5f,
    hellip: 0x2026,
    sup1: 0xb9,
    sup2: 0xb2,
    sup3: 0xb3,
  }),
);

/** `&amp;#48;` was escaped twice. Browsers read a reference to a number without its semicolon, too. */
const REFERENCE = /&(?:amp;)*(?:#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));?|([A-Za-z][A-Za-z0-9]{1,9});)/y;
/**
 * A per cent sign is also written between digits, so only what can hardly be anything else is read: a digit that no
 * other follows, and a blank before four of them.
 */
const PERCENT = /%(?:25)*(3[0-9](?![0-9])|20(?=%|[0-9]{4}(?![0-9])))/y;
/**
 * A row of backslashes is read from its first: from each of them it would be read again to its end, and a long row
 * would take its length squared.
 */
const BACKSLASH = /(?<!\\)\\+(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2}))/y;
/** Without attributes: a quotation mark in it would reach over the end of a JSON text. */
const TAG = /<\/?[A-Za-z][A-Za-z0-9]{0,9} ?\/?>/y;

/** The escape that begins at this place, or null. */
export function escapeAt(text: string, at: number): Escape | null {
  switch (text[at]) {
    case '&':
      return read(REFERENCE, text, at, ([, hex, decimal, name]) =>
        name === undefined ? parsed(hex, decimal) : (NAMED.get(name) ?? null),
      );
    case '%':
      return read(PERCENT, text, at, ([, hex]) => parsed(hex));
    case '\\':
      return read(BACKSLASH, text, at, ([, four, braced, two]) => parsed(four ?? braced ?? two));
    case '<':
      return read(TAG, text, at, () => 0x20);
    default:
      return null;
  }
}

function parsed(hex: string | undefined, decimal?: string): number | null {
  const value = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
  return value <= 0x10ffff ? value : null;
}

function read(
  form: RegExp,
  text: string,
  at: number,
  meaning: (match: RegExpExecArray) => number | null,
): Escape | null {
  form.lastIndex = at;
  const match = form.exec(text);
  const codePoint = match === null ? null : meaning(match);
  return match === null || codePoint === null ? null : { codePoint, length: match[0].length };
}
