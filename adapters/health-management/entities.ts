import { char, int, key, nvarchar, table, varchar } from '../../src/database/table.js';

/** kk_kojin: one row per person known to health management. */
export const PERSON = table('kk_kojin', {
  healthNumber: key(char('kojin_no', 10)),
  municipality: char('dantai_cd', 6),
  status: char('jumin_kbn', 2),
  sex: char('sei_kbn', 1),
  birth: char('umare_wymd', 7),
  residentSince: char('jumin_wymd', 7),
  district: char('tiku_cd', 2),
  phone: varchar('denwa', 20),
  memo: nvarchar('bikou', 400),
});

/** kk_sessyu: the vaccination ledger. */
export const DOSE = table('kk_sessyu', {
  id: key(int('sessyu_id')),
  healthNumber: char('kojin_no', 10),
  vaccine: char('yobou_cd', 3),
  doseNumber: int('kaisu'),
  date: char('sessyu_wymd', 7),
  billingMonth: char('seikyu_wym', 5),
  setting: char('syudan_kbn', 1),
  place: nvarchar('basyo', 60),
  preExam: char('yosin_kbn', 1),
  preExamInstitution: char('yosin_iryo_cd', 7),
  preExamDoctor: nvarchar('yosin_isi', 40),
  institution: char('sessyu_iryo_cd', 7),
  doctor: nvarchar('sessyu_isi', 40),
  manufacturer: char('kaisya_cd', 2),
  lot: varchar('lot_no', 20),
  volume: char('ryou', 4),
  withdrawn: char('torikesi_flg', 1),
  version: int('kosin_no'),
  recordedBy: char('toroku_id', 36),
  changedBy: char('kosin_id', 36),
});

/** kk_iryo: medical institutions. */
export const INSTITUTION = table('kk_iryo', {
  code: key(char('iryo_cd', 7)),
  institutionName: nvarchar('meisyo', 60),
});

/** kk_ken: coupons. */
export const COUPON = table('kk_ken', {
  number: key(char('ken_no', 10)),
  healthNumber: char('kojin_no', 10),
  issuedOn: char('hakko_wymd', 7),
  reissued: char('saihakko', 1),
});

/** kk_syomei: certificates issued. */
export const CERTIFICATE = table('kk_syomei', {
  certificateId: key(char('syomei_id', 32)),
  healthNumber: char('kojin_no', 10),
  vaccineKind: char('yobou_cd', 3),
  productName: nvarchar('seihin', 60),
  overseas: char('kaigai_flg', 1),
  formerNames: nvarchar('kyusei', 60),
  romanName: varchar('romaji', 120),
  nationality: char('kokuseki', 3),
  passportNumber: char('ryoken_no', 9),
  issuedOn: char('hakko_wymd', 7),
});
