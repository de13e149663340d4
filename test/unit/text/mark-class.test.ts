import { digitOf, markDigits } from '../../../src/text/digit-value.js';
import { markClass } from '../../../src/text/mark-class.js';

const isHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** The code units that are marked, and those that each say so themselves. */
function compared(mark: (table: Uint8Array) => void, says: (code: number) => boolean) {
  const table = new Uint8Array(0x10000);
  mark(table);
  const codes = [...table.keys()].filter((code) => !isHalf(code));
  return { marked: codes.filter((code) => table[code] === 1), asked: codes.filter(says) };
}

test.each([
  /\p{Nd}/u,
  /[\p{M}\p{Cf}\p{Cc}]/u,
  /[\p{P}\p{S}\p{Z}\p{Co}\p{Cn}\sーｰ]/u,
  /[\ud7ff\ue000\uffff]|[a-c]/u,
])('a table holds what each character says of itself: %s', (characterClass) => {
  const { marked, asked } = compared(
    (table) => markClass(table, characterClass, 1),
    (code) => characterClass.test(String.fromCharCode(code)),
  );
  expect(marked).toEqual(asked);
  expect(asked.length).toBeGreaterThan(3);
});

test('halves of pairs are no characters', () => {
  const table = new Uint8Array(0x10000);
  markClass(table, /[^a]/u, 1);
  expect([...table.keys()].filter((code) => table[code] === 0)).toEqual([
    'a'.charCodeAt(0),
    ...[...table.keys()].filter(isHalf),
  ]);
});

test('digits are marked as they are valued', () => {
  const { marked, asked } = compared(
    (table) => markDigits(table, 1),
    (code) => digitOf(code) >= 0,
  );
  expect(marked).toEqual(asked);
});
