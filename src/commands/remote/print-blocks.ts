import stringWidth from 'string-width';
import { csvOf } from '../../review/report/to-csv.js';
import type { Block, Column } from './answer-blocks.js';

/** A wider table would be folded by the terminal; its rows are written below each other instead. */
const WIDEST = 160;
const GAP = '  ';

/** Tables for people: what each column is called in Japanese, and its name in the graph below. */
export function printTables(blocks: readonly Block[]): readonly string[] {
  const lines = blocks.flatMap((block) => [
    `# ${block.title.label} ${block.title.path}${countOf(block)}`,
    ...rowsOf(block),
    '',
  ]);
  return lines.slice(0, -1);
}

function rowsOf(block: Block): readonly string[] {
  if (block.rows.length === 0) return [];
  if (block.isList && isNarrow(block)) return grid(block);
  return block.rows.flatMap((row, at) => [...(at === 0 ? [] : ['']), ...lineByLine(block.columns, row)]);
}

const countOf = ({ isList, rows }: Block): string => (isList ? ` (${rows.length})` : '');

const isNarrow = (block: Block): boolean =>
  widthsOf(block).reduce((sum, width) => sum + width + GAP.length, 0) <= WIDEST;

function widthsOf({ columns, rows }: Block): readonly number[] {
  return columns.map(({ label, path }, at) =>
    Math.max(widthOf(label), widthOf(path), ...rows.map((row) => widthOf(shown(row[at] ?? '')))),
  );
}

function grid(block: Block): readonly string[] {
  const widths = widthsOf(block);
  const line = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, at) => padded(shown(cell), widths[at] ?? 0))
      .join(GAP)
      .trimEnd();
  const heads = [block.columns.map(({ label }) => label), block.columns.map(({ path }) => path)];
  return [...heads, widths.map((width) => '-'.repeat(width)), ...block.rows].map(line);
}

/** One row as lines, a value each. */
function lineByLine(columns: readonly Column[], row: readonly (string | number)[]): readonly string[] {
  const heads = columns.map(({ label, path }) => `${label} (${path})`);
  const width = Math.max(...heads.map(widthOf));
  return heads.map((head, at) => `${padded(head, width)}${GAP}${shown(row[at] ?? '')}`.trimEnd());
}

/** Columns of the terminal: what is wide in Japan counts two, marks over or behind a letter none. */
const widthOf = (text: string): number => stringWidth(text.replace(/\p{M}/gu, ''));
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/**
 * A name or a memo is somebody's text: what would move the cursor, change colours or turn the direction of writing is
 * shown as a place holder.
 */
const shown = (cell: string | number): string =>
  String(cell)
    .replace(/\r?\n/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');

/** A file for a spreadsheet: columns by their names in the graph, an empty line between tables. */
export function printCsv(blocks: readonly Block[]): string {
  const rows = blocks.flatMap((block, at) => [
    ...(at === 0 ? [] : [[]]),
    block.columns.map(({ path }) => path),
    ...block.rows,
  ]);
  return csvOf(rows).trimEnd();
}

/** JSON means the same with these escaped, and a terminal prints them. */
export const printJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu, (mark) =>
    [...Array(mark.length).keys()].map((at) => escaped(mark.charCodeAt(at))).join(''),
  );

const escaped = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
