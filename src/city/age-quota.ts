import type { CitySex } from './member-plan.js';
import { AGE_BANDS } from './population-data.js';
import type { Random } from './random.js';

interface Cell {
  readonly from: number;
  readonly sex: CitySex;
  left: number;
}

/** How likely a person of about this age is wanted; `middle` is the middle of a five-year band. */
export type AgeWeight = (middle: number) => number;

/**
 * The age-sex table as numbers of people still to be placed. Drawing from what is left makes the finished
 * city match the table exactly while only 42 counters are kept.
 */
export class AgeQuota {
  private readonly cells: Cell[];
  left: number;

  constructor(
    size: number,
    private readonly random: Random,
  ) {
    this.cells = apportion(size);
    this.left = size;
  }

  childrenLeft(): number {
    return this.count((cell) => cell.from < 15);
  }

  /** Somebody of this age who is still to be placed, or null when nobody with a weight above 0 is left. */
  draw(
    weight: AgeWeight,
    sex: CitySex | null,
    minimum = 0,
  ): { readonly age: number; readonly sex: CitySex } | null {
    const weights = this.cells.map((cell) =>
      cell.left === 0 || (sex !== null && cell.sex !== sex) || cell.from + 4 < minimum
        ? 0
        : cell.left * weight(cell.from + 2.5),
    );
    const total = weights.reduce((sum, value) => sum + value, 0);
    if (total <= 0) return null;
    let aim = this.random.next() * total;
    const index = weights.findIndex((value) => (aim -= value) < 0);
    const cell = this.cells[index] ?? this.cells[weights.findLastIndex((value) => value > 0)];
    if (!cell) return null;
    cell.left -= 1;
    this.left -= 1;
    return { age: Math.max(minimum, this.ageIn(cell)), sex: cell.sex };
  }

  private ageIn(cell: Cell): number {
    // The open band at the top: the oldest get rarer year by year.
    if (cell.from === 100) return 100 + Math.min(11, Math.floor(this.random.exponential(2)));
    return cell.from + this.random.between(0, 4);
  }

  private count(matches: (cell: Cell) => boolean): number {
    return this.cells.reduce((sum, cell) => sum + (matches(cell) ? cell.left : 0), 0);
  }
}

/** Largest remainders: the scaled cells add up to `size`. */
function apportion(size: number): Cell[] {
  const total = AGE_BANDS.reduce((sum, band) => sum + band.count, 0);
  const exact = AGE_BANDS.flatMap(({ from, count, male }) => [
    { from, sex: 'M' as const, share: (count * male * size) / total },
    { from, sex: 'F' as const, share: (count * (1 - male) * size) / total },
  ]);
  const cells = exact.map(({ from, sex, share }) => ({
    from,
    sex,
    left: Math.floor(share),
    rest: share % 1,
  }));
  const missing = size - cells.reduce((sum, cell) => sum + cell.left, 0);
  const byRest = cells.toSorted((one, other) => other.rest - one.rest);
  for (const cell of byRest.slice(0, missing)) cell.left += 1;
  return cells.map(({ from, sex, left }) => ({ from, sex, left }));
}
