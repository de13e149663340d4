import { MUNICIPALITY, OTHER_MUNICIPALITY, type Fixture, type FixtureRow } from './database.js';

export const health = (index: number): string => String(index).padStart(10, '0');

function person(index: number, changes: FixtureRow = {}): FixtureRow {
  return {
    kojin_no: health(index),
    dantai_cd: MUNICIPALITY,
    jumin_kbn: 'JU',
    kanji_simei: '検査　太郎',
    kana_simei: 'KENSA',
    sei_kbn: 'M',
    umare_wymd: '3280628',
    jumin_wymd: '4220101',
    hijumin_wymd: '9999999',
    tiku_cd: '01',
    ...changes,
  };
}

let doses = 0;
function dose(index: number, changes: FixtureRow = {}): FixtureRow {
  doses += 1;
  return {
    sessyu_id: doses,
    kojin_no: health(index),
    yobou_cd: '301',
    kaisu: 1,
    sessyu_wymd: '5030615',
    syudan_kbn: '1',
    yosin_kbn: '1',
    ...changes,
  };
}

export const HEALTH_ROWS: Fixture = {
  kk_kojin: [
    // 70 by law on 2023-06-27, the day before the birthday
    person(1, { denwa: '042-000-0001', bikou: '本人申出あり。番号 123456789018 と記載\nメモ ' }),
    person(2, { sei_kbn: 'F', umare_wymd: '3280629', tiku_cd: '02' }), // 69 that day
    person(3, { umare_wymd: '3250000' }),
    person(4, { dantai_cd: OTHER_MUNICIPALITY }),
    person(5, { jumin_kbn: 'TE', umare_wymd: '3280628' }),
    person(6, { umare_wymd: '5020229', tiku_cd: '77' }),
    person(7, { sei_kbn: 'X', umare_wymd: '5020401' }),
    person(8, { sei_kbn: 'F', umare_wymd: '4310430', tiku_cd: '02' }),
    person(9, { sei_kbn: 'F', umare_wymd: '5010501', tiku_cd: '02' }),
    person(10, { umare_wymd: '5050628', tiku_cd: '02' }), // not yet born on 2023-06-27
    person(11, { umare_wymd: '2151225', tiku_cd: '99', sei_kbn: 'U' }), // the last day of Taisho, written so
    person(12, { umare_wymd: '5040229' }), // no such day
    person(13, { umare_wymd: '3300600' }), // on some day of June 1955
  ],
  kk_sessyu: [
    dose(1, {
      kaisu: 2,
      sessyu_wymd: '5030706',
      seikyu_wym: '50308',
      syudan_kbn: '3',
      basyo: '関所会館',
      yosin_iryo_cd: 'A000001',
      yosin_isi: '予診 花子',
      sessyu_iryo_cd: 'A000002',
      sessyu_isi: '接種　次郎',
      kaisya_cd: '02',
      lot_no: 'EY0573',
      ryou: '0050',
    }),
    dose(1, { seikyu_wym: '50307', sessyu_iryo_cd: 'A000001', kaisya_cd: '01', ryou: '0030' }),
    dose(1, {
      sessyu_wymd: '4310501',
      yobou_cd: '999',
      syudan_kbn: '9',
      kaisya_cd: '77',
      sessyu_iryo_cd: 'ZZZZZZZ',
      seikyu_wym: '50313',
      ryou: 'A050',
      yosin_kbn: '7',
    }),
    dose(2, { yosin_kbn: '2' }),
    dose(2, { sessyu_wymd: '5050628' }),
    dose(4),
    dose(6, { sessyu_wymd: '5050000' }),
    dose(8, { yobou_cd: '071', sessyu_wymd: '5020601' }),
    dose(8, { yobou_cd: '071', sessyu_wymd: '5020501' }),
    dose(9, { yobou_cd: '071', sessyu_wymd: '5020700' }),
    dose(50), // an old number: no person on file under it
  ],
  kk_iryo: [
    { iryo_cd: 'A000001', meisyo: '関所内科', tiku_cd: '01' },
    { iryo_cd: 'A000002', meisyo: '峠診療所', tiku_cd: '02' },
  ],
  kk_syomei: [
    {
      syomei_id: 'a'.repeat(32),
      kojin_no: health(1),
      sinsei_no: '000000000001',
      yobou_cd: '301',
      seihin: 'コミナティ',
      kaigai_flg: '1',
      kyusei: '旧姓',
      romaji: 'KENSA TARO',
      kokuseki: 'JPN',
      ryoken_no: 'TZ0000001',
      hakko_wymd: '5050401',
    },
    {
      syomei_id: 'b'.repeat(32),
      kojin_no: health(1),
      sinsei_no: '000000000002',
      yobou_cd: '999',
      seihin: 'コミナティ',
      kaigai_flg: '0',
      romaji: 'LEFT BEHIND',
      hakko_wymd: '5040401',
    },
    {
      syomei_id: 'c'.repeat(32),
      kojin_no: health(4),
      sinsei_no: '000000000003',
      yobou_cd: '301',
      seihin: 'コミナティ',
      kaigai_flg: '0',
      hakko_wymd: '5040401',
    },
  ],
};
