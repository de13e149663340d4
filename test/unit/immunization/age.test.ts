import fc from 'fast-check';
import { ageOn, requirePlainDate } from '../../../src/calendar/plain-date.js';
import { firstDayAt, lastDayAt } from '../../../src/immunization/age.js';
import { day, recall, TODAY } from './harness.js';

const anyDay = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => day(from, n));

describe('legal age', () => {
  test('years are attained on the day before the birthday, for every birth date', () => {
    fc.assert(
      fc.property(anyDay('1920-01-01', 38_000), fc.integer({ min: 1, max: 100 }), (birth, years) => {
        const first = firstDayAt(birth, { unit: 'YEARS', value: years });
        expect(ageOn(birth, first)).toBe(years);
        expect(ageOn(birth, day(first, -1))).toBe(years - 1);
        expect(firstDayAt(birth, { unit: 'MONTHS', value: years * 12 })).toBe(first);
      }),
    );
  });
  test.each([
    ['2022-12-31', 2, '2023-02-28'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2023-01-15', 2, '2023-03-14'],
    ['2023-01-01', 2, '2023-02-28'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-02-29', 48, '2024-02-28'],
  ])('born %s, %i months are full on %s', (birth, months, expected) => {
    expect(firstDayAt(requirePlainDate(birth), { unit: 'MONTHS', value: months })).toBe(expected);
  });
  test('the day before the birthday satisfies both 12 months or more and 12 months or less', () => {
    expect(recall('BCG', '2022-06-28')).toMatchObject({ status: 'OVERDUE', dueUntil: TODAY });
    expect(recall('BCG', '2022-06-27').status).toBe('OUT_OF_WINDOW');
    expect(recall('MR', '2022-06-28')).toMatchObject({
      status: 'DUE',
      nextDose: 1,
      dueFrom: TODAY,
      dueUntil: '2024-06-27',
    });
    expect(recall('MR', '2022-06-29')).toMatchObject({ status: 'NOT_YET', dueFrom: '2023-06-28' });
  });
  test('weeks count from the day after birth: 6 weeks and 0 days are 42 days', () => {
    expect(recall('ROTA', '2023-05-16')).toMatchObject({
      status: 'DUE',
      dueFrom: '2023-06-27',
      dueUntil: '2023-10-31',
    });
    expect(recall('ROTA', '2023-05-17').status).toBe('NOT_YET');
  });
  test('ages agree between minimum and maximum for every unit but school years', () => {
    const birth = requirePlainDate('2020-02-29');
    expect(firstDayAt(birth, { unit: 'MONTHS', value: 90 })).toBe(
      lastDayAt(birth, { unit: 'MONTHS', value: 90 }),
    );
  });
});
