import type { TextClosed } from '../../database/sealed-text.js';
import type { FaultText } from '../../errors/business-fault.js';
import {
  RECORD_FAULT_CODES,
  RECORD_WARNING_CODES,
  recordFault,
  recordWarning,
} from '../../immunization-records/record-texts.js';
import type { LineFault } from './wide-row.js';

/** What is wrong with a line of a file, or with what lies staged of it: what happened, and what to do. */
const TEXTS = {
  NOT_UTF8: [
    'UTF-8の文字ではありません。ファイルの文字コードを確かめてください。',
    'The line is not UTF-8. Check the encoding of the file.',
  ],
  TOO_LONG: [
    '行が長すぎます。引用符の閉じ忘れがないかを確かめてください。',
    'The line is too long. Look for a quote that is not closed.',
  ],
  BAD_QUOTES: ['引用符(")が対になっていません。', 'The quotes of the line do not fit.'],
  WRONG_COLUMNS: ['列の数が見出しと合いません。', 'The line has another number of columns than the header.'],
  BAD_PERSON: ['個別宛名番号は数字10桁です。', 'The number of the person has 10 digits.'],
  BAD_INSTANT: ['登録日時は YYYYMMDDhhmmss です。', 'The instant of the registration is YYYYMMDDhhmmss.'],
  BAD_DAY: [
    '接種日は実在する日付(YYYYMMDD)です。',
    'The day of the dose is one of the calendar, as YYYYMMDD.',
  ],
  BAD_COUPON: ['券番号は数字10桁です。', 'The number of a coupon has 10 digits.'],
  BAD_MUNICIPALITY: [
    '市区町村コードは検査数字を含む6桁です。',
    'The code of a municipality has 6 digits, with its check digit.',
  ],
  BAD_TEXT: [
    '列の長さを超えているか、使えない文字があります。',
    'The text is longer than its column, or has characters that no line may hold.',
  ],
  HALF_A_DOSE: ['この回の接種に必要な列が空です。', 'A column without which there is no such dose is empty.'],
  NUMBER_IN_TEXT: [
    '個人番号と読める文字があります。ファイルから除いてください。',
    'The text may hold an individual number. Take it out of the file.',
  ],
  NO_DOSE: ['接種が1回もない行です。', 'There is no dose in the line.'],
  CLOSED_PERSON: [
    'あなたは、この人の情報を扱えません(自分の世帯の人など)。別の担当者が同じコマンドを実行すると取り込まれます。',
    'This person is closed to you (your own household is, for one). It is taken in when somebody else runs the same command.',
  ],
  KEY_LOST: [
    '取り込んだときの鍵がここにありません。その鍵(SEKISHO_AUDIT_SECRET)でやり直してください。',
    'The key under which it was staged is not here. Try again with that key (SEKISHO_AUDIT_SECRET).',
  ],
  ALTERED: [
    '取り込んだ後に書き換えられています。元のファイルを確かめ、システム担当に連絡してください。',
    'It was altered after it was staged. Look at the file, and tell the system desk.',
  ],
} as const satisfies Record<LineFault | TextClosed['code'], FaultText>;

/** Every code with which a line or a staged dose is told, in words: of an unknown one, of a later version, the code. */
export function wordsOf(code: string): FaultText {
  if (Object.hasOwn(TEXTS, code)) return TEXTS[code as keyof typeof TEXTS];
  const fault = RECORD_FAULT_CODES.find((one) => one === code);
  const warning = RECORD_WARNING_CODES.find((one) => one === code);
  const told = fault !== undefined ? recordFault(fault) : warning && recordWarning(warning);
  return told === undefined ? [code, code] : [told.messageJa, told.message];
}

/** The same of several codes, as they stand in a row: apart by blanks. */
export function messagesOf(codes: string): { readonly messageJa: string; readonly message: string } {
  const words = codes.split(' ').filter(Boolean).map(wordsOf);
  return { messageJa: words.map(([ja]) => ja).join(''), message: words.map(([, en]) => en).join(' ') };
}
