import { mayBeNumber } from '../../../src/individual-number/typed-text.js';
import {
  joinsWidely,
  mayHoldDigits,
  withoutCounts,
} from '../../../src/individual-number/tripwire/wide-characters.js';

/** What a caller may not leave in a text that stays: 123456789012 carries no right check digit, 123456789018 does. */
const UUID = '550e8400-e29b-41d4-a716-';

test.each([
  '123456789012',
  'case-123456789012.pdf',
  '123456 789012',
  '12345の6789012',
  '1234-5678-9012',
  '77-1234-5678-9012',
  '1 2 3 4 5 6 7 8 9 0 1 2',
  '1234567890180',
  '7123456789018',
  '上4桁1234、中4桁5678、下4桁9012',
  `個人番号 ${UUID}123456789018`,
  `${UUID}123456789018 123456789012`,
  '20230627093312345678901',
  '123-456-789-018',
  '77 123456789012',
  '2023 06 1234 5678 9012',
])('%s is refused', (text) => expect(mayBeNumber(text)).toBe(true));

test.each([
  '',
  '2023-000123',
  '12345678901',
  // Made by programs.
  `${UUID}123456789012`,
  'a0123456789012345678901234567890',
  '20230627093345',
  '20230627093345123',
  // Years, a coupon with its month, a day with its number.
  '2018 2019 2020',
  '1234567890-12',
  '20230627-0001',
  '123-456-789-012',
  '12345 678 9012',
  '1234-5678',
  '1234567890129',
  '1 2 3 4 5 6 7 8 9 0 1 23',
  '1 2 3 4 5 6 7 8 9 0 1 2 3',
  '123456 789012 3',
  '1234567 890123',
])('%s is taken', (text) => expect(mayBeNumber(text)).toBe(false));

test.each([
  '',
  '-',
  ' - ',
  '----',
  '次に',
  'ハイフン',
  ', then ',
  '. -. -. -',
  ' hyphen ',
  '①'.normalize('NFD').slice(1),
])('groups with %j between them may be one number', (gap) => expect(joinsWidely(gap)).toBe(true));
test.each(['a', 'aa', 'あ', 'thenx', '本', '-.-,-;-:', '、次に、そして、それから、最後に、'])(
  'with %j between them they are not',
  (gap) => expect(joinsWidely(gap)).toBe(gap === '-.-,-;-:'),
);

test.each([
  ['上4桁1234', '上  1234'],
  ['12 digits 1234', ' '.repeat(10) + '1234'],
  ['三つ目', '   '],
  ['123桁', '123桁'],
  ['4digitsx', '4digitsx'],
  ['1234', '1234'],
])('what only counts digits is blank: %s', (text, read) => expect(withoutCounts(text)).toBe(read));

test.each([
  ['123', 3, true],
  ['12', 3, false],
  ['1c2c3', 3, false],
  ['1-2-3', 3, true],
  ['x12x3', 3, false],
  ['123456789O18', 12, true],
  ['12345678OOOOO', 13, true],
  ['1234567OOOOOO', 13, false],
  ['一二三', 3, true],
  ['𝟙𝟚𝟛', 3, true],
  ['𠮷12𠮷3', 3, false],
  ['1\ud8002\udc003', 3, true],
  ['1&#50;', 3, true],
  ['1&2', 3, false],
  ['1&2&3', 3, true],
  ['1 then 2 AND 3', 3, true],
  ['1 thenx 2 3', 3, false],
  ['then 12', 3, false],
  ['OO dot 1234567890', 12, false],
  ['&#49;', 3, true],
  ['u+0031', 6, true],
  ['u+xx1', 3, false],
  ['1 then 2', 3, false],
  ['𝟘𝟘𝟘', 3, true],
  ['1u23', 3, false],
  ['1の2と3', 3, true],
  ['1\u200b2\u03013', 3, true],
])('%j may hold %i digits: %s', (text, length, may) => expect(mayHoldDigits(text, length)).toBe(may));
