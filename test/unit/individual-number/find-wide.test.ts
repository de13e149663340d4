import { atOnce } from '../../../src/background/loop-turns.js';
import { findWide } from '../../../src/individual-number/tripwire/find-wide.js';

/** The second look, rule by rule. Texts are folded: 123456789018 and 202306272405 carry a right check digit. */

/** What is found in a text, with how sure it is. */
const found = (text: string) =>
  atOnce(findWide(text)).map(({ start, end, confidence }) => [text.slice(start, end), confidence]);

test.each([
  ['two groups held further apart', 'x 個人番号 123456----789018 y', '123456----789018'],
  ['groups of any size', '個人番号 12345の678の9018', '12345の678の9018'],
  ['behind a name that other numbers have, too', '番号 12345の678の9018', '12345の678の9018'],
  ['a slip of the key in fours', '個人番号 1234の5678の9012', '1234の5678の9012'],
  ['parted in two ways', '個人番号 1234の5678と9012', '1234の5678と9012'],
  ['a digit too many behind', '個人番号 1234567890180', '1234567890180'],
  ['a digit too many before', '個人番号 7123456789018', '7123456789018'],
  ['eighteen digits', '個人番号 111111123456789018', '111111123456789018'],
  ['fours with a digit too many', '個人番号 1234-5678-90180', '1234-5678-90180'],
  ['fours with three digits too many', '個人番号 71234-56789-01800', '71234-56789-01800'],
])('with its name before it: %s', (_, text, number) => {
  expect(found(text)).toEqual([[number, 'HIGH']]);
});

test.each([
  ['another figure between the name and it', '個人番号1、 123456----789018'],
  ['a kanji figure between', '個人番号一、 123456----789018'],
  ['one digit eleven times', '個人番号 1111の1111の1118'],
  ['a plus before it', '個人番号 +1234の5678の9018'],
  ['a plus before two groups', '個人番号 +123456----789018'],
  ['ten digits and two, as on a coupon', '個人番号 1234567890----18'],
  ['a slip of the key the first look has judged', '個人番号 1234-5678-9012'],
  ['a slip of the key in four groups', '個人番号 123の456の789の012'],
  ['a slip of the key with a last group of another size', '個人番号 12345の67890の12'],
  ['a slip of the key in groups of no one size', '個人番号 12345の678の9012'],
  ['a digit too many behind a name that other numbers have', '番号 1234567890180'],
  ['thirteen digits that hold none', '個人番号 1234567890129'],
  ['nineteen digits', '個人番号 1111111123456789018'],
  ['too many digits in groups of three', '個人番号 123の45678の90180'],
  ['too many digits in groups of six', '個人番号 123456の7890の18000'],
  ['too many digits in two groups', '個人番号 12345の67890180'],
  ['eleven digits', '個人番号 1234の5678の901'],
])('with its name before it none is %s', (_, text) => expect(found(text)).toEqual([]));

test.each([
  ['fours', 'x 1234の5678の9018 y', '1234の5678の9018'],
  ['threes', '123と456と789と018', '123と456と789と018'],
  ['pairs', '12と34と56と78と90と18', '12と34と56と78と90と18'],
  ['threes with colons', '123:456:789:018', '123:456:789:018'],
  ['blanks beside what parts them', '1234の 5678 の9018', '1234の 5678 の9018'],
  ['fours in a list', '1234,5678,9018', '1234,5678,9018'],
  ['single digits in a list', '1、2、3、4、5、6、7、8、9、0、1、8', '1、2、3、4、5、6、7、8、9、0、1、8'],
  ['fours behind a comma', '、1234,5678,9018', '1234,5678,9018'],
  ['a list that ends in a slash and no name', '1234/5678/9018/。', '1234/5678/9018'],
  ['a list before a word', '1234,5678,9018 a', '1234,5678,9018'],
  ['before another group, parted otherwise', '1111と1234の5678の9018', '1234の5678の9018'],
  ['behind another group, parted otherwise', '1234の5678の9018と1111', '1234の5678の9018'],
  ['behind a blank', '1234の5678の9018 1111', '1234の5678の9018'],
  ['blanks and nothing else', '1234    5678    9018', '1234    5678    9018'],
])('that nothing names: %s', (_, text, number) => expect(found(text)).toEqual([[number, 'LOW']]));

test.each([
  ['two groups', '123456----789018'],
  ['groups of no one size', '12345の678の9018'],
  ['parted in two ways', '1234の5678と9018'],
  ['thirteen digits', '1234の5678の90180'],
  ['what the first look has judged', '1234-5678-9018'],
  ['threes in a list, an amount', '123,456,789,018'],
  ['sixes in a list', '12,34,56,78,90,18'],
  ['a day behind its year in a list', '2023,0627,2405'],
  ['a path', '/1234/5678/9018'],
  ['the name of a file', 'x\\1234_5678_9018'],
  ['a path that goes on', '1234/5678/9018/a'],
  ['a path that ends', '1234/5678/9018/'],
  ['a name that goes on', '1234_5678_9018_v'],
  ['clock times', '12:34:56:78:90:18'],
  ['single digits with colons', '1:2:3:4:5:6:7:8:9:0:1:8'],
  ['pairs with dots', '12....34....56....78....90....18'],
  ['a wrong check digit', '1234の5678の9012'],
  ['one digit eleven times', '1111の1111の1118'],
  ['a minute', '2023の0627の0933'],
  ['years', '2018の2019の2023'],
  ['a plus before it', '+1234の5678の9018'],
  ['a letter before it', 'a1234の5678の9018'],
  ['a letter behind it', '1234の5678の9018b'],
  ['another group between its name and it', '個人番号 7の1234の5678の9018'],
  ['more of the kind before it', '1110の1234の5678の9018'],
  ['more of the kind behind it', '1234の5678の9018の1111'],
  ['more of the kind behind a blank', '1234の5678の9018の 1111'],
  ['groups of which the last is another size', '12345の67890の18'],
  ['what the first look has judged behind another group', '7の1234-5678-9018'],
  ['a sum', '1110+1234の5678の9018'],
  ['a product', '1110×1234の5678の9018'],
  ['a ratio', '1234の5678の9018:1111'],
  ['an equation', '1234の5678の9018=1111'],
])('that nothing names none is %s', (_, text) => expect(found(text)).toEqual([]));

test('a name may follow at once', () => {
  expect(found('1234の5678の9018は個人番号')).toEqual([['1234の5678の9018', 'HIGH']]);
});

test('each number of a text is found once, and what was found is read no further', () => {
  expect(found('1234の5678の9018、次は 個人番号 123456----789018')).toEqual([
    ['1234の5678の9018', 'LOW'],
    ['123456----789018', 'HIGH'],
  ]);
  // The four digits that the first number ends with begin no other.
  expect(found('個人番号 0000と1234の5678の9018')).toEqual([['0000と1234の5678', 'HIGH']]);
});
