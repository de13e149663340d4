import fc from 'fast-check';
import { MUNICIPALITY, NEIGHBOUR } from '../../../src/about.js';
import { OTHER_PLACES } from '../../../src/city/municipality-data.js';
import { isMunicipalityCode } from '../../../src/text/municipality-code.js';

/** As the ministry words it: 11 less what remains of the weighted sum by 11, and of two digits the last. */
const checkDigit = (five: string): string => {
  const sum = [...five].reduce((total, digit, at) => total + Number(digit) * (6 - at), 0);
  return String(11 - (sum % 11)).slice(-1);
};

/** Every code that a prefecture can give: 01 to 47, and three digits of its own. */
const ALL = Array.from({ length: 47_000 }, (_, at) => {
  const five = `${String(Math.floor(at / 1000) + 1).padStart(2, '0')}${String(at % 1000).padStart(3, '0')}`;
  return `${five}${checkDigit(five)}`;
});
const code = fc.constantFrom(...ALL);

test('codes that there are pass: of the city, its neighbour and wherever people come from', () => {
  const known = [MUNICIPALITY, NEIGHBOUR, ...OTHER_PLACES.map(([place]) => place)];
  // 北海道, 札幌市, 東京都, 千代田区, 大阪市, 那覇市, 沖縄県.
  const published = ['010006', '011002', '130001', '131016', '271004', '472018', '470007'];
  expect(
    [...known.filter((one) => one !== '99999'), ...published].filter((one) => !isMunicipalityCode(one)),
  ).toEqual([]);
});

test('every code of every prefecture passes', () => {
  expect(ALL.filter((one) => !isMunicipalityCode(one))).toEqual([]);
});

test('one digit changed is no code, but where both have the digit that two remainders share', () => {
  fc.assert(
    fc.property(code, fc.nat(5), fc.integer({ min: 1, max: 9 }), (given, at, by) => {
      const changed = [...given]
        .map((digit, place) => (place === at ? String((Number(digit) + by) % 10) : digit))
        .join('');
      // Of a sum that leaves 0 and of one that leaves 10 the digit is 1.
      fc.pre(at === 5 || given[5] !== '1');
      expect(isMunicipalityCode(changed)).toBe(false);
    }),
  );
});

test.each([
  '',
  '13210',
  '1321010',
  '13210a',
  '１３２１０１',
  '132101 ',
  '132101\n',
  '-32101',
  '99999',
  '999999',
])('what is not six digits is none: %j', (text) => expect(isMunicipalityCode(text)).toBe(false));

test('a prefecture that there is not has no municipality, whatever its check digit', () => {
  const none = ['00', ...Array.from({ length: 52 }, (_, at) => String(at + 48))];
  const five = fc
    .tuple(fc.constantFrom(...none), fc.nat(999))
    .map(([of, at]) => `${of}${String(at).padStart(3, '0')}`);
  fc.assert(
    fc.property(five, (digits) => expect(isMunicipalityCode(`${digits}${checkDigit(digits)}`)).toBe(false)),
  );
});
