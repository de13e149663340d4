import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { signedIn, type Stage } from '../../support/page/stage.js';

export function helpScreen(stage: Stage): void {
  test('before any purpose: steps of a task, the keys, whom to ring, and the licences of all that is built in', async () => {
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    await user.press(page.getByRole('link', { name: '使い方', exact: true }));
    await user.choiceOf(page.getByRole('combobox', { name: '業務' }), '席を離れる');
    await page.getByRole('heading', { name: '席を離れる' }).waitFor();
    expect(await page.getByRole('main').getByRole('listitem').filter({ hasText: 'F9' }).count()).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's18-task');
    await user.press(user.button('問い合わせ先'));
    const desks = page.getByRole('table', { name: '問い合わせ先' });
    await desks.getByRole('row').nth(2).waitFor();
    await user.press(
      page.getByRole('navigation', { name: '使い方の項目' }).getByRole('button', { name: 'キー' }),
    );
    await page.getByRole('main').getByText('画面を隠す・戻す').waitFor();
    await user.press(user.button('版とライセンス'));
    await user.press(page.locator('summary'));
    const notice = page.locator('pre');
    for (const name of ['react-dom', 'urql', 'd3-scale', 'tailwindcss', 'Digital Agency'])
      await notice.getByText(name).first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's18-about');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}
