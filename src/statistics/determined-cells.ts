import type { CountedCell } from './cells.js';
import { facesOf, type Face } from './lines.js';

export type Measure = 'VACCINATED' | 'UNVACCINATED';

/** A hidden cell one of whose counts follows from the totals of one slice. Cells are named by position. */
export interface Determined {
  readonly index: number;
  readonly measure: Measure;
  /** Reads the count that follows. */
  readonly count: (cell: CountedCell | undefined) => number;
  /** All cells of the slice. */
  readonly face: readonly number[];
}

/** When neither of the two can be worked out, nor can the population, which is their sum. */
const COUNTS: readonly Pick<Determined, 'measure' | 'count'>[] = [
  { measure: 'VACCINATED', count: (cell) => cell?.vaccinated ?? 0 },
  { measure: 'UNVACCINATED', count: (cell) => (cell === undefined ? 0 : cell.population - cell.vaccinated) },
];

/**
 * Hidden cells that have only one possible value, given all shown cells and all totals of every two-dimensional
 * slice, and that no count is negative.
 *
 * Rows and columns are the two sides of a graph, hidden cells its edges. Moving one person into a cell needs a
 * way back: out of another hidden cell of the same column that is not empty, into one of that row, and so on to
 * the row of the start. A cell through which no such round trip leads, in either direction, has its value
 * fixed. For one or two dimensions this is exact; for more it is exact within each slice.
 */
export function* determinedCells(
  cells: readonly CountedCell[],
  dimensions: number,
  hidden: ReadonlySet<number>,
): Generator<Determined> {
  for (const face of dimensions === 1 ? [wholeLine(cells)] : facesOf(cells, dimensions)) {
    const edges = face.cells
      .filter((index) => hidden.has(index))
      .map((index) => ({ index, ...nodes(face, cells[index]) }));
    for (const { measure, count } of COUNTS) {
      const weighted = edges.map((edge) => ({ ...edge, value: count(cells[edge.index]) }));
      const graph = dimensions === 1 ? [...weighted, ...weighted.map(elsewhere)] : weighted;
      for (const edge of weighted) {
        if (!canChange(graph, edge)) yield { index: edge.index, measure, count, face: face.cells };
      }
    }
  }
}

function nodes({ row, column }: Face, cell: CountedCell | undefined): Pick<Edge, 'row' | 'column'> {
  return { row: `row ${row === null ? '' : cell?.key[row]}`, column: `column ${cell?.key[column]}` };
}

function wholeLine(cells: readonly CountedCell[]): Face {
  return { cells: [...cells.keys()], row: null, column: 0 };
}

/** A single line has no totals across it: a second, unpublished row makes up for any change. */
function elsewhere(edge: Edge): Edge {
  return { ...edge, row: 'elsewhere', value: 1 };
}

interface Edge {
  readonly index: number;
  readonly row: string;
  readonly column: string;
  readonly value: number;
}

function canChange(edges: readonly Edge[], edge: Edge): boolean {
  const others = edges.filter((other) => other !== edge);
  return (
    isReachable(others, edge.column, edge.row) ||
    (edge.value > 0 && isReachable(others, edge.row, edge.column))
  );
}

/** Row to column adds a person to the cell between them; column to row takes one away, where there is one. */
function isReachable(edges: readonly Edge[], from: string, to: string): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const { row, column, value } of edges) {
      const next = node === row ? column : node === column && value > 0 ? row : null;
      if (next === null || seen.has(next)) continue;
      if (next === to) return true;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
}
