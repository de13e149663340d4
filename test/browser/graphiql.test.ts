import type { Browser, Page } from 'playwright-core';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { launchBrowser, NO_BROWSER, takePicture } from '../support/page/chromium.js';
import { signedIn, type Stage } from '../support/page/stage.js';
import { drawn } from '../support/page/tour.js';
import { describeUnless } from '../support/skip.js';

/** S17: an editor for engineers, under a policy of its own, that asks by the console's way and keeps nothing. */
describeUnless(NO_BROWSER, 'S17 GraphiQL', () => {
  let stage: Stage;
  let gateway: TestGateway;
  let browser: Browser;
  beforeAll(async () => {
    gateway = await startTestGateway({}, { demoDoors: true });
    browser = await launchBrowser();
    stage = { gateway, browser, home: `http://127.0.0.1:${gateway.port}/` };
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
  });

  test('an administrator writes an operation, sends it under a purpose and reads the answer', async () => {
    const user = await signedIn(stage, 'admin');
    const { page } = user;
    const policies: (string | undefined)[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/graphiql')) policies.push(response.headers()['content-security-policy']);
    });
    await page.goto(`${stage.home}graphiql`);
    const editor = page.locator('.graphiql-query-editor .monaco-editor');
    await editor.waitFor();
    // Lines stand below one another: without the styles of the editor they lie on one.
    await linesApart(page);
    await page.getByLabel('利用目的 / Purpose').selectOption('ADMINISTRATION');
    await page
      .getByRole('textbox', { name: /Editor content/ })
      .first()
      .focus();
    await page.keyboard.press('Control+A');
    // The editor closes the first brace by itself.
    await page.keyboard.insertText('{ roles { id nameJa } ');
    await page.keyboard.press('Control+Enter');
    await page.locator('.graphiql-response').getByText('auditor').first().waitFor();
    await takePicture(page, 's17-graphiql');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByText('Query', { exact: true }).first().waitFor();
    await takePicture(page, 's17-graphiql-documentation');
    const kept =
      'indexedDB.databases().then((all) => [localStorage.length, sessionStorage.length, all.length])';
    expect(await page.evaluate(kept)).toEqual([0, 0, 0]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    expect(policies.length).toBeGreaterThan(3);
    expect(policies.filter((policy) => !policy?.includes("script-src 'self';"))).toEqual([]);
    await user.leave();
  });

  test('nobody else is given it, and no other page has its policy', async () => {
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    const refused = await page.goto(`${stage.home}graphiql`);
    expect(refused?.status()).toBe(403);
    await page
      .getByText('アカウント管理者として画面にログインしたときに限り使えます', { exact: false })
      .waitFor();
    for (const path of ['graphiql/', 'graphiql/index.html', 'graphiql/assets/']) {
      const { status } = await fetch(`${stage.home}${path}`);
      expect([path, status]).toEqual([path, 403]);
    }
    for (const path of ['', 'find', 'administration']) {
      const { headers } = await fetch(`${stage.home}${path}`, { headers: { accept: 'text/html' } });
      expect(headers.get('content-security-policy')).toContain("style-src 'self';");
    }
    await user.leave();
  });
});

/** The styles of the editor come behind it, on a busy machine some frames later. */
async function linesApart(page: Page): Promise<void> {
  const lines = page.locator('.graphiql-query-editor .view-line');
  for (;;) {
    const tops = await lines.evaluateAll((all) =>
      all.map((line) => Math.round(line.getBoundingClientRect().top)),
    );
    if (tops.length > 3 && new Set(tops).size === tops.length) return;
    await drawn({ page });
  }
}
