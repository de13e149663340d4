import fc from 'fast-check';
import { otherForms, personNumber } from '../../../adapters/legacy/person-number.js';

const number = fc.bigInt({ min: 0n, max: 999_999_999_999_999n }).map(String);

test('a number is one by its value, however it is written', () => {
  fc.assert(
    fc.property(number, fc.nat(20), fc.boolean(), (digits, blanks, wide) => {
      const text = wide
        ? digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
        : digits;
      for (const form of [text, text.padStart(15, '0'), `${' '.repeat(blanks)}${text}　`, `${text}\u200b\0`])
        expect(personNumber(form)).toBe(digits.padStart(15, '0'));
    }),
  );
});

test.each([
  [''],
  ['   '],
  ['12a'],
  ['1003I8'],
  ['1'.repeat(16)],
  ['-5'],
  ['1.5'],
  [null],
  [5],
  [Buffer.from('5')],
])('%p is no number', (text) => expect(personNumber(text)).toBeNull());

test('another length belongs to another system', () => {
  expect(personNumber('42', 10)).toBe('0000000042');
  expect(personNumber('12345678901', 10)).toBeNull();
});

test('every other form is of the same value, fits the column, and is told once', () => {
  fc.assert(
    fc.property(number, (digits) => {
      const forms = otherForms(digits.padStart(15, '0'), 15);
      expect(new Set(forms).size).toBe(forms.length);
      for (const form of forms) {
        expect(form.length).toBeLessThanOrEqual(15);
        expect(personNumber(form)).toBe(digits.padStart(15, '0'));
      }
    }),
  );
});

/** docs/attacks.md B9. */
test('a number is among the forms with any number of its zeros, on either side of any blanks', () => {
  fc.assert(
    fc.property(number, fc.nat(15), fc.nat(15), (digits, zeros, blanks) => {
      const written = digits.padStart(Math.min(15, digits.length + zeros), '0');
      const forms = otherForms(digits.padStart(15, '0'), 15);
      expect(forms).toEqual(expect.arrayContaining([written, written.padEnd(15), written.padStart(15)]));
      const behind = `${' '.repeat(blanks)}${written}`;
      if (behind.length <= 15) expect(forms).toEqual(expect.arrayContaining([behind, behind.padEnd(15)]));
    }),
  );
});
