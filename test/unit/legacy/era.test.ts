import fc from 'fast-check';
import {
  formatWareki,
  parseEraDigits,
  parseEraLetters,
  parseEraMonth,
  toEraDigits,
} from '../../../adapters/legacy/era.js';
import { parseCompactDate } from '../../../adapters/legacy/legacy-date.js';
import { addDays } from '../../../src/calendar/plain-date.js';

const iso = (text: string): string | null => {
  const parsed = parseEraDigits(text);
  return parsed.kind === 'DATE' ? parsed.date.iso : null;
};

describe('era digits', () => {
  it.each([
    ['3230628', '1948-06-28'],
    ['3410203', '1966-02-03'],
    ['1450729', '1912-07-29'],
    ['1450730', '1912-07-30'],
    ['2010730', '1912-07-30'],
    ['2151225', '1926-12-25'],
    ['3011225', '1926-12-25'],
    ['3640107', '1989-01-07'],
    ['4010108', '1989-01-08'],
    ['4310430', '2019-04-30'],
    ['5010501', '2019-05-01'],
    ['5060229', '2024-02-29'],
  ])('reads %s as %s', (text, expected) => expect(iso(text)).toBe(expected));

  it.each([
    '3640108',
    '4010107',
    '4310501',
    '5010430',
    '2010729',
    '2151226',
    '3011224',
    '5050229',
    '3000101',
    '6010101',
    '0010101',
    '341020',
    '34102033',
    'S410203',
    '3251300',
    '3250015',
    '３２５０１０１',
  ])('takes %s for no date', (text) => expect(parseEraDigits(text)).toEqual({ kind: 'BAD' }));

  it.each([
    ['0000000', 'NONE'],
    ['       ', 'NONE'],
    ['', 'NONE'],
    [null, 'NONE'],
    ['9999999', 'NO_END'],
  ])('keeps the sentinel %s apart', (text, kind) => expect(parseEraDigits(text)).toEqual({ kind }));

  it('keeps what is known of an uncertain date', () => {
    expect(parseEraDigits('3250000')).toMatchObject({ date: { iso: '1950', precision: 'YEAR' } });
    expect(parseEraDigits('3250600')).toMatchObject({ date: { iso: '1950-06', precision: 'MONTH' } });
    expect(parseEraDigits('3640000')).toMatchObject({ date: { iso: '1989', precision: 'YEAR' } });
  });

  it('writes a day so that it reads back, and in the order of time', () => {
    const days = fc.integer({ min: 0, max: 70_000 }).map((number) => addDays('1873-01-01', number));
    fc.assert(
      fc.property(days, days, fc.constantFrom('FIRST' as const, 'LAST' as const), (a, b, form) => {
        expect(iso(toEraDigits(a, form))).toBe(a);
        expect(toEraDigits(a, form) < toEraDigits(b, form)).toBe(a < b);
      }),
    );
  });

  it('reaches over both forms of a day of two eras', () => {
    expect([toEraDigits('1926-12-25', 'FIRST'), toEraDigits('1926-12-25', 'LAST')]).toEqual([
      '2151225',
      '3011225',
    ]);
    expect([toEraDigits('1912-07-30', 'FIRST'), toEraDigits('1912-07-30', 'LAST')]).toEqual([
      '1450730',
      '2010730',
    ]);
    expect(toEraDigits('1800-01-01', 'FIRST')).toBe('1000000');
  });

  it('reads billing months, those in which an era changed too', () => {
    expect(['50306', '43104', '50105', '36401', '40101'].map(parseEraMonth)).toEqual([
      '2021-06',
      '2019-04',
      '2019-05',
      '1989-01',
      '1989-01',
    ]);
    expect(['50313', '43105', '50300', '     ', '5030'].map(parseEraMonth)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('era letters', () => {
  it.each([
    ['R05.06.27', '2023-06-27'],
    ['S41.02.03', '1966-02-03'],
    ['S410203', '1966-02-03'],
    ['H27.10.05', '2015-10-05'],
  ])('reads %s', (text, expected) =>
    expect(parseEraLetters(text)).toMatchObject({ kind: 'DATE', date: { iso: expected } }),
  );
  it('keeps blanks and what is no date apart', () => {
    expect(parseEraLetters('         ')).toEqual({ kind: 'NONE' });
    for (const text of ['X05.06.27', 'R5.6.27', 'H31.05.01', 'R05.02.29'])
      expect(parseEraLetters(text)).toEqual({ kind: 'BAD' });
  });
});

describe('compact dates', () => {
  it.each([
    ['00000000', 'NONE'],
    ['        ', 'NONE'],
    ['99999999', 'NO_END'],
    ['19500230', 'BAD'],
    ['00000101', 'BAD'],
    ['19500015', 'BAD'],
    ['1950022', 'BAD'],
  ])('reads %s as %s', (text, kind) => expect(parseCompactDate(text)).toEqual({ kind }));
  it('keeps what is known of an uncertain date', () => {
    expect(parseCompactDate('19480502')).toMatchObject({ date: { iso: '1948-05-02', precision: 'DAY' } });
    expect(parseCompactDate('19500600')).toMatchObject({ date: { iso: '1950-06', precision: 'MONTH' } });
    expect(parseCompactDate('19500000')).toMatchObject({ date: { iso: '1950', precision: 'YEAR' } });
  });
});

describe('wareki', () => {
  it.each([
    ['2023-06-27', '令和5年6月27日'],
    ['1926-12-25', '昭和元年12月25日'],
    ['1926-12-24', '大正15年12月24日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1989-01-08', '平成元年1月8日'],
    ['2019-05-01', '令和元年5月1日'],
    ['1912-07-29', '明治45年7月29日'],
    ['1950', '昭和25年月日不詳'],
    ['1950-06', '昭和25年6月日不詳'],
    ['1989', '昭和64・平成元年月日不詳'],
    ['1989-01', '昭和64・平成元年1月日不詳'],
  ])('writes %s as %s', (day, expected) => expect(formatWareki(day)).toBe(expected));

  it('writes nothing for days before the Gregorian calendar came', () =>
    expect(formatWareki('1872-12-31')).toBeNull());
});
