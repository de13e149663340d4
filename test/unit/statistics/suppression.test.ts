import fc from 'fast-check';
import type { CountedCell } from '../../../src/statistics/cells.js';
import { suppressSmallCells, type SuppressedCell } from '../../../src/statistics/suppression.js';

const cell = (key: string, population: number, vaccinated: number): CountedCell => ({
  key: key === '' ? [] : key.split('/'),
  population,
  vaccinated,
});
const hiddenKeys = (cells: readonly SuppressedCell[]) =>
  cells.filter((c) => c.suppressed).map((c) => c.key.join('/'));

describe('which cells are hidden for their own sake', () => {
  const alone = (population: number, vaccinated: number) =>
    suppressSmallCells([cell('', population, vaccinated)], 0)[0];

  test('a population of 1 to 9 is hidden, 10 with nobody vaccinated is not', () => {
    expect(alone(1, 0)?.suppressed).toBe(true);
    expect(alone(9, 9)?.suppressed).toBe(true);
    expect(alone(10, 0)).toEqual({ key: [], population: 10, vaccinated: 0, rate: 0, suppressed: false });
  });
  test('few vaccinated or few unvaccinated hide a large cell', () => {
    expect(alone(500, 9)?.suppressed).toBe(true);
    expect(alone(500, 491)?.suppressed).toBe(true);
    expect(alone(500, 490)).toMatchObject({ suppressed: false, rate: 0.98 });
  });
  test('a cell without residents is shown, without a rate', () => {
    expect(alone(0, 0)).toEqual({ key: [], population: 0, vaccinated: 0, rate: null, suppressed: false });
  });
  test('a hidden cell shows its key and nothing else', () => {
    const [shown] = suppressSmallCells([cell('A', 3, 1)], 1);
    expect(shown).toEqual({ key: ['A'], population: null, vaccinated: null, rate: null, suppressed: true });
  });
});

describe('which cells are hidden to keep those hidden', () => {
  test('in one dimension the smallest other cell goes too', () => {
    const cells = [cell('A', 300, 100), cell('B', 5, 2), cell('C', 90, 40), cell('D', 200, 80)];
    expect(hiddenKeys(suppressSmallCells(cells, 1))).toEqual(['B', 'C']);
  });
  test('in two dimensions a rectangle is hidden around one small cell', () => {
    const cells = ['A', 'B', 'C'].flatMap((r, i) =>
      ['x', 'y', 'z'].map((c, j) => cell(`${r}/${c}`, 100 + 10 * i + j, i === 0 && j === 0 ? 4 : 50)),
    );
    expect(hiddenKeys(suppressSmallCells(cells, 2))).toEqual(['A/x', 'A/y', 'B/x', 'B/y']);
  });
  test('an empty cell is hidden only where no other is left', () => {
    const cells = [cell('A', 5, 2), cell('B', 0, 0)];
    expect(hiddenKeys(suppressSmallCells(cells, 1))).toEqual(['A', 'B']);
  });
  test('partners that share the same zero do not hide it, so another goes', () => {
    // With A/y alone hidden the totals would say that nobody of A/x is vaccinated: A/y has none to blur that.
    const twoWays = [
      cell('A/x', 5, 0),
      cell('A/y', 90, 0),
      cell('A/z', 120, 60),
      cell('B/x', 90, 40),
      cell('B/y', 95, 45),
      cell('B/z', 130, 60),
    ];
    expect(hiddenKeys(suppressSmallCells(twoWays, 2))).toEqual(expect.arrayContaining(['A/x', 'A/y', 'A/z']));
    const oneWay = [cell('A', 5, 0), cell('B', 90, 0), cell('C', 120, 60)];
    expect(hiddenKeys(suppressSmallCells(oneWay, 1))).toEqual(['A', 'B', 'C']);
  });
  test('contradicting counts and keys of the wrong length are refused', () => {
    expect(() => suppressSmallCells([cell('A', 3, 4)], 1)).toThrow(RangeError);
    expect(() => suppressSmallCells([cell('A', 30, 14)], 2)).toThrow(RangeError);
  });
});

/** A full grid; counts lean to 0 and to the threshold, where the traps are. */
const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 10, max: 300 }));
const grid = (sizes: readonly number[]) => {
  const keys = sizes.reduce<string[][]>(
    (all, size) => all.flatMap((key) => Array.from({ length: size }, (_, i) => [...key, `${i}`])),
    [[]],
  );
  const cell = (key: readonly string[], [yes, no]: readonly [number, number]): CountedCell => ({
    key,
    population: yes + no,
    vaccinated: yes,
  });
  return fc
    .array(fc.tuple(count, count), { minLength: keys.length, maxLength: keys.length })
    .map((counts) => keys.map((key, i) => cell(key, counts[i] ?? [0, 0])));
};
const MEASURES = [
  (c: CountedCell) => c.vaccinated,
  (c: CountedCell) => c.population - c.vaccinated,
  (c: CountedCell) => c.population,
];

function linesAlong(cells: readonly CountedCell[], free: number): CountedCell[][] {
  const lines = new Map<string, CountedCell[]>();
  for (const c of cells) {
    const name = c.key.filter((_, i) => i !== free).join('/');
    lines.set(name, [...(lines.get(name) ?? []), c]);
  }
  return [...lines.values()];
}

describe('what somebody with all totals can work out', () => {
  const sizes = fc.constantFrom([5], [2, 2], [3, 4], [4, 5], [2, 3, 3]);
  const tables = sizes.chain((size) => grid(size).map((cells) => ({ cells, dimensions: size.length })));

  test('no line equation has one unknown, nor only unknowns that are zero while the total of the line is not', () => {
    fc.assert(
      fc.property(tables, ({ cells, dimensions }) => {
        const shown = suppressSmallCells(cells, dimensions);
        const hidden = new Set(cells.filter((_, i) => shown[i]?.suppressed));
        for (let free = 0; free < dimensions; free++) {
          for (const line of linesAlong(cells, free)) {
            const unknown = line.filter((c) => hidden.has(c));
            expect(unknown).not.toHaveLength(1);
            if (unknown.length === 0) continue;
            for (const measure of MEASURES.slice(0, 2)) {
              const total = line.reduce((sum, c) => sum + measure(c), 0);
              const rest = unknown.reduce((sum, c) => sum + measure(c), 0);
              const told = unknown.every((c) => isInZeroLine(cells, c, dimensions, measure));
              if (total > 0 && !told) expect(rest).toBeGreaterThan(0);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('in a two-dimensional table bounds drawn tight over rows and columns never close on a hidden count', () => {
    fc.assert(
      fc.property(fc.constantFrom([2, 2], [3, 3], [3, 4], [4, 5]).chain(grid), (cells) => {
        const shown = suppressSmallCells(cells, 2);
        const nothing = shown.map((s) => ({ ...s, suppressed: true }));
        for (const measure of MEASURES) {
          const bounds = tighten(cells, shown, measure);
          // What closes when no cell at all is shown is said by the totals, whatever is hidden.
          const unavoidable = tighten(cells, nothing, measure);
          const closed = cells.filter(
            (_, i) => shown[i]?.suppressed && isPoint(bounds[i]) && !isPoint(unavoidable[i]),
          );
          expect(closed).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the order of the cells does not matter, and shown counts are the true ones', () => {
    fc.assert(
      fc.property(tables, fc.integer(), ({ cells, dimensions }, seed) => {
        const shuffled = [...cells].sort((a, b) => scramble(a, seed) - scramble(b, seed));
        const straight = suppressSmallCells(cells, dimensions);
        expect(hiddenKeys(suppressSmallCells(shuffled, dimensions)).sort()).toEqual(
          hiddenKeys(straight).sort(),
        );
        straight.forEach((s, i) => {
          if (!s.suppressed)
            expect([s.population, s.vaccinated]).toEqual([cells[i]?.population, cells[i]?.vaccinated]);
        });
      }),
      { numRuns: 100 },
    );
  });
});

const isPoint = (bound: { low: number; high: number } | undefined) => bound?.low === bound?.high;

function isInZeroLine(
  cells: readonly CountedCell[],
  cell: CountedCell,
  dimensions: number,
  measure: (c: CountedCell) => number,
) {
  return Array.from({ length: dimensions }, (_, free) => linesAlong(cells, free))
    .flat()
    .some((line) => line.includes(cell) && line.every((other) => measure(other) === 0));
}

/** The attacker: repeats low = total - sum of highs, high = total - sum of lows over all rows and columns. */
function tighten(
  cells: readonly CountedCell[],
  shown: readonly SuppressedCell[],
  measure: (c: CountedCell) => number,
) {
  const bounds = cells.map((c, i) =>
    shown[i]?.suppressed ? { low: 0, high: Number.MAX_SAFE_INTEGER } : { low: measure(c), high: measure(c) },
  );
  const place = new Map(cells.map((c, i) => [c, i]));
  for (let round = 0; round < 60; round++) {
    for (const line of [...linesAlong(cells, 0), ...linesAlong(cells, 1)]) {
      const total = line.reduce((sum, c) => sum + measure(c), 0);
      const lineBounds = line.map((c) => bounds[place.get(c) ?? -1] ?? { low: 0, high: 0 });
      for (const own of lineBounds) {
        const rest = lineBounds.filter((b) => b !== own);
        own.high = Math.min(own.high, total - rest.reduce((sum, b) => sum + b.low, 0));
        own.low = Math.max(own.low, total - rest.reduce((sum, b) => sum + b.high, 0));
      }
    }
  }
  return bounds;
}

function scramble({ key }: CountedCell, seed: number): number {
  return [...key.join('/')].reduce((hash, ch) => (hash * 31 + ch.charCodeAt(0) + seed) % 1009, 7);
}
