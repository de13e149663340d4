import { faultsOf, type BusinessFault, type FaultText } from '../errors/business-fault.js';

/** Business faults of an act on a review, `userErrors` in the graph: what happened, and what to do. */
const TEXTS = {
  KEY_REUSED: [
    'この受付キーは別の内容で使用済みです。新しい操作には新しいキーを付けてください。',
    'This idempotency key was used for something else. Give a new act a new key.',
  ],
  UNKNOWN_FINDING: [
    'この期間の点検に、その番号の指摘はありません。点検を読み直してください。',
    'The review of these days has no finding of this id. Read the review again.',
  ],
  REVIEW_SIGNED: [
    'この指摘の判定は、署名済みの点検に入っているため、変えられません。署名の後に判定できるのは、未判定と「要確認」の指摘だけです。',
    'The verdict on this finding stands in a review that is signed, and does not change. After a signature only what was not judged, or is to be asked, is judged.',
  ],
  OWN_ACCOUNT: [
    'ご自分のアカウントについての指摘は、ご自分では判定できません。ほかの監査担当が判定します。ほかにいないときは、監査の利用を許可する課長に、代わりの監査担当を決めてもらってください。',
    'Nobody judges what was found about an account of their own: another auditor does. Where there is none, ask the head who grants the audit menu to appoint one.',
  ],
  OWN_FINDING_OPEN: [
    'ご自分がした操作についての指摘を、まだほかの監査担当が判定していないため、署名できません。ほかの監査担当に判定又は署名を頼んでください。ほかにいないときは、監査の利用を許可する課長に、代わりの監査担当を決めてもらってください。',
    'What was found about something you have done has not been judged by another auditor, so you cannot sign. Have another auditor judge it, or sign. Where there is none, ask the head who grants the audit menu to appoint one.',
  ],
  REASON_NEEDED: [
    '「正当」又は「不正の疑い」と判定するには、確認した内容を書いてください。',
    'Write what was found on asking: neither “justified” nor “suspected misuse” is said without it.',
  ],
  ALREADY_SIGNED: [
    'この期間の点検には署名済みです。一覧(reviews)で確かめてください。',
    'The review of these days is signed already. See it in the list (reviews).',
  ],
  CONTENT_CHANGED: [
    '点検の内容が、読んだ後に変わっています。読み直してから署名してください。',
    'The review has changed since it was read. Read it again, then sign.',
  ],
  NOT_OVER: [
    '最終日がまだ来ていないため、署名できません。',
    'The last of the days is still to come, so nobody can sign them yet.',
  ],
} as const satisfies Record<string, FaultText>;

export type ReviewFaultCode = keyof typeof TEXTS;
export const REVIEW_FAULT_CODES = Object.keys(TEXTS) as readonly ReviewFaultCode[];

export type ReviewFault = BusinessFault<ReviewFaultCode>;
export const reviewFault = faultsOf(TEXTS);
