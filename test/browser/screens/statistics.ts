import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { atWork, type Stage } from '../../support/page/stage.js';

export function statisticsScreen(stage: Stage): void {
  test('coverage as chart and table: the same parts, and what is hidden is said in both', async () => {
    const user = await atWork(stage, 'manager', '統計の作成', '接種率');
    const { page } = user;
    const chart = page.getByRole('group', { name: /のグラフ/ });
    const rows = page.getByRole('table').getByRole('row');
    await chart.waitFor();
    expect(await chart.getByRole('img').count()).toBe((await rows.count()) - 1);
    expect(await chart.getByRole('img', { name: /秘匿/ }).count()).toBe(
      await rows.filter({ hasText: '秘匿(10人未満など)' }).count(),
    );
    await takePicture(page, 's10-by-district');
    await user.choiceOf(page.getByLabel('予防接種'), '日本脳炎');
    await user.choiceOf(page.getByLabel('区分'), '生年度');
    await page.getByText(/公表: 日本脳炎/).waitFor();
    await user.reach(chart.getByRole('img').first());
    await takePicture(page, 's10-by-cohort');
    expect(await axeFaults(page)).toEqual([]);
    await user.press(user.button('English'));
    await page.getByText(/^Published/).waitFor();
    await takePicture(page, 's10-english');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}
