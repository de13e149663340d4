import type { Twin } from './twin.js';

/** Groups of commands, as help has them. */
export const TWIN_GROUPS: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  provisions: ['他機関への情報提供の承認', 'Provisions to other bodies, to be approved'],
  inquiries: ['他機関への情報照会', 'Inquiries of other bodies'],
  cases: ['自分の案件', 'Cases of one’s own'],
  recall: ['接種勧奨の対象者', 'Who is due'],
  reconciliation: ['台帳とVRSの突合の指摘', 'Findings of the ledger against VRS'],
  immunizations: ['接種記録の変更', 'Changes of vaccination records'],
  applications: ['接種証明書の申請', 'Applications for certificates'],
  review: ['アクセス記録の定期点検', 'The periodic review of the log'],
  history: ['誰が誰を見たか', 'Who has seen whom'],
  disclosure: ['開示請求に応じるための抽出', 'Extracts for a disclosure request'],
  contractors: ['委託先の報告', 'Reports on contractors'],
  log: ['アクセス記録の状態', 'State of the log'],
  administration: ['アカウント・権限・稼働の一覧', 'Accounts, permissions, health'],
};

/** Every queue and report of the console that has a command. */
export const TWINS: readonly Twin[] = [
  {
    ...{ name: 'work', operation: 'MyWork', purpose: null, csv: true },
    ja: '自分が今日扱う仕事',
    en: 'What waits for the account today',
  },
  {
    ...{ name: 'provisions list', operation: 'Provisions', purpose: null },
    ja: '求められた情報提供の一覧。期限の近い順',
    en: 'Provisions asked for, by the end of their permit',
  },
  {
    ...{ name: 'provisions show', operation: 'OneProvision', purpose: null, places: ['id'] },
    ja: '1件の情報提供。送る内容とそのハッシュを示す',
    en: 'One provision, with exactly what would be sent and its hash',
  },
  {
    ...{ name: 'provisions approve', operation: 'ApproveProvision', purpose: null, places: ['id'] },
    ja: 'show が示した内容の情報提供を承認する',
    en: 'Approves the content that show has printed',
  },
  {
    ...{ name: 'provisions reject', operation: 'RejectProvision', purpose: null, places: ['id'] },
    ja: '情報提供を拒否する',
    en: 'Rejects a provision',
  },
  {
    ...{ name: 'inquiries list', operation: 'Inquiries', purpose: null },
    ja: '行った情報照会の一覧',
    en: 'Inquiries that were made',
  },
  {
    ...{ name: 'inquiries answer', operation: 'AnswerOfInquiry', purpose: null, places: ['id'] },
    ja: '1件の情報照会への回答',
    en: 'The answer to one inquiry',
  },
  {
    ...{ name: 'cases mine', operation: 'CasesOfMine', purpose: null },
    ja: '自分が扱う、閉じていない案件',
    en: 'Open cases of the account',
  },
  {
    ...{ name: 'recall list', operation: 'RecallTargets', purpose: 'RECOMMEND', places: ['vaccine'] },
    ja: '予防接種の時期にある者',
    en: 'Persons for whom a vaccination is due',
  },
  {
    ...{ name: 'recall count', operation: 'RecallTotals', purpose: 'RECOMMEND', places: ['vaccine'] },
    ja: '予防接種の時期にある者の数と、一覧から除いた者の数',
    en: 'How many are due, and how many are left off the list and why',
  },
  {
    ...{ name: 'reconciliation list', operation: 'Findings', purpose: 'HISTORY' },
    ja: '突合の指摘の一覧',
    en: 'Findings of the comparison',
  },
  {
    ...{
      name: 'reconciliation decide',
      operation: 'DecideFinding',
      purpose: 'HISTORY',
      places: ['input.id'],
    },
    ja: '指摘への決定を、list が示したハッシュを付けて提案する',
    en: 'Proposes a decision on a finding, with the digest that list has printed',
  },
  {
    ...{ name: 'reconciliation approve', operation: 'ApproveFinding', purpose: 'HISTORY' },
    ...{ places: ['input.id'], fixed: { 'input.approve': true } },
    ja: '提案された決定を、list が示したハッシュを付けて承認する',
    en: 'Approves a proposed decision, with the digest that list has printed',
  },
  {
    ...{ name: 'reconciliation return', operation: 'ApproveFinding', purpose: 'HISTORY' },
    ...{ places: ['input.id'], fixed: { 'input.approve': false } },
    ja: '提案された決定を差し戻す',
    en: 'Sends a proposed decision back',
  },
  {
    ...{ name: 'immunizations changes', operation: 'WaitingChanges', purpose: 'HISTORY' },
    ...{ otherwise: { state: 'AWAITING_APPROVAL' } },
    ja: '承認又は反映を待つ接種記録の変更',
    en: 'Changes of vaccination records that wait',
  },
  {
    ...{ name: 'immunizations decide', operation: 'DecideChange', purpose: 'HISTORY', places: ['input.id'] },
    ja: '接種記録の変更を、changes が示したハッシュを付けて承認し、又は差し戻す',
    en: 'Approves or rejects a change, with the hash that changes has printed',
  },
  {
    ...{ name: 'immunizations due', operation: 'RecordsDue', purpose: 'HISTORY' },
    ja: '保存期間の終わった接種記録',
    en: 'Vaccination records whose term of keeping has ended',
  },
  {
    ...{ name: 'applications list', operation: 'Applications', purpose: 'CERTIFICATE' },
    ja: '接種証明書の申請の一覧。受付順',
    en: 'Applications for certificates, in the order of receipt',
  },
  {
    ...{ name: 'applications decide', operation: 'DecideOnApplication', purpose: 'CERTIFICATE' },
    ...{ places: ['input.number'] },
    ja: '申請を認め、又は認めない',
    en: 'Accepts an application, or does not',
  },
  {
    ...{ name: 'applications issued', operation: 'ApplicationIssued', purpose: 'CERTIFICATE' },
    ...{ places: ['input.number'] },
    ja: '証明書を交付したことを記す',
    en: 'Notes that the certificate was issued',
  },
  {
    ...{ name: 'review show', operation: 'ReviewOfMonth', purpose: 'AUDIT' },
    ja: '期間の点検。指摘と、署名に添えるハッシュ',
    en: 'The review of a period: its findings, and the digest to sign',
  },
  {
    ...{ name: 'review list', operation: 'SignedReviews', purpose: 'AUDIT' },
    ja: '署名された点検の一覧',
    en: 'Reviews that were signed',
  },
  {
    ...{ name: 'review classify', operation: 'ClassifyFinding', purpose: 'AUDIT', places: ['input.id'] },
    ja: '点検の指摘を判定する',
    en: 'Judges a finding of the review',
  },
  {
    ...{ name: 'review sign', operation: 'SignReview', purpose: 'AUDIT' },
    ja: 'show が示した点検に、そのハッシュを付けて署名する',
    en: 'Signs the review that show has printed, by its digest',
  },
  {
    ...{ name: 'history person', operation: 'AccessesOfPerson', purpose: 'AUDIT', places: ['subject'] },
    ja: '一人の住民を誰が見たか',
    en: 'Who has seen one person',
  },
  {
    ...{ name: 'history account', operation: 'AccessesByAccount', purpose: 'AUDIT', places: ['account'] },
    ja: '一つのアカウントが誰を見たか',
    en: 'Whom one account has seen',
  },
  {
    ...{ name: 'history record', operation: 'OneRecord', purpose: 'AUDIT', places: ['record'] },
    ja: '一つの記録 (Sekisho-Record の番号)',
    en: 'One record, by the number in Sekisho-Record',
  },
  {
    ...{ name: 'history accesses', operation: 'AccessesOfRecord', purpose: 'AUDIT', places: ['record'] },
    ja: '一つの記録の内訳',
    en: 'Every access of one record',
  },
  {
    ...{ name: 'history logins', operation: 'Logins', purpose: 'AUDIT' },
    ja: 'ログインの記録',
    en: 'Log-ins',
  },
  {
    ...{ name: 'disclosure extract', operation: 'DisclosureExtract', purpose: 'DISCLOSURE' },
    ...{ places: ['subject', 'birthDate'] },
    ja: '本人への開示のための抽出。宛名番号と生年月日が合うときだけ',
    en: 'Who has looked, for the person; only where number and birth date belong together',
  },
  {
    ...{ name: 'disclosure exchanges', operation: 'ExchangeExtract', purpose: 'DISCLOSURE' },
    ...{ places: ['subject', 'birthDate'] },
    ja: '本人への開示のための、情報提供等記録の抽出',
    en: 'Exchanges with other bodies, for the person; number and birth date as above',
  },
  {
    ...{ name: 'contractors report', operation: 'ReportOfContract', purpose: 'AUDIT' },
    ...{ places: ['contract'] },
    ja: '委託先についての報告',
    en: 'A report on a contractor',
  },
  {
    ...{ name: 'log state', operation: 'StateOfLog', purpose: 'AUDIT', csv: true },
    ja: '封印・検証・空き容量',
    en: 'Sealing, verification, space',
  },
  {
    ...{ name: 'coverage', operation: 'Coverage', purpose: 'STATISTICS', places: ['vaccine'], csv: true },
    ...{ otherwise: { dose: '1' } },
    ja: '公表された接種率の表',
    en: 'Published tables of coverage',
  },
  {
    ...{ name: 'administration accounts', operation: 'AllAccounts', purpose: 'ADMINISTRATION' },
    ja: 'アカウントの一覧',
    en: 'Accounts',
  },
  {
    ...{ name: 'administration account', operation: 'OneAccount', purpose: 'ADMINISTRATION', places: ['id'] },
    ja: '1つのアカウントの権限・職・従事者登録',
    en: 'One account with its menus, offices and contracts',
  },
  {
    ...{ name: 'administration offices', operation: 'Offices', purpose: 'ADMINISTRATION' },
    ja: '職と、それに就いている者',
    en: 'Offices, and who holds each',
  },
  {
    ...{
      name: 'administration permissions',
      operation: 'PermissionsOfAccount',
      purpose: 'ADMINISTRATION',
      places: ['account'],
    },
    ja: 'アカウントが実際にできること',
    en: 'What an account may really do',
  },
  {
    ...{ name: 'administration expiring', operation: 'Expiring', purpose: 'ADMINISTRATION' },
    ...{ otherwise: { days: '30' } },
    ja: '近く終わるもの',
    en: 'What ends before long',
  },
  {
    ...{ name: 'administration sessions', operation: 'OpenSessions', purpose: 'ADMINISTRATION' },
    ja: '開いているセッション',
    en: 'Open sessions',
  },
  {
    ...{ name: 'administration contracts', operation: 'Contracts', purpose: 'ADMINISTRATION' },
    ja: '委託契約と従事者',
    en: 'Contracts, and who works under them',
  },
  {
    ...{ name: 'administration health', operation: 'Health', purpose: 'ADMINISTRATION', csv: true },
    ja: '業務システムとゲートウェイの稼働',
    en: 'Source systems and gateway',
  },
  {
    ...{ name: 'administration policy', operation: 'StateOfPolicy', purpose: 'ADMINISTRATION', csv: true },
    ja: '権限の規則と対応表',
    en: 'The policy in force, and its matrix',
  },
  {
    ...{ name: 'administration explain', operation: 'WhyOpen', purpose: 'ADMINISTRATION' },
    ...{ places: ['input.account', 'input.coordinate', 'input.purpose'] },
    ja: 'なぜ開くか、なぜ閉じているか',
    en: 'Why something is open or closed to an account',
  },
];

/** The first words of all of them. */
export const REMOTE_COMMANDS: readonly string[] = [
  ...new Set(TWINS.map(({ name }) => name.split(' ')[0] ?? '')),
];
