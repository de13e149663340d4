import type { Label, Verb, WithheldReason, Work, Zone } from './terms.js';

/** A term of the policy as people say it. */
export interface Name {
  readonly ja: string;
  readonly en: string;
}

/** A name, and in a sentence what it means. */
export interface Term extends Name {
  readonly meansJa: string;
  readonly meansEn: string;
}

/**
 * Account types (R014-R016, R104-R106, R176, R232, R236). Keys are those of `schema.cedarschema`; `policy lint`
 * compares.
 */
export const ROLE_NAMES: Readonly<Record<string, Name>> = {
  clerk: { ja: '健康課の保健師・事務職員', en: 'Health Division clerk' },
  'number-clerk': { ja: '健康課の個人番号利用事務担当', en: 'Health Division number clerk' },
  manager: { ja: '健康課長', en: 'Head of the Health Division' },
  'vrs-clerk': { ja: 'ワクチン接種記録システム(VRS)担当', en: 'Vaccination record system clerk' },
  contractor: { ja: '委託先', en: 'Contractor' },
  auditor: { ja: '内部監査担当', en: 'Internal auditor' },
  admin: { ja: 'アカウント管理者', en: 'Account administrator' },
  disclosure: { ja: '総務課 情報公開係', en: 'Disclosure desk, General Affairs' },
  dashboard: { ja: '接種状況集計画面(機械)', en: 'Vaccination dashboard (machine)' },
  'address-name': { ja: '宛名システム等(機械)', en: 'Address-name system (machine)' },
  registry: { ja: '既存住基システム(機械)', en: 'Resident registry (machine)' },
  'registry-clerk': { ja: '市民課の住民記録担当', en: 'Registry clerk, Citizens Division' },
};

/** What may be done. */
export const VERB_NAMES: Readonly<Record<Verb, Term>> = {
  READ: { ja: '閲覧', en: 'read', meansJa: '画面に表示する', meansEn: 'have it shown' },
  FILTER: {
    ja: '検索',
    en: 'search',
    meansJa: 'その項目を条件にして対象者を絞り込む',
    meansEn: 'narrow persons down by it',
  },
  SORT: { ja: '並べ替え', en: 'sort', meansJa: 'その項目の順に並べる', meansEn: 'put persons in its order' },
  AGGREGATE: { ja: '集計', en: 'count', meansJa: 'その項目ごとに件数を数える', meansEn: 'count by it' },
  REVEAL: {
    ja: '番号の表示',
    en: 'show the number',
    meansJa: '個人番号を12桁のまま表示する',
    meansEn: 'have all 12 digits shown',
  },
  LOOK_UP: {
    ja: '照会',
    en: 'look up',
    meansJa: '個人番号から本人を探す(12桁が一致するときだけ)、承認した申請の接種記録を引く',
    meansEn: 'find the person who has exactly this number; the records of an accepted application',
  },
  VERIFY: {
    ja: '確認',
    en: 'verify',
    meansJa: '示された個人番号が本人のものかを、表示せずに確かめる',
    meansEn: 'learn whether a number is this person’s, without being shown the one on file',
  },
  EXPORT: { ja: '抽出', en: 'export', meansJa: 'ファイルに書き出す', meansEn: 'write to a file' },
  GRANT: {
    ja: '権限付与',
    en: 'grant',
    meansJa: '他のアカウントに業務メニューを開く',
    meansEn: 'open a menu to another account',
  },
  ADMINISTER: {
    ja: '管理',
    en: 'administer',
    meansJa: 'アカウントを作り、変え、終わらせる',
    meansEn: 'make, change and end accounts',
  },
  INQUIRE: {
    ja: '情報照会',
    en: 'inquire',
    meansJa: '他の機関に本人の情報を照会する',
    meansEn: 'ask another body about a person',
  },
  APPROVE: {
    ja: '提供の承認',
    en: 'approve',
    meansJa: '他の機関への提供を承認し、又は拒む',
    meansEn: 'let go or stop what another body asked for',
  },
  PROTECT: {
    ja: '提供の制限',
    en: 'protect',
    meansJa: '自動応答不可・不開示を設定する',
    meansEn: 'keep items from being answered automatically or shown',
  },
  REGISTER: {
    ja: '登録',
    en: 'register',
    meansJa: '他の機関に答えるための副本、接種対象者・接種券・接種記録・フラグ・申請を登録する',
    meansEn: 'put copies, targets, coupons, doses, flags and applications where they are kept',
  },
  IDENTIFY: {
    ja: '本人の特定',
    en: 'identify',
    meansJa: '窓口に来た者、又は求めの対象となる者を探し、示された事項と突き合わせる',
    meansEn: 'find who stands at the counter or is asked about, and match what was shown',
  },
  KEEP_CASE: {
    ja: '案件の管理',
    en: 'keep cases',
    meansJa: '案件を開き、変更し、閉じる',
    meansEn: 'open, change and close a case',
  },
  RECONCILE: {
    ja: '突合',
    en: 'reconcile',
    meansJa: '接種台帳とVRSの突合の指摘を見て、決定を提案する',
    meansEn: 'see what the comparison of ledger and VRS has found, and propose a decision',
  },
  RECORD: {
    ja: '接種の入力',
    en: 'enter doses',
    meansJa: '接種記録を入力する',
    meansEn: 'put a dose on file',
  },
  CORRECT: {
    ja: '接種記録の訂正・取消',
    en: 'correct doses',
    meansJa: '接種記録を訂正し、取り消す',
    meansEn: 'correct and withdraw doses on file',
  },
  REVIEW: {
    ja: '点検',
    en: 'review',
    meansJa: 'アクセス記録の点検の指摘を判定し、点検に署名する',
    meansEn: 'judge what the review of the access log has found, and sign it',
  },
  MOVE: {
    ja: '異動の登録',
    en: 'enter movements',
    meansJa: '住民の異動を登録し、取り消す',
    meansEn: 'enter a movement of a resident, and cancel one',
  },
};

/** Where a request comes from, by its peer address. */
export const ZONE_NAMES: Readonly<Record<Zone, Name>> = {
  NUMBER_USE: { ja: 'マイナンバー利用事務系', en: 'number-use network' },
  LGWAN: { ja: 'LG-WAN端末', en: 'LGWAN' },
  CONTRACTOR_VPN: { ja: '承認した委託先VPN', en: 'approved contractor VPN' },
  INTRANET: { ja: '庁内ネットワーク', en: 'intranet' },
};

export const WORK_NAMES: Readonly<Record<Work, Name>> = {
  MAINTENANCE: { ja: '健康管理システムの運用・保守', en: 'maintenance of the health system' },
  VRS: { ja: 'VRSの管理', en: 'the vaccination record system' },
  SLIPS_AND_CERTIFICATES: { ja: '予診票の入力・接種証明書の発行', en: 'slips and certificates' },
};

export const METHOD_NAMES: Readonly<Record<string, Name>> = {
  uid: { ja: '利用者IDによる認証', en: 'login by user ID' },
  palm_vein: { ja: '手のひら静脈', en: 'palm vein' },
};

/** What can be special about the person. A label only takes away. */
export const LABEL_NAMES: Readonly<Record<Label, Term>> = {
  SUPPORT_MEASURES: {
    ja: '支援措置の対象者',
    en: 'person under support measures',
    meansJa: 'DV・ストーカー・児童虐待等の被害者として住民基本台帳事務における支援措置を受けている者',
    meansEn: 'protected as a victim of domestic violence, stalking, child abuse and the like',
  },
  OWN_HOUSEHOLD: {
    ja: '職員自身の世帯',
    en: 'own household',
    meansJa: '操作する職員と同じ世帯の者(本人を含む)',
    meansEn: 'of the same household as the member of staff, who is included',
  },
  OTHER_MUNICIPALITY: {
    ja: '他の地方公共団体の者',
    en: 'other municipality',
    meansJa: '他の地方公共団体が管理する情報の本人',
    meansEn: 'whose data another municipality administers',
  },
  NOT_RESIDENT: {
    ja: '住民でない者',
    en: 'non-resident',
    meansJa: '転出・死亡・職権消除などにより住民でなくなった者、住登外の者',
    meansEn: 'moved out, dead, struck off, or never registered',
  },
  OUT_OF_CONTRACT: {
    ja: '委託契約の範囲外の者',
    en: 'outside the contract',
    meansJa: '委託先が契約で取り扱うこととされた者でない者',
    meansEn: 'not among the persons the contractor’s contract is about',
  },
  SHARED_HOME: {
    ja: '支援措置の対象者と住まいを同じくする者',
    en: 'lives with a person under support measures',
    meansJa: '支援措置の対象者と世帯番号または住所が同じ者、同じかどうかを確かめられない者',
    meansEn: 'has the household number or the address of somebody under support measures, or nobody can tell',
  },
  NOT_IN_CASE: {
    ja: '案件の対象でない者',
    en: 'not in the case',
    meansJa: '指定した案件の対象者でない者',
    meansEn: 'not among the persons of the case that the request names',
  },
};

/**
 * Why a field or an act is closed, with what to do about it: shown beside the field, and as the act's refusal. None
 * tells more than its code.
 */
export const REASON_TEXTS: Readonly<Record<WithheldReason, Name>> = {
  NOT_GRANTED: {
    ja: 'この役割には認められていません。業務に必要なら、上長に相談してください。',
    en: 'Not granted to this role. If the work needs it, ask your superior.',
  },
  PURPOSE: {
    ja: 'この利用目的では取り扱えません。実際の事務に合う利用目的かどうかを確かめてください。',
    en: 'Not open for this purpose. Check that the purpose is that of the work at hand.',
  },
  CASE_REQUIRED: {
    ja: '案件番号が必要です。案件番号を付けてやり直してください。',
    en: 'A case number is needed. Give one and ask again.',
  },
  ZONE: {
    ja: 'このネットワークからは取り扱えません。定められた端末を使ってください。',
    en: 'Not open from this network. Use a terminal that is meant for it.',
  },
  AUTHENTICATION: {
    ja: '認証方法が足りません。手のひら静脈でログインし直してください。',
    en: 'The login is not strong enough. Log in with palm vein.',
  },
  SEVERAL_PERSONS: {
    ja: '一人ずつしか取り扱えません。宛名番号で一人を指定してください。',
    en: 'Open for one person at a time. Name one by the 宛名番号.',
  },
  NOT_IN_CASE: {
    ja: 'この方は指定した案件の対象ではありません。案件番号を確かめ、新しい求めであれば案件を開いてください。',
    en: 'This person is not in the case that was named. Check its number, or open a case where somebody asked anew.',
  },
  NOT_DISCLOSABLE: {
    ja: 'この方については取り扱えません。上長に相談してください。',
    en: 'Not open for this person. Ask your superior.',
  },
};

/** A role's name, or its key where a new one has none yet. */
export const roleName = (role: string): Name => ROLE_NAMES[role] ?? { ja: role, en: role };

export const methodName = (method: string): Name => METHOD_NAMES[method] ?? { ja: method, en: method };
