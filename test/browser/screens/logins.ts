import type { Page, Route } from 'playwright-core';
import { Browser } from '../../support/browser.js';
import { atWork, openResident, signedIn, userAt, type Stage, type User } from '../../support/page/stage.js';

const operationOf = (route: Route) => /(?:query|mutation) (\w+)/.exec(route.request().postData() ?? '')?.[1];

/** Another tab that is drawn once and hears of nothing: signed in over the first, as the callback of a provider does. */
async function signInElsewhere(page: Page, account: string): Promise<void> {
  const status = await page.evaluate(
    `fetch('/console/demo-sign-in', { method: 'POST', body: '{"account":"${account}"}',
      headers: { 'content-type': 'application/json', 'sekisho-console': '1' } }).then(({ status }) => status)`,
  );
  expect(status).toBe(204);
}

const heading = (page: Page) => page.getByRole('heading', { name: '利用目的と案件', level: 1 });
const bannerOf = (page: Page) => page.getByRole('banner');

/** Signs in on the page that is there, whatever was shown before. */
async function signInAs(page: Page, account: string): Promise<void> {
  const row = page.getByRole('listitem').filter({ has: page.getByText(account, { exact: true }) });
  await row.getByRole('button').click();
  await heading(page).waitFor();
}

/** A question that asks by itself waits on the way; `release` has it answered, with the cookie that it went out with. */
async function holdPoll(page: Page): Promise<{ held: Promise<void>; release: () => Promise<number> }> {
  let seen = (): void => undefined;
  const held = new Promise<void>((resolve) => (seen = resolve));
  let answer = async (): Promise<number> => 0;
  await page.route('**/console/graphql', async (route) => {
    const automatic = route.request().headers()['sekisho-automatic'] === 'true';
    if (operationOf(route) !== 'MyWork' || !automatic) return route.fallback();
    const headers = await route.request().allHeaders();
    const body: unknown = route.request().postDataJSON();
    answer = async () => {
      const late = await new Browser().fromPage(route.request().url(), {
        ...{ body, headers: { cookie: headers['cookie'] ?? '', 'sekisho-automatic': 'true' } },
      });
      const lines = Object.entries(late.headers).map(([name, value]) => [name, String(value)]);
      await route.fulfill({
        ...{ status: late.status, headers: Object.fromEntries(lines), body: late.text },
      });
      return late.status;
    };
    seen();
  });
  return { held, release: () => answer() };
}

/** One's own work, which asks by itself, by a clock that the test winds: timers from before it would run by the real one. */
async function atMyWork(stage: Stage): Promise<User> {
  const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
  const { page } = user;
  const link = page.getByRole('link', { name: '自分の仕事', exact: true });
  // What is under way while the clock is changed may wait for the other one.
  await link.waitFor();
  await page.waitForLoadState('networkidle');
  await page.clock.install();
  await user.press(link);
  await page.getByRole('table', { name: '1時間の上限と使った数' }).waitFor();
  return user;
}

export function loginsOfTheBrowser(stage: Stage): void {
  test('a tab whose browser has another login asks nothing in its name, ends and says so', async () => {
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    const other = await page.context().newPage();
    await other.route('**/*.js', (route) => route.abort());
    await other.goto(stage.home);
    await signInElsewhere(other, 'manager');
    const parts = page.getByRole('navigation', { name: '住民の項目' });
    const [answer] = await Promise.all([
      page.waitForResponse('**/console/graphql'),
      user.press(parts.getByRole('button', { name: '世帯' })),
    ]);
    expect(answer.status()).toBe(401);
    await page.getByText('このブラウザーで別のログインがあったため').waitFor();
    expect(await page.content()).not.toContain(name);
    // The other's login has lost nothing by that.
    await other.unrouteAll();
    await other.goto(stage.home);
    await bannerOf(other).getByText('(manager)').waitFor();
    await user.leave();
  });

  test('a tab that is there hears of another login and becomes that one’s, empty', async () => {
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    const other = await page.context().newPage();
    await other.goto(stage.home);
    await heading(other).waitFor();
    await signInElsewhere(other, 'manager');
    await other.goto(stage.home);
    await bannerOf(page).getByText('(manager)').waitFor();
    expect(await page.content()).not.toContain(name);
    await user.leave();
  });

  test('a late refusal of the last session neither ends the next nor takes its cookie', async () => {
    const user = await atMyWork(stage);
    const { page } = user;
    const poll = await holdPoll(page);
    await page.clock.runFor(121_000);
    await poll.held;
    await user.press(user.button('ログアウト'));
    await page.getByText('ログアウトしました。').waitFor();
    await signInAs(page, 'manager');
    expect(await poll.release()).toBe(401);
    await user.press(page.getByRole('link', { name: '自分の仕事', exact: true }));
    await page.getByRole('table', { name: '1時間の上限と使った数' }).waitFor();
    await page.goto(stage.home);
    await bannerOf(page).getByText('(manager)').waitFor();
    await user.leave();
  });

  test('a late answer of the last session does not set the clock of the next', async () => {
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務', '住民を探す');
    const { page } = user;
    await page.waitForLoadState('networkidle');
    await page.clock.install();
    const lastMinute = page.getByRole('dialog', { name: 'まもなくセッションが終わります' });
    const answered = new Promise<() => Promise<void>>((resolve) => {
      void page.route('**/console/graphql', async (route) => {
        if (operationOf(route) !== 'StaySignedIn') return route.fallback();
        const headers = { ...(await route.request().allHeaders()), 'sec-fetch-site': 'same-origin' };
        const response = await route.fetch({ headers });
        resolve(() => route.fulfill({ response }));
      });
    });
    await page.clock.runFor(241_000);
    await lastMinute.waitFor();
    await page.keyboard.press('x');
    const release = await answered;
    await user.press(lastMinute.getByRole('button', { name: 'ログアウト' }));
    await page.getByText('ログアウトしました。').waitFor();
    await signInAs(page, 'manager');
    // All that this page asks for is there: nothing but the late answer moves its clock.
    await page.getByRole('button', { name: 'で始める' }).first().waitFor();
    await page.clock.runFor(241_000);
    await lastMinute.waitFor();
    await Promise.all([page.waitForResponse('**/console/graphql'), release()]);
    await page.clock.runFor(60_000);
    await page.getByText('操作がなかったため、セッションを終了しました。').waitFor();
    await user.leave();
  });

  test('a logout that the gateway has not confirmed is not told as done, in no tab, and is tried again', async () => {
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    const other = await page.context().newPage();
    await other.goto(stage.home);
    await heading(other).waitFor();
    await page.route('**/console/**', (route) => route.abort());
    await page.clock.install();
    await user.press(user.button('ログアウト'));
    for (let step = 0; step < 3; step += 1) await page.clock.runFor(6_000);
    for (const tab of [page, other]) {
      await tab.getByText('ログアウトをゲートウェイに確認できていません').waitFor();
      expect(await tab.getByText('ログアウトしました').count()).toBe(0);
      const next = tab.getByRole('button', { name: '健康課長 でログイン' });
      if ((await next.count()) > 0) expect(await next.getAttribute('aria-disabled')).toBe('true');
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.clock.runFor(6_000);
    for (const tab of [page, other]) await tab.getByText('ログアウトしました。').waitFor();
    await page.goto(stage.home);
    await page.getByRole('heading', { name: 'ログイン', level: 1 }).waitFor();
    await user.leave();
  });

  test('one that is never confirmed holds nobody longer than the session lasts', async () => {
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    await page.route('**/console/graphql', (route) => route.abort());
    await page.route('**/console/sign-out', (route) => route.abort());
    await page.clock.install();
    await user.press(user.button('ログアウト'));
    await page.getByText('ログアウトをゲートウェイに確認できていません').waitFor();
    for (let step = 0; step < 70; step += 1) await page.clock.runFor(5_000);
    await page.getByText('セッションの時間は切れています').waitFor();
    const next = user.button('健康課長 でログイン');
    expect(await next.getAttribute('aria-disabled')).toBe('false');
    await user.leave();
  });

  test.each([
    ['/console/session', 'cut off', (route: Route) => route.abort()],
    ['/console/session', 'a fault', (route: Route) => route.fulfill({ status: 500, body: '' })],
    ['/console/accounts', 'cut off', (route: Route) => route.abort()],
  ])('a page to which %s is %s says so, and asks once more', async (path, _, spoil) => {
    const user = await userAt(stage, 'about:blank');
    const { page } = user;
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(String(error)));
    await page.route(`**${path}`, spoil);
    await page.goto(stage.home);
    await page.getByText('ゲートウェイから応答がありません。').waitFor();
    await page.unrouteAll();
    await user.press(user.button('もう一度試す'));
    await user.button('健康課長 でログイン').waitFor();
    expect(await page.getByText('ゲートウェイから応答がありません。').count()).toBe(0);
    expect(broken).toEqual([]);
    await user.leave();
  });
}
