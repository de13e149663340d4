import type { Both } from '../../words/language.js';

export interface Task {
  readonly id: string;
  readonly title: Both;
  readonly steps: readonly Both[];
}

const START: Both = {
  ja: '「利用目的と案件」で、その業務の利用目的を選びます。案件が要るときは、案件を選ぶか新しく開きます。',
  en: 'At “Purpose and case” choose the purpose of the task. Where it needs a case, choose one or open one.',
};
const FIND: Both = {
  ja: '「住民を探す」で、カナ氏名か生年月日を入力して探し、氏名を押して開きます。',
  en: 'At “Find a resident” search by kana or date of birth, and press the name to open it.',
};

/** One page a task, in the order of the menu. */
export const TASKS: readonly [Task, ...Task[]] = [
  {
    id: 'due',
    title: { ja: '窓口で、次に何を接種するかを答える', en: 'Say at the counter what is due next' },
    steps: [
      START,
      FIND,
      {
        ja: '「予定」を押します。標準的な接種期間を過ぎたもの、いま接種できるものの順に、法定の期限、規則と根拠が出ます。',
        en: 'Press “What is due”. Where the standard period is over comes first, then what may be given now, each with its last legal day and its rule.',
      },
      {
        ja: '「伏せています」と出た項目は、理由を読みます。別の画面で見ようとしないでください。',
        en: 'Where a field says that it is withheld, read why. Do not look for it elsewhere.',
      },
    ],
  },
  {
    id: 'by-number',
    title: { ja: '示された個人番号から住民を探す', en: 'Find a resident by the number of a card' },
    steps: [
      {
        ja: '個人番号利用事務の担当者が行います。「利用目的と案件」で「問い合わせに関する事務」などを選び、「新しい案件を開く」を選びます。',
        en: 'A number clerk does this. At “Purpose and case” choose the purpose, such as answering an inquiry, then “Open a new case”.',
      },
      {
        ja: '「示された個人番号(12桁)で探す」に入力し、「番号で探す」を押します。見つかった方を選び、窓口と確認した書類を入力して、案件を開きます。',
        en: 'Type the number and press “Find by number”. Choose who is found, say the window and the documents seen, and open the case.',
      },
      {
        ja: '上の帯に、案件の対象者が出ます。氏名を押すと、その方が開きます。',
        en: 'The bar above says whom the case is about. Press the name to open them.',
      },
    ],
  },
  {
    id: 'extract',
    title: { ja: '開示請求の写しの内容を確かめる', en: 'See what an extract for a disclosure request holds' },
    steps: [
      {
        ja: '「利用目的と案件」で「開示・訂正・利用停止請求の事務」を選び、「新しい案件を開く」で、請求書の宛名番号と確認した書類を入力します。',
        en: 'At “Purpose and case” choose the purpose of disclosure, then “Open a new case” with the address-name number of the request and the documents seen.',
      },
      {
        ja: '「開示請求の写し」で、案件の対象者の番号を入れ、本人から聞いた生年月日を入力して、「内容を表示する」を押します。',
        en: 'At “Extract for a disclosure request” fill in the number from the case, type the birth date as the person says it, and press “Show it”.',
      },
      {
        ja: '画面は印刷も保存もできません。紙の写しを作る操作は、まだありません。コマンド(sekisho disclosure extract)も、同じ内容を表示するだけです。請求した方に紙で渡すときは、主管課長に相談してください。',
        en: 'The screen can be neither printed nor saved, and nothing on the page makes a copy on paper yet. The command sekisho disclosure extract shows the same content, no more. Where the person is to get paper, ask the head of your section.',
      },
    ],
  },
  {
    id: 'record',
    title: { ja: '接種を登録・訂正・取消する', en: 'Record, correct or withdraw a vaccination' },
    steps: [
      START,
      FIND,
      {
        ja: '「接種」を押し、「接種を登録する」か、その行の「訂正」「取消」を押します。',
        en: 'Press “Vaccinations”, then “Record a vaccination”, or “Correct” or “Withdraw” in its row.',
      },
      {
        ja: '入力して「内容を確かめる」を押します。確認事項があるときは、理由を書けば進められます。',
        en: 'Fill in and press “Check”. What is asked about can be gone on with by writing a reason.',
      },
      {
        ja: '内容を読んで登録します。承認が要る変更は、承認されるまで反映されません。',
        en: 'Read it and save. A change that needs approval takes effect when it is approved.',
      },
    ],
  },
  {
    id: 'slips',
    title: { ja: '予診票の束を入力し、照合する', en: 'Type a pile of slips, and compare it' },
    steps: [
      START,
      {
        ja: '「予診票の入力」で、束に共通の項目(種別・接種日・医療機関・ロットなど)を一度だけ入力します。次の予診票にも残ります。',
        en: 'At “Enter slips” type what is common to the pile (vaccine, day, institution, lot) once. It stays for the next slip.',
      },
      {
        ja: '宛名番号を入力して Enter を押し、出た氏名・生年月日を予診票と見比べます。同じなら、もう一度 Enter で登録して次へ進みます。',
        en: 'Type the address-name number and press Enter; hold name and date of birth against the slip. If they agree, Enter records it and goes on.',
      },
      {
        ja: '合わない予診票は「保留して次へ」で一覧に残し、後で「再開」します。一覧は、画面を離れるか隠すと消えます。',
        en: 'Lay aside a slip that does not fit and take it up later from the list, which is gone when you leave or hide the screen.',
      },
      {
        ja: '束の入力が終わったら「2回目」を選び、もう一度入力します。登録済みの内容と違う項目が並んで出ます。予診票を見て、どちらが正しいかを選びます。',
        en: 'After the pile choose “second” and type it once more. What differs from the record is shown beside it; look at the slip and say which is right.',
      },
      {
        ja: '委託先は訂正できません。「相違あり」のものは、予診票を付けて健康課に回します。',
        en: 'A contractor corrects nothing: slips that differ go to the Health Division.',
      },
    ],
  },
  {
    id: 'recall',
    title: { ja: '接種勧奨の対象者を確かめる', en: 'See who is due for a reminder' },
    steps: [
      {
        ja: '「利用目的と案件」で「接種勧奨に関する事務」を選びます。',
        en: 'At “Purpose and case” choose the purpose of recommending vaccination.',
      },
      {
        ja: '「接種勧奨の対象者」で予防接種と条件を選び、「一覧を表示する」を押します。',
        en: 'At “Who is due” choose the vaccination and conditions, and press “Show the list”.',
      },
      {
        ja: '「一覧から除いた方」を読みます。自分の世帯の方は、ほかの職員に頼みます。',
        en: 'Read who is left out. Ask a colleague to see to your own household.',
      },
      {
        ja: '「確かめが必要」の方は、通知の前に氏名を押して記録を確かめます。',
        en: 'Of those to be found out, press the name and look into their records before a letter goes.',
      },
    ],
  },
  {
    id: 'number',
    title: { ja: '個人番号を確かめる・表示する', en: 'Verify or display an individual number' },
    steps: [
      START,
      FIND,
      {
        ja: '「個人番号」を押します。示された番号は入力して照合します。番号の表示は、照合で足りないときだけにします。',
        en: 'Press “Individual number”. Type the number shown to verify it. Display it only where that is not enough.',
      },
      {
        ja: '表示した番号は20秒で消えます。書き写さないでください。回数は数えられ、記録されます。',
        en: 'A number that is displayed is gone after 20 seconds. Do not copy it. Each is counted and on record.',
      },
    ],
  },
  {
    id: 'account',
    title: { ja: 'アカウントを発行し、使えるようにする', en: 'Make an account and have it open something' },
    steps: [
      START,
      {
        ja: '「アカウントと権限」の「アカウントを発行する」に入力します。受け付けられない点は、押す前にその項目に出ます。',
        en: 'At “Accounts and permissions” fill in “Make an account”. What stands against it is said at the field before you press.',
      },
      {
        ja: '発行したアカウントを開き、認証情報・研修・誓約を登録します。',
        en: 'Open the account and record credential, training and pledge.',
      },
      {
        ja: 'メニューを管理する職の者が、同じ画面の「利用目的を許可する」で期間を定めて許可します。自分には許可できません。',
        en: 'Who holds the office that owns the menu grants the purpose there, for a term. Nobody grants to themselves.',
      },
      {
        ja: '「利用目的・区分・行為ごとの可否」で、実際に何が開くかを確かめます。「基準日」で別の日の状態も見られます。',
        en: 'See under “What is open, by purpose, class and act” what it may really do; “As of” shows another day.',
      },
    ],
  },
  {
    id: 'leave',
    title: { ja: '席を離れる', en: 'Leave the desk' },
    steps: [
      {
        ja: 'F9 を押すと画面が空になります。もう一度押すと戻ります。送っていない入力は、尋ねずに消えます。',
        en: 'F9 empties the screen. Press it again to come back. What was typed and not sent is gone with it, unasked.',
      },
      {
        ja: '5分間操作しないとセッションが終わります。終わる前に残り時間が出ます。',
        en: 'The session ends after five minutes without the user. The page says so before.',
      },
      {
        ja: '帰るときは「ログアウト」を押します。同じブラウザーのほかのタブも終わります。',
        en: 'Sign out before you go. Other tabs of this browser end, too.',
      },
    ],
  },
];
