import { caseAbout, DISCLOSURE } from './case-about.js';
import { atWork, openResident, underCase, type Stage, type User } from './stage.js';

/** A screen as somebody has it before them whose work it is. */
export interface Stop {
  /** For its pictures. */
  readonly name: string;
  /** Its link in the menu. */
  readonly link: string;
  /** What has to be pressed or typed before the screen asks; nothing where it asks by itself. */
  readonly ask?: (user: User) => Promise<void>;
  /** Whether it asks anything of the gateway at all. Default true. */
  readonly asks?: false;
}

/** What an account sees of the page under a purpose, from screen to screen. */
export interface Tour {
  readonly who: string;
  enter(stage: Stage): Promise<User>;
  readonly stops: readonly Stop[];
}

const part = (label: string): Stop => ({
  name: `s5-${label}`,
  link: '住民',
  ask: ({ page }) =>
    page.getByRole('navigation', { name: '住民の項目' }).getByRole('button', { name: label }).click(),
});

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
    await page.getByLabel(/本人の宛名番号/).fill('100023');
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
const person = 'サトウ';

/** All screens about which something is asked, by whose work they are. */
export const TOURS: readonly Tour[] = [
  {
    who: 'clerk',
    enter: async (stage) => {
      const user = await atWork(stage, 'clerk', HISTORY);
      await openResident(user, person);
      return user;
    },
    stops: [
      ...['概要', '接種', '予定', '世帯', '証明書'].map(part),
      find,
      { name: 's3-home', link: '自分の仕事' },
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
    enter: (stage) => atWork(stage, 'manager', HISTORY),
    stops: [
      { name: 's11-linkage', link: '情報連携' },
      { name: 's12-findings', link: '突合の指摘' },
    ],
  },
  {
    who: 'auditor',
    enter: (stage) => atWork(stage, 'auditor', '内部監査・自己点検'),
    stops: [{ name: 's14-audit', link: 'アクセス記録の監査' }],
  },
  {
    who: 'admin',
    enter: (stage) => atWork(stage, 'admin', 'アカウントと権限の管理'),
    stops: [{ name: 's16-accounts', link: 'アカウントと権限' }],
  },
  {
    who: 'disclosure',
    enter: async (stage) => {
      const number = await caseAbout(stage.gateway, '100023', DISCLOSURE);
      return underCase(stage, 'disclosure', '開示・訂正・利用停止請求の事務', number);
    },
    stops: [extract],
  },
];

/** Opens a screen anew, and has it ask. */
export async function goTo(user: User, { link, ask }: Stop): Promise<void> {
  const { page } = user;
  // By another one, so that this one asks again.
  await page.getByRole('link', { name: '使い方', exact: true }).click();
  await page.getByRole('heading', { name: '使い方', level: 1 }).waitFor();
  await page.getByRole('link', { name: link, exact: true }).click();
  await page.getByRole('heading', { name: link, level: 1 }).waitFor();
  await ask?.(user);
}

/** Nothing is under way any more. */
export async function settle({ page }: User): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
}

/** A change of the window is drawn, and what the page makes of its new measures: a table hears of them a frame later. */
export async function drawn({ page }: User): Promise<void> {
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))',
  );
}

/** What stays in sight and takes more than half of the window for itself: whatever has the focus is under it. */
export const COVERS = `[...document.querySelectorAll('#page *')].filter((node) =>
  ['sticky', 'fixed'].includes(getComputedStyle(node).position) && node.closest('dialog') === null &&
  node.getBoundingClientRect().height > innerHeight / 2
).map((node) => node.tagName + '.' + node.className)`;

/** What makes the page wider than the window: what scrolls within itself does not. */
export const TOO_WIDE = `(() => {
  const scrolls = (node) => node !== null && (getComputedStyle(node).overflowX !== 'visible' || scrolls(node.parentElement));
  return document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('#page *')]
    .filter((node) => node.getBoundingClientRect().right > innerWidth && !scrolls(node.parentElement))
    .map((node) => node.tagName + '.' + node.className + ' ' + node.textContent.slice(0, 30));
})()`;
