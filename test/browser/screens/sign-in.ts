import type { Route } from 'playwright-core';
import { ask } from '../../support/client.js';
import { NOTHING_STORED, storedBy, takePicture } from '../../support/page/chromium.js';
import { hasFocus } from '../../support/page/keyboard.js';
import { atWork, openResident, signedIn, userAt, type Stage } from '../../support/page/stage.js';

export function signInScreen(stage: Stage): void {
  test('a demo account signs in by the keyboard alone, and nothing is kept in the browser', async () => {
    const user = await userAt(stage, stage.home);
    await user.page.getByRole('heading', { name: 'ログイン', level: 1 }).waitFor();
    await user.page.getByText('この市のきょうは 令和5年6月27日 です。').waitFor();
    await takePicture(user.page, 's1-demo');
    await user.press(user.button('健康課 保健師 でログイン'));
    const heading = user.page.getByRole('heading', { name: '利用目的と案件', level: 1 });
    await heading.waitFor();
    expect(await hasFocus(heading)).toBe(true);
    expect(await user.page.title()).toBe('利用目的と案件 | 関所 Sekisho');
    expect(await storedBy(user.page)).toEqual(NOTHING_STORED);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('from another zone by the demo’s door, told on the page', async () => {
    const user = await userAt(stage, stage.home);
    await user.press(user.page.getByRole('link', { name: /127\.0\.0\.4/ }));
    await user.page.getByText('この画面は「庁内ネットワーク」から開いています。').waitFor();
    await user.press(user.button('内部監査担当 でログイン'));
    await user.page.getByRole('banner').getByText('庁内ネットワーク').waitFor();
    await user.leave();
  });

  test('another login of the account ends this one, empties the page and says why', async () => {
    const first = await signedIn(stage, 'manager');
    const second = await signedIn(stage, 'manager');
    await first.press(first.page.locator('summary').first());
    await first.page.getByText('同じアカウントで後からログインがあったため').waitFor();
    expect(await first.page.getByRole('heading', { name: '利用目的と案件' }).count()).toBe(0);
    await takePicture(first.page, 's1-ended');
    await Promise.all([first.leave(), second.leave()]);
  });

  test('whoever logs in right after a logout waits for its answer, and is not thrown out by it', async () => {
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    const held: Route[] = [];
    await page.route('**/console/sign-out', (route) => void held.push(route));
    const asked = page.waitForRequest('**/console/sign-out');
    await user.press(user.button('ログアウト'));
    await asked;
    await page.getByText('ログアウトしています。').waitFor();
    const next = user.button('健康課長 でログイン');
    const entered: string[] = [];
    page.on('request', (request) => entered.push(new URL(request.url()).pathname));
    await user.press(next);
    expect(await next.getAttribute('aria-disabled')).toBe('true');
    expect(entered).not.toContain('/console/demo-sign-in');
    await held[0]?.continue();
    await page.getByText('ログアウトしました。').waitFor();
    await user.press(next);
    await user
      .button(/で始める$/)
      .first()
      .waitFor();
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('a login that the gateway does not know any more is told in words for its user', async () => {
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    await page.context().clearCookies();
    await user.press(page.getByRole('link', { name: '自分の仕事', exact: true }));
    await page.getByText('もう一度ログインしてください').waitFor();
    expect(await page.getByText('Authorization').count()).toBe(0);
    await user.leave();
  });

  test('the tabs of a browser end together', async () => {
    const user = await signedIn(stage, 'clerk');
    const other = await user.page.context().newPage();
    await other.goto(stage.home);
    await other.getByRole('heading', { name: '利用目的と案件' }).waitFor();
    await user.press(user.button('ログアウト'));
    await user.page.getByText('ログアウトしました。').waitFor();
    await other.getByText('ログアウトしました。').waitFor();
    await user.leave();
  });

  test('the way back shows nothing of a session that has ended meanwhile', async () => {
    const user = await atWork(stage, 'manager', '接種履歴管理に関する事務');
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    // Chromium keeps no page for the way back whose answers are no-store (it says so in notRestoredReasons), and this
    // holds by that; what the page does by itself, for a browser that keeps it all the same, is the next test.
    await page.goto('about:blank');
    const token = await stage.gateway.login('manager');
    // Another login; that its document is not on the list takes nothing from that.
    await ask(stage.gateway.port, { query: '{ viewer { account } }', token });
    await page.goBack();
    await page.getByRole('heading', { name: 'ログイン', level: 1 }).waitFor();
    expect(await page.content()).not.toContain(name);
    await user.leave();
  });

  test('a page that is left is empty, for a browser that keeps it', async () => {
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`);
    expect(await page.content()).not.toContain(name);
    expect(await page.locator('#page').innerHTML()).toBe('');
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`);
    await page.getByText('利用目的が選ばれていません').waitFor();
    await user.leave();
  });

  test('hidden at a key, the page is empty, not covered', async () => {
    const user = await signedIn(stage, 'clerk');
    await user.page.keyboard.press('F9');
    await user.page.getByRole('heading', { name: '画面を隠しています' }).waitFor();
    expect(await user.page.locator('#page').innerText()).not.toContain('健康課');
    await takePicture(user.page, 'hidden');
    await user.page.keyboard.press('F9');
    await user.page.getByRole('heading', { name: '利用目的と案件' }).waitFor();
    await user.leave();
  });
}
