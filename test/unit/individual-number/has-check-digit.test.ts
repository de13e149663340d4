import { testCheckDigit } from '../../../src/individual-number/check-digit.js';
import { hasCheckDigit } from '../../../src/individual-number/has-check-digit.js';
import { Sealed } from '../../../src/individual-number/sealed.js';

describe('the check digit of a sealed number', () => {
  test.each([
    ['123456789018', true, 'the official one'],
    ['123456789019', true, 'the synthetic city’s'],
    ['123456789017', false, 'one less'],
    ['123456789010', false, 'two more'],
  ])('%s: %p, it is %s', (number, expected) => {
    expect(hasCheckDigit(new Sealed(number))).toBe(expected);
  });

  test('of the city is 0 where the official one is 9', () => {
    const body = Array.from({ length: 50 }, (_, i) => `${12345678900 + i}`).find(
      (each) => testCheckDigit(each) === '0',
    );
    expect(hasCheckDigit(new Sealed(`${body}9`))).toBe(true);
    expect(hasCheckDigit(new Sealed(`${body}0`))).toBe(true);
    expect(hasCheckDigit(new Sealed(`${body}1`))).toBe(false);
  });
});
