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
}
