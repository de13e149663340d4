import fc from 'fast-check';
import { holdsTwelveDigits } from '../../../src/individual-number/twelve-digits.js';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const separator = fc.constantFrom('.', '_', '/', '-');

test('twelve digits in one or two pieces, or in fours, are taken for a number', () => {
  fc.assert(
    fc.property(digits(12), separator, fc.integer({ min: 1, max: 11 }), (number, mark, at) => {
      const fours = number.match(/\d{4}/g)?.join(mark) ?? '';
      for (const text of [number, `${number.slice(0, at)}${mark}${number.slice(at)}`, fours, `K${fours}x`]) {
        expect(holdsTwelveDigits(text, 'AS_PRINTED')).toBe(true);
        expect(holdsTwelveDigits(text, 'ANY')).toBe(true);
      }
    }),
  );
});

test('a date with a running number is none as printed, and is one where any pieces count', () => {
  for (const text of ['2023-06-27-0001', '2023/6/27-00001', '12-34-56-78-90-12']) {
    expect(holdsTwelveDigits(text, 'AS_PRINTED')).toBe(false);
    expect(holdsTwelveDigits(text, 'ANY')).toBe(true);
  }
});

test('fewer digits are none', () => {
  fc.assert(
    fc.property(digits(11), (number) => {
      expect(holdsTwelveDigits(`K-${number}`, 'AS_PRINTED')).toBe(false);
      expect(holdsTwelveDigits(`K-${number}`, 'ANY')).toBe(false);
    }),
  );
});

test('one printed number among others is enough', () => {
  expect(holdsTwelveDigits('a 1234-5678-9012 b 12', 'AS_PRINTED')).toBe(true);
});
