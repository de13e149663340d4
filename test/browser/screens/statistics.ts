import type { Locator, Page } from 'playwright-core';
import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { hasFocus } from '../../support/page/keyboard.js';
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

  test('a map of tiles and two years of publication days: each point is a cell of its table, read by arrows', async () => {
    const user = await atWork(stage, 'manager', '統計の作成', '接種率');
    const { page } = user;
    const chart = page.getByRole('group', { name: /のグラフ/ });
    for (const [view, picture] of [
      ['生年度と地区の地図', 's10-tiles'],
      ['前年との比較', 's10-series'],
    ] as const) {
      await user.press(user.button(view));
      // The tables of two years are made when they are first asked for.
      await chart.waitFor({ timeout: 300_000 });
      const points = chart.getByRole('img');
      expect(await points.count()).toBe(await figuresOf(page).count());
      expect(await chart.getByRole('img', { name: /秘匿/ }).count()).toBe(
        await figuresOf(page).filter({ hasText: '秘匿(10人未満など)' }).count(),
      );
      await user.reach(points.first());
      await page.keyboard.press('End');
      expect(await hasFocus(points.last())).toBe(true);
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowRight');
      expect(await hasFocus(points.last())).toBe(true);
      await page.keyboard.press('Tab');
      expect(await chart.locator(':focus').count()).toBe(0);
      await takePicture(page, picture);
      expect(await axeFaults(page)).toEqual([]);
      await user.press(user.button('English'));
      await page.getByText(/^Published/).waitFor();
      await takePicture(page, `${picture}-english`);
      await user.press(user.button('日本語'));
    }
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}

/** Cells of the chart's table with figures in them, or with the words that they are hidden. */
const figuresOf = (page: Page): Locator =>
  page.getByRole('table').locator('tbody td:not(:first-child)').filter({ hasNotText: '公表なし' });
