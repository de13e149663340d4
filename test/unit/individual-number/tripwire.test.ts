import fc from 'fast-check';
import { testCheckDigit } from '../../../src/individual-number/check-digit.js';
import { MASK } from '../../../src/individual-number/sealed.js';
import { findNumbers, maskNumbers, mayHoldNumber } from '../../../src/individual-number/tripwire/tripwire.js';

/** A documented sample with the official check digit. */
const SAMPLE = '123456789018';
const confidences = (text: string) => findNumbers(text).map((finding) => finding.confidence);
const memo = (text: string) => maskNumbers(text, { threshold: 'LOW' }).text;

describe('confidence', () => {
  test.each([
    '個人番号',
    'マイナンバー',
    'ﾏｲﾅﾝﾊﾞｰ',
    'ＭＹ　ＮＵＭＢＥＲ',
    'my-number',
    '個 人 番 号',
    '番号',
    'kojin_bango',
    'individualNumber',
    '本人の番号',
  ])('a number after %s is HIGH', (label) => expect(confidences(`${label}:${SAMPLE}`)).toEqual(['HIGH']));
  test.each(['電話番号', '受付番号', '法人番号', '接種券番号', '伝票番号', '個人番号ではなく受付番号', ''])(
    'a number after %s is LOW',
    (label) => expect(confidences(`${label} ${SAMPLE}`)).toEqual(['LOW']),
  );
  test('the label reaches twelve characters and no further', () => {
    expect(confidences(`個人番号${'あ'.repeat(12)}${SAMPLE}`)).toEqual(['HIGH']);
    expect(confidences(`個人番号${'あ'.repeat(13)}${SAMPLE}`)).toEqual(['LOW']);
  });
  test('next to a label a wrong check digit is masked too, elsewhere not', () => {
    expect(confidences('個人番号 123456789012')).toEqual(['HIGH']);
    expect(confidences('受付 123456789012')).toEqual([]);
  });
  test('a label makes a number of what reads as a minute, if the check digit is right', () => {
    expect(confidences('更新 202306270933')).toEqual([]);
    expect(confidences('個人番号 202306270933')).toEqual(['HIGH']);
    expect(confidences('個人番号 確認 202306270935')).toEqual([]);
  });
  test('the threshold HIGH leaves unlabelled figures alone', () => {
    expect(maskNumbers(`受付 ${SAMPLE}`, { threshold: 'HIGH' })).toEqual({ text: `受付 ${SAMPLE}`, hits: 0 });
    expect(maskNumbers(`受付 ${SAMPLE}`, { threshold: 'LOW' })).toEqual({ text: `受付 ${MASK}`, hits: 1 });
  });
});

describe('place', () => {
  test('exactly the digits and what stands between them are masked', () => {
    expect(memo(`(個人番号 1234 - 5678 - 9018) 済`)).toBe(`(個人番号 ${MASK}) 済`);
    expect(memo('123456\n789018。')).toBe(`${MASK}。`);
  });
  test('a thirteenth digit that touches makes it something else', () => {
    for (const text of [`${SAMPLE}0`, `7${SAMPLE}`, `${SAMPLE}０`, `1234-5678-90180`])
      expect(findNumbers(text)).toEqual([]);
  });
  test('digits inside a token of letters are left alone', () => {
    for (const text of [`a${SAMPLE}`, `${SAMPLE}f`, `lot-a1-${SAMPLE}`, `550e8400-e29b-41d4-a716-${SAMPLE}`])
      expect(findNumbers(text)).toEqual([]);
  });
  test('a kanji digit that begins a word does not hide the number before it', () => {
    expect(memo(`${SAMPLE}一致`)).toBe(`${MASK}一致`);
    expect(memo(`${SAMPLE}三郎`)).toBe(`${MASK}三郎`);
  });
  test('bodies of one repeated digit are nobody', () => {
    expect(findNumbers('個人番号 000000000000 / 111111111118')).toEqual([]);
  });
});

describe('the cheap question before', () => {
  test('is no for short texts, few digits and figures that are far apart', () => {
    for (const text of ['', '12345678901', '1234567 あ 89018', 'x'.repeat(500), '2023年6月27日 09時33分'])
      expect(mayHoldNumber(text)).toBe(false);
  });
  test('is yes for every text in which a number is found', () => {
    const piece = fc.oneof(
      fc.constantFrom('-', ' ', '・', '\n', '個人番号', '　', '一', 'a', '\u200b', '—', '.'),
      fc.stringMatching(/^[0-9０-９〇一二三四五六七八九]{1,12}$/),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
        (text) => {
          if (!mayHoldNumber(text)) expect(findNumbers(text)).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('any text', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[-0-9０-９ .\n]{0,60}$/),
  );

  test('findings are in order, do not overlap and lie inside', () => {
    fc.assert(
      fc.property(noise, (text) => {
        let end = 0;
        for (const finding of findNumbers(text)) {
          expect(finding.start).toBeGreaterThanOrEqual(end);
          expect(finding.end).toBeGreaterThan(finding.start);
          end = finding.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
  test('a labelled number is masked whatever stands around it', () => {
    const body = fc.stringMatching(/^[0-9]{11}$/).filter((digits) => !/^(.)\1*$/.test(digits));
    fc.assert(
      fc.property(noise, body, noise, (before, digits, after) => {
        const number = digits + testCheckDigit(digits);
        const text = memo(`${before}。個人番号:${number}。${after}`);
        expect(text).toContain(`個人番号:${MASK}。`);
      }),
    );
  });
});
