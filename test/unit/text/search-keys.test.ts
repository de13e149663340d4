import { kanaSearchKey } from '../../../adapters/legacy/kana.js';
import { addressKey, nameKey, romanWords, withoutHonorific } from '../../../src/text/search-keys.js';
import { variantsOf } from '../../../src/text/variant-kanji.js';

/** docs/attacks.md H1, H2, H3, H4, H5, H11, H12, H13: the keys by which what clerks type and what registries hold become one. */

test.each([
  'ゴトウ',
  'ごとう',
  'ｺﾞﾄｳ',
  'コ゛トウ',
  'コ ゛トウ',
  'コﾞトウ',
  'コ\u3099トウ',
  'こ゛とう',
  'ゴ\u200bトウ',
  'ゴ ト ウ',
])('%j is read as ゴトウ', (typed) => expect(kanaSearchKey(typed)).toBe('ゴトウ'));
test.each([...'ーｰ－―〜～~-‐‑–—−⁻'])('%j behind a kana is the long-vowel mark', (mark) => {
  expect([kanaSearchKey(`リ${mark}`), kanaSearchKey(`ヴ${mark}ラ`), kanaSearchKey(`り${mark}`)]).toEqual([
    'リー',
    'ヴーラ',
    'リー',
  ]);
});
test.each([
  ['パ', 'ハ゜'],
  ['パ', 'ﾊﾟ'],
  ['シヨウ', 'しょう'],
])('%s is what %s is', (key, typed) => expect(kanaSearchKey(typed)).toBe(key));

test.each([
  '本町六丁目',
  '本町6丁目',
  '本町６丁目',
  '本町6-',
  '本町６－',
  '本町６ー',
  '本町6丁',
  '本町 ６ － ',
])('%s is 本町6-', (typed) => expect(addressKey(typed)).toBe('本町6-'));
test.each(['本町六丁目九十六番三号', '本町6ノ96ノ3', '本町六丁目九六番地三', '本町６丁目96番３号'])(
  '%s is 本町6-96-3, too',
  (typed) => expect(addressKey(typed)).toMatch(/^本町6-96-[3三]$/u),
);
test('half-width kana in an address are what full-width ones are', () => {
  expect(addressKey('ｸﾞﾗﾝﾄﾞﾊｲﾂ武蔵 908')).toBe(addressKey('グランドハイツ武蔵　９０８'));
});
test('the dots of a foreign name are not in its reading', () => {
  expect([kanaSearchKey('マリー・ルイーズ'), kanaSearchKey('ﾏﾘｰ･ﾙｲｰｽﾞ')]).toEqual([
    'マリールイーズ',
    'マリールイーズ',
  ]);
});
test.each(['本町六丁目96番3号', '本町6-96-3', '本町６丁目９６－３', '本町6の96の3', '本町6丁目96番地の3'])(
  '%s is 本町6-96-3',
  (typed) => expect(addressKey(typed)).toBe('本町6-96-3'),
);
test('a town whose name holds a numeral keeps it', () => {
  expect([
    addressKey('一番町'),
    addressKey('八王子市'),
    addressKey('三鷹市'),
    addressKey('十二社通り'),
  ]).toEqual(['一番町', '八王子市', '三鷹市', '十二社通り']);
});

test.each([
  ...['緑町1/97/7', '緑町1.97.7', '緑町１・９７・７', '緑町1-97-07', '緑町01-97-7', '緑町1 97 7'],
  ...['緑町一の九七の七', '緑町一ノ九十七ノ七', '緑町一-九七-七', '〒184-0003緑町1-97-7', '東京都緑町1-97-7'],
])('%s is 緑町1-97-7', (typed) => expect(addressKey(typed)).toBe('緑町1-97-7'));
test.each(['三の丸', '一ノ宮', 'グランド0101', '二の三町', '東京都'])('%s stays as it is', (typed) =>
  expect(addressKey(typed)).toBe(typed),
);
test.each([...['佐藤様', '佐藤さま', '佐藤さん', '佐藤氏', '佐藤ちゃん', '佐藤くん', '佐藤殿', '佐藤　様 ']])(
  '%s is 佐藤',
  (typed) => expect(withoutHonorific(typed)).toBe('佐藤'),
);
test.each(['氏', '様', '氏家', 'さんま', '殿村'])('%s is a name', (typed) =>
  expect(withoutHonorific(typed)).toBe(typed),
);
test('a name in Roman letters is its words, any other is none', () => {
  expect(romanWords('Claire Mary, Täylor')).toEqual(['CLAIRE', 'MARY', 'TAYLOR']);
  expect(romanWords('Ｏ’Ｂｒｉｅｎ')).toBeNull();
  expect([romanWords("O'Brien"), romanWords('山田 John'), romanWords('・')]).toEqual([
    ["O'BRIEN"],
    null,
    null,
  ]);
});
test.each(['Täylor', 'TA\u0308YLOR', 'ｔàｙｌõｒ'])('%s is TAYLOR', (typed) =>
  expect(nameKey(typed)).toBe('TAYLOR'),
);
test('letters of no plain form are written as passports do', () => {
  expect(nameKey('Strauß Łøæ')).toBe('STRAUSSLOAE');
});

test.each([
  ['高橋', '髙橋'],
  ['山崎', '山﨑'],
  ['斉藤', '齋藤'],
  ['斎藤', '齊藤'],
  ['渡辺', '渡邊'],
  ['渡辺', '渡邉\u{E0100}'],
  ['吉田', '𠮷田'],
  ['神', '\uFA19'],
  ['福', '\uFA1B'],
  ['TAYLOR JOHN', 'Ｔａｙｌｏｒ，Ｊｏｈｎ'],
  ['山田　太郎', '山田太郎'],
])('%s and %s have one key', (one, other) => expect(nameKey(one)).toBe(nameKey(other)));

test('each form of a variant leads to the same ones, and forms of different names do not', () => {
  for (const form of '高髙崎﨑斉齋斎齊辺邊邉')
    expect(variantsOf(variantsOf(form)[0] ?? '')).toEqual(variantsOf(form));
  expect(nameKey('高木')).not.toBe(nameKey('高本'));
  expect(variantsOf('山')).toEqual(['山']);
});
