import { checkDigit } from '../../../src/individual-number/check-digit.js';
import { individualNumberDigits, normalizeDigits } from '../../../src/individual-number/digits.js';
import { scrubLine } from '../../../src/individual-number/scrub-line.js';
import { MASK } from '../../../src/individual-number/sealed.js';

test.each([
  '123456789018',
  '１２３４５６７８９０１８',
  '1234-5678-9018',
  ' 1234　5678\t9018\n',
  '1234‐5678—9018',
  '1234−5678－9018',
  '1234ー5678ｰ9018',
  '1234﹣5678--9018',
])('%j is typed for twelve digits', (text) => {
  expect([normalizeDigits(text), individualNumberDigits(text)]).toEqual(['123456789018', '123456789018']);
});

test.each(['', '12345678901', '1234567890180', 'a123456789018', '123456789018a', '12345678901x', '１２３'])(
  '%j is no individual number',
  (text) => expect(individualNumberDigits(text)).toBeNull(),
);

test('a body of another length is refused without being told', () => {
  expect(() => checkDigit('1234567890')).toThrow(
    new RangeError('The body of an individual number has 11 digits.'),
  );
});

test('all else stays', () => expect(normalizeDigits('／０９：a.b')).toBe('／09：a.b'));

test('a line of the log is masked at its strictest', () => {
  expect(scrubLine('job 123456789018 done')).toBe(`job ${MASK} done`);
  expect(scrubLine('job 123456789012 done')).toBe('job 123456789012 done');
});
