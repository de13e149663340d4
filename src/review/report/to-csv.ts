import { both, type Cell, type Report } from './report.js';

/** Without it Excel takes UTF-8 for CP932. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A spreadsheet takes what begins like this for a formula and runs it; in full width, too, after Japanese Excel
 * has narrowed it.
 */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;

/**
 * One block a section, with an empty line between; RFC 4180 with every text quoted. A text that a spreadsheet
 * would run gets an apostrophe before it, which spreadsheets read as "this is text"; numbers stay numbers.
 */
export function toCsv(report: Report): string {
  const { title, from, to, madeOn, cites, sections } = report;
  const head = [
    [both(title)],
    ['対象期間 / Period', from, to],
    ['作成日 / Made on', madeOn],
    ['根拠 / Basis', cites],
    [],
  ];
  const blocks = sections.flatMap(({ heading, says, table }): readonly (readonly Cell[])[] => [
    [both(heading)],
    ...says.map((sentence) => [both(sentence)]),
    ...(table === null ? [] : [table.columns.map(both), ...table.rows]),
    [],
  ]);
  return csvOf([...head, ...blocks]);
}

/** Rows as a file that Excel opens. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const line = cell.replace(/\p{Cc}+/gu, ' ');
  return `"${(FORMULA.test(line) ? `'${line}` : line).replaceAll('"', '""')}"`;
}
