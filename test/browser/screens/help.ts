import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { signedIn, type Stage } from '../../support/page/stage.js';

export function helpScreen(stage: Stage): void {
  test('a task in steps, before a purpose is chosen', async () => {
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    await user.press(page.getByRole('link', { name: '使い方' }));
    await user.choiceOf(page.getByLabel('知りたいこと'), '情報提供を承認する');
    await page.getByText('処理通番を押し').waitFor();
    await page.getByRole('table').waitFor();
    await takePicture(page, 's18-help');
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}
