import { faultsOf, type BusinessFault, type FaultText } from '../errors/business-fault.js';

/** Business faults of deciding on findings, `userErrors` in the graph: what happened, and what to do. */
const TEXTS = {
  KEY_REUSED: [
    'この受付キーは別の内容で使用済みです。新しい操作には新しいキーを付けてください。',
    'This idempotency key was used for something else. Give a new act a new key.',
  ],
  UNKNOWN_FINDING: [
    'その指摘はないか、お使いの権限では扱えません。一覧を読み直してください。',
    'There is no such finding, or it is closed to you. Read the list again.',
  ],
  NOT_OPEN: [
    'この指摘は決定待ちではありません。現在の状態を確かめてください。',
    'The finding is not open. Look at its state.',
  ],
  NOT_PROPOSED: [
    'この指摘に承認を待つ決定はありません。現在の状態を確かめてください。',
    'No decision on this finding waits for approval. Look at its state.',
  ],
  CHANGED: [
    'この指摘は、読んだ後に変わりました。読み直してください。',
    'The finding has changed since it was read. Read it again.',
  ],
  DECISION_UNFITTING: [
    'この種類の指摘にその決定はできません。別の決定を選んでください。',
    'That decision cannot be made on this kind of finding. Choose another.',
  ],
  VALUES_NEEDED: [
    '正しい値を一つ以上指定してください。値を指定できるのは、両方を訂正する決定のときだけです。',
    'Give at least one right value; values belong to the decision to correct both alone.',
  ],
  DAY: [
    '接種日は、接種事業の開始日から今日までの日付を指定してください。',
    'Give a day from the beginning of the programme up to today.',
  ],
  LOT: ['ロット番号は半角の英大文字と数字、10文字以内です。', 'A lot is up to 10 capitals and digits.'],
  NOT_THE_APPROVER: [
    '承認できるのは、本日その職({named})にある者だけです。その方に依頼してください。',
    'Only whoever holds the office ({named}) today may approve. Ask them to.',
  ],
  OWN_PROPOSAL: [
    '決定を提案した本人(代理を含む)は承認できません。別の方が承認してください。',
    'Whoever proposed a decision, and whoever acts for them, cannot approve it. Somebody else has to.',
  ],
  NOT_CONNECTED: [
    'ワクチン接種記録システムに接続していないため、決定できません。',
    'The vaccination record system is not connected, so that nothing can be decided.',
  ],
} as const satisfies Record<string, FaultText>;

export type FindingFaultCode = keyof typeof TEXTS;
export const FINDING_FAULT_CODES = Object.keys(TEXTS) as readonly FindingFaultCode[];

export type FindingFault = BusinessFault<FindingFaultCode>;
export const findingFault = faultsOf(TEXTS);
