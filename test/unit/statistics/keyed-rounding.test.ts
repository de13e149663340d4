import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { KeyedRounding, nameOfKey, type CellPeople } from '../../../src/statistics/keyed-rounding.js';

const key = (seed: number) => createSecretKey(Buffer.alloc(32, seed));
const BASE = 5;
const people = fc.record<CellPeople>({
  cohorts: fc.array(fc.integer({ min: 1910, max: 2030 }), { minLength: 1, maxLength: 4 }),
  sex: fc.constantFrom('MALE', 'FEMALE', 'UNKNOWN', null),
  district: fc.constantFrom('01', '02', '10', null),
});
const count = fc.nat({ max: 30_000 });

test('a figure is a multiple of the base, less than a base from the truth; nobody stays nobody', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), people, count, (seed, cell, true_) => {
      const round = new KeyedRounding(key(seed), BASE).of(cell);
      expect(round(true_) % BASE).toBe(0);
      expect(Math.abs(round(true_) - true_)).toBeLessThan(BASE);
      expect(round(0)).toBe(0);
    }),
  );
});

test('parts of one cell stay parts: nobody vaccinated more than there are', () => {
  fc.assert(
    fc.property(people, count, count, (cell, a, b) => {
      const round = new KeyedRounding(key(1), BASE).of(cell);
      expect(round(Math.min(a, b))).toBeLessThanOrEqual(round(Math.max(a, b)));
    }),
  );
});

test('the same people get the same figure, with one key; offsets are evenly spread', () => {
  const offsets = new Map<number, number>();
  for (let seed = 0; seed < 250; seed++)
    for (const district of ['01', '02', '03', '04']) {
      const cell = { cohorts: [2020], sex: null, district };
      const [one, same] = [new KeyedRounding(key(seed), BASE), new KeyedRounding(key(seed), BASE)];
      // The smallest count that shows as the base tells the offset.
      const step = [1, 2, 3, 4, 5].find((n) => one.of(cell)(n) === BASE) ?? 0;
      expect(same.of({ ...cell })(step)).toBe(BASE);
      offsets.set(step, (offsets.get(step) ?? 0) + 1);
    }
  expect([...offsets.keys()].sort()).toEqual([1, 2, 3, 4, 5]);
  for (const times of offsets.values()) expect(times).toBeGreaterThan(130);
});

test('whoever knows every change of a count, but not how high it is, learns at most the changes', () => {
  // All days together: with the offset unknown, the same figures fit `BASE` histories, shifted against each other.
  fc.assert(
    fc.property(
      fc.integer({ min: BASE, max: 200 }),
      fc.integer({ min: 0, max: BASE - 1 }),
      fc.array(fc.integer({ min: -1, max: 1 }), { maxLength: 60 }),
      (start, offset, steps) => {
        const history = (level: number) =>
          steps.reduce<number[]>((all, step) => [...all, (all.at(-1) ?? level) + step], [level]);
        const figures = (level: number, of: number) => history(level).map((n) => Math.floor((n + of) / BASE));
        const seen = figures(start, offset);
        for (let other = 0; other < BASE; other++)
          expect(figures(start + offset - other, other)).toEqual(seen);
      },
    ),
  );
});

test('the name of a key tells keys apart and is not the key', () => {
  expect(nameOfKey(key(1))).toHaveLength(12);
  expect(nameOfKey(key(1))).not.toBe(nameOfKey(key(2)));
});

/** The count from which a cell shows something tells its offset. */
const offsetOf = (cell: CellPeople, seed = 1, base = BASE) => {
  const round = new KeyedRounding(key(seed), base).of(cell);
  return base - 1 - Array.from({ length: base }, (_, count) => round(count)).lastIndexOf(0);
};

test('with one key, cells of different people have offsets of their own, whatever tells them apart', () => {
  const cell: CellPeople = { cohorts: [2020], sex: null, district: null };
  const each = <T>(values: readonly T[], make: (value: T) => Partial<CellPeople>) =>
    new Set(values.map((value) => offsetOf({ ...cell, ...make(value) })));
  const numbers = Array.from({ length: 60 }, (_, at) => at);
  const all = new Set([0, 1, 2, 3, 4]);
  expect(each(numbers, (at) => ({ cohorts: [1960 + at] }))).toEqual(all);
  expect(each(numbers, (at) => ({ cohorts: [2020, 2021 + at] }))).toEqual(all);
  expect(each(numbers, (at) => ({ district: String(at) }))).toEqual(all);
  const sexes = numbers.map((at) =>
    (['MALE', 'FEMALE', 'UNKNOWN', null] as const).map((sex) =>
      offsetOf({ ...cell, cohorts: [1960 + at], sex }),
    ),
  );
  expect(sexes.every((offsets) => new Set(offsets).size === 1)).toBe(false);
});

test('a key rounds the tables of every version alike, and is called the same: tables of years stand side by side', () => {
  const cells: CellPeople[] = [
    { cohorts: [2020, 2021], sex: null, district: null },
    { cohorts: [2021], sex: 'FEMALE', district: '01' },
    { cohorts: [1955], sex: 'MALE', district: null },
    { cohorts: [2017], sex: null, district: '10' },
  ];
  expect(cells.map((cell) => offsetOf(cell, 1, 100))).toEqual([37, 66, 52, 74]);
  expect(nameOfKey(key(1))).toBe('zOxGtavNIqCJ');
});
