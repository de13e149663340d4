import { randomUUID } from 'node:crypto';
import type { Route } from 'playwright-core';
import { answered } from '../../support/answered.js';
import { asAgain } from '../../support/as-again.js';
import { axeFaults } from '../../support/page/axe.js';
import { atCounter, caseAbout, CLOSE, CONSENTED } from '../../support/page/case-about.js';
import { takePicture } from '../../support/page/chromium.js';
import { fetchAsPage } from '../../support/page/fetch-as-page.js';
import { fitsTelephone } from '../../support/page/judge.js';
import { ownJapanese } from '../../support/page/own-words.js';
import { atWork, barOf, underCase, type Stage } from '../../support/page/stage.js';
import { drawn } from '../../support/page/tour.js';

const INQUIRY = '問い合わせに関する事務';
const HISTORY = '接種履歴管理に関する事務';
const SCREEN = '自分の案件';

interface Sent {
  readonly query: string;
  readonly variables: { readonly validateOnly: boolean };
}

/** A colleague has been at it. */
async function closedElsewhere({ gateway }: Stage, number: string): Promise<void> {
  const input = { idempotencyKey: randomUUID(), number, outcome: 'MISTAKEN' };
  await answered(() =>
    asAgain(gateway, 'manager', { query: CLOSE, variables: { input }, purpose: 'INQUIRY' }),
  );
}

export function casesScreen(stage: Stage): void {
  test('the bar says whose case it is and leads to them; the case is closed with how it ended', async () => {
    const { atenaNumber } = await atCounter(stage.gateway, 'ナカムラ');
    const number = await caseAbout(stage.gateway, atenaNumber);
    const user = await underCase(stage, 'clerk', INQUIRY, number);
    const { page } = user;
    const person = barOf(page).getByRole('button', { name: /^中村/ });
    await person.waitFor();
    await takePicture(page, 'case-bar');
    await user.press(person);
    const opened = page.getByRole('region', { name: 'いま開いている住民' });
    await opened.getByText(atenaNumber).first().waitFor();
    expect(page.url()).not.toContain(atenaNumber);
    // What is not offered under this purpose says why, and what would open it.
    const parts = page.getByRole('navigation', { name: '住民の項目' });
    await user.press(parts.getByRole('button', { name: '接種', exact: true }));
    const why = page.getByText('「接種を登録する」は、ここではできません。');
    await why.waitFor();
    expect(await why.innerText()).toContain('「利用目的を変える」で別の利用目的を選ぶと、できます。');
    expect(await user.button('接種を登録する').count()).toBe(0);

    await user.press(page.getByRole('link', { name: SCREEN, exact: true }));
    const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: number }) });
    await card.getByRole('button', { name: atenaNumber }).waitFor();
    await user.press(card.locator('summary', { hasText: '案件を閉じる' }));
    await user.press(card.getByRole('button', { name: '案件を閉じる' }));
    await card.getByText('結果を選んでください。').waitFor();
    await user.choose(card.getByRole('radio', { name: '回答した・交付した' }));
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 'cases');
    await fitsTelephone(user, 'cases');
    await user.press(card.getByRole('button', { name: '案件を閉じる' }));
    // Nothing can be done under it any more.
    await page.getByText('利用目的が選ばれていません').waitFor();
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('the case one works under is closed once, though the answer is lost, and nothing is asked behind it', async () => {
    const { atenaNumber } = await atCounter(stage.gateway, 'ナカムラ');
    const number = await caseAbout(stage.gateway, atenaNumber);
    const user = await underCase(stage, 'clerk', INQUIRY, number);
    const { page } = user;
    await user.press(page.getByRole('link', { name: SCREEN, exact: true }));
    const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: number }) });
    await user.press(card.locator('summary', { hasText: '案件を閉じる' }));
    await card.getByRole('radio').first().waitFor();
    await page.clock.install();
    const statuses: number[] = [];
    const asked: boolean[] = [];
    let tell: (route: Route) => void = () => undefined;
    const lost = new Promise<Route>((resolve) => void (tell = resolve));
    await page.route('**/console/graphql', async (route) => {
      const { query, variables } = route.request().postDataJSON() as Sent;
      if (!query.includes('mutation CloseCase')) return route.continue();
      asked.push(variables.validateOnly);
      const response = await fetchAsPage(route);
      statuses.push(response.status());
      // The gateway has closed it, and the page does not hear of that.
      return asked.length === 1 ? tell(route) : route.fulfill({ response });
    });
    await page.clock.pauseAt(await page.evaluate<number>('Date.now() + 1000'));
    await user.choose(card.getByRole('radio', { name: '回答した・交付した' }));
    await user.press(card.getByRole('button', { name: '案件を閉じる' }));
    const route = await lost;
    await page.clock.runFor(5_000);
    expect(asked).toEqual([false]);
    await route.abort();
    await card.getByText('ゲートウェイから応答がありません。').waitFor();
    await user.press(card.getByRole('button', { name: '案件を閉じる' }));
    await page.getByText('利用目的が選ばれていません').waitFor();
    expect([asked, statuses]).toEqual([
      [false, false],
      [200, 200],
    ]);
    await user.leave();
  });

  test('what stands against closing is said before it is pressed; a consent is withdrawn on record', async () => {
    const { atenaNumber } = await atCounter(stage.gateway, 'ナカムラ');
    const closed = await caseAbout(stage.gateway, atenaNumber);
    const withConsent = await caseAbout(stage.gateway, atenaNumber, CONSENTED);
    const user = await atWork(stage, 'clerk', HISTORY, SCREEN);
    const { page } = user;
    const cardOf = (number: string) =>
      page.getByRole('article').filter({ has: page.getByRole('heading', { name: number }) });
    const card = cardOf(closed);
    await user.press(card.locator('summary', { hasText: '案件を閉じる' }));
    await closedElsewhere(stage, closed);
    const waiting: Route[] = [];
    await page.route('**/console/graphql', async (route) => {
      const isFirst = waiting.length === 0 && route.request().postData()?.includes('CloseCase') === true;
      return isFirst ? void waiting.push(route) : route.continue();
    });
    const judged = page.waitForRequest((request) => request.postData()?.includes('CloseCase') === true);
    await user.choose(card.getByRole('radio', { name: '断った' }));
    const older = await judged;
    await user.choose(card.getByRole('radio', { name: '誤って開いた' }));
    await card.getByText('この案件は閉じているか').waitFor();
    // How something else was judged comes late, and takes nothing from what stands.
    for (const route of waiting) await route.continue();
    await older.response();
    await drawn(user);
    expect(await card.getByText('この案件は閉じているか').count()).toBe(1);
    await page.unroute('**/console/graphql');
    await takePicture(page, 'cases-refused');

    const consented = cardOf(withConsent);
    await user.press(consented.locator('summary', { hasText: '同意の撤回を記録する' }));
    await user.press(consented.getByRole('button', { name: '同意の撤回を記録する' }));
    await page.getByText('同意の撤回を記録しました').waitFor();
    await consented.getByText(/に撤回/).waitFor();
    expect(await consented.locator('summary', { hasText: '同意の撤回' }).count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await user.press(user.button('English'));
    await page.getByRole('heading', { name: 'My cases', level: 1 }).waitFor();
    expect(await ownJapanese(page)).toEqual([]);
    await takePicture(page, 'en-cases');
    await fitsTelephone(user, 'en-cases');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}
