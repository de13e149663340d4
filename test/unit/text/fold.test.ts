import { findNumbers, maskNumbers, mayHoldNumber } from '../../../src/individual-number/tripwire/tripwire.js';
import { mayBeNumber } from '../../../src/individual-number/typed-text.js';
import { fold } from '../../../src/text/fold.js';

/** docs/attacks.md K6, D5 and D7. */

/** Half the largest request: a text that is read anew from each of its places takes many minutes. */
const LONG = 128 * 1024;

test.each([
  ['backslashes', '\\'],
  ['per cent signs', '%'],
  ['per cent signs, escaped', '%25'],
  ['ampersands', '&'],
  ['ampersands, escaped', '&amp;'],
  ['ampersands, escaped over and over', 'amp;'],
  ['tags', '<br>'],
  ['beginnings of tags', '<a '],
  ['beginnings of remarks', '<!-- '],
  ['beginnings of colours', '\u001b[31'],
  ['equals signs', '='],
  ['bytes of quoted-printable', '=EF'],
  ['code points', 'U+0034'],
  ['octal escapes', '\\64'],
  ['full-width letters', 'Ａ１'],
  ['digits in circles', '①'],
  ['marks', 'が\u3099'],
])('a text of %s is read once from its beginning to its end', (_what, piece) => {
  const text = piece.repeat(LONG / piece.length);
  expect(fold(text).text.length).toBeLessThanOrEqual(text.length);
  expect(typeof mayHoldNumber(`あ${text}`)).toBe('boolean');
});

test.each([
  ['one separator', '4.', '.'],
  ['a pattern of separators', '4', '. -'],
  ['words between digits', '4', '次に'],
  ['letters that look like digits', '4O', 'l'],
  ['UUIDs of digits', '40172839-4654-4017-2839-401728394654 ', ''],
  ['labels', '個人番号', '4017'],
  ['single digits', '4,', '0,'],
])('a text of %s is looked through once, too', (_what, first, rest) => {
  const text = rest === '' ? first.repeat(4_000) : first + rest.repeat(Math.floor(LONG / rest.length));
  expect(findNumbers(`${text}401728394654`).length).toBeLessThan(LONG);
});

test('a row of backslashes before an escape is one escape, however long', () => {
  for (const row of ['\\', '\\\\', '\\'.repeat(7), '\\'.repeat(1000)])
    expect(fold(`a${row}u0031${row}x32`).text).toBe('a12');
});

test.each([
  ['㈠㈡㈢㈣㈤㈥㈦㈧㈨', 'brackets'],
  ['㊀㊁㊂㊃㊄㊅㊆㊇㊈', 'circles'],
  ['㆒㆓㆔㆕', 'small, for reading Chinese'],
])('kanji digits %s (%s) are folded to the plain ones', (digits) => {
  expect(fold(digits).text).toBe('一二三四五六七八九'.slice(0, digits.length));
});

test.each(['〇㈠㈡㈢㈣㈤㈥㈦㈧㈨', '〇㊀㊁㊂㊃㊄㊅㊆㊇㊈'])('a number in %s is masked and refused', (row) => {
  const number = `個人番号 ${[...'401728394654'].map((digit) => [...row][Number(digit)]).join('')}`;
  expect(maskNumbers(number, { threshold: 'HIGH' }).text).toBe('個人番号 ************');
  expect(mayBeNumber(number)).toBe(true);
});
