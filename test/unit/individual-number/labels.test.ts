import {
  labelBefore,
  endsInNumberWord,
  isLabelled,
  isLabelledAfter,
} from '../../../src/individual-number/tripwire/labels.js';

const labelled = (before: string) => isLabelled(before, before.length);
const labelledAfter = (after: string) => isLabelledAfter(`0${after}`, 1);

describe('a name of the individual number before the digits', () => {
  test.each([
    '個人番号',
    '箇人番号',
    '個 人 番 号',
    '個　人　番　号',
    '個人ナンバー',
    'マイナンバー',
    'マイナンバ',
    'マイ・ナンバー',
    'マイ ・ ナンバァ',
    'ﾏｲﾅﾝﾊﾞｰ',
    '本人番号',
    '本人の番号',
    '世帯主の番号',
    '家族番号',
    '父の番号',
    '母番号',
    '夫の番号',
    '妻番号',
    '子の番号',
    '児番号',
    'kojin bango',
    'kojin_no',
    'KojinBango',
    'my number',
    'MY-NUMBER',
    'ＭｙＮｕｍｂｅｒ',
    'individual number',
    'individual_number',
    'bango',
    'bangou:',
    '番号',
    '番 号',
    'の番号',
    '個人番号は',
    '個人番号：',
    '個人番号 確認 ',
  ])('%s', (text) => expect(labelled(text)).toBe(true));

  test.each([
    '',
    'メモ',
    '電話番号',
    '受付番号',
    'ロット番号',
    'コード番号',
    'ー番号',
    'xbango',
    'a番号',
    '個人',
    '個人情報',
    'ナンバー',
    'マイ',
    'number',
    'kojin',
    '個人番号ではなく受付番号',
    '個人番号 電話',
    '個人番号 TEL',
    '個人番号 fax',
    '個人番号 日時',
    '個人番号 券',
    '個人番号 ロット',
    '個人番号 LOT',
    '個人番号 日付',
  ])('is not %p', (text) => expect(labelled(text)).toBe(false));

  test('reaches twelve characters and no further, counted as they are read', () => {
    expect(labelled(`個人番号${'あ'.repeat(12)}`)).toBe(true);
    expect(labelled(`個人番号${'あ'.repeat(13)}`)).toBe(false);
  });
  test('is the nearest of several', () => {
    expect(labelled('番号 電話 個人番号 ')).toBe(true);
    expect(labelled(`個人番号${'あ'.repeat(20)}番号 `)).toBe(true);
    expect(labelled(`番号${'あ'.repeat(20)}個人番号 電話`)).toBe(false);
  });
  test('is looked for before the digits only, at whatever depth of the text', () => {
    const text = `${'あ'.repeat(100)} 個人番号 12 個人番号`;
    expect(isLabelled(text, text.indexOf('12'))).toBe(true);
    expect(isLabelled('12 個人番号', 0)).toBe(false);
    expect(isLabelled('個人番号 12', 2)).toBe(false);
  });
  test('is found again and again: no call remembers the one before', () => {
    expect([labelled('個人番号'), labelled('個人番号'), labelled('番号')]).toEqual([true, true, true]);
  });
});

describe('a name of the individual number behind the digits', () => {
  test.each([
    '個人番号',
    'マイナンバー',
    'は個人番号',
    'が個人番号',
    '(個人番号',
    '（マイナンバー）',
    '=個人番号',
    ':個人番号',
    '：個人番号',
    ' 個人番号',
    '  個人番号',
    ')は個人番号',
    '」は個人番号',
    '】個人番号',
    ']個人番号',
    ') = 個人番号',
    'は   個人番号',
    'はﾏｲﾅﾝﾊﾞｰ',
    '）個人番号',
  ])('%p', (text) => expect(labelledAfter(text)).toBe(true));

  test.each([
    '',
    '番号',
    'も個人番号',
    'と個人番号',
    'ははは個人番号',
    ')))は個人番号',
    'は旧個人番号',
    'ああ個人番号',
    '、個人番号',
    `は${' '.repeat(20)}個人番号`,
  ])('is not %p', (text) => expect(labelledAfter(text)).toBe(false));
  test('is looked for behind the digits only', () => {
    expect(isLabelledAfter('個人番号12', 6)).toBe(false);
  });
});

describe('a word for number that touches the digits', () => {
  const touches = (before: string) => endsInNumberWord(`${before}12`, before.length);

  test.each([
    'no',
    'No',
    'id',
    'num',
    'number',
    'bango',
    'bangou',
    'mynumber',
    'my_number',
    ' no',
    '(ID',
    '番号no',
    '9id',
  ])('is %p', (text) => expect(touches(text)).toBe(true));
  test.each(['', 'a', 'xno', 'lot', 'note', 'no.', 'id-', 'piano', 'video id x'])('is not %p', (text) =>
    expect(touches(text)).toBe(false),
  );
  test('is looked for close by, so that a long token does not become a search', () => {
    expect(endsInNumberWord('no12', 4)).toBe(false);
    expect(touches(`${'x'.repeat(40)} id`)).toBe(true);
    expect(touches(`${'x'.repeat(40)}id`)).toBe(false);
  });
});

test('a name at the beginning of a long text speaks for the number behind it', () => {
  expect(labelBefore(`個人番号 ${'あ'.repeat(100)}`, 5)).toEqual({ between: ' ', specific: true });
});

test('a row of leaders counts once, and it does count', () => {
  const between = (text: string) => labelBefore(`個人番号${text}`, text.length + 4)?.between;
  expect(between(`${'あ'.repeat(11)}--`)).toBe(`${'あ'.repeat(11)}-`);
  expect(between(`${'あ'.repeat(12)}--`)).toBeUndefined();
});
