import { readRuns } from '../../../src/individual-number/tripwire/runs.js';
import {
  isCorporateNumber,
  isForeignGrouping,
  isTimestamp,
  uuidRanges,
} from '../../../src/individual-number/tripwire/shapes.js';

/** The groups of the one run in a text, as the tripwire sees them. */
function groupsOf(text: string) {
  const [run] = [...readRuns(text, 1)];
  if (run === undefined) throw new TypeError('no digits');
  return run;
}
const foreign = (text: string, before = '') => isForeignGrouping(groupsOf(text), before);

describe('a timestamp', () => {
  test.each([
    ['202306270933', true],
    ['186801010000', true],
    ['210012312359', true],
    ['186712312359', false],
    ['210101010000', false],
    ['202306272359', true],
    ['202306272400', false],
    ['202306270960', false],
    ['202302290933', false],
    ['202313010933', false],
  ])('%s: %p', (digits, expected) => expect(isTimestamp(digits)).toBe(expected));
});

describe('a date with something behind it', () => {
  test.each([
    ['20230627-0933', true],
    ['2023-06-27 0933', true],
    ['2023.6.27-2023.7.1', true],
    ['2023.06-2023.07', true],
    ['2023-1-2345678', true],
    ['2023-12-345678', true],
    ['1868-1-2345678', true],
    ['2100-1-2345678', true],
    ['20230230-0933', false],
    ['1867-1-2345678', false],
    ['2101-1-2345678', false],
    ['2023-0-2345678', false],
    ['2023-13-456789', false],
    ['2023-123-45678', false],
    ['202-12-3456789', false],
    ['20231-1-234567', false],
    ['20230627-09-33', false],
    ['2023062-70933', false],
    ['202306-270933', false],
    ['202306270933', false],
  ])('%s: %p', (text, expected) => expect(foreign(text)).toBe(expected));
});

describe('a telephone number', () => {
  test.each([
    ['03-1234-5678-12', true],
    ['042-123-4567-12', true],
    ['090-1234-5678-1', true],
    ['0422-12-3456-12', true],
    ['0120-123-456-12', true],
    ['0120-123-4567-1', true],
    ['04992-1-2345-12', true],
    ['13-1234-5678-12', false],
    ['03-1234-567-123', false],
    ['042-1234-56789', false],
    ['090-1234-56789', false],
    ['042-1234-5678', false],
  ])('with something behind it, %s: %p', (text, expected) => expect(foreign(text)).toBe(expected));
  test('of another country is known by the plus before it', () => {
    expect(foreign('81 90 1234 5678', '+')).toBe(true);
    expect(foreign('81 90 1234 5678', '＋')).toBe(true);
    expect(foreign('81 90 1234 5678', '-')).toBe(false);
  });
});

describe('a network address', () => {
  test.each([
    ['192.168.100.100', true],
    ['255.255.255.255', true],
    ['256.100.100.100', false],
    ['100.100.100.256', false],
    ['192.168.100-100', false],
    ['192-168.100.100', false],
    ['100.100.100', false],
    ['100.100.100.100.100', false],
  ])('%s: %p', (text, expected) => expect(foreign(text)).toBe(expected));
});

describe('a list of years', () => {
  test.each([
    ['2019 2020 2021', true],
    ['2019 2020 9021', false],
    ['2019 2020', false],
    ['2019 2020 02021', false],
    ['2019 2020 2021 2022', false],
  ])('%s: %p', (text, expected) => expect(foreign(text)).toBe(expected));
});

describe('a coupon', () => {
  test.each([
    ['1234567890-12', true],
    ['12-1234567890', false],
    ['123456789-012', false],
    ['1234567890-1-2', false],
    ['123456789012', false],
  ])('of ten digits with something behind it, %s: %p', (text, expected) =>
    expect(foreign(text)).toBe(expected),
  );
});

describe('a corporate number', () => {
  test('is known by its first digit, which checks the twelve that follow', () => {
    // 小金井市 and 国税庁, as published.
    expect(isCorporateNumber('3', '000020132101')).toBe(true);
    expect(isCorporateNumber('7', '000012050002')).toBe(true);
    for (const first of ['1', '2', '4', '5', '6', '7', '8', '9', '0', '', '33', '03'])
      expect(isCorporateNumber(first, '000020132101')).toBe(false);
  });
  test('weighs every digit by its place', () => {
    expect(isCorporateNumber('8', '000000000001')).toBe(true);
    expect(isCorporateNumber('7', '000000000010')).toBe(true);
    expect(isCorporateNumber('7', '100000000000')).toBe(true);
    expect(isCorporateNumber('8', '010000000000')).toBe(true);
    expect(isCorporateNumber('9', '000000000000')).toBe(true);
  });
});

describe('UUIDs', () => {
  const UUID = '550e8400-e29b-41d4-a716-446655440000';

  test('are found wherever they stand, in either case', () => {
    expect(uuidRanges(`id ${UUID},${UUID.toUpperCase()}`)).toEqual([
      [3, 39],
      [40, 76],
    ]);
  });
  test.each([
    'ff-0000-0000-0000-446655440000',
    '550e8400-e29b-41d4-a716-4',
    '550e8400-e29b-41d4-a716',
    '550e8400e29b41d4a716446655440000',
    '',
  ])('are not %p', (text) => expect(uuidRanges(text)).toEqual([]));
});
