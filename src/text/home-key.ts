import { fold } from './fold.js';
import { variantsOf } from './variant-kanji.js';

/**
 * What a written address says of a home, in parts. A part that is not written is empty, and sets two homes no more
 * apart than one writing from another.
 */
export interface HomeKey {
  /** Town and up to three numbers, `本町6-96-3`: 丁目, 番, 号. Empty where no address is written. */
  readonly house: string;
  /** Name of the building, or with whom: `Aコポ`. */
  readonly building: string;
  /** Last number behind that, with a letter if it has one: `101`, `3-205`, `101A`. */
  readonly room: string;
}

/**
 * 住所 and 方書 as a home is compared by them: blanks, widths, scripts of digits, kanji numbers, variant kanji, kana, case,
 * marks that nobody sees, hyphens, punctuation, 丁目 番 番地 号 号室 棟 の and the long-vowel mark do not count, nor does the
 * city before the town, nor which of the two columns holds what. Where two homes become one by it, one more is
 * closed; where one became two, it would be told. So an address of fewer numbers than a house has is read both ways:
 * `本町1-20` with the 方書 `101` may be house 1-20-101, or a flat of house 1-20.
 */
export function homeKeys(address: string, door: string): readonly HomeKey[] {
  const text = `${withoutCity(letters(address))}${NEXT_COLUMN}${letters(door)}`;
  const written = new Written(text, false);
  const home = written.home();
  return written.mayBeReadApart ? [home, new Written(text, true).home()] : [home];
}

/** 世帯番号 by its value: no zeros before it, no blanks, in any width. Empty where it says nothing. */
export function householdKey(number: string): string {
  // As the registry writes it, nearly always: what follows would come to the same.
  if (/^[0-9]+$/.test(number)) return number.replace(/^0+/, '');
  return letters(number)
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^0+/, '');
}

/** Whether these may be one home: what both say is the same. */
export function isSameHome(a: HomeKey, b: HomeKey): boolean {
  return a.house !== '' && a.house === b.house && agrees(a.building, b.building) && agrees(a.room, b.room);
}

/** What ends one column begins no number of the other. */
const NEXT_COLUMN = '\n';

const agrees = (one: string, other: string): boolean => one === '' || other === '' || one === other;

function withoutCity(text: string): string {
  const start = text.startsWith('東京都') ? 3 : 0;
  return text.slice(text.startsWith('小金井市', start) ? start + 4 : start);
}

/** Marks of voicing, and half-width kana that take them: they mean something together with their neighbour only. */
const JOINED = /[\uff61-\uff9f]|\p{M}|[\u309b\u309c]/u;
const VOICED = /[\u309b\uff9e]/g;
const HALF_VOICED = /[\u309c\uff9f]/g;
const SMALL = 'ァィゥェォッャュョヮヵヶ';
const LARGE = 'アイウエオツヤユヨワカケ';

/** Folded characters by their code, as far as they came up: of tens of thousands on a page few are different. */
const known = new Array<string | undefined>(0x10000);
/** Those that fold to themselves. */
const folded = new Uint8Array(0x10000);

function letters(text: string): string {
  let whole = '';
  // What stands as it is goes over in one piece: a text of single letters would be an object for each.
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (folded[code] === 1) continue;
    const letter = known[code] ?? (known[code] = isAlone(code) ? letterOf(text.charAt(at)) : JOINS);
    if (letter === JOINS) return joinedLetters(text);
    if (letter === text.charAt(at)) {
      folded[code] = 1;
      continue;
    }
    whole += text.slice(start, at) + letter;
    start = at + 1;
  }
  return start === 0 ? text : whole + text.slice(start);
}

const JOINS = '\uffff';
const isAlone = (code: number): boolean =>
  (code < 0xd800 || code > 0xdfff) && !JOINED.test(String.fromCharCode(code));

/** The same of a text in which some characters are more than one code unit, or belong to their neighbours. */
function joinedLetters(text: string): string {
  const whole = text.replace(VOICED, '\u3099').replace(HALF_VOICED, '\u309a').normalize('NFKC');
  return [...whole].map(letterOf).join('');
}

/** Blanks and what nobody sees are nothing, punctuation is a hyphen, kana large katakana, kanji their leading form. */
function letterOf(character: string): string {
  if (/^[ー~〜～]$/u.test(character)) return '-';
  const folded = fold(character).text.normalize('NFKC').toUpperCase();
  return [...folded]
    .map((one) => {
      const kana = one.replace(/[\u3041-\u3096]/, (hiragana) =>
        String.fromCharCode(hiragana.charCodeAt(0) + 0x60),
      );
      if (/^[\s\p{Z}\p{C}\p{M}]$/u.test(kana)) return '';
      if (/^[\p{P}\p{S}]$/u.test(kana)) return '-';
      const at = SMALL.indexOf(kana);
      return at >= 0 ? LARGE.charAt(at) : (variantsOf(kana)[0] ?? kana);
    })
    .join('');
}

const KANJI_DIGITS = '〇一二三四五六七八九';
const UNITS = '十百千';
/** What stands behind a number and says no more than that it is one. The long forms first. */
const BEHIND = ['丁目', '丁', '番地', '番', '号室', '号', '室', '棟', '階'] as const;
const FIRST_BEHIND: ReadonlySet<string> = new Set(BEHIND.map((mark) => mark.charAt(0)));
/** 丁目, 番, 号: what follows them in a row is a door. */
const NUMBERS_OF_A_HOUSE = 3;

/** Reads folded text from its beginning to its end. By hand, for each protected home is read for each page. */
class Written {
  private at = 0;
  private readonly house = { text: '', numbers: 0 };
  private building = '';
  private room = '';
  /** A hyphen or the like stands before this place. */
  private afterMark = false;
  private inDoor = false;
  /** Whether the 方書 would have been read otherwise as a column of its own. */
  mayBeReadApart = false;

  /** @param apart nothing of the 方書 is of the house */
  constructor(
    private readonly text: string,
    private readonly apart: boolean,
  ) {}

  home(): HomeKey {
    while (this.at < this.text.length) {
      const number = this.number();
      if (number === null) this.letter();
      else this.add(number);
    }
    return { house: this.house.text, building: this.building.replace('様方', '方'), room: this.room };
  }

  private letter(): void {
    const letter = this.text.charAt(this.at);
    this.at += 1;
    this.afterMark = false;
    if (letter === NEXT_COLUMN) this.enterDoor();
    if (letter === '-' || letter === NEXT_COLUMN) return;
    if (this.house.numbers === 0 && !this.isApart) {
      this.house.text += letter;
    } else if (this.room !== '' && letter >= 'A' && letter <= 'Z' && this.at >= this.text.length) {
      this.room += letter;
    } else {
      // A number that letters follow is of the name: 第2コーポ.
      this.building += this.room + letter;
      this.room = '';
    }
  }

  private enterDoor(): void {
    this.inDoor = true;
    this.mayBeReadApart = this.takesNumbers && this.at < this.text.length;
  }

  private get isApart(): boolean {
    return this.apart && this.inDoor;
  }

  /** Whether a number that comes now is one of the house. */
  private get takesNumbers(): boolean {
    return this.house.numbers < NUMBERS_OF_A_HOUSE && this.building === '' && !this.isApart;
  }

  private add(number: string): void {
    if (this.takesNumbers) {
      this.house.text += this.house.numbers === 0 ? number : `-${number}`;
      this.house.numbers += 1;
    } else {
      this.room += this.room === '' ? number : `-${number}`;
    }
  }

  /** The number that begins here, without zeros before it and past the marks behind it; null where none does. */
  private number(): string | null {
    const start = this.at;
    let end = start;
    while (isDigit(this.text.charCodeAt(end))) end += 1;
    let value = this.text.slice(start, end);
    if (end === start) {
      while (isKanjiNumeral(this.text.charCodeAt(end))) end += 1;
      if (end === start || !this.isNumber(end)) return null;
      value = kanjiNumber(this.text.slice(start, end));
    }
    this.at = end;
    this.skipMarks();
    return value.charCodeAt(0) === ZERO ? value.replace(/^0+(?=.)/, '') : value;
  }

  /** Whether the kanji from here to `end` are a number: in 三鷹 and 八幡 they are a part of the name. */
  private isNumber(end: number): boolean {
    const next = this.text.charAt(end);
    if (next === '' || next === '-' || next === NEXT_COLUMN || isDigit(next.charCodeAt(0))) return true;
    if (this.text.charAt(this.at - 1) === '第') return true;
    if (this.afterMark && this.takesNumbers) return true;
    if (next === 'ノ') return isNumeral(this.text.charCodeAt(end + 1));
    return FIRST_BEHIND.has(next) && !this.text.startsWith('番町', end);
  }

  private skipMarks(): void {
    this.afterMark = false;
    for (const start = this.at; ; this.afterMark = this.at > start) {
      const next = this.text.charAt(this.at);
      const mark = FIRST_BEHIND.has(next)
        ? BEHIND.find((one) => this.text.startsWith(one, this.at))
        : undefined;
      if (mark !== undefined) this.at += mark.length;
      else if (next === '-') this.at += 1;
      else if (next === 'ノ' && isNumeral(this.text.charCodeAt(this.at + 1))) this.at += 1;
      else return;
    }
  }
}

const ZERO = 0x30;
const isDigit = (code: number): boolean => code >= ZERO && code <= 0x39;
const NUMERALS: ReadonlySet<number> = new Set([...KANJI_DIGITS, ...UNITS].map((one) => one.charCodeAt(0)));
const isKanjiNumeral = (code: number): boolean => NUMERALS.has(code);
const isNumeral = (code: number): boolean => isDigit(code) || isKanjiNumeral(code);

/** 九十六 and 九六 are 96. */
function kanjiNumber(kanji: string): string {
  let total = 0;
  let pending = '';
  for (const one of kanji) {
    const unit = UNITS.indexOf(one);
    if (unit < 0) {
      pending += String(KANJI_DIGITS.indexOf(one));
    } else {
      total += Number(pending === '' ? '1' : pending) * 10 ** (unit + 1);
      pending = '';
    }
  }
  return total === 0 ? pending : String(total + Number(pending));
}
