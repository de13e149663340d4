import fc from 'fast-check';
import {
  addMonths,
  ageOn,
  civil,
  dayOf,
  dottedEra,
  eraYmd,
  isoDay,
  parseDay,
  schoolCohort,
  ymd,
} from '../../../src/city/calendar.js';

describe('calendar of whole days', () => {
  it('agrees with the Gregorian calendar on every day from 1868 to 2100', () => {
    const first = dayOf(1868, 1, 1);
    for (let day = first; day < dayOf(2100, 1, 1); day += 1) {
      const utc = new Date(day * 86_400_000);
      const { year, month, day: dayOfMonth } = civil(day);
      if (
        year !== utc.getUTCFullYear() ||
        month !== utc.getUTCMonth() + 1 ||
        dayOfMonth !== utc.getUTCDate()
      ) {
        throw new Error(`wrong on day ${day}`);
      }
      if (dayOf(year, month, dayOfMonth) !== day) throw new Error(`does not round-trip on day ${day}`);
    }
    expect(isoDay(first)).toBe('1868-01-01');
  });

  it.each([
    ['1912-07-29', '1450729', 'M45.07.29'],
    ['1912-07-30', '2010730', 'T01.07.30'],
    ['1926-12-24', '2151224', 'T15.12.24'],
    ['1926-12-25', '3011225', 'S01.12.25'],
    ['1989-01-07', '3640107', 'S64.01.07'],
    ['1989-01-08', '4010108', 'H01.01.08'],
    ['2019-04-30', '4310430', 'H31.04.30'],
    ['2019-05-01', '5010501', 'R01.05.01'],
  ])('writes %s as %s and %s', (iso, digits, letters) => {
    expect(eraYmd(parseDay(iso))).toBe(digits);
    expect(dottedEra(parseDay(iso))).toBe(letters);
  });

  it('orders era text as it orders time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayOf(1900, 1, 1), max: dayOf(2060, 1, 1) }),
        fc.integer({ min: 1, max: 18_000 }),
        (day, later) => {
          expect(eraYmd(day) < eraYmd(day + later)).toBe(true);
          expect(ymd(day) < ymd(day + later)).toBe(true);
        },
      ),
    );
  });

  it('adds months to the end of a shorter month', () => {
    expect(isoDay(addMonths(parseDay('2022-12-31'), 2))).toBe('2023-02-28');
    expect(isoDay(addMonths(parseDay('2024-02-29'), -12))).toBe('2023-02-28');
  });

  it('counts birthdays and school cohorts', () => {
    expect(ageOn(parseDay('2000-02-29'), parseDay('2023-02-28'))).toBe(22);
    expect(ageOn(parseDay('2000-02-29'), parseDay('2023-03-01'))).toBe(23);
    expect(schoolCohort(parseDay('2016-04-01'))).toBe(2015);
    expect(schoolCohort(parseDay('2016-04-02'))).toBe(2016);
  });

  it.each(['1950-02-30', '1950-00-00', '1950-1-1', '', '2023-06-27T00:00'])('refuses %j as a day', (text) => {
    expect(() => parseDay(text)).toThrow(RangeError);
  });
});
