import { cleanText, type TextKind } from '../../../src/individual-number/tripwire/columns.js';
import { mayBeNumber } from '../../../src/individual-number/typed-text.js';
import { negatives, positives, type CorpusRow } from './generated-corpus.js';

/** docs/attacks.md D1, D3 and D6. */

/** Masked as a whole: the text is shorter by eleven characters at least, and no stretch of plain digits is left. */
const isMasked = ({ text, column }: CorpusRow) => {
  const cleaned = cleanText(text, column);
  if (!cleaned.masked) return false;
  const left = cleaned.text.replaceAll('************', '');
  return left.length < text.length - 11 && !/[0-9０-９]{6}/.test(left.normalize('NFKC'));
};
const told = (rows: readonly CorpusRow[]) =>
  rows.map(({ kind, column, text }) => `${column} ${kind}: ${text}`);
const perColumn = (rows: readonly CorpusRow[]) =>
  (['FREE', 'PHONE', 'LOT', 'KEY'] satisfies TextKind[])
    .map((column) => `${column} ${rows.filter((row) => row.column === column).length}`)
    .join(', ');

test('at least 99.9 % of the numbers are masked, in any script, parted by anything, in every column', () => {
  const rows = positives();
  const missed = rows.filter((row) => !isMasked(row));
  process.stdout.write(
    `tripwire recall ${rows.length - missed.length}/${rows.length} generated (${perColumn(rows)})\n`,
  );
  expect(rows.length).toBeGreaterThanOrEqual(3 * 411);
  expect(told(missed).slice(0, 40)).toEqual([]);
  expect(missed.length / rows.length).toBeLessThanOrEqual(0.001);
});

test('whatever is masked on its way out is refused on its way in', () => {
  const rows = positives().filter((row) => row.column === 'FREE');
  expect(told(rows.filter((row) => !mayBeNumber(row.text))).slice(0, 40)).toEqual([]);
});

test('at most 0.1 % of telephones, lots, measurements, times and other figures are masked', () => {
  const rows = negatives();
  const masked = rows.filter(({ text, column }) => cleanText(text, column).masked);
  process.stdout.write(
    `tripwire false masks ${masked.length}/${rows.length} generated (${perColumn(rows)})\n`,
  );
  expect(rows.length).toBeGreaterThanOrEqual(3 * 1050);
  expect(told(masked).slice(0, 40)).toEqual([]);
  expect(masked.length / rows.length).toBeLessThanOrEqual(0.001);
});

test('what a column leaves because only its digits speak for it is told', () => {
  expect(cleanText('123456789018', 'LOT')).toEqual({ text: '123456789018', masked: false, doubtful: true });
  expect(cleanText('ロット', 'LOT')).toEqual({ text: 'ロット', masked: false, doubtful: false });
});
