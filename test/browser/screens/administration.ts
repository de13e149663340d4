import { WHO } from '../../support/page/asked-beside.js';
import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { atWork, type Stage } from '../../support/page/stage.js';

const PURPOSE = 'アカウントと権限の管理';
const SCREEN = 'アカウントと権限';

export function administrationScreen(stage: Stage): void {
  test('an account: its standing, its grants, why a field is closed to it, and the end of its session', async () => {
    await stage.gateway.as('clerk', { query: WHO });
    const user = await atWork(stage, 'admin', PURPOSE, SCREEN);
    const { page } = user;
    await page.getByRole('table').getByText('使えます').first().waitFor();
    await takePicture(page, 's16-accounts');
    expect(await axeFaults(page)).toEqual([]);
    await user.press(page.getByRole('button', { name: '健康課 保健師' }));
    await page.getByRole('heading', { name: '利用目的の許可' }).waitFor();
    await user.choiceOf(
      page.getByRole('form', { name: '開くかを確かめる' }).getByLabel('利用目的'),
      '問い合わせに関する事務',
    );
    await user.press(page.getByRole('button', { name: '開くかを確かめる' }));
    await page.getByText('開くために必要なもの').waitFor();
    await user.press(page.locator('summary', { hasText: 'できることの一覧' }));
    await page.getByText(/^できること \d+行$/).waitFor();
    await takePicture(page, 's16-account');
    expect(await axeFaults(page)).toEqual([]);
    await user.press(page.getByRole('button', { name: '誓約書を本日受け取った' }));
    await user.press(page.getByRole('button', { name: 'clerk のセッションを終了する' }));
    await page.getByText('ログインしていません。').waitFor();
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('what ends, who is logged in, contracts, the policy and the systems', async () => {
    const user = await atWork(stage, 'admin', PURPOSE, SCREEN);
    const { page } = user;
    for (const [name, picture] of [
      ['期限', 's16-ending'],
      ['セッション', 's16-sessions'],
      ['委託契約', 's16-contracts'],
      ['規則', 's16-policy'],
      ['システムの状態', 's16-health'],
    ] as const) {
      await user.press(page.getByRole('button', { name, exact: true }));
      await page.getByRole('table').first().waitFor();
      await takePicture(page, picture);
    }
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}
