import { firstPublicationDay, lastPublicationDay } from '../../../src/statistics/publication-day.js';

const MONTHLY = { firstDay: '2021-04-01', months: new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) };
const FISCAL_YEAR = { firstDay: '2021-04-01', months: new Set([3]) };

test.each([
  [MONTHLY, '2023-06-27', '2023-06-27', '2023-05-31'],
  [MONTHLY, '2023-05-31', '2023-06-27', '2023-05-31'],
  [MONTHLY, '2023-05-30', '2023-06-27', '2023-04-30'],
  // Today's own day is not over.
  [MONTHLY, '2023-06-30', '2023-06-30', '2023-05-31'],
  [MONTHLY, '2023-06-30', '2023-07-01', '2023-06-30'],
  [MONTHLY, '2024-03-01', '2024-03-01', '2024-02-29'],
  [MONTHLY, '2023-01-15', '2023-06-27', '2022-12-31'],
  [MONTHLY, '2021-04-30', '2023-06-27', '2021-04-30'],
  [MONTHLY, '2021-04-29', '2023-06-27', null],
  [MONTHLY, '0001-01-01', '2023-06-27', null],
  [FISCAL_YEAR, '2023-03-30', '2023-06-27', '2022-03-31'],
  [FISCAL_YEAR, '2022-03-30', '2023-06-27', null],
])('%o: %s, asked on %s, is answered by %s', (rules, asOf, today, day) => {
  expect(lastPublicationDay(rules, asOf, today)).toBe(day);
});

test('the first day is the first month’s end in the calendar', () => {
  expect(firstPublicationDay(MONTHLY)).toBe('2021-04-30');
  expect(firstPublicationDay(FISCAL_YEAR)).toBe('2022-03-31');
});
