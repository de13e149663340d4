import { answeredInquiry } from '../intermediate/answered-inquiry.js';
import { example } from '../intermediate/examples.js';
import { waitingProvision } from '../intermediate/waiting-provision.js';
import { caseAbout, DISCLOSURE, HEAD, someCase } from './case-about.js';
import { someChanges } from './change-of-dose.js';
import { atWork, barOf, openResident, underCase } from './stage.js';
import type { Stop, Tour } from './tour.js';

/** Whom cases and questions are about. */
const SOMEBODY = '100023';

const part = (label: string): Stop => ({
  name: `s5-${label}`,
  link: '住民',
  ask: ({ page }) =>
    page.getByRole('navigation', { name: '住民の項目' }).getByRole('button', { name: label }).click(),
});

/** A page within a screen: what is pressed in its list of sections, and after that. */
const section = (name: string, link: string, label: string, then?: Stop['ask']): Stop => ({
  ...{ name, link },
  ask: async (user) => {
    await user.page.getByRole('main').getByRole('button', { name: label, exact: true }).first().click();
    await then?.(user);
  },
});

/** What is brought up by a press on an answer that is there: a dialog, a step of a form. */
const inner = (name: string, link: string, ask: Stop['ask']): Stop => ({ name, link, ask, asks: false });

/** A reading that nobody has is typed where a screen asks for one. */
const find: Stop = {
  name: 's4-find',
  link: '住民を探す',
  ask: async ({ page }) => {
    await page.getByLabel('カナ氏名の初めの文字').fill('サトウ');
    await page.keyboard.press('Enter');
  },
};
const list: Stop = {
  name: 's8-recall',
  link: '接種勧奨の対象者',
  ask: async ({ page }) => {
    await page.getByRole('form').getByLabel('予防接種').selectOption('HPV');
    await page.getByRole('form').getByRole('button').last().click();
  },
};
const extract: Stop = {
  name: 's15-extract',
  link: '開示請求の写し',
  ask: async ({ page }) => {
    await page.getByLabel(/本人の宛名番号/).fill(SOMEBODY);
    for (const [label, value] of [
      ['年', '1980'],
      ['月', '1'],
      ['日', '1'],
    ] as const)
      await page.getByRole('group', { name: '本人の生年月日' }).getByLabel(label).fill(value);
    await page.keyboard.press('Enter');
  },
};

const HISTORY = '接種履歴管理に関する事務';
const INQUIRIES = '問い合わせに関する事務';
const person = 'サトウ';

const doses = part('接種');
const onDoses =
  (press: string | RegExp): Stop['ask'] =>
  async (user) => {
    await doses.ask?.(user);
    await user.button(press).first().click();
  };
/** The forms of a dose: what they ask is what there is to choose from. */
const RECORDING: readonly Stop[] = [
  { name: 's7-record', link: doses.link, ask: onDoses('接種を登録する') },
  inner('s7-correct', doses.link, onDoses(/^訂正: /)),
  inner('s7-withdraw', doses.link, onDoses(/^取消: /)),
  { name: 's7-slips', link: '予診票の入力' },
];

const CHANGES = '接種記録の変更の承認';
const inDialog = (name: string, press: string): Stop =>
  inner(name, CHANGES, async (user) => {
    await user.button(press).first().click();
    await user.page.getByRole('dialog').waitFor();
  });
const APPROVED: readonly Stop[] = [
  { name: 'changes', link: CHANGES },
  inDialog('changes-approve', '承認する'),
  inDialog('changes-send-back', '差し戻す'),
];

const LINKAGE = '情報連携';
const DESK: readonly Stop[] = [
  { name: 's11-linkage', link: LINKAGE },
  section('s11-inquiries', LINKAGE, '市からの照会'),
];
/** What at the desk is about the person of a case. */
const DESK_OF_CASE: readonly Stop[] = [
  section('s11-inquire', LINKAGE, '照会する'),
  section('s11-restrictions', LINKAGE, '不開示・自動応答不可', async ({ page }) => {
    await page.getByLabel(/対象者の宛名番号/).fill(SOMEBODY);
    await page.keyboard.press('Enter');
  }),
];

/** In a list of the desk what is opened from a row of it. */
const provision = (name: string, then?: Stop['ask']): Stop => ({
  ...section(name, LINKAGE, '他の機関からの照会', async (user) => {
    await user.page.getByRole('main').getByRole('table').getByRole('row').getByRole('button').first().click();
    await then?.(user);
  }),
  own: 'OneProvision',
});
const PROVISIONS: readonly Stop[] = [
  provision('s11-provision'),
  {
    ...provision('s11-approve', async (user) => {
      await user.button('承認する').click();
      await user.page.getByRole('dialog').waitFor();
    }),
    asks: false,
  },
];
const ANSWER: Stop = {
  ...section('s11-answer', LINKAGE, '市からの照会', async ({ page }) => {
    await page.locator('main summary', { hasText: '回答を開く' }).first().click();
  }),
  own: 'AnswerOfInquiry',
};

const AUDIT = 'アクセス記録の監査';
const AUDITED: readonly Stop[] = [
  section('s14-signed', AUDIT, '署名された点検'),
  section('s14-person', AUDIT, '誰が見たか', async ({ page }) => {
    await page.getByLabel(/対象者の宛名番号/).fill(SOMEBODY);
    await page.keyboard.press('Enter');
  }),
  section('s14-account', AUDIT, '誰を見たか', async ({ page }) => {
    await page.getByLabel('アカウント').selectOption('clerk');
  }),
  section('s14-logins', AUDIT, 'ログイン'),
  section('s14-contractors', AUDIT, '委託先の報告書'),
  section('s14-log', AUDIT, '記録の状態'),
  inner('s14-sign', AUDIT, async ({ page }) => {
    await page.getByRole('button', { name: '点検に署名する' }).click();
    await page.getByRole('dialog').waitFor();
  }),
];

const ACCOUNTS = 'アカウントと権限';
const ADMINISTERED: readonly Stop[] = [
  ...(
    [
      ['s16-offices', '職'],
      ['s16-ending', '期限'],
      ['s16-sessions', 'セッション'],
      ['s16-contracts', '委託契約'],
      ['s16-policy', '規則'],
      ['s16-health', 'システムの状態'],
    ] as const
  ).map(([name, label]) => section(name, ACCOUNTS, label)),
  inner('s16-account', ACCOUNTS, async ({ page }) => {
    await page.getByRole('button', { name: '健康課 保健師' }).click();
    await page.getByRole('heading', { name: '利用目的の許可' }).waitFor();
  }),
];

/** All screens about which something is asked, by whose work they are. */
export const TOURS: readonly Tour[] = [
  {
    who: 'clerk',
    enter: async (stage) => {
      await someCase(stage.gateway, SOMEBODY);
      const user = await atWork(stage, 'clerk', HISTORY);
      await openResident(user, person);
      return user;
    },
    stops: [
      ...['概要', '接種', '予定', '世帯', '証明書'].map(part),
      find,
      { name: 's3-home', link: '自分の仕事' },
      { name: 'cases', link: '自分の案件' },
      ...RECORDING,
    ],
  },
  {
    who: 'number-clerk',
    enter: async (stage) => {
      const number = await caseAbout(stage.gateway, SOMEBODY, HEAD);
      const user = await underCase(stage, 'number-clerk', INQUIRIES, number);
      await user.press(barOf(user.page).getByRole('listitem').getByRole('button'));
      await user.page.getByRole('region', { name: 'いま開いている住民' }).waitFor();
      return user;
    },
    stops: [
      { ...part('個人番号'), name: 's6-number' },
      { ...part('情報連携'), name: 's5-linkage' },
      { name: 's6-look-up', link: '番号で探す', asks: false },
      inner('s6-show', '住民', async (user) => {
        await part('個人番号').ask?.(user);
        await user.button('個人番号を表示する').click();
        await user.page.getByRole('dialog').waitFor();
      }),
      ...DESK_OF_CASE,
    ],
  },
  {
    who: 'clerk of letters',
    enter: (stage) => atWork(stage, 'clerk', '接種勧奨に関する事務'),
    stops: [
      list,
      { name: 's2-purpose', link: '利用目的と案件' },
      { name: 's18-help', link: '使い方', asks: false },
    ],
  },
  {
    who: 'manager of figures',
    enter: (stage) => atWork(stage, 'manager', '統計の作成'),
    stops: [{ name: 's10-charts', link: '接種率' }],
  },
  {
    who: 'manager',
    enter: async (stage) => {
      await someChanges(stage.gateway);
      return atWork(stage, 'manager', HISTORY);
    },
    stops: [...DESK, ...APPROVED, { name: 's12-findings', link: '突合の指摘' }],
  },
  {
    who: 'manager of provisions',
    enter: async (stage) => {
      const { gateway } = stage;
      const somebody = example(gateway.settings.dataDirectory, 'movedOut');
      await waitingProvision(gateway, somebody);
      return underCase(stage, 'manager', INQUIRIES, await caseAbout(gateway, somebody));
    },
    stops: PROVISIONS,
  },
  {
    who: 'number-clerk with an answer',
    enter: async (stage) => {
      const { gateway } = stage;
      const number = await answeredInquiry(gateway, example(gateway.settings.dataDirectory, 'movedIn'));
      return underCase(stage, 'number-clerk', INQUIRIES, number);
    },
    stops: [ANSWER],
  },
  {
    who: 'auditor',
    enter: (stage) => atWork(stage, 'auditor', '内部監査・自己点検'),
    stops: [{ name: 's14-audit', link: AUDIT }, ...AUDITED],
  },
  {
    who: 'admin',
    enter: (stage) => atWork(stage, 'admin', 'アカウントと権限の管理'),
    stops: [{ name: 's16-accounts', link: ACCOUNTS }, ...ADMINISTERED],
  },
  {
    who: 'disclosure',
    enter: async (stage) => {
      const number = await caseAbout(stage.gateway, SOMEBODY, DISCLOSURE);
      return underCase(stage, 'disclosure', '開示・訂正・利用停止請求の事務', number);
    },
    stops: [extract],
  },
];
