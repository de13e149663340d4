import { individualNumberDigits, normalizeDigits } from '../../../src/individual-number/digits.js';
import { kanaSearchKey, raiseSmallKana } from '../../../adapters/legacy/kana.js';
import { widenKana } from '../../support/widen-kana.js';

describe('half-width kana', () => {
  it('joins a letter and its mark', () => {
    expect(widenKana('ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟ ｳﾞ ｱｲ ｯｬ ﾜﾝ')).toBe('ガギグ パピ ヴ アイ ッャ ワン');
    expect(widenKana('ｻﾄｰ｡｢｣､･')).toBe('サトー。「」、・');
  });

  it('keeps a mark that has no letter to join', () => {
    expect(widenKana('ｱﾞ')).toBe('ア゛');
    expect(widenKana('ﾟ')).toBe('゜');
  });

  it.each(['渡邉\u{E0100}', '芦󠄂', '神\uFA19福\uFA1B', '髙﨑', '𠮷', '\uE000', '㈱ ㍻ ～〜', 'ＡＢＣ', 'É'])(
    'leaves %s untouched, code unit for code unit',
    (name) => expect(widenKana(name)).toBe(name),
  );
});

describe('search key', () => {
  it.each(['しょうじ', 'ショウジ', 'ｼｮｳｼﾞ', 'ｼﾖｳｼﾞ', 'シヨウ　ジ', ' ショウ ジ '])('is one for %s', (typed) =>
    expect(kanaSearchKey(typed)).toBe('シヨウジ'),
  );
  it('keeps marks and long vowels', () => expect(kanaSearchKey('ｶﾞｰﾅ ぱーな')).toBe('ガーナパーナ'));
  it('raises every small letter there is', () => {
    const small = 'ァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ';
    expect(raiseSmallKana(small)).toBe('アイウエオツヤユヨワカケクシストヌハヒフヘホムラリルレロ');
  });
  it('turns hiragana with marks into katakana', () =>
    expect(kanaSearchKey('ゔゝゞがぱん漢')).toBe('ヴヽヾガパン漢'));
});

describe('digits', () => {
  it.each([
    '012345678905',
    '０１２３４５６７８９０５',
    '0123-4567-8905',
    '０１２３　４５６７　８９０５',
    '0123−4567ー8905',
  ])('reads %s as the same number', (typed) => expect(individualNumberDigits(typed)).toBe('012345678905'));
  it.each(['12345678905', '0123456789055', '01234567890a', '〇一二三四五六七八九〇五', '', '①23456789012'])(
    'takes %s for no number',
    (typed) => expect(individualNumberDigits(typed)).toBeNull(),
  );
  it('leaves all else to the reader', () => expect(normalizeDigits('Ａ１ b-２')).toBe('Ａ1b2'));
});
