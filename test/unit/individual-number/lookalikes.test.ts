import { findLookalikes } from '../../../src/individual-number/tripwire/lookalikes.js';

/** Letters typed for digits. 123456789018 carries a right check digit, 123456789012 does not. */
const found = (text: string) =>
  findLookalikes(text).map(({ start, end, confidence }) => [text.slice(start, end), confidence]);

test.each([
  '12345678901B',
  'I2345678901B',
  '1Z3456789OlB',
  '1234-5678-9O18',
  '1234 5678 9O1B',
  '1234 - 5678 - 9O18',
  'IZ34S6789O18',
  'IZ34SG789O18',
  // A slip of the key, for the name says it all the same.
  '12345678901Z',
])('个人番号 %s is one', (number) => expect(found(`x 個人番号 ${number}。`)).toEqual([[number, 'HIGH']]));

test.each([
  ['nothing names it', '12345678901B'],
  ['it has no letter, and others have judged it', '個人番号 123456789018'],
  ['more than five letters', '個人番号 IZ34SG78qO18'],
  ['thirteen signs', '個人番号 12345678901B0'],
  ['a letter before it', '個人番号 a12345678901B'],
  ['a digit before it', '個人番号 712345678901B'],
  ['a letter behind it', '個人番号 12345678901Bc'],
  ['parted in two ways', '個人番号 1234-5678 9O18'],
  ['parted by more than three', '個人番号 1234----5678----9O18'],
  ['a letter that is like none', '個人番号 12345678901C'],
])('none where %s', (_, text) => expect(found(text)).toEqual([]));

test('behind a name that other numbers have, too, the check digit must be right', () => {
  expect(found('番号 I2345678901B')).toEqual([['I2345678901B', 'HIGH']]);
  expect(found('番号 I2345678901Z')).toEqual([]);
});

test('every number of a text', () => {
  expect(found('個人番号 12345678901B、個人番号 1234-5678-9O18')).toHaveLength(2);
});

/** Behind a name that other numbers have, too, so that the check digit tells which digit the letter is. */
test.each([
  ['oQDОοΟ', '123456789_18', ''],
  ['IilL|!і', '_23456789018', '1234567890_8'],
  ['Zz', '1_3456789018', ''],
  ['Ss', '1234_6789018', ''],
  ['Gb', '12345_789018', ''],
  ['B', '1234567_9018', '12345678901_'],
  ['gq', '12345678_018', ''],
])('each of %s is one digit', (letters, ...places) => {
  for (const letter of letters)
    for (const place of places.filter((one) => one !== ''))
      expect([letter, place, found(`番号 ${place.replace('_', letter)}`).length]).toEqual([letter, place, 1]);
});
