import type { Browser, Page } from 'playwright-core';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { launchBrowser, NO_BROWSER } from '../support/page/chromium.js';
import { anotherSite, proxyWithoutNoStore, type PlainProxy } from '../support/page/plain-proxy.js';
import { atWork, openResident } from '../support/page/stage.js';
import { describeUnless } from '../support/skip.js';

/** Looked at from a listener behind the page's own, and kept where the next document of the page finds it. */
const WATCH = `
  addEventListener('pagehide', ({ persisted }) => sessionStorage.setItem('left', JSON.stringify(
    { persisted, page: document.getElementById('page').innerHTML })), { once: true });
  addEventListener('pageshow', ({ persisted }) => sessionStorage.setItem('shown', JSON.stringify(persisted)));`;
const LEFT = `({ left: JSON.parse(sessionStorage.getItem('left')), shown: JSON.parse(sessionStorage.getItem('shown')) })`;
const WHY_NOT = `performance.getEntriesByType('navigation')[0].notRestoredReasons?.reasons.map(({ reason }) => reason)`;

/** K3: what browsers keep of a page that is left. The suite's browser keeps pages as a user's does. */
describeUnless(NO_BROWSER, 'the way back', () => {
  let gateway: TestGateway;
  let browser: Browser;
  let other: PlainProxy;
  beforeAll(async () => {
    [gateway, other, browser] = await Promise.all([
      startTestGateway({}, { demoDoors: true }),
      anotherSite(),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await other?.close();
    await gateway?.stop();
  });

  /** A resident is open, the user goes elsewhere and comes back: what is there, and what was there in between. */
  async function leaveAndComeBack(home: string): Promise<{ page: Page; name: string }> {
    const user = await atWork({ browser, gateway, home }, 'clerk', '接種履歴管理に関する事務');
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    await page.evaluate(WATCH);
    await page.goto(other.origin);
    await page.goBack();
    await page.getByRole('heading', { name: '利用目的と案件', level: 1 }).waitFor();
    expect(await page.content()).not.toContain(name);
    return { page, name };
  }

  test('Chromium keeps nothing of the page, for page and answers are no-store, and it was empty before it was left', async () => {
    const { page } = await leaveAndComeBack(`http://127.0.0.1:${gateway.port}/`);
    expect(await page.evaluate(LEFT)).toEqual({ left: { persisted: false, page: '' }, shown: null });
    expect(await page.evaluate(WHY_NOT)).toEqual(
      expect.arrayContaining([
        'response-cache-control-no-store',
        'response-cache-control-no-store-with-js-network-request',
      ]),
    );
    await page.context().close();
  });

  test('a browser that keeps the page has an empty one, and reads it anew when it is shown again', async () => {
    const proxy = await proxyWithoutNoStore(gateway.port);
    try {
      const { page } = await leaveAndComeBack(proxy.origin);
      // Kept indeed: the document that was left came back, and then gave way to a new one.
      expect(await page.evaluate(LEFT)).toEqual({ left: { persisted: true, page: '' }, shown: true });
      await page.context().close();
    } finally {
      await proxy.close();
    }
  });
});
