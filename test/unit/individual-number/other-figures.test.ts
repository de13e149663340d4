import { readRuns } from '../../../src/individual-number/tripwire/runs.js';
import {
  isAbroad,
  isCorporateNumber,
  isForeignGrouping,
  isOtherFigure,
  isTimestamp,
} from '../../../src/individual-number/tripwire/shapes.js';

/** What the words beside twelve digits in one piece say they are. */
const figure = (text: string): boolean => {
  const at = text.search(/\d{12}/);
  return isOtherFigure(text, at, at + 12);
};

test.each([
  'ロット123456789018',
  'LOT No. 123456789018',
  '製造番号：123456789018',
  '測定値は 123456789018',
  '合計（123456789018）',
  '123456789018円',
  '123456789018 mg',
  '123456789018　copies',
  'TEL 819012345002',
  '電話番号：819012345002',
])('%s is another figure', (text) => expect(figure(text)).toBe(true));

test.each([
  '受付 123456789018 です',
  // The name of it stands too far away, and so does the unit.
  'ロットの控えは後で確かめて書き足します 123456789018',
  'ロット：：：：： 123456789018',
  '123456789018 と書いた紙が5円',
  '123456789018 mgr',
  // A telephone number only if it may be one.
  'TEL 123456789018',
  '819012345002',
])('%s is none', (text) => expect(figure(text)).toBe(false));

test.each(['819012345678', '81312345678', '８１３１２３４５６７８'])('%s is dialled from abroad', (digits) =>
  expect(isAbroad(digits)).toBe(true),
);
test.each(['8190123456789', '8131234567', '810123456789', '829012345678', '1819012345678', '81901234567x'])(
  '%s is not',
  (digits) => expect(isAbroad(digits)).toBe(false),
);

test.each([
  ['202306272359', true],
  ['202306270000', true],
  ['202306272400', false],
  ['202306272360', false],
  ['202306310000', false],
  ['202313010000', false],
  ['186801010000', true],
  ['186701010000', false],
  ['210001010000', true],
  ['210101010000', false],
])('%s is a minute of the calendar: %s', (digits, is) => expect(isTimestamp(digits)).toBe(is));

test('a corporate number has one digit before its twelve', () => {
  const first = [...'123456789'].filter((digit) => isCorporateNumber(digit, '123456789018'));
  expect(first).toHaveLength(1);
  expect([`0${first[0]}`, '', `${first[0]}0`].map((one) => isCorporateNumber(one, '123456789018'))).toEqual([
    false,
    false,
    false,
  ]);
});

test.each([
  ['2023-06-270933', true],
  ['2023-6-2709331', true],
  // No year has five digits, no month three.
  ['02023-06-27093', false],
  ['2023-006-27093', false],
  ['20230627-0001', true],
  ['20231327-0001', false],
  ['2023-13-270933', false],
])('%s is a day: %s', (text, is) => {
  const [run = []] = [...readRuns(text, 12)];
  expect(isForeignGrouping(run, '')).toBe(is);
});
