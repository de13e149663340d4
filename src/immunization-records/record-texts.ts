import { faultsOf, type BusinessFault, type FaultText, type Named } from '../errors/business-fault.js';

/** Business faults of entering and changing a dose, `userErrors` in the graph: what happened, and what to do. */
const FAULTS = {
  KEY_REUSED: [
    'この受付キーは別の内容で使用済みです。新しい操作には新しいキーを付けてください。',
    'This idempotency key was used for something else. Give a new act a new key.',
  ],
  UNKNOWN_PERSON: [
    'その宛名番号の方は台帳にありません。番号を確かめてください。',
    'The registry knows nobody by this number. Check the number.',
  ],
  NO_FILE: [
    'この方は健康管理システムに登録がありません。先に健康管理システムへ登録してください。',
    'Health management has no file of this person. Have the person registered there first.',
  ],
  UNKNOWN_DOSE: [
    'この方にその番号の接種記録はありません。記録を読み直してください。',
    'This person has no record of that number. Read the records again.',
  ],
  WITHDRAWN: [
    'この記録は取り消されています。取消後の記録は変更できません。正しい記録を新しく入力してください。',
    'The record was withdrawn, and a withdrawn one is not changed. Enter the right one anew.',
  ],
  STALE: [
    'この記録は、読んだ後に変更されています。現在の記録と見比べて、必要であれば現在の版(version)でやり直してください。',
    'The record was changed after it was read. Compare it with what stands now, and try again with its version where it is still needed.',
  ],
  BUSY: [
    'この記録の前の変更が終わっていないか、承認を待っています。終わってからやり直してください。',
    'An earlier change of this record has not ended, or waits for approval. Try again after it.',
  ],
  LOCKED: [
    'この記録は職員が確定しています。取込みでは上書きできません。違いがあれば、職員が確かめて訂正してください。',
    'Staff have settled this record, and an import does not overwrite it. Where they differ, somebody has to look and correct it.',
  ],
  NOTHING_CHANGED: [
    '変更する項目がありません。変更する項目だけを指定してください。',
    'Nothing would change. Give the items that do.',
  ],
  REASON_NEEDED: [
    '確認が必要な点(warnings)があるか、訂正・取消・差戻しのため、理由が必要です。確かめた上で理由を書いてください。理由が対象とする確認事項(despite)を挙げたときは、挙げたものに限ります。',
    'There are warnings, or the record is changed, or a change sent back: a reason is needed. Check, and say why; where you say what the reason is for (despite), it is for that alone.',
  ],
  TEXT: [
    '空か、文字数を超えているか、使えない文字(制御文字、伏せ字 ● ＊ など)があります。',
    'The text is empty or too long, or has characters that cannot be kept: controls, or the ● and * of what was masked.',
  ],
  VACCINE: [
    '予防接種の種別コードが正しくありません。選択肢にあるコードを指定してください。',
    'This is no code of a vaccine. Take one of the choices.',
  ],
  DOSE_NUMBER: ['回数は1から20までの整数です。', 'A number of the dose is a whole number from 1 to 20.'],
  DATE_NEEDED: ['接種日が必要です。', 'The date of the dose is needed.'],
  DATE_FUTURE: ['接種日が本日より後です。日付を確かめてください。', 'The date is after today. Check it.'],
  DATE_BEFORE_BIRTH: [
    '接種日が生年月日より前です。日付と、本人の取り違えがないかを確かめてください。',
    'The date is before the birth. Check it, and whether this is the right person.',
  ],
  DATE_AFTER_DEATH: [
    '接種日が亡くなった日より後です。日付と、本人の取り違えがないかを確かめてください。',
    'The date is after the death. Check it, and whether this is the right person.',
  ],
  DATE_TOO_OLD: [
    '接種日が古すぎるため、健康管理システムに登録できません。',
    'Health management holds no date of that age.',
  ],
  BILLING_MONTH: [
    '請求月は YYYY-MM で、接種した月以後、本日の月以前です。',
    'A billing month is YYYY-MM, from the month of the dose to the one of today.',
  ],
  BILLING_NOT_DUE: [
    '市外での接種・任意接種には請求がありません。請求月を外してください。',
    'A dose given elsewhere, or paid privately, is billed to no programme. Leave the billing month out.',
  ],
  MANUFACTURER: [
    'ワクチン会社のコードが正しくありません。選択肢にあるコードを指定してください。',
    'This is no code of a maker. Take one of the choices.',
  ],
  LOT_FORMAT: [
    'ロット番号が、この会社の形ではありません。O と 0、I と 1、2つのロットの続け書きを確かめてください。',
    'This is no lot of this maker. Look at O and 0, I and 1, and at two lots in one place.',
  ],
  VOLUME: [
    '接種量は 0.01 から 99.99 mL、小数点以下2桁までです。',
    'A volume is 0.01 to 99.99 mL, with two decimals at most.',
  ],
  INSTITUTION: [
    '医療機関コードが台帳にありません。市外の医療機関は、コードを付けずに実施場所に名称を書いてください。',
    'No such medical institution is on file. Of one elsewhere, give its name as the place and no code.',
  ],
  EXAM_ONLY: [
    '予診のみの記録に、接種の医療機関・医師・会社・ロット・接種量は付けられません。',
    'After an examination without a dose there is no institution, doctor, maker, lot or volume of one.',
  ],
  EVIDENCE_NEEDED: [
    '市外での接種は、予防接種済証などの提出を受けて記録します(予防接種法9条の3後段)。確認した書類を指定してください。',
    'A dose given elsewhere is recorded on a certificate. Say which one was seen.',
  ],
  COUPON_FORMAT: [
    '接種券の番号が正しくありません。10桁の券番号か、OCRラインの18桁を、数字だけで指定してください。',
    'This is no number of a coupon: 10 digits, or the 18 of its line, of which the code of the municipality has a check digit.',
  ],
  COUPON_ELSEWHERE: [
    '他の市区町村の接種券です。記録は券を発行した市区町村が行います。',
    'The coupon is another municipality’s. It records the dose.',
  ],
  COUPON_OF_ANOTHER: [
    'この接種券は本人のものではありません。番号の読み違い(5と3、3と8)と、本人の取り違えを確かめてください。',
    'The coupon is not this person’s. Look at 5 and 3, 3 and 8, and at whether this is the right person.',
  ],
  UNKNOWN_CHANGE: [
    '承認を待っているその変更はありません。一覧を読み直してください。',
    'No such change waits for approval. Read the list again.',
  ],
  CONTENT_CHANGED: [
    '変更の内容が、確認したものと異なります。もう一度確認してください。',
    'The change is not what you have seen. Look at it again.',
  ],
  CHANGED_SINCE: [
    '申請の後に、この人の接種記録が変わり、新たな注意があります。却下し、今の記録を確かめて申請し直してください。',
    'Records of the person have changed since it was asked for, and something new speaks against it. Reject it, look, and ask again.',
  ],
  NOT_THE_APPROVER: [
    '承認できるのは、本日その職({named})にある者(期間を定めた代理を含む)だけです。その方に依頼してください。',
    'Only whoever holds the office ({named}) today, or is its dated delegate, approves. Ask them to.',
  ],
  OWN_CHANGE: ['自分が入力した変更は承認できません。', 'Nobody approves a change of their own.'],
} as const satisfies Record<string, FaultText>;

/** What asks for a look and a reason, and forbids nothing. */
const WARNINGS = {
  NOT_IN_USE: [
    '接種日に、このワクチンの定期接種等は行われていませんでした。',
    'No programme for the vaccine was in force on that day.',
  ],
  NOT_A_TARGET: ['この方の性別は、接種の対象ではありません。', 'The programme is for the other sex.'],
  AGE: [
    '接種日の年齢が、法定の期間の外か、対象者の範囲の外です。',
    'The age on that day lies outside the days that the law opens, or the person is no target.',
  ],
  BIRTH_UNCERTAIN: [
    '生年月日が日まで分からないため、年齢と間隔を確かめられません。',
    'The birth is not known to the day, so that age and intervals cannot be checked.',
  ],
  INTERVAL: [
    '前後の接種との間隔が、法定の間隔より短くなります。',
    'It is too close to the dose before it or behind it.',
  ],
  TOO_MANY: ['必要な回数の接種は、既に終わっています。', 'Every dose of the series has been given before.'],
  DUPLICATE: [
    '同じ日、又は同じ回数の記録が既にあります。二重の入力でないかを確かめてください。',
    'There is a record of the same day or of the same number. Check that it is not entered twice.',
  ],
  PRODUCT_MIXED: [
    '前の回と異なる会社の製品です。この種別では混用しません。',
    'The product is another maker’s than before, and the series is not mixed.',
  ],
  ORDER: ['回数と接種日の順序が逆です。', 'Numbers and dates of the doses are not in the same order.'],
  MAKER_UNUSUAL: ['この種別で使われている会社ではありません。', 'The maker is none of this vaccine’s.'],
  VOLUME_UNUSUAL: [
    'この製品・年齢の通常の接種量ではありません。',
    'This is not the usual volume for product and age.',
  ],
  COUPON_DOSE: [
    '接種券の回数と、入力した回数が異なります。',
    'The coupon is for another dose than the one given.',
  ],
  COUPON_UNKNOWN: [
    'この番号の接種券は、市の台帳にありません。',
    'No coupon of this number is on the city’s file.',
  ],
} as const satisfies Record<string, FaultText>;

export type RecordFaultCode = keyof typeof FAULTS;
export type RecordWarningCode = keyof typeof WARNINGS;
export const RECORD_FAULT_CODES = Object.keys(FAULTS) as readonly RecordFaultCode[];
export const RECORD_WARNING_CODES = Object.keys(WARNINGS) as readonly RecordWarningCode[];

export interface RecordFault extends BusinessFault<RecordFaultCode> {
  /** Of STALE: the version that stands, and the one that was given. */
  readonly standingVersion?: string;
  readonly givenVersion?: string;
}
export type RecordWarning = BusinessFault<RecordWarningCode>;

export const recordFault: (
  code: RecordFaultCode,
  field?: string | null,
  named?: readonly Named[],
) => RecordFault = faultsOf(FAULTS);
export const recordWarning = faultsOf(WARNINGS);
