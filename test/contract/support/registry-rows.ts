import { MUNICIPALITY, OTHER_MUNICIPALITY, type FixtureRow } from './database.js';

/** 宛名番号 of the fixture's nth person. */
export const atena = (index: number): string => String(index).padStart(15, '0');
export const setai = (index: number): string => String(900 + index).padStart(15, '0');

export function person(index: number, changes: FixtureRow = {}): FixtureRow {
  return {
    ATENA_NO: atena(index),
    SICHOSON_CD: MUNICIPALITY,
    SETAI_NO: setai(1),
    ZOKUGARA_CD: '02',
    JUMIN_JOTAI: '1',
    SIMEI_KANJI: '検査　太郎',
    SIMEI_KANA: 'ケンサ　タロウ',
    KENSAKU_KANA: 'ケンサタロウ',
    YUSEN_KBN: '1',
    SEIBETU_CD: '1',
    UMARE_YMD: '19800401',
    UMARE_FUMEI: '0',
    JUMIN_YMD: '20100101',
    HIJUMIN_YMD: '99999999',
    CHO_CD: '00001',
    JUSHO: '小金井市本町六丁目９６番３号',
    ...changes,
  };
}

export function measure(
  number: number,
  index: number,
  from: string,
  to: string,
  cancelled = '0',
): FixtureRow {
  return {
    SIEN_NO: number,
    ATENA_NO: atena(index),
    SIEN_KBN: '1',
    KAISI_YMD: from,
    SYURYO_YMD: to,
    TORIKESI_FLG: cancelled,
  };
}

/** A movement of the fixture's nth person; a move-in unless said otherwise. */
export function movement(number: number, index: number, changes: FixtureRow = {}): FixtureRow {
  return {
    IDO_NO: number,
    ATENA_NO: atena(index),
    IDO_JIYU: '10',
    IDO_YMD: '20220401',
    TODOKE_YMD: '20220401',
    AITE_SICHOSON: OTHER_MUNICIPALITY,
    TORIKESI_FLG: '0',
    ...changes,
  };
}

const TODAY = '20230627';

export const REGISTRY_ROWS = {
  JUKI_KIHON: [
    person(1, {
      SIMEI_KANJI: '渡邉\u{E0100}　芦󠄂子',
      SIMEI_KANA: 'ワタナベ　ヨシコ',
      KENSAKU_KANA: 'ワタナベヨシコ',
      TSUSHO: '神\uFA19\uE000　𠮷',
      ROMAJI: 'ＷＡＴＡＮＡＢＥ Yoshiko',
      KYUSI: '髙橋',
      SEIBETU_CD: '2',
      KATAGAKI: '関所荘　１０１',
    }),
    person(2, {
      ZOKUGARA_CD: '2012',
      KENSAKU_KANA: 'シヨウジヨウ',
      SIMEI_KANA: 'ショウ　ジョウ',
      UMARE_YMD: '19500000',
      UMARE_FUMEI: '1',
      UMARE_HYOJI: '昭和２５年月日不詳',
      SEIBETU_CD: ' ',
    }),
    person(3, {
      ZOKUGARA_CD: '12',
      JUMIN_JOTAI: '2',
      HIJUMIN_YMD: '20220331',
      UMARE_YMD: '19480502',
      KENSAKU_KANA: 'ガンダ',
    }),
    person(4, {
      ZOKUGARA_CD: '77',
      SEIBETU_CD: '9',
      JUMIN_JOTAI: '7',
      UMARE_YMD: '19500230',
      JUMIN_YMD: '00000000',
      HIJUMIN_YMD: '        ',
      KENSAKU_KANA: 'カ%タ_ロ[ウ',
    }),
    person(5, {
      SETAI_NO: setai(2),
      JUSHO: '小金井市桜町100%一丁目_[9番',
      KENSAKU_KANA: 'サイトウ',
      UMARE_YMD: '19500501',
    }),
    person(6, {
      SETAI_NO: setai(2),
      ZOKUGARA_CD: '20',
      JUSHO: '小金井市桜町一丁目９番',
      KENSAKU_KANA: 'サイトウ',
      UMARE_YMD: '20120229',
    }),
    person(7, {
      SETAI_NO: setai(2),
      ZOKUGARA_CD: '20',
      JUSHO: '小金井市桜町一丁目９番',
      KENSAKU_KANA: 'サイトウ',
      UMARE_YMD: '        ',
      JUMIN_JOTAI: '3',
    }),
    person(8, { SICHOSON_CD: OTHER_MUNICIPALITY, SETAI_NO: setai(3) }),
    person(9, { SETAI_NO: setai(4), JUMIN_JOTAI: '3', HIJUMIN_YMD: '00000000' }),
  ],
  JUKI_IDO: [
    movement(1, 1),
    movement(2, 1, { IDO_JIYU: '010', IDO_YMD: TODAY, AITE_SICHOSON: '130001' }), // three digits, today
    movement(3, 1, { IDO_YMD: '20230628', AITE_SICHOSON: '130002' }), // tomorrow
    movement(4, 2, { TORIKESI_FLG: '1' }), // cancelled
    movement(5, 3, { IDO_JIYU: '20' }), // moved out
    movement(6, 4, { AITE_SICHOSON: '99999 ' }), // from abroad
    movement(7, 5, { IDO_YMD: '20220000' }), // on an unknown day of last year
    movement(8, 6, { IDO_YMD: '00000000' }), // on no day at all
    movement(9, 7, { AITE_SICHOSON: null }), // from nobody knows where
  ],
  JUKI_SIEN: [
    measure(1, 1, '20230627', '20240626'), // begins today
    measure(2, 2, '20220628', TODAY), // ends today
    measure(3, 3, '20220626', '20230626'), // ended yesterday
    measure(4, 4, '20230628', '20240627'), // begins tomorrow
    measure(5, 5, '20230101', '20231231', '1'), // cancelled
    measure(6, 6, '20220101', '20221231'), // ended, and a second one
    measure(7, 6, '20230101', '99999999'), // with no end
    measure(8, 7, '20220101', '20230600'), // ends on an unknown day of this month
    measure(9, 9, '20220101', '20220000'), // ended on an unknown day of last year
    measure(10, 3, '20230628', '20240627'), // renewed after a gap of one day: today
  ],
} as const;
