import fc from 'fast-check';
import {
  addDays,
  addMonths,
  ageOn,
  comparePlainDates,
  daysBetween,
  firstDayAfterMonths,
  isPlainDate,
  parsePlainDate,
  requirePlainDate,
} from '../../../src/calendar/plain-date.js';

const days = fc.integer({ min: 0, max: 3_000_000 }).map((number) => addDays('0001-01-01', number));

describe('plain dates', () => {
  it.each([
    '1950-02-30',
    '1950-00-00',
    '1950-13-01',
    '1900-02-29',
    '0000-01-01',
    '1950-1-1',
    '１９５０-01-01',
    '',
    '1950-01-01T00:00',
  ])('refuses %s instead of rolling over', (text) => {
    expect(parsePlainDate(text)).toBeNull();
    expect(isPlainDate(text)).toBe(false);
  });

  it('never quotes what it refuses', () => {
    expect(() => requirePlainDate('123456789018')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('1234') }),
    );
  });

  it('walks through 800 years a day at a time and meets each month end of the calendar', () => {
    let day = '1600-01-01';
    const seen = new Set<string>();
    for (let count = 0; count < 292_194; count++) {
      if (!isPlainDate(day)) throw new Error(day);
      seen.add(day);
      day = addDays(day, 1);
    }
    expect(day).toBe('2400-01-01');
    expect(seen.size).toBe(292_194);
  });

  it('keeps all days of the daylight-saving summers of 1948-1951 on their own day', () => {
    // The 546 dates that local midnight plus nine hours turns into the day before.
    const summers = [
      ['1948-05-03', '1948-09-12'],
      ['1949-04-04', '1949-09-11'],
      ['1950-05-08', '1950-09-10'],
      ['1951-05-07', '1951-09-09'],
    ] as const;
    const dates = summers.flatMap(([from, to]) =>
      Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)),
    );
    expect(dates).toHaveLength(546);
    for (const birth of dates) {
      expect(parsePlainDate(birth)).toBe(birth);
      expect(ageOn(birth, addDays(addMonths(birth, 12 * 75), -2))).toBe(74);
      expect(ageOn(birth, addDays(addMonths(birth, 12 * 75), -1))).toBe(75);
    }
  });

  it('counts as many years of an age as the next day has completed, also on the last day there is', () => {
    const years = (birth: string, next: string) =>
      Number(next.slice(0, 4)) - Number(birth.slice(0, 4)) - (next.slice(5) < birth.slice(5) ? 1 : 0);
    fc.assert(
      fc.property(days, days, fc.integer({ min: 0, max: 60_000 }), (birth, other, later) => {
        // The day before has to be one.
        fc.pre(birth > '0001-01-01');
        for (const day of [other, addDays(birth, later), addDays(birth, later - (later % 365) - 1)])
          expect([birth, day, ageOn(birth, day)]).toEqual([
            birth,
            day,
            day < birth ? null : years(birth, addDays(day, 1)),
          ]);
      }),
    );
    expect(ageOn('9950-06-28', '9999-12-31')).toBe(49);
    expect(ageOn('9950-01-01', '9999-12-31')).toBe(50);
  });

  it('adds months to the last day of a shorter month', () => {
    expect(addMonths('2022-12-31', 2)).toBe('2023-02-28');
    expect(addMonths('2023-08-31', 6)).toBe('2024-02-29');
    expect(addMonths('2023-03-31', -1)).toBe('2023-02-28');
    expect(addMonths('2023-01-15', -13)).toBe('2021-12-15');
    expect(addMonths('2020-02-29', 12)).toBe('2021-02-28');
    expect(addMonths('2020-02-29', 48)).toBe('2024-02-29');
  });

  it('has passed so many months on the same day, or on the 1st where a month has no such day', () => {
    for (const [from, months, open] of [
      ['2022-11-30', 3, '2023-03-01'],
      ['2023-11-30', 3, '2024-03-01'],
      ['2023-11-29', 3, '2024-02-29'],
      ['2023-01-31', 3, '2023-05-01'],
      ['2023-08-31', 6, '2024-03-01'],
      ['2023-01-15', 6, '2023-07-15'],
      ['2020-02-29', 12, '2021-03-01'],
      ['2022-12-31', 1, '2023-01-31'],
    ] as const)
      expect(firstDayAfterMonths(from, months)).toBe(open);
  });

  it('never opens in the month before, nor later than a day after its end', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 240 }), (day, months) => {
        fc.pre(day > '1000-01-01' && day < '8000-01-01');
        const open = firstDayAfterMonths(day, months);
        expect([0, 1]).toContain(daysBetween(addMonths(day, months), open));
        expect(open.slice(8) === day.slice(8) || open.endsWith('-01')).toBe(true);
      }),
    );
  });

  it('undoes what it adds, and orders as time does', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -300_000, max: 300_000 }), (day, count) => {
        fc.pre(day > '1000-01-01' && day < '8000-01-01');
        const moved = addDays(day, count);
        expect(daysBetween(day, moved)).toBe(count);
        expect(addDays(moved, -count)).toBe(day);
        expect(Math.sign(comparePlainDates(moved, day))).toBe(Math.sign(count));
      }),
    );
  });
});

describe('age by law', () => {
  it('is attained on the day before the birthday', () => {
    expect(ageOn('1958-06-28', '2023-06-26')).toBe(64);
    expect(ageOn('1958-06-28', '2023-06-27')).toBe(65);
    expect(ageOn('2016-04-01', '2022-03-31')).toBe(6); // the earlier school year
    expect(ageOn('2016-04-02', '2022-03-31')).toBe(5);
    expect(ageOn('2000-01-01', '2019-12-31')).toBe(20);
  });

  it('is attained on 28 February by whoever is born on the 29th, in leap years and others', () => {
    for (const [day, age] of [
      ['2023-02-27', 18],
      ['2023-02-28', 19],
      ['2024-02-27', 19],
      ['2024-02-28', 20],
    ] as const) {
      expect(ageOn('2004-02-29', day)).toBe(age);
    }
  });

  it('is 0 at birth and nothing before it', () => {
    expect(ageOn('2023-06-27', '2023-06-27')).toBe(0);
    expect(ageOn('2023-06-27', '2023-06-26')).toBeNull();
  });
});
