import type { Page, Route } from 'playwright-core';
import { atCounter, caseAbout, CONSENTED } from '../../support/page/case-about.js';
import { atWork, openResident, type Stage } from '../../support/page/stage.js';
import { drawn } from '../../support/page/tour.js';

const HISTORY = '接種履歴管理に関する事務';
const CASES = '自分の案件';

/** What acts came to, above the screen. */
const told = (page: Page) => page.locator('main').getByRole('status').first();

/** Acts of that name wait on their way; what this resolves to lets them all go and waits until they are answered. */
async function heldBack(page: Page, mutation: string): Promise<() => Promise<void>> {
  const held: Route[] = [];
  await page.route('**/console/graphql', (route) => {
    const { query, variables } = route.request().postDataJSON() as {
      readonly query: string;
      readonly variables: { readonly validateOnly?: boolean };
    };
    const isIt = query.includes(`mutation ${mutation}`) && variables.validateOnly !== true;
    return isIt ? void held.push(route) : route.continue();
  });
  return async () => {
    expect(held).not.toEqual([]);
    for (const route of held) {
      const answer = page.waitForResponse((response) => response.request() === route.request());
      await route.continue();
      await (await answer).finished();
    }
    await page.unroute('**/console/graphql');
    await drawn({ page });
  };
}

/** What an act came to is said until something else is pressed, of nobody who is on the screen no more, and of each of several. */
export function doneLine(stage: Stage): void {
  test('what an act came to is told on the next screen, and never beside another person', async () => {
    const { atenaNumber } = await atCounter(stage.gateway, 'ナカムラ');
    const [first, second] = [
      await caseAbout(stage.gateway, atenaNumber, CONSENTED),
      await caseAbout(stage.gateway, atenaNumber, CONSENTED),
    ];
    const user = await atWork(stage, 'clerk', HISTORY);
    const { page } = user;
    const withdraw = async (number: string) => {
      await user.press(page.getByRole('link', { name: CASES, exact: true }));
      const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: number }) });
      await user.press(card.locator('summary', { hasText: '同意の撤回を記録する' }));
      await user.press(card.getByRole('button', { name: '同意の撤回を記録する' }));
    };
    await openResident(user, 'ナカムラ');
    const letFirst = await heldBack(page, 'WithdrawConsent');
    await withdraw(first);
    await user.press(page.getByRole('link', { name: '使い方', exact: true }));
    await letFirst();
    await told(page).getByText('同意の撤回を記録しました').waitFor();
    // The browser's own way back is a press, too.
    await page.goBack();
    await page.getByRole('heading', { name: CASES, level: 1 }).waitFor();
    await drawn(user);
    expect(await told(page).innerText()).toBe('');

    const letSecond = await heldBack(page, 'WithdrawConsent');
    await withdraw(second);
    await openResident(user, 'サトウ');
    await letSecond();
    expect(await page.getByText('同意の撤回を記録しました').count()).toBe(0);
    await user.leave();
  });

  test('of two acts that are under way at once each is told', async () => {
    const user = await atWork(stage, 'auditor', '内部監査・自己点検', 'アクセス記録の監査');
    const { page } = user;
    await user.choiceOf(page.getByLabel('点検する月'), '令和5年3月');
    const letGo = await heldBack(page, 'ClassifyFinding');
    for (const account of ['clerk', 'manager']) {
      const card = page
        .getByRole('article')
        .filter({ has: page.getByRole('button', { name: new RegExp(`^${account} `) }) });
      await user.press(card.locator('summary', { hasText: '判定する' }));
      await user.choose(card.getByRole('radio', { name: account === 'manager' ? '正当' : '要確認' }));
      await user.type(card.getByLabel(/確認した内容/), '休職中');
      await user.press(card.getByRole('button', { name: '判定を記録する' }));
    }
    await letGo();
    await told(page).getByText('「要確認」と判定したことを記録しました。').waitFor();
    await told(page).getByText('「正当」と判定したことを記録しました。').waitFor();
    await user.press(page.getByRole('button', { name: '作り直す' }));
    expect(await told(page).innerText()).toBe('');
    await user.leave();
  });
}
