import type { Browser, Page } from 'playwright-core';
import type { TestGateway } from '../gateway.js';
import { openPage, type Watched } from './chromium.js';
import { Keyboard } from './keyboard.js';

/** What the tests of all screens share. */
export interface Stage {
  readonly browser: Browser;
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

/** At work under a purpose that needs no case. */
export async function atWork(stage: Stage, account: string, purpose: string): Promise<User> {
  const user = await signedIn(stage, account);
  await user.press(user.button(`「${purpose}」で始める`));
  await barOf(user.page).waitFor();
  return user;
}

/** At work under a case that is there, known by its number. */
export async function atWorkOn(
  stage: Stage,
  account: string,
  { purpose, caseNumber }: { readonly purpose: string; readonly caseNumber: string },
): Promise<User> {
  const user = await signedIn(stage, account);
  await user.press(user.button(`「${purpose}」で始める`));
  await user.choose(user.page.getByRole('radio', { name: '番号を入力する' }));
  await user.type(user.page.getByLabel(/案件番号又は文書番号/), caseNumber);
  await user.page.keyboard.press('Enter');
  await barOf(user.page).getByText(caseNumber).waitFor();
  return user;
}

/** The bar that says why one asks. */
export const barOf = (page: Page) => page.getByRole('region', { name: '利用目的' });
