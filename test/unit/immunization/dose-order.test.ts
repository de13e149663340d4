import fc from 'fast-check';
import { areInverted } from '../../../src/immunization/dose-order.js';

const day = fc
  .tuple(
    fc.integer({ min: 2020, max: 2022 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
const place = fc.record({ number: fc.integer({ min: 1, max: 5 }), day });

test('two doses are inverted where sorting by number and by day differ, whichever is asked about', () => {
  fc.assert(
    fc.property(place, place, (one, other) => {
      const apart = one.number !== other.number && one.day !== other.day;
      const byNumber = [one, other].toSorted((a, b) => a.number - b.number);
      const byDay = [one, other].toSorted((a, b) => (a.day < b.day ? -1 : 1));
      expect(areInverted(one, other)).toBe(apart && byNumber[0] !== byDay[0]);
      expect(areInverted(other, one)).toBe(areInverted(one, other));
    }),
  );
});

test('what is not known of a day inverts nothing', () => {
  fc.assert(
    fc.property(place, place, fc.constantFrom(0, 4, 7), (one, other, known) => {
      const part = { ...other, day: known === 0 ? null : other.day.slice(0, known) };
      const told = areInverted(one, part);
      // It may have been any day of the month or year: inverted only where it is for each of them.
      const all = ['01-01', '12-28'].map((end) =>
        part.day === null ? null : `${part.day}${`-${end}`.slice(part.day.length - 10)}`,
      );
      expect(told).toBe(part.day !== null && all.every((whole) => areInverted(one, { ...part, day: whole })));
      expect(areInverted(one, { ...other, number: null })).toBe(false);
    }),
  );
});
