import { homeKeys, householdKey, isSameHome, type HomeKey } from '../../../src/text/home-key.js';

/** What is read of one address, part by part; home-key.test.ts proves on random writings what follows from it. */

const key = (house: string, building = '', room = ''): HomeKey => ({ house, building, room });

/** Addresses that are read one way. */
test.each<readonly [string, string, HomeKey]>([
  // The two columns, and the city that is left off where it stands first.
  ['本町6-96-3', 'Aコーポ101', key('本町6-96-3', 'Aコポ', '101')],
  ['東京都小金井市本町六丁目96番3号', 'Ａコーポ　101号室', key('本町6-96-3', 'Aコポ', '101')],
  ['小金井市本町6丁目096番地の3', 'エーコーポ', key('本町6-96-3', 'エコポ')],
  ['東京都本町1', '', key('本町1')],
  ['本町小金井市1', '', key('本町小金井市1')],
  ['1東京都小金井市', '', key('1', '東京都小金井市')],
  ['東京本町1', '', key('東京本町1')],
  // Kanji are numbers where something says so, and names elsewhere.
  ['三鷹見本町3-48', '', key('三鷹見本町3-48')],
  ['八幡町一丁目二番', '', key('八幡町1-2')],
  ['二番町3-4', '', key('二番町3-4')],
  ['本町一ノ二', '', key('本町1-2')],
  ['本町一ノ2', '', key('本町1-2')],
  ['本町一2', '', key('本町1-2')],
  ['本町一ノ宮2', '', key('本町一ノ宮2')],
  ['本町一-2', '', key('本町1-2')],
  ['本町1三鷹', '', key('本町1', '三鷹')],
  ['本町九〇〇七一九九二五四七四〇九九三番', '', key('本町9007199254740993')],
  ['本町1ノ宮', '', key('本町1', 'ノ宮')],
  ['本町1-十字', '', key('本町1-10', '字')],
  ['本町1-三鷹', '', key('本町1-3', '鷹')],
  ['本町1-2-3', '-十字館', key('本町1-2-3', '十字館')],
  ['本町1-2-3', '第二コーポ', key('本町1-2-3', '第2コポ')],
  ['本町1-2-3', '第2コーポ7号', key('本町1-2-3', '第2コポ', '7')],
  ['本町1-2-3', '三号', key('本町1-2-3', '', '3')],
  ['本町1-2-3', '見本三鷹', key('本町1-2-3', '見本三鷹')],
  ['本町一三鷹', '', key('本町一三鷹')],
  ['本町九十六番', '', key('本町96')],
  ['本町九六番', '', key('本町96')],
  ['本町千二百三', '', key('本町1203')],
  ['本町百', '', key('本町100')],
  ['本町二千十', '', key('本町2010')],
  ['本町〇', '', key('本町0')],
  ['本町〇七番', '', key('本町7')],
  // Zeros before a number, and what stands behind it.
  ['本町000', '', key('本町0')],
  ['本町007', '', key('本町7')],
  ['本町100', '', key('本町100')],
  ['本町1丁2番地3号室', '', key('本町1-2-3')],
  ['本町1丁目2番3号', '4棟5階6室', key('本町1-2-3', '', '4-5-6')],
  ['本町丁目1', '', key('本町丁目1')],
  ['本町1丁目目', '', key('本町1', '目')],
  ['本町-1', '', key('本町1')],
  ['本町1--2- -3', '', key('本町1-2-3')],
  ['本町1 2', '', key('本町12')],
  ['本町1ノ2ノ3', 'ノ5', key('本町1-2-3', 'ノ', '5')],
  // Rooms: every number past the house, with one letter at the very end.
  ['本町1-2-3-4', '5', key('本町1-2-3', '', '4-5')],
  ['本町1-2-3', '101', key('本町1-2-3', '', '101')],
  ['本町1-2-3', '-101-', key('本町1-2-3', '', '101')],
  ['本町1-2-3', '101A', key('本町1-2-3', '', '101A')],
  ['本町1-2-3', '101Z', key('本町1-2-3', '', '101Z')],
  ['本町1-2-3', '101@', key('本町1-2-3', '', '101')],
  ['本町1-2-3', '101AB', key('本町1-2-3', '101AB')],
  ['本町1-2-3', '101あ', key('本町1-2-3', '101ア')],
  ['本町1-2-3', 'A', key('本町1-2-3', 'A')],
  ['本町1-2-3', 'コーポ1-2-3', key('本町1-2-3', 'コポ', '1-2-3')],
  ['本町1-2-3', 'コーポ-一', key('本町1-2-3', 'コポ', '1')],
  ['本町1-2-3', 'コーポ2番3', key('本町1-2-3', 'コポ', '2-3')],
  // A column of its own, of nothing but what is read together with its neighbour.
  ['本町1-2-3', '𠮷', key('本町1-2-3', '吉')],
  ['本町1-2-3', 'ｶﾞｷﾞ', key('本町1-2-3', 'ガギ')],
  ['本町1-2-3', '見本様方', key('本町1-2-3', '見本方')],
  ['本町1-2コーポ3', '', key('本町1-2', 'コポ', '3')],
  ['', '', key('')],
])('%s | %s', (address, door, home) => expect(homeKeys(address, door)).toEqual([home]));

/** An address of fewer numbers than a house has: what the 方書 begins with may be of the house, or a door of it. */
test.each<readonly [string, string, HomeKey, HomeKey]>([
  ['本町1-20', '101', key('本町1-20-101'), key('本町1-20', '', '101')],
  ['本町', '1-2', key('本町1-2'), key('本町', '', '1-2')],
  ['本町1-', '2', key('本町1-2'), key('本町1', '', '2')],
  ['本町一', '二', key('本町1-2'), key('本町1', '', '2')],
  ['本町', 'Aコーポ2', key('本町Aコポ2'), key('本町', 'Aコポ', '2')],
  ['本町1-20', 'A101', key('本町1-20', 'A', '101'), key('本町1-20', 'A', '101')],
  ['本町1', '-三鷹', key('本町1', '三鷹'), key('本町1', '三鷹')],
  ['', '1', key('1'), key('', '', '1')],
])('%s | %s is read both ways', (address, door, one, apart) => {
  expect(homeKeys(address, door)).toEqual([one, apart]);
});

/** Nothing is left to be read another way. */
test.each([
  ['本町1-20', ''],
  ['本町1-2-3', '4'],
  ['本町1コーポ', '4'],
])('%s | %s is read one way', (address, door) => expect(homeKeys(address, door)).toHaveLength(1));

/** How letters are read, on a town of them. */
test.each([
  ['ぁぃぅぇぉっゃゅょゎゕゖ', 'アイウエオツヤユヨワカケ'],
  ['ァィゥェォッャュョヮヵヶ', 'アイウエオツヤユヨワカケ'],
  ['んンゔヴ', 'ンンヴヴ'],
  ['がｶﾞか゛ｶ゛か\u3099', 'ガガガガガ'],
  ['ぱﾊﾟは゜ﾊ゜は\u309a', 'パパパパパ'],
  ['ｱﾝ｢', 'アン'],
  ['カﾀ', 'カタ'],
  ['abcＡ', 'ABCA'],
  ['渡邊髙𠮷', '渡辺高吉'],
  ['葛\u{e0100}飾', '葛飾'],
  ['神\ufe00田', '神田'],
  ['あ\u200b \u3000\u00a0\u0007い', 'アイ'],
  ['\ud800本\udc00町', '本町'],
  ['メゾン・ド、見本!+', 'メゾンド見本'],
  ['エーbー', 'エB'],
  ['町e\u0301', '町É'],
  ['㍿', '株式会社'],
])('%j is read as %s', (town, letters) => expect(homeKeys(`${town}町1`, '')[0]?.house).toBe(`${letters}町1`));

test.each([...'-ー~〜～・、+|－−‐—'])('%s parts two numbers', (mark) => {
  expect(homeKeys(`本町1${mark}2`, '')).toEqual([key('本町1-2')]);
});

test.each([
  ['００12a', '12A'],
  ['第12号', '12'],
  ['1-2', '12'],
  ['100', '100'],
  ['0z0', 'Z0'],
])('household number %s is %s', (text, number) => expect(householdKey(text)).toBe(number));

/** What both say must be the same, and one that says nothing agrees; an address without a house is no home. */
test.each<readonly [HomeKey, HomeKey, boolean]>([
  [key('a', 'b', 'c'), key('a', 'b', 'c'), true],
  [key('a', '', ''), key('a', 'b', 'c'), true],
  [key('a', 'b', ''), key('a', '', 'c'), true],
  [key('', 'b', 'c'), key('', 'b', 'c'), false],
  [key('a', 'b', 'c'), key('z', 'b', 'c'), false],
  [key('a', 'b', 'c'), key('a', 'z', 'c'), false],
  [key('a', 'b', 'c'), key('a', 'b', 'z'), false],
])('%j and %j: one home %s', (one, other, same) => {
  expect([isSameHome(one, other), isSameHome(other, one)]).toEqual([same, same]);
});
