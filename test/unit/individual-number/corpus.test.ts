import corpus from './corpus.json';
import { findNumbers, maskNumbers } from '../../../src/individual-number/tripwire/tripwire.js';

interface Row {
  readonly kind: string;
  readonly text: string;
  /** Individual numbers in the text; empty where there is none. */
  readonly numbers: readonly string[];
}
const rows: readonly Row[] = corpus;
const ambiguous = rows.filter((row) => row.kind === 'ambiguous');
const positives = rows.filter((row) => row.numbers.length > 0);
const negatives = rows.filter((row) => row.numbers.length === 0 && row.kind !== 'ambiguous');

/** All figures of a text in order, by a way of reading that shares nothing with the tripwire. */
const figures = (text: string) =>
  [...text.normalize('NFKC')]
    .map((c) => {
      const at = '〇一二三四五六七八九'.indexOf(c);
      return at >= 0 ? String(at) : c;
    })
    .filter((c) => /[0-9]/.test(c))
    .join('');

describe('labelled corpus', () => {
  test('at least 99.5 % of the individual numbers in memos are masked', () => {
    const all = positives.flatMap((row) => row.numbers.map((number) => ({ row, number })));
    const missed = all.filter(({ row, number }) =>
      figures(maskNumbers(row.text, { threshold: 'LOW' }).text).includes(number),
    );
    process.stdout.write(`tripwire recall ${all.length - missed.length}/${all.length}\n`);
    expect(missed.length / all.length).toBeLessThanOrEqual(0.005);
    expect(missed.map(({ row }) => `${row.kind}: ${row.text}`)).toEqual([]);
  });

  test('at most 0.1 % of what only resembles an individual number is masked', () => {
    const masked = negatives.filter((row) => findNumbers(row.text).length > 0);
    process.stdout.write(`tripwire false masks ${masked.length}/${negatives.length}\n`);
    expect(masked.map((row) => `${row.kind}: ${row.text}`)).toEqual([]);
    expect(masked.length / negatives.length).toBeLessThanOrEqual(0.001);
  });

  test('an unlabelled figure of twelve digits is masked in memos in about one case of five, and never above LOW', () => {
    const masked = ambiguous.filter((row) => findNumbers(row.text).length > 0);
    process.stdout.write(`tripwire unlabelled twelve digits ${masked.length}/${ambiguous.length}\n`);
    expect(masked.length / ambiguous.length).toBeLessThan(0.3);
    expect(
      ambiguous.flatMap((row) => findNumbers(row.text)).filter((finding) => finding.confidence === 'HIGH'),
    ).toEqual([]);
  });
});
