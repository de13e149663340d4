import type { Page } from 'playwright-core';
import type { TestGateway } from '../gateway.js';
import type { AtCounter } from './case-about.js';
import { openPage, type Contexts, type Watched } from './chromium.js';
import { Keyboard } from './keyboard.js';

/** What the tests of all screens share. */
export interface Stage {
  readonly browser: Contexts;
  readonly gateway: TestGateway;
  /** Where the page is. */
  readonly home: string;
}

export interface User extends Keyboard {
  readonly watched: Watched;
  leave(): Promise<void>;
}

/** A user who has opened the page; at another address they come from another zone. */
export async function userAt({ browser }: Pick<Stage, 'browser'>, address: string): Promise<User> {
  const { page, watched } = await openPage(browser);
  await page.goto(address);
  return Object.assign(new Keyboard(page), { watched, leave: () => page.context().close() });
}

/** Signed in by the keyboard, as an account of the demo. */
export async function signedIn(stage: Stage, account: string, address = stage.home): Promise<User> {
  const user = await userAt(stage, address);
  const row = user.page.getByRole('listitem').filter({ has: user.page.getByText(account, { exact: true }) });
  await user.press(row.getByRole('button'));
  // With the purposes the screen is whole, and nothing is under way any more.
  await user
    .button(/で始める$/)
    .first()
    .waitFor();
  return user;
}

/** At work under a purpose that needs no case, on the screen of that title. */
export async function atWork(stage: Stage, account: string, purpose: string, screen?: string): Promise<User> {
  const user = await signedIn(stage, account);
  await user.press(user.button(`「${purpose}」で始める`));
  await barOf(user.page).waitFor();
  if (screen !== undefined) await user.press(user.page.getByRole('link', { name: screen, exact: true }));
  return user;
}

/** The bar that says why one asks. */
export const barOf = (page: Page) => page.getByRole('region', { name: '利用目的' });

/** At work under a case that is there, named by its number. */
export async function underCase(
  stage: Stage,
  account: string,
  purpose: string,
  number: string,
): Promise<User> {
  const user = await signedIn(stage, account);
  await user.press(user.button(`「${purpose}」で始める`));
  await user.choose(user.page.getByRole('radio', { name: '案件の番号を入力する' }));
  await user.type(user.page.getByLabel('案件番号又は文書番号'), number);
  await user.page.keyboard.press('Enter');
  await barOf(user.page).waitFor();
  return user;
}

const openedBar = (page: Page) => page.getByRole('region', { name: 'いま開いている住民' });

/** Whoever leaves what they have typed and not sent is asked, and is sure. */
export const throwAway = (user: User): Promise<void> =>
  user.press(
    user.page
      .getByRole('dialog', { name: '入力した内容を破棄しますか' })
      .getByRole('button', { name: /^破棄して/ }),
  );

/** Finds somebody by the beginning of their name and opens them, or the first; resolves with the name. */
export async function openResident(user: User, kana: string, atenaNumber?: string): Promise<string> {
  const { page } = user;
  await user.press(page.getByRole('link', { name: '住民を探す', exact: true }));
  await user.type(page.getByLabel('カナ氏名の初めの文字'), kana);
  await page.keyboard.press('Enter');
  const rows = page.getByRole('table', { name: /該当/ }).getByRole('row');
  const row = atenaNumber === undefined ? rows.nth(1) : rows.filter({ hasText: atenaNumber });
  const name = await row.getByRole('button').innerText();
  await user.press(row.getByRole('button'));
  await openedBar(page).getByText(name).first().waitFor();
  return name;
}

/** Opens the part of somebody that is about the number. */
export async function openNumber(user: User, { kana, atenaNumber }: AtCounter): Promise<void> {
  const { page } = user;
  await openResident(user, kana, atenaNumber);
  const parts = page.getByRole('navigation', { name: '住民の項目' });
  await user.press(parts.getByRole('button', { name: '個人番号' }));
  await page.getByRole('heading', { name: '個人番号の表示' }).waitFor();
}
