import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { axeFaults } from '../support/page/axe.js';
import { launchBrowser, NO_BROWSER, takePicture } from '../support/page/chromium.js';
import { atWork, openResident } from '../support/page/stage.js';
import { describeUnless } from '../support/skip.js';

/** A system is away: the page names it, and all else is as usual. */
describeUnless(NO_BROWSER, 'the page while health management is away', () => {
  let folder: string;
  let gateway: TestGateway;
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sekisho-away-'));
    const file = join(folder, 'health.sqlite');
    copyFileSync(join(testCity().directory, '132101', 'health.sqlite'), file);
    gateway = await startTestGateway({ SEKISHO_HEALTH_URL: `sqlite:${file}` });
    writeFileSync(file, 'this is no database, whatever its name says. '.repeat(100));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the basics are whole but for its items, and vaccinations say that there is no answer', async () => {
    const stage = { browser, gateway, home: `http://127.0.0.1:${gateway.port}/` };
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    await page.getByText('一部のシステムから応答がありません').waitFor();
    await page.getByText(/健康管理.*の項目は表示できません/).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 'partial-basics');
    const parts = page.getByRole('navigation', { name: '住民の項目' });
    await user.press(parts.getByRole('button', { name: '接種' }));
    await page.getByText('応答がありません').first().waitFor();
    await page.getByText(name).first().waitFor();
    await takePicture(page, 'partial-doses');
    await user.leave();
  });
});
