import type { Locator } from 'playwright-core';
import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { atWork, barOf, type Stage } from '../../support/page/stage.js';

const SCREEN = '接種勧奨の対象者';

export function recallScreen(stage: Stage): void {
  test('who is due by conditions, page by page, beside who is left out, and nobody before it is asked for', async () => {
    const user = await atWork(stage, 'clerk', '接種勧奨に関する事務', SCREEN);
    const { page } = user;
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    const form = page.getByRole('form', { name: '一覧の条件' });
    const from = form.getByRole('group', { name: '生年月日の始め' });
    await user.reach(form.getByLabel('予防接種'));
    await form.getByLabel('予防接種').selectOption('HPV');
    await user.type(from.getByLabel('年', { exact: true }), '2008');
    await page.keyboard.press('Enter');
    await from.getByText('生年月日を確かめてください。').waitFor();
    expect(sent.filter((body) => body.includes('query RecallTargets('))).toEqual([]);
    await user.type(from.getByLabel('月', { exact: true }), '4');
    await user.type(from.getByLabel('日', { exact: true }), '2');
    await user.press(form.getByRole('checkbox', { name: '標準的な期間を過ぎた' }), 'Space');
    await page.keyboard.press('Enter');
    const list = page.getByRole('table', { name: '対象者' });
    await list.waitFor();
    const told = page.getByText(/^対象者 \d+人$/);
    const total = Number(/\d+/.exec(await told.innerText())?.[0]);
    const rows = list.locator('tbody').getByRole('row');
    // Both days are the law's, and say so.
    expect(await rows.first().innerText()).toMatch(/接種できる最初の日\(法定\) \S+[^]*法定の期限 \S+/);
    expect(await page.getByRole('table', { name: '一覧から除いた方' }).count()).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's8-list');
    const next = user.button('次のページ');
    let seen = await rows.count();
    expect(await rows.filter({ hasText: '標準的な期間を過ぎた' }).count()).toBe(seen);
    while ((await next.count()) > 0) {
      const first = await rows.first().innerText();
      await user.press(next);
      await rows.filter({ hasText: first }).waitFor({ state: 'detached' });
      await rows.first().waitFor();
      seen += await rows.count();
    }
    expect(seen).toBe(total);
    // However many pages were looked at, the list was counted once, and after its first page.
    const names = sent.flatMap((body) => /query (Recall(?:Targets|Totals))\(/.exec(body)?.[1] ?? []);
    expect(names.slice(0, 2)).toEqual(['RecallTargets', 'RecallTotals']);
    expect(names.filter((name) => name === 'RecallTotals')).toHaveLength(1);
    const name = await rows.first().getByRole('button').innerText();
    await user.press(rows.first().getByRole('button'));
    await page.getByRole('region', { name: 'いま開いている住民' }).getByText(name).waitFor();
    expect(await barOf(page).innerText()).toContain('接種勧奨に関する事務');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('a window that is turned round is said at its end, a refused form leaves no other list, and a turned page begins at its head', async () => {
    const user = await atWork(stage, 'clerk', '接種勧奨に関する事務', SCREEN);
    const { page } = user;
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    const form = page.getByRole('form', { name: '一覧の条件' });
    const group = (name: string) => form.getByRole('group', { name });
    const show = () => user.press(user.button('一覧を表示する'));
    await form.getByLabel('予防接種').selectOption('HPV');
    await fillDay(group('生年月日の始め'), ['2013', '4', '1']);
    await fillDay(group('生年月日の終わり'), ['2008', '4', '2']);
    await show();
    await group('生年月日の終わり').getByText('終わりの日が、始めの日より前です。').waitFor();
    await group('生年月日の終わり').locator(':focus').waitFor();
    expect(sent.filter((body) => body.includes('query Recall'))).not.toContainEqual(
      expect.stringContaining('query RecallTargets('),
    );
    await fillDay(group('生年月日の始め'), ['2008', '4', '2']);
    await fillDay(group('生年月日の終わり'), ['2013', '4', '1']);
    await show();
    const list = page.getByRole('table', { name: '対象者' });
    await list.waitFor();
    await group('基準日').getByLabel('年', { exact: true }).fill('2023');
    await show();
    await group('基準日').getByText('基準日を確かめてください。').waitFor();
    await group('基準日').locator(':focus').waitFor();
    expect(await list.count()).toBe(0);
    await group('基準日').getByLabel('年', { exact: true }).fill('');
    await show();
    await list.waitFor();
    await user.press(user.button('次のページ'));
    const head = page.getByText('2ページ目', { exact: true });
    await head.and(page.locator(':focus')).waitFor();
    const top = (await head.boundingBox())?.y ?? -1;
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(200);
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}

async function fillDay(group: Locator, parts: readonly [string, string, string]): Promise<void> {
  for (const [at, name] of ['年', '月', '日'].entries())
    await group.getByLabel(name, { exact: true }).fill(parts[at] ?? '');
}
