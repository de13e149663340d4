import { faultsOf, type BusinessFault, type FaultText } from '../errors/business-fault.js';
import type { RecordSystemRefused } from '../../adapters/vaccination-record-system/model.js';

type RefusedCode = RecordSystemRefused['code'];

/** Business faults of an act at the vaccination record system, `userErrors` in the graph: what happened, and what to do. */
const TEXTS = {
  KEY_REUSED: [
    'この受付キーは別の内容で使用済みです。新しい操作には新しいキーを付けてください。',
    'This idempotency key was used for something else. Give a new act a new key.',
  ],
  UNKNOWN_PERSON: [
    'その宛名番号の方は台帳にありません。番号を確かめてください。',
    'The registry knows nobody by this number. Check the number.',
  ],
  NO_HEALTH_NUMBER: [
    'この方の個別宛名番号(健康管理システム)がありません。健康管理システムの登録を確かめてください。',
    'Health management has no number for this person. Check the entry there.',
  ],
  NO_CASE: [
    'この方についての受付中の案件がありません。申請を受け付けてから照会してください。',
    'There is no open case about this person. Take the application first, then inquire.',
  ],
  NOT_MOVED_IN: [
    '他市区町村から転入した方ではないため、照会できません。',
    'The person did not move in from another municipality, so that there is nobody to ask.',
  ],
  SEVERAL_MUNICIPALITIES: [
    'この方は複数の市区町村から転入しています。照会先(municipality)を指定してください。',
    'The person moved in from several municipalities. Name the one to ask (municipality).',
  ],
  MUNICIPALITY_CODE: [
    '市区町村コードではありません: {field}。検査数字を含む6桁を確かめてください。',
    'This is no code of a municipality: {field}. Check its six digits, the check digit among them.',
  ],
  NO_IDENTITY: [
    '本人確認(番号法第16条)が案件にそろっていません。身元を示す書類と、番号を示す書類又は番号の突合を記録してください。後から加えた方については、その後に確認した書類だけが数えられます。',
    'The identity check (Number Act art. 16) on the case is not whole: who it is by documents, and the number by a document or a match. For whoever was added later, only documents seen since then count.',
  ],
  NO_CONSENT: [
    '照会に必要なこの方の同意が案件にありません。接種記録の確認(新しい接種券のためなら接種券の発行も)を含むこの方の同意書を受け取ってください。同意のない案件にはその同意を加え、同意の範囲が足りないとき、又は同意の後に加えた方については、その同意で新しい案件を開いてください。',
    'The case has no consent of this person that covers this: the confirmation of records, and the issue of a coupon where a new one is asked for. Take the form; add it to a case without a consent, and open a new case with it where the consent is too narrow, or the person was added after it.',
  ],
  CONSENT_TO_OTHER: [
    'この案件の同意は、この方のこの手続(接種券・証明書)を含んでいません。同意の後に加えた方は含まれません。同意の範囲を確かめ、この方のものを受け取って、この方の案件を開いてください。',
    'The consent of the case does not cover this (coupon, certificate) for this person, nor anybody who was added after it. Take one that does, and open a case of theirs with it.',
  ],
  NO_RULE: [
    'この日に適用される同意の取扱いがないため、照会できません。',
    'No rule of consent is in force on this day, so that nothing leaves.',
  ],
  NO_NUMBER: [
    'この方の個人番号は宛名システムにありません。本人に書類の提出を求めてください。',
    'The address-name system holds no individual number of this person. Ask the person for documents.',
  ],
  CLOSED_PERSON: [
    'この方については照会できません。本人に書類の提出を求めてください。',
    'Nobody is asked about this person. Ask the person for documents.',
  ],
  ONE_AT_A_TIME: [
    '照会は1回の要求につき1人です。一人ずつ、必要が生じた都度に照会してください。',
    'One inquiry a request: ask about one person at a time, each when there is need.',
  ],
  OTHER_PERSONS_COUPON: [
    'この券はこの方のものではありません。券面と本人を確かめてください。何も登録していません。',
    'This is not a coupon of this person. Look at the coupon and at who is before you. Nothing was recorded.',
  ],
  MISREAD_LINE: [
    '読み取った番号は、この方の券の1桁を読み違えたものと思われます。券面を見て手で入力してください。',
    'The line looks like this person’s own, misread in one digit. Type it from the coupon by hand.',
  ],
  UNKNOWN_RECORD: [
    'その接種記録・フラグ・申請はないか、お使いの権限では扱えません。一覧から選び直してください。',
    'There is no such dose, flag or application, or it is closed to you. Choose it from the list again.',
  ],
  UNKNOWN_TO_SYSTEM: [
    'ワクチン接種記録システムにこの方の登録がありません。接種対象者として登録してください。',
    'The vaccination record system has no such person. Register the target first.',
  ],
  NOT_A_USER: [
    'ワクチン接種記録システムでこの操作の権限がありません。上長に相談してください。',
    'Your user of the vaccination record system has not this role there. Ask your superior.',
  ],
  CHANGED_MEANWHILE: [
    'ほかの操作で変更されたか、この状態からは進められません。読み直してからやり直してください。',
    'Somebody changed it meanwhile, or this step may not follow. Read it again and try anew.',
  ],
  ALREADY_REGISTERED: [
    '既に接種対象者として登録されています。接種券を作り直すときは再発行してください。',
    'The person is a target already. To make the coupon anew, have it reissued.',
  ],
  REGISTER_ANEW: [
    '転出から戻ったことは再発行の理由になりません。戻った方は新しい券とともに登録し直します(前の券は無効になり、接種記録は残ります)。それ以外の方には、ほかの理由を選んでください。',
    'That somebody is back is no reason to make a coupon anew: whoever had moved out is registered anew with a new coupon; the one before is void then, the doses stay. For anybody else choose another reason.',
  ],
  COUPON_IN_USE: [
    'この券番号は使用済みです。別の番号を付けてください。',
    'The coupon number was given before. Give another one.',
  ],
  NOT_A_TARGET: [
    'この日には接種対象者ではありません(転出又は死亡)。日付とフラグを確かめてください。',
    'The person is no target on that day (moved out or dead). Check the day and the flags.',
  ],
  BAD_LINE: [
    '18桁の番号として読めないか、市区町村コードを読み違えています。券面を見て入力してください。',
    'These are not the 18 digits of a coupon, or its municipality was misread. Type them from the coupon.',
  ],
  OTHER_MUNICIPALITY: [
    '他市区町村の接種券です。発行した市区町村で登録されます。',
    'The coupon is another municipality’s, which records the dose.',
  ],
  EXAMINATION_ONLY: [
    '予診のみの券です。接種は行われていないため、登録できません。',
    'The coupon is for the examination alone: there was no dose.',
  ],
  UNKNOWN_COUPON: [
    'その券番号は発行されていません。券面を確かめてください。',
    'There is no such coupon. Look at the coupon.',
  ],
  VOID_COUPON: [
    'この券は接種日より前に再発行により無効になっています。新しい券の番号で登録してください。',
    'The coupon was made anew before that day. Use the new one.',
  ],
  DOSE_EXISTS: [
    'この回数の接種記録は既にあります。誤りを直すときは訂正してください。',
    'There is a record of this dose already. Correct it where it is wrong.',
  ],
  LOCKED: [
    'この回数の接種記録は手で訂正済みのため、上書きできません。訂正してください。',
    'A record of this dose was corrected by hand and is not replaced. Correct it.',
  ],
  IMPOSSIBLE_DAY: [
    '生年月日より前、2021年2月17日より前、又は本日より後の日付です。日付を確かめてください。',
    'The day is before the birth, before 2021-02-17 or still to come. Check it.',
  ],
  FLAG_EXISTS: [
    '同じ種類の別の異動のフラグが立っています。取り消してから設定してください。',
    'A flag of another movement of this kind stands. Cancel that first.',
  ],
  NO_GROUND: [
    '同意・本人確認・必要性のいずれかが欠けているため、受け付けられませんでした。案件を、申請であればその本人確認を確かめ、確認した上で申請し直してください。',
    'Consent, identity check or need is missing. Check the case, and of an application its identity check: where nothing was checked, withdraw it and take it anew.',
  ],
  NOT_ACCEPTED: [
    'この申請は承認されていません。承認してから行ってください。',
    'The application is not accepted. Accept it first.',
  ],
} as const satisfies Record<string, FaultText>;

export type VrsFaultCode = keyof typeof TEXTS;
export const VRS_FAULT_CODES = Object.keys(TEXTS) as readonly VrsFaultCode[];

export type VrsFault = BusinessFault<VrsFaultCode>;
export const vrsFault = faultsOf(TEXTS);

/** `changed` is null where nothing was done: a fault, or `validateOnly`. */
export interface VrsResult<Changed> {
  readonly changed: Changed | null;
  readonly faults: readonly VrsFault[];
}

export function refused<Changed>(code: VrsFaultCode, field: string | null = null): VrsResult<Changed> {
  return { changed: null, faults: [vrsFault(code, field)] };
}

/**
 * What the system's refusal is called in the graph. NOT_FOUND is about what the act names: `unknown` says whether that
 * is the person or a record. INVALID is our own mistake and has no name: null.
 */
export function faultOfRefusal(code: RefusedCode, unknown: 'PERSON' | 'RECORD'): VrsFaultCode | null {
  switch (code) {
    case 'NOT_FOUND':
      return unknown === 'PERSON' ? 'UNKNOWN_TO_SYSTEM' : 'UNKNOWN_RECORD';
    case 'FORBIDDEN':
      return 'NOT_A_USER';
    case 'CONFLICT':
      return 'CHANGED_MEANWHILE';
    case 'INVALID':
      return null;
    default:
      return code;
  }
}
