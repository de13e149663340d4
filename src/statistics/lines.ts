/** Positions of the cells that share all values of their key but one: their sum is a published total. */
export type Line = readonly number[];

interface Keyed {
  readonly key: readonly string[];
}

/** All lines along all dimensions, in the order of their first cell. */
export function linesOf(cells: readonly Keyed[], dimensions: number): readonly Line[] {
  return range(dimensions).flatMap((free) => groupBy(cells, (key) => key.with(free, '')));
}

/** A slice of the table and the two dimensions it spreads over; `row` is null for a slice that is a single line. */
export interface Face {
  readonly cells: readonly number[];
  readonly row: number | null;
  readonly column: number;
}

/** All two-dimensional slices of a table; none below two dimensions. */
export function facesOf(cells: readonly Keyed[], dimensions: number): readonly Face[] {
  return range(dimensions).flatMap((row) =>
    range(dimensions - row - 1).flatMap((offset) => {
      const column = row + 1 + offset;
      return groupBy(cells, (key) => key.with(row, '').with(column, '')).map((face) => ({
        cells: face,
        row,
        column,
      }));
    }),
  );
}

function groupBy(cells: readonly Keyed[], reduce: (key: readonly string[]) => readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  cells.forEach(({ key }, index) => {
    const name = JSON.stringify(reduce(key));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [index]);
    else group.push(index);
  });
  return [...groups.values()];
}

function range(length: number): number[] {
  return Array.from({ length: Math.max(0, length) }, (_, index) => index);
}
