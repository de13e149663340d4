import { monthsToReview } from '../../../src/review/months-to-review.js';

/** Which months wait for a signed review: the whole ones that are over and that no signature covers. */

const months = (
  signed: readonly (readonly [from: string, to: string, reviewedOn?: string])[],
  today: string,
) =>
  monthsToReview(
    signed.map(([from, to, reviewedOn = '2099-12-31']) => ({ from, to, reviewedOn })),
    today,
  ).map(({ month }) => month);

test('where nothing was ever signed it is the last month', () => {
  expect(months([], '2023-06-27')).toEqual(['2023-05']);
  expect(months([], '2023-07-01')).toEqual(['2023-06']);
  expect(months([], '2024-01-31')).toEqual(['2023-12']);
});

test('from the first signature on each month that is left out waits, a year back at most', () => {
  expect(months([['2023-03-01', '2023-03-31']], '2023-06-27')).toEqual(['2023-04', '2023-05']);
  expect(months([['2023-05-01', '2023-05-31']], '2023-06-27')).toEqual([]);
  expect(
    months(
      [
        ['2023-02-01', '2023-02-28'],
        ['2023-04-01', '2023-05-31'],
      ],
      '2023-06-27',
    ),
  ).toEqual(['2023-03']);
  expect(months([['2020-01-01', '2020-01-31']], '2023-06-27')).toHaveLength(12);
});

test('a month is covered by several signatures that leave no day out, and by none that do', () => {
  const halves = [
    ['2023-05-16', '2023-06-10'],
    ['2023-05-01', '2023-05-15'],
  ] as const;
  expect(months(halves, '2023-06-27')).toEqual([]);
  expect(months([['2023-05-17', '2023-06-10'], halves[1]], '2023-06-27')).toEqual(['2023-05']);
});

test('a day that was signed before it was over is covered by another signature alone', () => {
  const early = ['2023-05-01', '2023-05-31', '2023-05-31'] as const;
  expect(months([early], '2023-06-27')).toEqual(['2023-05']);
  expect(months([early, ['2023-05-31', '2023-05-31', '2023-06-01']], '2023-06-27')).toEqual([]);
  expect(months([early, ['2023-05-01', '2023-05-31', '2023-06-01']], '2023-06-27')).toEqual([]);
});

test('a month waits from the day after it to the end of the next', () => {
  expect(monthsToReview([], '2024-03-05')).toEqual([
    { month: '2024-02', since: '2024-03-01', until: '2024-03-31' },
  ]);
});
