import { checkDigit, fitsScheme, testCheckDigit } from '../../../src/individual-number/check-digit.js';

describe('check digit of the individual number', () => {
  it.each(['123456789018', '983205673214', '111111111118', '999999999996', '400000000009'])(
    'agrees with the documented number %s',
    (number) => expect(checkDigit(number.slice(0, 11))).toBe(number[11]),
  );

  it.each(['123456789012', '983205673210', '123456789019', '379474484450'])(
    'refuses %s under the official scheme',
    (number) => {
      expect(fitsScheme(number, 'official')).toBe(false);
    },
  );

  it('takes 10 % of random numbers as valid, as the arithmetic says', () => {
    let valid = 0;
    for (let index = 0; index < 20_000; index += 1) {
      const number =
        String(Math.imul(index, 2654435761) >>> 0).padStart(10, '7') + String(index % 100).padStart(2, '0');
      if (fitsScheme(number.slice(-12), 'official')) valid += 1;
    }
    expect(valid / 20_000).toBeGreaterThan(0.08);
    expect(valid / 20_000).toBeLessThan(0.12);
  });

  it('never lets one number fit both schemes', () => {
    for (const body of ['12345678901', '00000000001', '98320567321', '40000000000']) {
      expect(fitsScheme(body + testCheckDigit(body), 'test')).toBe(true);
      expect(fitsScheme(body + testCheckDigit(body), 'official')).toBe(false);
    }
  });

  it('refuses a body of one repeated digit although the arithmetic holds', () => {
    expect(checkDigit('00000000000')).toBe('0');
    expect(fitsScheme('000000000000', 'official')).toBe(false);
    expect(fitsScheme('111111111118', 'official')).toBe(false);
  });

  it('does not repeat a malformed body in its error', () => {
    expect(() => checkDigit('1234567890１')).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/\d{4}/) as string }) as Error,
    );
  });
});
