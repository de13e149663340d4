import { both, type Cell, type Report, type Section } from './report.js';

/** Markdown, both languages. What data hold can neither end a table's cell nor become markup. */
export function toMarkdown(report: Report): string {
  const { title, cites, from, to, madeOn, sections, signatures } = report;
  const head = [
    `# ${both(title)}`,
    '',
    `対象期間 / Period: ${from} – ${to}`,
    '',
    `作成日 / Made on: ${madeOn}`,
    '',
    `根拠 / Basis: ${cites}`,
    '',
  ];
  const seals =
    signatures.length === 0
      ? []
      : [
          '## 確認 / Confirmation',
          '',
          ...signatures.map((who) => `- ${both(who)}: ____________________ (日付 / date: __________)`),
          '',
        ];
  return [...head, ...sections.flatMap(sectionLines), ...seals].join('\n');
}

function sectionLines({ heading, says, table }: Section): readonly string[] {
  const lines = [
    `## ${both(heading)}`,
    '',
    ...says.flatMap((sentence) => [sentence.ja, '', sentence.en, '']),
  ];
  if (table === null) return lines;
  if (table.rows.length === 0) return [...lines, '該当なし / none', ''];
  const row = (cells: readonly Cell[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [
    ...lines,
    row(table.columns.map(both)),
    row(table.columns.map(() => '---')),
    ...table.rows.map(row),
    '',
  ];
}

function escaped(cell: Cell): string {
  return String(cell)
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`);
}
