import { faultsOf, type BusinessFault, type FaultText } from '../errors/business-fault.js';

/** Business faults of a change, `userErrors` in the graph: the request was in order, the city's rules say no. */
const TEXTS = {
  NOT_THE_OWNER: [
    'このメニューを管理する職(主管課長)にないため、権限を付与・取消しできません。',
    'You do not hold the office that owns this menu.',
  ],
  SELF_GRANT: [
    '自分自身、又は自分が職務を代理する者に権限を付与することはできません。',
    'Nobody grants a menu to themselves, nor a delegate to the holder they act for.',
  ],
  NO_USE: ['この役割ではこのメニューで何も利用できません。', 'The menu opens nothing to this role.'],
  CAP_REACHED: ['届出の人数の上限に達しています。', 'The declared number is reached.'],
  ALREADY_EXISTS: ['既に登録されています。', 'It exists already.'],
  UNKNOWN_ACCOUNT: ['そのアカウントはないか、終了しています。', 'There is no such account, or it has ended.'],
  UNKNOWN_CONTRACT: [
    'その委託契約はないか、期間が終わっています。',
    'There is no such contract, or it has ended.',
  ],
  UNKNOWN_GRANT: [
    'その権限はないか、既に取り消されています。',
    'There is no such grant, or it is revoked already.',
  ],
  UNKNOWN_OFFICE: ['その職はありません。', 'There is no such office.'],
  UNKNOWN_HOLDING: [
    'その職の登録はないか、終了しています。',
    'Nobody holds that office under this number, or they have left it.',
  ],
  UNKNOWN_ROLE: ['その役割はありません。', 'There is no such role.'],
  UNKNOWN_LINE: [
    'その名簿の登録はないか、終了しています。',
    'There is no such roster line, or it has ended.',
  ],
  NO_HOLDER: [
    'その期間を通じてその職にある者がいないため、代理を定められません。',
    'Nobody holds the office for the whole of that time.',
  ],
  NOT_A_CONTRACTOR: ['委託先のアカウントではありません。', 'The account is not a contractor’s.'],
  SAME_PERSON: [
    '同じ人が既に登録されています。一人に一つのアカウントです。',
    'The same person is there already: one account each.',
  ],
  SEPARATION: [
    'アカウント管理者は、権限を付与する職を兼ねることができません。',
    'An account administrator may hold no office that grants menus.',
  ],
  NOT_APPROVED: [
    '再委託は、業務着手前に市が承認したものに限ります。',
    'Re-entrusted work begins after the city has approved it, not before.',
  ],
  WIDER: [
    '再委託は、元の委託契約の範囲・期間・人数を超えられません。',
    'Re-entrusted work stays within its prime contract.',
  ],
  NO_RE_ENTRUSTMENT: [
    'この契約は再委託を認めていません。',
    'The contract allows no part of it to be re-entrusted.',
  ],
  DEPARTMENT: [
    '福祉保健部健康課の所属でも併任でもないため、この権限は与えられません。',
    'Not of the Health Division, nor seconded to it for the whole of that time: this is not given to other divisions.',
  ],
  OVERRIDE_NEEDED: [
    '評価書の取扱者数の区分(50人未満)を超えます。健康課長の承認と評価の再実施の検討が必要です。',
    'This goes beyond the declared number of users (under 50): the head has to allow it, and the assessment has to be judged anew.',
  ],
  TERM: [
    '日付又は期間が正しくありません。期間は本日以降で元の期間の内、記録は本日以前としてください。',
    'The days do not fit: a term runs from today on and within the one it belongs to; a record is of today or before.',
  ],
  KEY_REUSED: [
    'この受付キーは別の内容で使用済みです。新しい操作には新しいキーを付けてください。',
    'This idempotency key was used for something else. Give a new act a new key.',
  ],
  FORM: [
    '入力の形式が正しくありません。個人番号は入力できません。',
    'The form is not valid. No individual number may be entered.',
  ],
} as const satisfies Record<string, FaultText>;

export type UserFaultCode = keyof typeof TEXTS;
export const USER_FAULT_CODES = Object.keys(TEXTS) as readonly UserFaultCode[];

export type UserFault = BusinessFault<UserFaultCode>;
export const userFault = faultsOf(TEXTS);
