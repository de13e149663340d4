import type { Stage, User } from './stage.js';

/** A screen as somebody has it before them whose work it is. */
export interface Stop {
  /** For its pictures. */
  readonly name: string;
  /** Its link in the menu. */
  readonly link: string;
  /** What has to be pressed or typed before the screen asks; nothing where it asks by itself. */
  readonly ask?: (user: User) => Promise<void>;
  /** Whether it asks anything of the gateway at all, or stands on what was answered before. Default true. */
  readonly asks?: false;
  /** Its question, where it is opened from the answer to another one. */
  readonly own?: string;
}

/** Whether what is sent is the stop's own, and not what one has to be answered to come to it. */
export const isOwn = ({ own }: Stop, sent: string): boolean =>
  own === undefined || sent.includes(`query ${own}(`);

/** What an account sees of the page under a purpose, from screen to screen. */
export interface Tour {
  readonly who: string;
  enter(stage: Stage): Promise<User>;
  readonly stops: readonly Stop[];
}

/** Opens a screen anew, and has it ask. */
export async function goTo(user: User, { link, ask }: Stop): Promise<void> {
  const { page } = user;
  // What is behind a dialog cannot be pressed.
  if ((await page.locator('dialog[open]').count()) > 0) await page.keyboard.press('Escape');
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
export async function drawn({ page }: Pick<User, 'page'>): Promise<void> {
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
