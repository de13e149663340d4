import type { Cell, Report, Section, Table, Words } from './report.js';

/**
 * A page to be printed and signed: A4, black on white, nothing fetched from anywhere. The policy in the page
 * itself keeps it so wherever it is opened: no script, no request, only the style below.
 */
export function toHtml(report: Report): string {
  const { title, cites, from, to, madeOn, sections, signatures } = report;
  return `<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title.ja)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title.ja)}<small>${escaped(title.en)}</small></h1>
<dl>
<div><dt>対象期間 <i>Period</i></dt><dd>${escaped(from)} – ${escaped(to)}</dd></div>
<div><dt>作成日 <i>Made on</i></dt><dd>${escaped(madeOn)}</dd></div>
<div><dt>根拠 <i>Basis</i></dt><dd>${escaped(cites)}</dd></div>
</dl>
</header>
${sections.map(sectionHtml).join('\n')}
${signatures.length === 0 ? '' : signatureHtml(signatures)}
</body>
</html>
`;
}

const STYLE = `
@page { size: A4; margin: 16mm 15mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 180mm; padding: 8mm 0; color: #111; background: #fff;
  font: 9.5pt/1.55 "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", Meiryo, sans-serif; }
@media print { body { padding: 0; max-width: none; } }
h1 { margin: 0 0 3mm; font-size: 16pt; line-height: 1.3; border-bottom: 1.5pt solid #111; padding-bottom: 2mm; }
h2 { margin: 7mm 0 1.5mm; font-size: 11.5pt; line-height: 1.35; break-after: avoid; }
small, i { font-style: normal; font-weight: normal; color: #555; }
h1 small, h2 small { display: block; font-size: 9pt; }
dl { margin: 0; display: flex; flex-wrap: wrap; gap: 1mm 8mm; }
dl div { display: flex; gap: 2mm; }
dt { font-weight: bold; } dd { margin: 0; }
p { margin: 0 0 1.5mm; } p i { display: block; font-size: 8.5pt; }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt; line-height: 1.4; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border: .5pt solid #888; padding: 1mm 1.5mm; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { background: #eee; font-weight: bold; } th i { display: block; font-size: 7.5pt; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.none { color: #555; }
.seals { display: flex; gap: 4mm; margin-top: 9mm; break-inside: avoid; }
.seals div { flex: 1; border: .75pt solid #111; min-height: 26mm; padding: 1.5mm 2mm; font-size: 8.5pt; }
`;

function sectionHtml({ heading, says, table }: Section): string {
  const sentences = says
    .map((sentence) => `<p>${escaped(sentence.ja)}<i>${escaped(sentence.en)}</i></p>`)
    .join('\n');
  const title = `<h2>${escaped(heading.ja)}<small>${escaped(heading.en)}</small></h2>`;
  return `<section>\n${title}\n${sentences}\n${table === null ? '' : tableHtml(table)}\n</section>`;
}

function tableHtml({ columns, rows }: Table): string {
  if (rows.length === 0) return '<p class="none">該当なし / none</p>';
  const head = columns.map(({ ja, en }) => `<th>${escaped(ja)}<i>${escaped(en)}</i></th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n');
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

function cellHtml(cell: Cell): string {
  return typeof cell === 'number'
    ? `<td class="number">${cell.toLocaleString('en-US')}</td>`
    : `<td>${escaped(cell)}</td>`;
}

function signatureHtml(signatures: readonly Words[]): string {
  const boxes = signatures.map(
    ({ ja, en }) => `<div>${escaped(ja)} <i>${escaped(en)}</i><br>日付 <i>date</i></div>`,
  );
  return `<div class="seals">${boxes.join('')}</div>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
