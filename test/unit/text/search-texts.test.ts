import { checkSearchTexts } from '../../../schema/resident/search-texts.js';

/** docs/attacks.md H7, H10. */

const FIELDS = ['kanaPrefix', 'name', 'address'] as const;

test.each([
  ['NUL', 'ア\0'],
  ['a zero width alone', '\u200b'],
  ['a variation selector alone', '\u{E0100}'],
  ['half of a pair', 'ア\ud83d'],
  ['an emoji', '😀'],
  ['an emoji in a name', '山田😀'],
  ['a line end', 'ア\n'],
  ['blanks', ' 　'],
  ['nothing', ''],
  ['marks alone', '---'],
  ['a noncharacter', 'ア\uffff'],
  ['an unassigned character', 'ア\u0378'],
  ['a character lost on the way', 'サト\ufffd'],
  ...[...'%％_＿*＊?？\\＼'].map((sign) => [`${sign} for any character`, `サトウ${sign}`]),
  ['more than a column holds', 'ア'.repeat(101)],
])('%s is refused, naming the field and nothing of the text', (_what, text) => {
  for (const field of FIELDS) {
    const check = () => checkSearchTexts({ [field]: text });
    expect(check).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', place: `where.${field}` }));
  }
});

test('kanji in a reading are refused, with the way to search them', () => {
  expect(() => checkSearchTexts({ kanaPrefix: '渡辺' })).toThrow(/name/);
});

test.each(['Satou', 'ＳＡＴＯ', 'サトウa', 'サトウ1', 'サトウ１', '1', 'サトウ、', '사토', '𛅐'])(
  '%s is no reading in kana, and refused as one',
  (kanaPrefix) =>
    expect(() => checkSearchTexts({ kanaPrefix })).toThrow(
      expect.objectContaining({ place: 'where.kanaPrefix', en: expect.stringMatching(/reading in kana/) }),
    ),
);

/** docs/attacks.md H14. */
test.each([
  ['〒184-0003', /郵便番号/],
  ['１８４－０００３', /郵便番号/],
  ['1840003', /郵便番号/],
  ['みどり町', /かな/],
  ['ミドリチョウ1-97', /かな/],
  ['みどりちょう', /かな/],
  ['Midoricho', /ローマ字/],
  ['Ｍｉｄｏｒｉ－ｃｈｏ 1-97-7', /ローマ字/],
  ['1-97-7 Midori-cho', /ローマ字/],
  ['Koganei-shi', /ローマ字/],
])('the address %s is refused, with what to type', (address, ja) => {
  expect(() => checkSearchTexts({ address })).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', ja: expect.stringMatching(ja) }),
  );
});
test.each(['1', '山田1', '１２３', '①'])('digits in a name are refused, with what takes them: %s', (name) => {
  expect(() => checkSearchTexts({ name })).toThrow(/Address-name numbers .* fields of their own/);
});
test.each([
  'グランドハイツ武蔵',
  'ひまわり荘',
  'ABC HOUSE 101',
  '緑町',
  '〒184-0003 緑町1-97',
  'コマチハイツ',
])('the address %s is read', (address) => expect(() => checkSearchTexts({ address })).not.toThrow());

test.each([
  { kanaPrefix: 'コ゛トウ', name: 'TAYLOR', address: '6-96' },
  { kanaPrefix: 'さとう　たろう' },
  { kanaPrefix: 'ｻﾄｳ･ﾏﾘｰ' },
  { name: '渡邉\u{E0100}　\ue000' },
  { name: null, kanaPrefix: undefined },
  {},
])('%j is read', (where) => expect(() => checkSearchTexts(where)).not.toThrow());
