import type { Both } from '../../words/language.js';

export interface Task {
  readonly id: string;
  readonly title: Both;
  readonly who: Both;
  readonly purpose: Both;
  readonly steps: readonly Both[];
}

const steps = (...lines: readonly (readonly [ja: string, en: string])[]): readonly Both[] =>
  lines.map(([ja, en]) => ({ ja, en }));

/** The tasks of the screens, by whom they are done. */
export const TASKS: readonly Task[] = [
  {
    id: 'case',
    title: { ja: '窓口で案件を開く', en: 'Open a case at the counter' },
    who: { ja: '健康課', en: 'Health Division' },
    purpose: { ja: '問い合わせに関する事務', en: 'answering inquiries' },
    steps: steps(
      [
        '「利用目的と案件」で「問い合わせに関する事務」を選ぶ。',
        'Choose answering inquiries under “Purpose and case”.',
      ],
      [
        '「新しい案件を開く」を選び、カナ氏名か生年月日で本人を探す。',
        'Choose “Open a new case” and find the person by name in kana or birth date.',
      ],
      [
        '受け付けた窓口、求めた者、確認した書類を選ぶ。',
        'Choose the counter, who asked, and the documents seen.',
      ],
      [
        '「案件を開いて始める」を押す。以後はこの案件の対象者だけを見られる。',
        'Open the case. From then on its persons alone can be seen.',
      ],
    ),
  },
  {
    id: 'provision',
    title: { ja: '情報提供を承認する', en: 'Approve a provision' },
    who: { ja: '健康課長', en: 'head of the Health Division' },
    purpose: { ja: '問い合わせに関する事務(案件が必要)', en: 'answering inquiries (needs a case)' },
    steps: steps(
      [
        '「情報連携」を開く。承認待ちが期限の近い順に並ぶ。',
        'Open “Exchange with other bodies”: what waits, the first to expire first.',
      ],
      [
        '処理通番を押し、求められたことと、提供する内容そのものを読む。',
        'Press the number and read what is asked and exactly what would be sent.',
      ],
      ['「承認する」又は「拒否する」を押し、確かめて決定する。', 'Press Approve or Reject, and make sure.'],
      [
        '読んだ後に内容が変わっていたときは送られない。もう一度読む。',
        'Had the content changed since, nothing is sent: read it again.',
      ],
    ),
  },
  {
    id: 'recall',
    title: { ja: '接種の時期が来ている者を調べる', en: 'See who is due' },
    who: { ja: '健康課', en: 'Health Division' },
    purpose: { ja: '接種勧奨に関する事務', en: 'recommending vaccination' },
    steps: steps(
      ['「接種勧奨の対象者」で予防接種と基準日を選ぶ。', 'Choose vaccine and day.'],
      [
        '除いた対象者の数が出たら、ほかの職員に通知を頼む。',
        'Where some are left out, have a colleague remind them.',
      ],
    ),
  },
  {
    id: 'finding',
    title: { ja: '台帳とVRSの食い違いを決める', en: 'Decide where ledger and VRS differ' },
    who: { ja: '個人番号利用事務担当・健康課長', en: 'number clerk and head' },
    purpose: { ja: '接種履歴管理に関する事務', en: 'keeping vaccination histories' },
    steps: steps(
      [
        '「突合の指摘」で両方の記録と理由を読み、決定を提案する。',
        'Read both records and the reasons, and propose a decision.',
      ],
      [
        '健康課長が「承認待ち」を開き、承認し又は差し戻す。',
        'The head opens what waits, and approves it or gives it back.',
      ],
    ),
  },
  {
    id: 'review',
    title: { ja: '月の点検をして署名する', en: 'Review a month and sign' },
    who: { ja: '内部監査担当', en: 'auditor' },
    purpose: { ja: '内部監査・自己点検', en: 'audit' },
    steps: steps(
      [
        '「アクセス記録の監査」で月を選ぶ。指摘は重い順に並ぶ。',
        'Choose the month: findings, the gravest first.',
      ],
      [
        '「根拠」から記録番号を開き、いつ誰が何を見たかを確かめる。',
        'Open the records under “Evidence”: who saw what, and when.',
      ],
      [
        '本人に確かめ、「この指摘を判定する」で判定と確認した内容を記録する。',
        'Ask the person, and record verdict and what was found.',
      ],
      [
        'すべて判定したら「点検に署名する」。署名後は変えられない。',
        'When all are judged, sign. Nothing changes after that.',
      ],
    ),
  },
  {
    id: 'disclosure',
    title: { ja: '開示請求に応じる', en: 'Answer a disclosure request' },
    who: { ja: '情報公開係', en: 'disclosure desk' },
    purpose: { ja: '開示・訂正・利用停止請求の事務(案件が必要)', en: 'disclosure requests (needs a case)' },
    steps: steps(
      ['案件番号を入力して始める。', 'Begin with the number of the case.'],
      [
        '「開示請求の写し」で本人の宛名番号と生年月日を入力する。',
        'Type number and birth date of the person.',
      ],
      [
        '表示された内容を確かめる。どこまでの記録かが表の下に出る。',
        'Check what is shown; how far it reaches is below the table.',
      ],
    ),
  },
  {
    id: 'account',
    title: { ja: '権限を許可する・取り消す', en: 'Grant and revoke' },
    who: { ja: '主管課長・アカウント管理者', en: 'owner of the menu, administrator' },
    purpose: { ja: 'アカウントと権限の管理', en: 'accounts and permissions' },
    steps: steps(
      ['「アカウントと権限」でアカウントを開く。', 'Open the account.'],
      [
        '主管課長は「利用目的を許可する」で最終日を決めて許可する。',
        'The owner of the menu grants it until a last day.',
      ],
      [
        '開かない理由は「開くかを確かめる」で分かる。',
        'Why something is closed is told by “See whether it is open”.',
      ],
    ),
  },
];
