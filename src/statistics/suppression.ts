import type { CountedCell } from './cells.js';
import { determinedCells, type Determined } from './determined-cells.js';
import { linesOf, type Line } from './lines.js';

/** A cell as it may be shown. A suppressed cell shows its key and nothing else. */
export interface SuppressedCell {
  readonly key: readonly string[];
  readonly population: number | null;
  readonly vaccinated: number | null;
  /** vaccinated / population, 0 to 1, four decimals; null when suppressed or nobody lives there. */
  readonly rate: number | null;
  readonly suppressed: boolean;
}

/**
 * Hides the cells that would speak of a few people, and as many others as it takes to keep them hidden from
 * somebody who has all row, column and grand totals (they come by asking again with fewer dimensions).
 *
 * Primary: a cell is hidden when its population, its vaccinated or its unvaccinated count is 1 to `threshold` -
 * 1. The vaccinated count alone is not enough: 40 residents of whom 38 are vaccinated single out the two who
 * are not. A count of 0 is shown: a cell without residents speaks of nobody, and a vaccine that a whole age
 * band does not get would otherwise empty the table. Where everybody or nobody of a large cell is vaccinated,
 * that is shown too.
 *
 * Complementary: no line (cells that share all values but one) keeps exactly one hidden cell, and no hidden
 * count is the only solution of a row-and-column system; the smallest other cell goes next, ties by key. The
 * same cells give the same answer in any order.
 *
 * What it cannot stop is a comparison of two days, or of two tables with different bands.
 *
 * @param dimensions how many values each key has; 0 for the grand total alone. Keys must be distinct.
 * @returns one cell per cell given, in the order given.
 */
export function suppressSmallCells(
  cells: readonly CountedCell[],
  dimensions: number,
  threshold = 10,
): readonly SuppressedCell[] {
  for (const cell of cells) check(cell, dimensions);
  const ordered = [...cells].sort(compareKeys);
  const hidden = new Set<number>();
  ordered.forEach((cell, index) => {
    if (isSmall(cell, threshold)) hidden.add(index);
  });
  if (hidden.size > 0) complete(ordered, dimensions, hidden);
  const hiddenCells = new Set([...hidden].map((index) => ordered[index]));
  return cells.map((cell) => (hiddenCells.has(cell) ? hide(cell) : show(cell)));
}

function isSmall({ population, vaccinated }: CountedCell, threshold: number): boolean {
  return [population, vaccinated, population - vaccinated].some((count) => count > 0 && count < threshold);
}

/** Grows `hidden` until nothing more can be worked out; every round hides at least one cell more, so it ends. */
function complete(cells: readonly CountedCell[], dimensions: number, hidden: Set<number>): void {
  const lines = linesOf(cells, dimensions);
  // What follows even from a table that shows nothing but its totals (they are 0, or one row has it all) is
  // theirs to tell.
  const unavoidable = new Set<string>();
  for (const found of determinedCells(cells, dimensions, new Set(cells.keys())))
    unavoidable.add(nameOf(found));
  for (let changed = true; changed;) {
    changed = false;
    for (const line of lines) {
      const alone = line.filter((index) => hidden.has(index)).length === 1;
      if (alone && hideSmallest(cells, line, hidden)) changed = true;
    }
    if (!changed) changed = blurOne(cells, dimensions, hidden, unavoidable);
  }
}

/**
 * Finds one hidden count that has a single solution and hides one more cell of its slice; false when there is none.
 */
function blurOne(
  cells: readonly CountedCell[],
  dimensions: number,
  hidden: Set<number>,
  unavoidable: ReadonlySet<string>,
): boolean {
  for (const found of determinedCells(cells, dimensions, hidden)) {
    if (unavoidable.has(nameOf(found))) continue;
    const { index, count, face } = found;
    // Who has none of the people counted cannot blur how many the others have; a cell of the same line does it
    // best.
    const helpful = face.filter((other) => count(cells[other]) > 0);
    const near = helpful.filter((other) => differences(cells[other], cells[index]) === 1);
    return [near, helpful, face].some((candidates) => hideSmallest(cells, candidates, hidden));
  }
  return false;
}

function nameOf({ index, measure, face }: Determined): string {
  return `${index} ${measure} ${face[0]} ${face.at(-1)}`;
}

function differences(a: CountedCell | undefined, b: CountedCell | undefined): number {
  return (a?.key ?? []).filter((value, position) => value !== b?.key[position]).length;
}

/** Smallest population first, but an empty cell last: it blurs least. False when all are hidden already. */
function hideSmallest(cells: readonly CountedCell[], candidates: Line, hidden: Set<number>): boolean {
  const [smallest] = candidates
    .filter((index) => !hidden.has(index))
    .sort((a, b) => weight(cells[a]) - weight(cells[b]) || a - b);
  if (smallest === undefined) return false;
  hidden.add(smallest);
  return true;
}

function weight(cell: CountedCell | undefined): number {
  return cell === undefined || cell.population === 0 ? Number.MAX_SAFE_INTEGER : cell.population;
}

function compareKeys(a: CountedCell, b: CountedCell): number {
  const [left, right] = [JSON.stringify(a.key), JSON.stringify(b.key)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function hide({ key }: CountedCell): SuppressedCell {
  return { key, population: null, vaccinated: null, rate: null, suppressed: true };
}

function show({ key, population, vaccinated }: CountedCell): SuppressedCell {
  const rate = population === 0 ? null : Math.round((vaccinated / population) * 10_000) / 10_000;
  return { key, population, vaccinated, rate, suppressed: false };
}

function check({ key, population, vaccinated }: CountedCell, dimensions: number): void {
  if (key.length !== dimensions) throw new RangeError('A key must have one value per dimension.');
  const whole = Number.isSafeInteger(population) && Number.isSafeInteger(vaccinated);
  if (!whole || vaccinated < 0 || vaccinated > population)
    throw new RangeError('Counts of a cell contradict each other.');
}
