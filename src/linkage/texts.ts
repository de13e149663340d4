import type { RefusalCode } from '../../adapters/intermediate-server/protocol/terms.js';
import type { LinkageFaultCode } from './views.js';

interface Text {
  readonly ja: string;
  readonly en: string;
}

/** Why the other side's law, or ours, says no: what happened, and what to do. No value of anybody is in them. */
const REFUSALS = {
  ROW_UNKNOWN: {
    ja: '照会許可用照合リストにない項番です。根拠とする項番を確かめてください。',
    en: 'The permission list has no such row. Check the row you rely on.',
  },
  ROW_NOT_IN_FORCE: {
    ja: '今日の時点で効力のない項番です。法改正後の項番を確かめてください。',
    en: 'The row is not in force today. Look up the row that took its place.',
  },
  WRONG_DIRECTION: {
    ja: 'この項番では、市は照会できません(提供のみ、又は他の機関の手続です)。別の根拠がなければ照会しないでください。',
    en: 'The city may not inquire under this row: it only provides, or the procedure is another body’s. Do not ask without another basis.',
  },
  INQUIRER_NOT_LISTED: {
    ja: 'この項番の情報照会者に、照会する機関が含まれていません。',
    en: 'The body that asks is no inquirer of this row.',
  },
  PROVIDER_NOT_LISTED: {
    ja: 'この項番の情報提供者に、照会先の機関が含まれていません。照会先を確かめてください。',
    en: 'The body asked is no provider of this row. Check whom you ask.',
  },
  ITEM_NOT_LISTED: {
    ja: 'この項番では求められない特定個人情報が含まれています。項目を減らしてください。',
    en: 'The row does not allow one of the items. Leave it out.',
  },
  LIST_VERSION: {
    ja: '双方の照会許可用照合リストの版が一致しません。新しい版が届いてからやり直し、続くときはシステム担当に連絡してください。',
    en: 'The two sides hold different versions of the permission list. Try again when the new one has arrived, or tell the system desk.',
  },
  NOT_PROVIDED: {
    ja: '照会先から提供される情報はありませんでした。必要なら本人に書類の提出を求めてください。',
    en: 'Nothing was provided. Ask the person for documents where you need them.',
  },
} as const satisfies Record<RefusalCode, Text>;

const FAULTS = {
  CASE_REQUIRED: {
    ja: '案件番号が必要です。Sekisho-Case ヘッダーに指定してください。',
    en: 'A case number is needed. Send it in the Sekisho-Case header.',
  },
  UNKNOWN_PERSON: {
    ja: 'その宛名番号の方は情報連携の対象になっていません。番号を確かめ、正しければ宛名システムの登録を確かめてください。',
    en: 'Nobody of that address-name number can be linked. Check the number, then the address-name system.',
  },
  UNKNOWN_PROVIDER: {
    ja: 'その機関コードの機関はありません。16桁の機関コードを確かめてください。',
    en: 'There is no body of that code. Check its 16 digits.',
  },
  NO_MOVE_IN: {
    ja: 'この方がその市区町村から転入した記録はありません。対象者以外の情報を入手しないため、照会できません。転入前の住所を確かめてください。',
    en: 'The person has not moved in from that municipality, so it is not asked about them. Check where they lived before.',
  },
  CLOSED_PERSON: {
    ja: 'この方については、他の市区町村に照会できません。本人に書類の提出を求めてください。',
    en: 'No other municipality is asked about this person. Ask the person for documents.',
  },
  UNKNOWN_REQUEST: {
    ja: 'その番号の照会・提供はないか、お使いの権限では扱えません。一覧から選び直してください。',
    en: 'There is no such inquiry or provision, or it is closed to you. Choose it from the list again.',
  },
  KEY_REUSED: {
    ja: 'この受付キーは別の内容で使用済みです。新しい操作には新しいキーを付けてください。',
    en: 'This idempotency key was used for something else. Give a new act a new key.',
  },
  NOT_A_USER: {
    ja: 'このアカウントは中間サーバーの利用者ではないか、この操作の権限がありません。上長に相談してください。',
    en: 'This account is no user of the intermediate server, or has not this role there. Ask your superior.',
  },
  NOT_THE_APPROVER: {
    ja: '提供の承認・拒否と制限の解除は、今日その職にある所属長又は期間を定めた代理者だけが行えます。所属長に依頼してください。',
    en: 'Only whoever holds the office today, or its dated delegate, decides and lifts. Ask the head.',
  },
  OWN_REQUEST: {
    ja: '自分が照会・登録・設定したもの、又は自分に関するものは承認できません。別の承認者に依頼してください。',
    en: 'Nobody approves what they asked for, registered or set themselves, or what is about them. Ask another approver.',
  },
  CONTENT_CHANGED: {
    ja: '確認した内容と送信される内容が異なります。送信内容を読み直し、その内容を承認し直してください。',
    en: 'What would be sent is not what you read. Read it again and approve what it is now.',
  },
  AUTOMATIC: {
    ja: 'この提供は自動で回答されるため、人が送ることはできません。何もする必要はありません。',
    en: 'This provision answers by itself and is not sent by hand. There is nothing to do.',
  },
  CLOSED: {
    ja: '送信済み、拒否済み、又は期限切れのため、変更できません。必要なら照会元からの新しい照会を待ってください。',
    en: 'Too late: it was sent, rejected, or has expired. Wait for a new inquiry if there is need.',
  },
  NOTHING_TO_DO: {
    ja: '指定どおりの状態になっているか、対象がありません。何も変更していません。',
    en: 'It is so already, or there is nothing to act on. Nothing was changed.',
  },
} as const satisfies Record<Exclude<LinkageFaultCode, RefusalCode>, Text>;

/** Every fault of a linkage mutation and every refusal of an inquiry, in both languages. */
export const LINKAGE_TEXTS: Readonly<Record<LinkageFaultCode | RefusalCode, Text>> = {
  ...REFUSALS,
  ...FAULTS,
};
