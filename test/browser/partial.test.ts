import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { testCity } from '../support/city.js';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { axeFaults } from '../support/page/axe.js';
import { launchBrowser, NO_BROWSER, takePicture } from '../support/page/chromium.js';
import { atWork, openResident, signedIn } from '../support/page/stage.js';
import { until } from '../support/intermediate/world.js';
import { describeUnless } from '../support/skip.js';

/** A system is away: the page names it, all else is as usual, and it can be asked again. */
describeUnless(NO_BROWSER, 'the page while health management is away', () => {
  const whole = join(testCity().directory, '132101', 'health.sqlite');
  let folder: string;
  let file: string;
  let gateway: TestGateway;
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sekisho-away-'));
    file = join(folder, 'health.sqlite');
    copyFileSync(whole, file);
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
    await page.getByText('この画面の一部を表示できません').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    // It is back; whoever asks again too soon is told so, and asks once more.
    copyFileSync(whole, file);
    const table = page.getByRole('region', { name: '接種' }).getByRole('table').first();
    const again = user.button('もう一度試す');
    await until(async () => {
      await again.or(table).first().waitFor();
      if (await table.isVisible()) return true;
      await user.press(again);
      return null;
    });
    expect(await page.getByText('応答がありません').count()).toBe(0);
    await user.leave();
  });

  test('what a purpose opens is asked again where there was no answer, and no screen waits for ever', async () => {
    const stage = { browser, gateway, home: `http://127.0.0.1:${gateway.port}/` };
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    const isAsked = (body: string | null): boolean => body?.includes('query WhatOpens(') === true;
    await page.route('**/console/graphql', (route) =>
      isAsked(route.request().postData()) ? route.abort() : route.continue(),
    );
    await user.press(user.button('「接種履歴管理に関する事務」で始める'));
    await page.getByText('ゲートウェイから応答がありません').waitFor();
    await takePicture(page, 'no-answer');
    await page.unroute('**/console/graphql');
    await user.press(user.button('もう一度試す'));
    await page.getByRole('heading', { name: '自分の仕事', level: 1 }).waitFor();
    await user.leave();
  });
});
