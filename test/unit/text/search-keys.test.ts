import { kanaSearchKey } from '../../../adapters/legacy/kana.js';
import { addressKey, nameKey } from '../../../src/text/search-keys.js';
import { variantsOf } from '../../../src/text/variant-kanji.js';

/** docs/attacks.md H1, H2, H3, H4, H5, H11: the keys by which what clerks type and what registries hold become one. */

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
