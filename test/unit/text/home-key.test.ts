import { homeKeys, householdKey, isSameHome } from '../../../src/text/home-key.js';

/** A home is compared by what it is: random writings of one home are one, other numbers another (docs/attacks.md B10). */

let seed = 20230627;
const below = (most: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((seed / 2 ** 32) * most);
};
const one = <Value>(...of: readonly Value[]): Value => of[below(of.length)] as Value;

interface Home {
  readonly town: string;
  readonly numbers: readonly [number, number, number];
  readonly building: string;
  readonly room: number;
}
const TOWNS = ['本町', '貫井北町', '梶野町', '三鷹見本町', '緑ヶ丘町', '渡邊町', '東町'];
const BUILDINGS = ['Aコーポ', 'グランドハイツ見本', '第二さくら荘', 'メゾン・ド・見本', 'ガーデン高台'];
const home = (): Home => ({
  town: one(...TOWNS),
  numbers: [1 + below(9), 1 + below(120), 1 + below(40)],
  building: one(...BUILDINGS),
  room: 101 + below(900),
});

const KANJI = '〇一二三四五六七八九';
const shifted = (text: string, step: number) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) - 0x30 + step));
const kanji = (number: number): string => {
  const ten = Math.floor(number / 10) % 10;
  const hundred = Math.floor(number / 100);
  const unit = (digit: number, name: string) =>
    digit === 0 ? '' : `${digit === 1 ? '' : KANJI[digit]}${name}`;
  return `${unit(hundred, '百')}${unit(ten, '十')}${number % 10 === 0 ? '' : KANJI[number % 10]}`;
};
const number = (value: number): string =>
  one(
    String(value),
    String(value).padStart(3, '0'),
    shifted(String(value), 0xff10),
    shifted(String(value), 0x660),
    shifted(String(value), 0x1d7d8),
    kanji(value),
  );
const hyphen = (): string => one('-', '－', '−', '‐', '–', '—', 'ー', 'の', 'ノ', '─');
const hiragana = (text: string) =>
  text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
const HALF: Readonly<Record<string, string>> = {
  ガ: 'ｶﾞ',
  グ: 'ｸﾞ',
  ド: 'ﾄﾞ',
  コ: 'ｺ',
  ポ: 'ﾎﾟ',
  ハ: 'ﾊ',
  イ: 'ｲ',
  ン: 'ﾝ',
  ツ: 'ﾂ',
  ー: 'ｰ',
};
const name = (text: string): string =>
  one<(text: string) => string>(
    (own) => own,
    hiragana,
    (own) => own.toLowerCase(),
    (own) => own.normalize('NFD'),
    (own) => own.replace(/[ァ-ヶー]/g, (kana) => HALF[kana] ?? kana),
    (own) => own.replace('邊', '辺').replace('高', '髙').replace('ヶ', 'ケ').replace('荘', '莊'),
    (own) => own.replace('邊', '邊\u{e0101}').replace('A', 'Ａ').replace('第二', '第２'),
  )(text);
const gap = (): string => one('', '', ' ', '　', '\u00a0', '\u200b');

/** One of the ways in which a clerk may write it, in two columns or in one. */
function written({ town, numbers: [first, second, third], building, room }: Home): readonly [string, string] {
  const numbers = one(
    () => `${number(first)}丁目${gap()}${number(second)}番${gap()}${number(third)}号`,
    () => `${number(first)}丁目${number(second)}番地${one('', 'の')}${number(third)}`,
    () => `${number(first)}丁目${number(second)}${hyphen()}${number(third)}`,
    () => `${number(first)}${hyphen()}${number(second)}${hyphen()}${number(third)}`,
  )();
  const address = `${one('', '小金井市', '東京都小金井市')}${gap()}${name(town)}${gap()}${numbers}${gap()}`;
  const door = `${name(building)}${one('', gap(), '-')}${number(room)}${one('', '号', '号室', '室')}${gap()}`;
  return one<readonly [string, string]>([address, door], [`${address}${gap()}${door}`, '']);
}

type Address = readonly [address: string, door: string];
const isSame = (a: Address, b: Address): boolean =>
  homeKeys(...a).some((one) => homeKeys(...b).some((other) => isSameHome(one, other)));

test('2,000 random writings of random homes are each the same home', () => {
  const apart: unknown[] = [];
  for (let round = 0; round < 2_000; round++) {
    const own = home();
    const [a, b] = [written(own), written(own)];
    if (!isSame(a, b)) apart.push([a, b, homeKeys(...a), homeKeys(...b)]);
  }
  expect(apart).toEqual([]);
});

test('another number, room, town or building is another home, however both are written', () => {
  const together: unknown[] = [];
  for (let round = 0; round < 2_000; round++) {
    const own = home();
    const [first, second, third] = own.numbers;
    const other = one<Home>(
      { ...own, numbers: [first, second + 1, third] },
      { ...own, numbers: [first, second, third + 1] },
      { ...own, numbers: [first + 1, second, third] },
      { ...own, room: own.room + 1 },
      { ...own, town: `${own.town}東` },
      { ...own, building: `${own.building}北` },
    );
    const [a, b] = [written(own), written(other)];
    if (isSame(a, b)) together.push([a, b]);
  }
  expect(together).toEqual([]);
});

test('what one writing leaves out sets it no apart', () => {
  const own = home();
  const { town, numbers, building } = own;
  const street = `${town}${numbers.join('-')}`;
  expect(isSame([street, ''], written(own))).toBe(true);
  expect(isSame([street, building], written(own))).toBe(true);
  expect(isSame([`${street}-${own.room}`, ''], written(own))).toBe(true);
  expect(isSame(['三鷹見本町3-48三井ハイツ', ''], ['三鷹見本町3－48', ''])).toBe(true);
  expect(isSame(['', ''], ['', ''])).toBe(false);
});

/** Of an address with fewer numbers than a house has, a number in the 方書 may be the next one, or a room. */
test.each<readonly [Address, Address, boolean]>([
  [['本町1-20', '101'], ['本町1-20', ''], true],
  [['本町1-20', '101号室'], ['本町一丁目20番101', ''], true],
  [['東町', '202'], ['東町', ''], true],
  [['東町', '3-90-1'], ['東町3-90-1', ''], true],
  [['本町1-20', '101'], ['本町1-20', '102'], false],
  [['本町1-20', '101'], ['本町1-21', '101'], false],
  [['本町1-20', 'Aコーポ101'], ['本町1-20', '101'], true],
])('%j and %j: one home %s', (a, b, same) => {
  expect([isSame(a, b), isSame(b, a)]).toEqual([same, same]);
});

test.each(['000000000900020', '900020', ' 900020', '９００020', '٩٠٠٠٢٠', '900020  ', '900\u200b020'])(
  'household number %j',
  (text) => expect(householdKey(text)).toBe('900020'),
);

test('a household number that says nothing is none', () => {
  expect(['', '  ', '000000000000000', '-'].map(householdKey)).toEqual(['', '', '', '']);
});
