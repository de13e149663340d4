/** One character that a program wrote as several: `&#48;`, `&nbsp;`, `%30`, `=30`, `\u0030`, `\60`, `U+0030`, `<br>`. */
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
 * other follows, and a blank or a mark before four of them. `%u0034` is what old programs wrote for any character.
 */
const PERCENT =
  /%(?:25)*(?:u([0-9A-Fa-f]{4})|(3[0-9](?![0-9])|(?:20|09)(?=%|[0-9]{3,4}(?![0-9]))|(?:20(?=[0-9]%20)|(?<=%20[0-9]%)20)(?=[0-9])|(?:2[c-fC-F]|0[aAdD]|5[fF])(?=[%0-9])))/y;
/** Quoted-printable; two in a row at least, for an equals sign stands before figures, too. */
const QUOTED = /(?:=([23][0-9A-F])(?==[0-9A-F]{2})|(?<==[0-9A-F]{2})=([23][0-9A-F])(?![0-9A-F])|(=)\r?\n)/y;
/** Characters beyond ASCII by their bytes: %EF%BC%94, =EF=BC=94. */
const BYTES = /[%=](?:25)*[C-Fc-f][0-9A-Fa-f](?:[%=](?:25)*[89ABab][0-9A-Fa-f]){1,3}/y;
/**
 * A row of backslashes is read from its first: from each of them it would be read again to its end, and a long row
 * would take its length squared. Octal (`\64`) from a blank to the 9; `\34`, which would be a control character
 * there, is a digit in style sheets.
 */
const BACKSLASH =
  /(?<!\\)\\+(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|U([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|0{0,4}(3[0-9])(?![0-9]) ?)/y;
const OCTAL = /(?<!\\)\\+(?:o\{)?0?(4[0-7]|5[0-7]|6[0-7]|7[01])(?:\}|(?![0-9]))/y;
/** Colours of a terminal, which begin with ESC or its escape. Fewer than twelve digits, so that no number hides in one. */
const CONTROL = /(?:\p{Cc}|(?<!\\)\\+(?:u001[bB]|x1[bB]|033|e))\[[0-9;:?]{0,11}[A-Za-z]/uy;
const CODE_POINT = /[Uu]\+([0-9A-Fa-f]{4,6})(?![0-9A-Fa-f])/y;
/**
 * A tag or a remark. No quotation mark, with which it would reach over the end of a JSON text, and nothing that could
 * be a digit of a number inside it.
 */
const TAG =
  /<(?:\/?[A-Za-z][A-Za-z0-9]{0,9}(?: [^<>"\p{N}\p{C}\p{Script=Han}○◯]{0,64})? ?\/?|!--[^<>"\p{N}\p{C}\p{Script=Han}○◯]{0,64}--)>/uy;

const HIDDEN = 0xad;
const BLANK = 0x20;

/** The escape that begins at this place, or null. */
export function escapeAt(text: string, at: number): Escape | null {
  switch (text[at]) {
    case '&':
      return read(REFERENCE, text, at, ([, hex, decimal, name]) =>
        name === undefined ? parsed(hex, decimal) : (NAMED.get(name) ?? null),
      );
    case '%':
      return (
        read(PERCENT, text, at, ([, four, two]) => parsed(four ?? two)) ?? read(BYTES, text, at, ofBytes)
      );
    case '=':
      return (
        read(QUOTED, text, at, ([, before, behind, end]) =>
          end === undefined ? parsed(before ?? behind) : HIDDEN,
        ) ?? read(BYTES, text, at, ofBytes)
      );
    case '\\':
      return (
        read(CONTROL, text, at, () => HIDDEN) ??
        read(BACKSLASH, text, at, (match) => parsed(match.slice(1).find((hex) => hex !== undefined))) ??
        read(OCTAL, text, at, ([, octal = '']) => Number.parseInt(octal, 8))
      );
    case '\u001b':
      return read(CONTROL, text, at, () => HIDDEN);
    case 'U':
    case 'u':
      return text[at + 1] === '+' ? read(CODE_POINT, text, at, ([, hex]) => parsed(hex)) : null;
    case '<':
      return read(TAG, text, at, () => BLANK);
    default:
      return null;
  }
}

/** Null where the bytes are none of UTF-8. */
function ofBytes([written]: RegExpExecArray): number | null {
  const bytes = (written.match(/[0-9A-Fa-f]{2}(?=[%=]|$)/g) ?? [])
    .filter((byte) => byte !== '25')
    .map((byte) => Number.parseInt(byte, 16));
  const character = Buffer.from(bytes).toString('utf8');
  return [...character].length === 1 && character !== '\ufffd' ? (character.codePointAt(0) ?? null) : null;
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
