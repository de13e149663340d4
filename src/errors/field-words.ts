/** In Japanese and in English. */
type Words = readonly [ja: string, en: string];

/**
 * What inputs are called in a sentence for staff, by their names: a path is for programs, who find it in a fault's `field`
 * and in the `place` of an error. Rooms know no schema; that its labels are these words is held by a test.
 */
const FIELD_WORDS: Readonly<Record<string, Words>> = {
  // a case
  requester: ['求めた者', 'who asked'],
  ground: ['代理の根拠', 'ground'],
  officeKind: ['機関の種類', 'which office'],
  requesterName: ['代理人の氏名又は機関の名称', 'name of the proxy or office'],
  form: ['様式', 'form'],
  // a search
  kanaPrefix: ['カナ氏名', 'reading of the name'],
  // a movement
  name: ['氏名', 'name'],
  kanji: ['漢字氏名', 'name in kanji'],
  kana: ['カナ氏名', 'name in full-width katakana'],
  alias: ['通称', 'alias'],
  roman: ['ローマ字氏名', 'name in Roman letters'],
  former: ['旧氏', 'former surname'],
  birthDate: ['生年月日', 'date of birth'],
  sex: ['性別', 'sex'],
  nationality: ['国籍コード', 'code of the nationality'],
  address: ['住所', 'address'],
  municipality: ['全国地方公共団体コード', 'code of the municipality'],
  townCode: ['町丁目コード', 'code of the town'],
  written: ['住所', 'address as written'],
  extra: ['方書', 'building and room'],
  household: ['世帯', 'household'],
  number: ['世帯番号', 'number of the household'],
  relationship: ['続柄コード', 'code of the relationship'],
  otherMunicipality: ['転入前・転出先の全国地方公共団体コード', 'the other municipality'],
  confirmedOn: ['転出確定日', 'day on which a move out is confirmed'],
  cancels: ['取り消す異動', 'the change that is cancelled'],
  mergedInto: ['統合先の宛名番号', 'the number that stays'],
  // the vaccination record system
  couponNumber: ['券番号', 'coupon'],
  doseId: ['記録の符号', 'id of the dose'],
  day: ['接種日', 'day of the dose'],
  effectiveOn: ['発効日', 'first day of the flag'],
  venue: ['会場', 'venue'],
  doctor: ['医師名', 'doctor'],
  maker: ['メーカー', 'maker'],
  lot: ['ロット番号', 'lot'],
  givenIn: ['接種した市区町村コード', 'code of the municipality where it was given'],
};

/** Of a path the last part, which is what the sentence is about: `name.kana` is カナ氏名. */
export function fieldWords(field: string): Words {
  return FIELD_WORDS[field.slice(field.lastIndexOf('.') + 1)] ?? [field, field];
}
