import type { Term } from './names.js';
import type { Classification } from './terms.js';

/** Classes of data (項目の区分) and what each holds. */
export const CLASS_NAMES: Readonly<Record<Classification, Term>> = {
  PUBLIC: {
    ja: '個人に関しない情報',
    en: 'Nothing about a person',
    meansJa: 'ワクチンや自治体のコード表、件数の区切りなど',
    meansEn: 'code tables and paging',
  },
  STAFF: {
    ja: '自分のアカウント',
    en: 'One’s own account',
    meansJa: '利用者自身のアカウントの名称・権限',
    meansEn: 'name and menus of the account that asks',
  },
  BASIC: {
    ja: '基本情報',
    en: 'Basic items',
    meansJa: '宛名番号、氏名、生年月日、性別、住民となった日・住民でなくなった日、世帯',
    meansEn: 'address-name number, name, birth date, sex, residence dates, household',
  },
  CONTACT: {
    ja: '連絡先',
    en: 'Contact data',
    meansJa: '住所、電話番号',
    meansEn: 'address and telephone number',
  },
  HEALTH: {
    ja: '接種情報',
    en: 'Vaccination items',
    meansJa: '接種したワクチン、接種日、ロット番号、接種量、予診の結果など',
    meansEn: 'vaccine, date, lot, dose, result of the pre-examination and the like',
  },
  WHEREABOUTS: {
    ja: '接種の場所・連携の相手方',
    en: 'Place of vaccination, other body of an exchange',
    meansJa: '接種場所、医療機関、情報連携の相手方の機関(本人の居場所を推測できるため区別する)',
    meansEn:
      'place, medical institution and the body asked or asking, from which one could tell where somebody stays',
  },
  PRACTITIONER: {
    ja: '医師名',
    en: 'Doctors’ names',
    meansJa: '予診と接種を行った医師の氏名(本人以外の者の情報)',
    meansEn: 'who examined and vaccinated: third persons in a resident’s record',
  },
  PASSPORT: {
    ja: '旅券関係情報',
    en: 'Passport data',
    meansJa: '海外用の接種証明書に記載する旅券番号など',
    meansEn: 'passport number and the like, for certificates used abroad',
  },
  NUMBER: {
    ja: '個人番号',
    en: 'Individual number',
    meansJa: '12桁の個人番号(マイナンバー)',
    meansEn: 'the 12-digit individual number',
  },
  STATISTICS: {
    ja: '統計',
    en: 'Statistics',
    meansJa: '個人を識別できない集計値',
    meansEn: 'counts in which no person can be recognised',
  },
  AUDIT: {
    ja: 'アクセス記録',
    en: 'Access log',
    meansJa: '誰が、いつ、何の目的で、誰の、どの項目を取り扱ったかの記録',
    meansEn: 'who handled which field of whom, when and why',
  },
  DIRECTORY: {
    ja: '職員名簿',
    en: 'Staff directory',
    meansJa: '全職員のアカウント、メニューの権限、所属、委託契約',
    meansEn: 'accounts, menus granted, offices and contracts of all staff',
  },
  LINKAGE: {
    ja: '情報連携',
    en: 'Linkage',
    meansJa: '他の機関との照会・提供とその記録、自動応答不可・不開示、副本の登録状況(項番、項目、状態)',
    meansEn: 'inquiries, provisions and their records, restrictions, copies registered: row, items, state',
  },
  LINKED: {
    ja: '連携した情報',
    en: 'What was linked',
    meansJa: '他の機関から得た回答と、他の機関に提供する情報の中身',
    meansEn: 'content of answers received and of what would be provided',
  },
  CASE: {
    ja: '案件',
    en: 'Cases',
    meansJa: '誰が、何のために、どの窓口で求めたか、確認した書類の種類、同意、対象者の宛名番号',
    meansEn: 'who asked, for what, at which window, kinds of documents seen, consent, numbers of the persons',
  },
  RECORD_SYSTEM: {
    ja: 'ワクチン接種記録システム',
    en: 'Vaccination record system',
    meansJa: '接種対象者の登録、接種券の番号、転出・死亡のフラグ、他市区町村への照会、証明書の申請',
    meansEn: 'targets, coupons, move-out and death flags, inquiries of other municipalities, applications',
  },
  FINDING: {
    ja: '本人を特定するための項目',
    en: 'What tells people apart',
    meansJa: '案件が対象者を示す前の検索で表示する氏名、生年月日、性別',
    meansEn: 'name, birth date and sex, as a search shows them before a case names anybody',
  },
  MOVEMENT: {
    ja: '異動',
    en: 'Movements',
    meansJa: '異動事由、異動日、住民区分、異動に伴って閉じる事務(住所は含まない)',
    meansEn: 'kind and day of a movement, status, what it closes; no address',
  },
  PROTECTION: {
    ja: '支援措置',
    en: 'Support measures',
    meansJa: '支援措置の対象か、対象者と住まいを同じくするか(住所は含まない)',
    meansEn: 'whether a measure covers a person, or somebody of the same home; no address',
  },
  INTEGRATED: {
    ja: '統合宛名番号',
    en: 'Integrated address-name number',
    meansJa: '団体内統合宛名番号',
    meansEn: 'the number under which the city’s systems are matched',
  },
};
