import { MASK } from '../../../src/individual-number/sealed.js';
import { cleanText, type TextKind } from '../../../src/individual-number/tripwire/columns.js';

/** What is masked in which column, and what is left and told. Every figure carries a right check digit. */
const masked = (text: string) => ({ text, masked: true, doubtful: false });
const doubtful = (text: string) => ({ text, masked: false, doubtful: true });

test.each<TextKind>(['FREE', 'PHONE', 'LOT', 'KEY'])('%s without a number is as it was', (kind) => {
  expect(cleanText('受付 1234', kind)).toEqual({ text: '受付 1234', masked: false, doubtful: false });
});

test.each<TextKind>(['FREE', 'PHONE', 'LOT', 'KEY'])('a number with its name is masked in %s', (kind) => {
  expect(cleanText('x 個人番号 123456789018 y', kind)).toEqual(masked(`x 個人番号 ${MASK} y`));
});

test.each<readonly [TextKind, string, boolean]>([
  ['FREE', '123456789018', true],
  ['FREE', '1234-5678-9018', true],
  ['FREE', '819012345002', true],
  ['FREE', '123-456-789-018', true],
  ['KEY', '123456789018', false],
  ['KEY', '1234-5678-9018', false],
  ['LOT', '123456789018', false],
  ['LOT', '1234-5678-9018', true],
  ['LOT', '123-456-789-018', false],
  ['LOT', '12345-678-9018', false],
  ['LOT', '一二三四-五六七八-九〇一八', true],
  ['PHONE', '123456789018', true],
  ['PHONE', '1234-5678-9018', true],
  ['PHONE', '123-456-789-018', false],
  ['PHONE', '123456-789018', false],
  // Country codes, from abroad, and a number at home with an extension.
  ['PHONE', '819012345002', false],
  ['PHONE', '441234567010', false],
  ['PHONE', '090123456008', false],
  ['PHONE', '0901-2345-6008', false],
  ['PHONE', '8190-1234-5002', false],
  ['PHONE', '331234567000', true],
  ['PHONE', '130901234001', true],
  ['PHONE', '001234567000', true],
])('%s: %s is masked: %s', (kind, text, isMasked) => {
  expect(cleanText(text, kind)).toEqual(isMasked ? masked(MASK) : doubtful(text));
});

test('what is certain is masked beside what is not', () => {
  expect(cleanText('a 1234-5678-9018 b 123456789018 c', 'LOT')).toEqual({
    text: `a ${MASK} b 123456789018 c`,
    masked: true,
    doubtful: true,
  });
});
