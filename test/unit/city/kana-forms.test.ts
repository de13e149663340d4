import { widenKana } from '../../support/widen-kana.js';
import { halfWidthColumn, passportRoman } from '../../../src/city/kana-forms.js';

describe('kana as the systems write it', () => {
  it('fills a column of 40 with half-width kana that widen back', () => {
    const column = halfWidthColumn('ガンジュウロウ　パック', false);
    expect(column).toHaveLength(40);
    expect(column.startsWith('ｶﾞﾝｼﾞｭｳﾛｳ ﾊﾟｯｸ')).toBe(true);
    expect(widenKana(column.trimEnd())).toBe('ガンジュウロウ パック');
  });

  it('loses small kana and cuts at 40 columns where the source did', () => {
    expect(halfWidthColumn('ショウ', true).trimEnd()).toBe('ｼﾖｳ');
    expect(halfWidthColumn('ガ'.repeat(30), false)).toBe('ｶﾞ'.repeat(20));
  });

  it.each([
    ['サトウ　ショウタ', 'SATO SHOTA'],
    ['ナンバ　ジュン', 'NAMBA JUN'],
    ['ハットリ　リョウ', 'HATTORI RYO'],
  ])('writes %s as passports do: %s', (kana, roman) => expect(passportRoman(kana)).toBe(roman));
});
