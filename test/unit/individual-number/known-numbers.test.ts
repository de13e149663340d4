import fc from 'fast-check';
import { inspect } from 'node:util';
import { MASK } from '../../../src/individual-number/sealed.js';
import { containsNumber, KnownNumbers } from '../../../src/individual-number/tripwire/known-numbers.js';

const A = '012345678905';
const B = '983205673219';
const known = (...numbers: string[]) => {
  const all = new KnownNumbers();
  for (const number of numbers) all.add(number);
  return all;
};

describe('known numbers', () => {
  test('are found without label and without check digit, also inside longer figures', () => {
    expect(known(A).scrub(`受付${A}番`)).toBe(`受付${MASK}番`);
    expect(known(A).scrub(`77${A}77`)).toBe(`77${MASK}77`);
    expect(known(A).scrub(`id-${A}x`)).toBe(`id-${MASK}x`);
  });
  test('are found in every written form', () => {
    const forms = [
      '０１２３４５６７８９０５',
      '〇一二三四五六七八九〇五',
      '0123-4567-8905',
      '0123　4567　8905',
      '01234\r\n5678905',
      '0１二3456七8905',
      '0\u200b12345678905',
      '0 - 1 - 2 - 345678905',
      '0123,4567,8905',
      '0123/4567/8905',
    ];
    for (const form of forms) {
      expect(containsNumber(`前${form}後`, A)).toBe(true);
      expect(known(A).scrub(`前${form}後`)).toBe(`前${MASK}後`);
    }
  });
  test('that were disclosed in this answer stay', () => {
    expect(known(A, B).scrub(`${A} ${B}`, new Set([A]))).toBe(`${A} ${MASK}`);
  });
  test('that overlap are covered whole', () => {
    const other = `${A.slice(6)}111111`;
    expect(known(A, other).scrub(`x${A}111111y`)).toBe(`x${MASK}y`);
  });
  test('other figures are not touched, and the same string comes back', () => {
    const text = '法人番号 3000020132101、受付 202306270933';
    expect(known(A, B).scrub(text)).toBe(text);
    expect(containsNumber(text, A)).toBe(false);
  });
  test('are never printed', () => {
    const all = known(A, B);
    expect(`${inspect(all, { showHidden: true })}${JSON.stringify({ all })}`).not.toMatch(/[0-9]{3}/);
    expect(all.size).toBe(2);
  });
  test('what is no number is refused without being quoted', () => {
    expect(() => known('１２３４５６７８９０１８')).toThrow(
      new RangeError('An individual number has 12 half-width digits.'),
    );
  });
  test('no written form of a known number survives, whatever is around it', () => {
    const separator = fc.constantFrom('', '', '', '-', ' ', '・', '　', '\n', '－', '\u200b', '. ', 'ー');
    const glyph = fc.constantFrom(0, 1, 2);
    const write = (number: string, glyphs: readonly number[], gaps: readonly string[]) =>
      [...number]
        .map(
          (d, i) =>
            (['0123456789', '０１２３４５６７８９', '〇一二三四五六七八九'][glyphs[i] ?? 0]?.[Number(d)] ??
              d) + (i < 11 ? (gaps[i] ?? '') : ''),
        )
        .join('');
    const written = fc.tuple(
      fc.stringMatching(/^[0-9]{12}$/),
      fc.array(glyph, { minLength: 12, maxLength: 12 }),
      fc.array(separator, { minLength: 11, maxLength: 11 }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        written,
        fc.string(),
        (before, [number, glyphs, gaps], after) => {
          const text = before + write(number, glyphs, gaps) + after;
          expect(containsNumber(text, number)).toBe(true);
          expect(containsNumber(known(number).scrub(text), number)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the edges of known numbers', () => {
  test('that touch are two masks', () => {
    expect(known(A, B).scrub(`${A}${B}`)).toBe(`${MASK}${MASK}`);
    expect(known(A, B).scrub(`${A}1${B}`)).toBe(`${MASK}1${MASK}`);
  });
  test('are searched in every run of the text', () => {
    expect(known(A, B).scrub(`${A}。${B}。`)).toBe(`${MASK}。${MASK}。`);
    expect(containsNumber(`${B}。${A}。`, A)).toBe(true);
  });
  test.each([
    '1234567890123',
    '12345678901',
    '',
    'x123456789018',
    '123456789018\n',
    '123456789018x',
    '12345678901a',
  ])('twelve digits and nothing else: %j is refused', (digits) =>
    expect(() => known(digits)).toThrow(RangeError),
  );
  test('nothing is masked before a number is known', () => {
    expect(known().scrub(A)).toBe(A);
  });
  test('they print as a count', () => {
    expect(JSON.stringify(known(A, B))).toBe('"KnownNumbers(2)"');
    expect(inspect(known(A))).toBe('KnownNumbers(1)');
  });
});
