import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { atWork, type Stage } from '../../support/page/stage.js';

export function recallScreen(stage: Stage): void {
  test('who is due, and how many of the page somebody else reminds', async () => {
    const user = await atWork(stage, 'clerk', '接種勧奨に関する事務');
    const { page } = user;
    await user.press(page.getByRole('link', { name: '接種勧奨の対象者' }));
    await page.getByRole('table').waitFor();
    await user.choiceOf(page.getByLabel('予防接種'), '日本脳炎');
    await page.getByRole('table').getByText('回目').first().waitFor();
    await takePicture(page, 's8-due');
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}
