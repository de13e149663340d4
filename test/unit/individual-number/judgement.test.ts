import { checkDigit, testCheckDigit } from '../../../src/individual-number/check-digit.js';
import { MASK } from '../../../src/individual-number/sealed.js';
import { findNumbers, maskNumbers, mayHoldNumber } from '../../../src/individual-number/tripwire/tripwire.js';

const A = '123456789018';
const B = `98765432109${checkDigit('98765432109')}`;
const CITY = `55512345678${testCheckDigit('55512345678')}`;
const WRONG = '123456789012';

const confidences = (text: string) => findNumbers(text).map((finding) => finding.confidence);
const found = (text: string) => findNumbers(text).map(({ start, end }) => text.slice(start, end));

describe('an unlabelled number', () => {
  test('counts with the official check digit and with the synthetic city’s', () => {
    expect([A, CITY, WRONG].map((digits) => confidences(`受付 ${digits}`))).toEqual([['LOW'], ['LOW'], []]);
  });
  test.each([
    ['1234-5678-9018'],
    ['1234 5678 9018'],
    ['123-456-789-018'],
    ['12345-6789018'],
    ['1 2 3 4 5 6 7 8 9 0 1 8'],
    ['一二三四五六七八九〇一八'],
    ['1234,5678,9018'],
    ['1234_5678_9018'],
    ['1234/5678/9018'],
    ['1、2、3、4、5、6、7、8、9、0、1、8'],
  ])('counts grouped as %s', (text) => expect(found(`メモ「${text}」`)).toEqual([text]));
  test.each([
    ['commas, as in an amount', '123,456,789,018'],
    ['slashes, as in a path', '/1234/5678/9018'],
    ['low lines, as in the name of a file', 'scan_1234_5678_9018'],
    ['commas and more figures', '1234,5678,9018,1111'],
    ['a slash', '123456/789018'],
    ['a bar after a hyphen', '1234-5678|9018'],
    ['more digits of its kind behind it', '1234-5678-9018-1111'],
    ['more digits of its kind before it', '1111-1234-5678-9018'],
    ['uneven groups beside more digits', '7 12345-6789018'],
    ['uneven groups before more digits', '12345-6789018 7'],
    ['groups that end unevenly beside more digits', '7 123456-78901-8'],
    ['one digit twelve times over', '111111111118'],
    ['the same with blanks', '1111 1111 1118'],
    ['a date and a time', '2023-06-27 0933'],
  ])('does not with %s', (_what, text) => expect(findNumbers(text)).toEqual([]));
  test.each([
    ['other digits behind another gap', '1234-5678-9018 1111', '1234-5678-9018'],
    ['other digits before another gap', '2222 1234-5678-9018', '1234-5678-9018'],
    ['a longer group behind the same gap', '1234-5678-9018-111', '1234-5678-9018'],
    ['a shorter group before the same gap', '22-1234-5678-9018', '1234-5678-9018'],
    ['kanji that touch uneven groups', '12345-6789018三郎', '12345-6789018'],
    ['kanji before uneven groups', '三 12345-6789018', '12345-6789018'],
    ['a comma before it', '7,1234-5678-9018', '1234-5678-9018'],
  ])('counts beside %s', (_what, text, number) => expect(found(text)).toEqual([number]));
  test('is left alone behind the first digit of a corporate number, and only behind that one', () => {
    expect(findNumbers('1-1234-5678-9018')).toEqual([]);
    expect(found('2-1234-5678-9018')).toEqual(['1234-5678-9018']);
  });
  test('is another figure in one piece behind a word that says so, and none in fours', () => {
    expect(findNumbers(`ロット ${A}`)).toEqual([]);
    expect(confidences('ロット 1234-5678-9018')).toEqual(['LOW']);
  });
  test('is left alone behind a plus, which begins a foreign telephone number', () => {
    expect(findNumbers(`+${A}`)).toEqual([]);
    expect(found(`-${A}`)).toEqual([A]);
  });
  test('is HIGH when its name follows', () => {
    expect(confidences(`${A}は個人番号`)).toEqual(['HIGH']);
    expect(confidences(`${A}は受付`)).toEqual(['LOW']);
  });
});

describe('a labelled number', () => {
  test('may have a wrong check digit, if it stands first or alone in what follows the label', () => {
    expect(confidences('個人番号 1234 5678 9012 3456')).toEqual(['HIGH']);
    expect(found('個人番号 7 123456789012')).toEqual([WRONG]);
    expect(found('個人番号 2019 2020 2021 3456')).toEqual([]);
  });
  test('with a right check digit counts in whatever grouping', () => {
    expect(found('個人番号 7 12345-6789018')).toEqual(['12345-6789018']);
    expect(found('個人番号 1234,5678,9018')).toEqual(['1234,5678,9018']);
    expect(found(`個人番号a${A}b`)).toEqual([A]);
  });
  test('with a wrong one is left alone inside a token and as a timestamp', () => {
    expect(found(`個人番号 a${WRONG}`)).toEqual([]);
    expect(found(`個人番号 ${WRONG}a`)).toEqual([]);
    expect(found('個人番号 202306270935')).toEqual([]);
  });
  test('is none if all its digits are the same, or grouped like something else', () => {
    expect(found('個人番号 111111111112')).toEqual([]);
    expect(found('個人番号 2019 2020 2021')).toEqual([]);
  });
});

describe('an enumeration', () => {
  test('after a labelled number is HIGH within twelve characters', () => {
    expect(confidences(`個人番号 ${A}、${B}`)).toEqual(['HIGH', 'HIGH']);
    expect(confidences(`個人番号 ${A}${'あ'.repeat(12)}${B}`)).toEqual(['HIGH', 'HIGH']);
    expect(confidences(`個人番号 ${A}${'あ'.repeat(13)}${B}`)).toEqual(['HIGH', 'LOW']);
    expect(confidences(`個人番号 ${A}、${B}、${CITY}`)).toEqual(['HIGH', 'HIGH', 'HIGH']);
  });
  test('begins where the labelled number ends', () => {
    expect(confidences(`個人番号 ${A}一二三四五六七八九〇一八`)).toEqual(['HIGH', 'HIGH']);
  });
  test('after an unlabelled one is LOW', () => {
    expect(confidences(`受付 ${A}、${B}`)).toEqual(['LOW', 'LOW']);
    expect(confidences(`${A} ${B} ${CITY}`)).toEqual(['LOW', 'LOW', 'LOW']);
  });
  test('of numbers that touch in two scripts is two', () => {
    expect(found(`${A}一二三四五六七八九〇一八`)).toEqual([A, '一二三四五六七八九〇一八']);
  });
});

describe('numbers that overlap', () => {
  const tail = Array.from({ length: 1000 }, (_, i) => `${i}`.padStart(3, '0')).map(
    (body) => body + checkDigit(`90185678${body}`),
  )[7];
  const text = `1234-5678-9018 5678 ${tail}`;

  test('are one finding, the first', () => {
    expect(found(text)).toEqual(['1234-5678-9018']);
    expect(found(`個人番号 ${text}`)).toEqual(['1234-5678-9018']);
  });
  test('are the named one, if only the later is named', () => {
    expect(findNumbers(`${text}は個人番号`)).toEqual([{ start: 10, end: 24, confidence: 'HIGH' }]);
  });
  test('are the first, if both are named', () => {
    expect(found(`個人番号 ${text}は個人番号`)).toEqual(['1234-5678-9018']);
  });
});

describe('a token', () => {
  test.each([[`a${A}`], [`${A}Z`], [`a1-${A}`], [`${A}-2b`], [`xno${A}`], [`a2-3-4-${A}`], [`${A}.2.3c`]])(
    'of letters holds no number: %s',
    (text) => expect(findNumbers(text)).toEqual([]),
  );
  test.each([
    [`no${A}`],
    [`(ID${A})`],
    [`a ${A}`],
    [`${A} a`],
    [`a2 ${A}`],
    [`${A} 2a`],
    [`あ${A}い`],
    [`a-${A}`],
    [`-${A}-`],
  ])('is not what %s is', (text) => expect(found(text)).toEqual([A]));
  test('is looked for thirty-two groups to either side and no further', () => {
    expect(findNumbers(`a${'2-'.repeat(32)}${A}`)).toEqual([]);
    expect(found(`a${'2-'.repeat(33)}${A}`)).toEqual([A]);
    expect(findNumbers(`${A}${'-2'.repeat(32)}a`)).toEqual([]);
    expect(findNumbers(`1234-5678-9018${'-2'.repeat(32)}a`)).toEqual([]);
    expect(found(`${A}${'-2'.repeat(33)}a`)).toEqual([A]);
  });
});

describe('a UUID', () => {
  const uuid = `550e8400-e29b-41d4-a716-${A}`;

  test('holds no number, but what stands beside it may be one', () => {
    expect(findNumbers(uuid)).toEqual([]);
    expect(found(`${A} ${uuid}`)).toEqual([A]);
    expect(found(`${uuid} ${B}`)).toEqual([B]);
    expect(found(`${uuid}あ${B}`)).toEqual([B]);
    expect(found(`${A}あ${uuid}`)).toEqual([A]);
  });
  test('of digits alone is read as one, and so is the next', () => {
    const plain = '55008400-2295-4114-9716-';
    const inKanji = '一二三四五六七八九〇一八';
    expect(findNumbers(`${plain}${A} ${plain}${A}`)).toEqual([]);
    expect(found(`${plain}${WRONG}${inKanji}`)).toEqual([inKanji]);
    expect(found(`${inKanji}${plain}${WRONG}`)).toEqual([inKanji]);
  });
  test('holds one where it is called one, even with a slip of the key', () => {
    for (const number of [A, WRONG])
      expect(found(`個人番号 00000000-0000-0000-0000-${number}`)).toEqual([number]);
    expect(found(`番号 00000000-0000-0000-0000-${WRONG}`)).toEqual([]);
    // Only its last part is one: these twelve digits run into its first.
    expect(found('個人番号 999955008401-2295-4114-9716-a00000000000')).toEqual([]);
  });
});

describe('masking', () => {
  test('by HIGH leaves what is LOW, by LOW nothing', () => {
    const text = `個人番号 ${A}。${'あ'.repeat(20)}受付 ${B}。`;
    expect(maskNumbers(text, { threshold: 'HIGH' })).toEqual({ text: text.replace(A, MASK), hits: 1 });
    expect(maskNumbers(text, { threshold: 'LOW' })).toEqual({
      text: text.replace(A, MASK).replace(B, MASK),
      hits: 2,
    });
  });
  test('of nothing gives the same text', () => {
    expect(maskNumbers('受付 1', { threshold: 'LOW' })).toEqual({ text: '受付 1', hits: 0 });
  });
});

describe('the cheap question', () => {
  test.each([
    [A],
    [`x${A}y`],
    ['1234-5678-9018'],
    ['1 - 2 - 3 - 4 - 5 - 6 - 7 - 8 - 9 - 0 - 1 - 8'],
    ['123456\u200b\u200b\u200b\u200b789018'],
    ['----123456789018'],
    ['1---2---3---4---5---6---7---8---9---0---1---8'],
    ['一二三四五六789018'],
    // The second look reads further than the first: `個人番号 123456----789018` is one.
    ['123456----789018'],
    ['123456 -- - 789018'],
    ['123456--------789018'],
    ['123456---------789018'],
    ['123456 --- --- - 789018'],
    ['4O1728394654'],
    ['4017 then 2839 then 4654'],
    ['上4桁4017、中4桁2839、下4桁4654'],
    ['1234の5678と9018'],
    ['1234ハイフン5678ハイフン9018'],
    ['&#49;'.repeat(12)],
  ])('is yes for %j', (text) => expect(mayHoldNumber(text)).toBe(true));
  test.each([
    ['12345678901'],
    ['&#49;'],
    ['123456x789018'],
    ['123456-x-789018'],
    ['12345678901------------'],
  ])('is no for %j', (text) => expect(mayHoldNumber(text)).toBe(false));
});
