import { takePicture } from '../../support/page/chromium.js';
import { hasFocus } from '../../support/page/keyboard.js';
import { atWork, openResident, type Stage, type User } from '../../support/page/stage.js';

/** Answers to that operation wait from now on; resolves with what lets them go. */
async function hold({ page }: User, operation: string): Promise<() => void> {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route('**/console/graphql', async (route) => {
    if ((route.request().postData() ?? '').includes(operation)) await gate;
    return route.continue().catch(() => undefined);
  });
  return open;
}

export function renewing(stage: Stage): void {
  test('what is asked anew stands until the answer is there, with the focus where it was', async () => {
    const user = await atWork(stage, 'auditor', '内部監査・自己点検', 'アクセス記録の監査');
    const { page } = user;
    await user.press(user.button('記録の状態'));
    const again = user.button('読み直す');
    const writers = page.getByRole('table', { name: /この画面に応答したゲートウェイ/ });
    await writers.waitFor();
    const open = await hold(user, 'StateOfLog');
    await user.press(again);
    await page.locator('[aria-busy="true"]').first().waitFor();
    expect(await writers.count()).toBe(1);
    expect(await hasFocus(again)).toBe(true);
    await takePicture(page, 'renewing');
    open();
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    expect(await hasFocus(again)).toBe(true);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('nothing of one person stands while another is asked about, and nothing of anybody behind F9 or under another purpose', async () => {
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    const parts = page.getByRole('navigation', { name: '住民の項目' });
    await user.press(parts.getByRole('button', { name: '世帯' }));
    await page.getByRole('table').first().waitFor();
    const open = await hold(user, 'query WhoIsIt');
    await user.press(page.getByRole('link', { name: '住民を探す', exact: true }));
    await user.type(page.getByLabel('カナ氏名の初めの文字'), 'タナカ');
    await page.keyboard.press('Enter');
    await user.press(page.getByRole('table', { name: /該当/ }).getByRole('button').first());
    await page.getByRole('heading', { name: '住民', level: 1 }).waitFor();
    expect(await page.content()).not.toContain(name);
    await page.keyboard.press('F9');
    await page.getByText('画面を隠しています').waitFor();
    open();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    expect(await page.content()).not.toMatch(/宛名番号/);
    await page.keyboard.press('F9');
    await page.getByRole('region', { name: 'いま開いている住民' }).getByText('宛名番号').waitFor();
    await user.press(user.button('利用目的を変える'));
    await page.getByText('利用目的が選ばれていません').waitFor();
    expect(await page.content()).not.toMatch(/宛名番号/);
    await user.leave();
  });
}
