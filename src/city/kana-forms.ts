import { raiseSmallKana } from '../../adapters/legacy/kana.js';

/** Full-width kana to half width, ガ becoming ｶﾞ: read off the half-width block itself. */
const NARROW: ReadonlyMap<string, string> = narrowTable();

function narrowTable(): Map<string, string> {
  const table = new Map<string, string>([['　', ' ']]);
  for (let code = 0xff61; code <= 0xff9d; code += 1) {
    const half = String.fromCharCode(code);
    for (const mark of ['', '\uff9e', '\uff9f']) {
      const full = (half + mark).normalize('NFKC');
      if (full.length === 1) table.set(full, half + mark);
    }
  }
  // The block has no letter of these: written as they are said.
  for (const [letter, as] of ['ヰイ', 'ヱエ', 'ヮワ', 'ヵカ', 'ヶケ'].map(([...two]) => two))
    table.set(letter ?? '', table.get(as ?? '') ?? '');
  return table;
}

/**
 * Half-width kana blank padded to 40 columns and cut there, dakuten or not, as the fixed-length column does.
 */
export function halfWidthColumn(kana: string, smallKanaLost: boolean): string {
  const source = smallKanaLost ? raiseSmallKana(kana) : kana;
  let narrow = '';
  for (const letter of source) narrow += NARROW.get(letter) ?? letter;
  return narrow.slice(0, 40).padEnd(40, ' ');
}

export function fullWidthDigits(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

export function fullWidthLatin(text: string): string {
  return text
    .replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '　');
}

const ROWS =
  'ア A イ I ウ U エ E オ O カ KA キ KI ク KU ケ KE コ KO サ SA シ SHI ス SU セ SE ソ SO タ TA チ CHI ツ TSU テ TE ト TO ' +
  'ナ NA ニ NI ヌ NU ネ NE ノ NO ハ HA ヒ HI フ FU ヘ HE ホ HO マ MA ミ MI ム MU メ ME モ MO ヤ YA ユ YU ヨ YO ラ RA リ RI ' +
  'ル RU レ RE ロ RO ワ WA ヲ O ン N ガ GA ギ GI グ GU ゲ GE ゴ GO ザ ZA ジ JI ズ ZU ゼ ZE ゾ ZO ダ DA ヂ JI ヅ ZU デ DE ' +
  'ド DO バ BA ビ BI ブ BU ベ BE ボ BO パ PA ピ PI プ PU ペ PE ポ PO ヴ VU ァ A ィ I ゥ U ェ E ォ O ー';
const LATIN: ReadonlyMap<string, string> = new Map(
  [...ROWS.matchAll(/(\S) ([A-Z]+)/g)].map(([, kana = '', latin = '']) => [kana, latin]),
);

/** Hepburn as passports write it: no long vowels (SATO, ONO), capitals. */
export function passportRoman(kana: string): string {
  let roman = '';
  let doubled = false;
  for (const letter of kana) {
    if (letter === 'ッ') {
      doubled = true;
    } else if ('ャュョ'.includes(letter)) {
      const vowel = { ャ: 'A', ュ: 'U', ョ: 'O' }[letter] ?? '';
      roman = roman.replace(/I$/, '') + (/(SH|CH|J)I$/.test(roman) ? vowel : `Y${vowel}`);
    } else {
      const latin = LATIN.get(letter) ?? (letter === '　' ? ' ' : '');
      roman += doubled ? latin.slice(0, 1) + latin : latin;
      doubled = false;
    }
  }
  return roman
    .replace(/O[OU]/g, 'O')
    .replace(/UU/g, 'U')
    .replace(/N(?=[BMP])/g, 'M');
}
