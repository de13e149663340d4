import type { CitySystem } from './city-database.js';

/**
 * What may be extracted, column by column. The individual number cannot be: neither its own column nor the
 * free-text memo, into which staff have typed it, is in this list, and nothing else decides what is selected
 * (R155). A new column of a system stays out until it is named here.
 */
export const EXPORT_COLUMNS: Readonly<Record<CitySystem, Readonly<Record<string, readonly string[]>>>> = {
  registry: {
    JUKI_KIHON: [
      'ATENA_NO', 'SICHOSON_CD', 'SETAI_NO', 'ZOKUGARA_CD', 'JUMIN_JOTAI', 'SIMEI_KANJI', 'SIMEI_KANA', 'KENSAKU_KANA', 'TSUSHO',
      'ROMAJI', 'KYUSI', 'YUSEN_KBN', 'SEIBETU_CD', 'UMARE_YMD', 'UMARE_FUMEI', 'UMARE_HYOJI', 'JUMIN_YMD', 'HIJUMIN_YMD',
      'CHO_CD', 'JUSHO', 'KATAGAKI', 'KOKUSEKI_CD',
    ],
    JUKI_IDO: [
      'IDO_NO', 'ATENA_NO', 'IDO_JIYU', 'IDO_YMD', 'TODOKE_YMD', 'AITE_SICHOSON', 'YOTEI_YMD', 'KAKUTEI_YMD', 'TORIKESI_FLG',
    ],
    JUKI_SIEN: ['SIEN_NO', 'ATENA_NO', 'SIEN_KBN', 'KAISI_YMD', 'SYURYO_YMD', 'TORIKESI_FLG'],
  },
  health: {
    kk_kojin: [
      'kojin_no', 'dantai_cd', 'jumin_kbn', 'kanji_simei', 'kana_simei', 'sei_kbn', 'umare_wymd', 'jumin_wymd', 'hijumin_wymd',
      'tiku_cd', 'denwa',
    ],
    kk_sessyu: [
      'sessyu_id', 'kojin_no', 'yobou_cd', 'kaisu', 'sessyu_wymd', 'seikyu_wym', 'syudan_kbn', 'basyo', 'yosin_kbn',
      'yosin_iryo_cd', 'yosin_isi', 'sessyu_iryo_cd', 'sessyu_isi', 'kaisya_cd', 'lot_no', 'ryou',
    ],
    kk_iryo: ['iryo_cd', 'meisyo', 'tiku_cd'],
    kk_ken: ['ken_no', 'kojin_no', 'hakko_wymd', 'saihakko'],
    kk_syomei: [
      'syomei_id', 'kojin_no', 'sinsei_no', 'yobou_cd', 'seihin', 'kaigai_flg', 'kyusei', 'romaji', 'kokuseki', 'ryoken_no',
      'hakko_wymd',
    ],
  },
  'address-name': {
    T_TOGO_ATENA: ['TOGO_NO', 'DANTAI_CD', 'TOROKU_DATE', 'SAKUJO_KUBUN'],
    T_GYOMU_ATENA: ['GYOMU_KUBUN', 'GYOMU_NO', 'TOGO_NO', 'YUKO_KUBUN', 'HENKO_DATE'],
  },
};
