import type { Page } from 'playwright-core';
import { answered } from '../../support/answered.js';
import { asAgain } from '../../support/as-again.js';
import { WHO } from '../../support/page/asked-beside.js';
import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { fitsTelephone } from '../../support/page/judge.js';
import { hasFocus } from '../../support/page/keyboard.js';
import { ownJapanese } from '../../support/page/own-words.js';
import { atWork, type Stage } from '../../support/page/stage.js';

const PURPOSE = 'アカウントと権限の管理';
const SCREEN = 'アカウントと権限';

const said = (page: Page, what: string | RegExp) => page.getByRole('status').filter({ hasText: what });

export function administrationScreen(stage: Stage): void {
  test('an account: its standing, its grants, why a field is closed to it, and the end of its session', async () => {
    await answered(() => asAgain(stage.gateway, 'clerk', { query: WHO }));
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
    await user.press(page.locator('summary', { hasText: '利用目的・区分・行為ごとの可否' }));
    await page.getByText(/でできること \d+行$/).waitFor();
    await takePicture(page, 's16-account');
    expect(await axeFaults(page)).toEqual([]);
    await user.press(page.getByRole('button', { name: '誓約書を本日受け取った' }));
    await user.press(page.getByRole('dialog').getByRole('button', { name: '記録する' }));
    await said(page, '記録しました: 誓約書を本日受け取った').waitFor();
    await user.press(page.getByRole('button', { name: 'clerk のセッションを終了する' }));
    await said(page, 'clerk のセッションを終了しました。').waitFor();
    await page.getByText('ログインしていません。').waitFor();
    // The key is gone with the session: the focus is where that is said.
    await page.locator('[role=status]:focus').waitFor();
    await user.press(page.locator('summary', { hasText: 'アカウントを終了する' }));
    await said(page, /./).waitFor({ state: 'detached' });
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('as of another day: what was answered of the last is not there while that is waited for', async () => {
    const user = await atWork(stage, 'admin', PURPOSE, SCREEN);
    const { page } = user;
    await user.press(page.getByRole('button', { name: '健康課 保健師' }));
    await page.getByRole('heading', { name: '利用目的の許可' }).waitFor();
    await user.press(page.locator('summary', { hasText: '基準日' }));
    const day = page.getByRole('form', { name: '基準日' });
    await day.getByLabel('年', { exact: true }).fill('2022');
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/console/graphql', async (route) => {
      await held;
      await route.fallback();
    });
    const show = day.getByRole('button', { name: 'この日の状態を表示する' });
    await user.press(show);
    await page.getByRole('main').getByText('読み込んでいます').waitFor();
    expect(await page.getByRole('heading', { name: '利用目的の許可' }).count()).toBe(0);
    expect(await hasFocus(show)).toBe(true);
    letGo();
    await page.getByRole('heading', { name: '利用目的の許可' }).waitFor();
    await page.unroute('**/console/graphql');
    await user.leave();
  });

  test('what ends, who is logged in, contracts, the policy and the systems', async () => {
    const user = await atWork(stage, 'admin', PURPOSE, SCREEN);
    const { page } = user;
    for (const [name, picture] of [
      ['職', 's16-offices'],
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

  test('accounts, offices, contracts and rosters are made by the keyboard, and faults stand at their fields', async () => {
    const user = await atWork(stage, 'admin', PURPOSE, SCREEN);
    const { page } = user;
    await user.press(page.locator('summary', { hasText: 'アカウントを発行する' }));
    const form = page.getByRole('form', { name: '発行する' });
    await user.type(form.getByLabel('アカウント'), 'clerk');
    await user.type(form.getByLabel('職員番号'), 'P-9001');
    await user.choiceOf(form.getByLabel('役割'), '委託先');
    await user.type(form.getByLabel('表示名(日本語)'), '委託先 入力担当2');
    await user.type(form.getByLabel('表示名(英語)'), 'Second handler');
    // Said before anything is pressed, by the gateway.
    await form.getByText('既に登録されています。').waitFor();
    await takePicture(page, 's16-create-account');
    expect(await axeFaults(page)).toEqual([]);
    await user.type(form.getByLabel('アカウント'), 'clerk-new');
    await form.getByText('既に登録されています。').waitFor({ state: 'detached' });
    await user.press(form.getByRole('button', { name: '発行する' }));
    await said(page, '記録しました: 発行する').waitFor();
    await page.getByRole('button', { name: '委託先 入力担当2' }).waitFor();
    expect(await hasFocus(page.locator('summary', { hasText: 'アカウントを発行する' }))).toBe(true);
    expect(await axeFaults(page)).toEqual([]);

    await user.press(page.getByRole('button', { name: '職', exact: true }));
    await user.press(page.locator('summary', { hasText: '職に就く者を登録する' }));
    const office = page.getByRole('form', { name: '就任を登録する' });
    await user.choiceOf(office.getByLabel('アカウント'), 'アカウント管理者 (admin)');
    await office.getByText(/アカウント管理者は、権限を付与する職を兼ねることができません/).waitFor();
    await takePicture(page, 's16-take-office');

    await user.press(page.getByRole('button', { name: '委託契約', exact: true }));
    await user.press(page.locator('summary', { hasText: '委託契約を登録する' }));
    await takePicture(page, 's16-register-contract');
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('what the separation of duties has against a grant is said before it is pressed', async () => {
    const user = await atWork(stage, 'manager', PURPOSE, SCREEN);
    const { page } = user;
    await user.press(page.getByRole('button', { name: '健康課長' }));
    await user.press(page.locator('summary', { hasText: '利用目的を許可する' }));
    const form = page.getByRole('form', { name: '許可する', exact: true });
    await user.type(form.getByRole('group', { name: '最終日' }).getByLabel('年', { exact: true }), '2024');
    await user.type(form.getByRole('group', { name: '最終日' }).getByLabel('月'), '3');
    await user.type(form.getByRole('group', { name: '最終日' }).getByLabel('日', { exact: true }), '31');
    await form.getByText('自分自身、又は自分が職務を代理する者に権限を付与することはできません。').waitFor();
    await takePicture(page, 's16-grant');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('whoever ends no session reads why in the place of the button, in both languages', async () => {
    const user = await atWork(stage, 'manager', PURPOSE, SCREEN);
    const { page } = user;
    const why = (what: string) =>
      page.getByText(`「${what}」は、ここではできません。 この役割には認められていません。`);
    await user.press(page.getByRole('button', { name: '健康課長' }));
    await why('manager のセッションを終了する').waitFor();
    await takePicture(page, 's16-account-no-end');
    await fitsTelephone(user, 's16-account-no-end');
    await user.press(page.getByRole('button', { name: 'セッション', exact: true }));
    const sessions = page.getByRole('table');
    await sessions.getByRole('cell', { name: '(manager)' }).waitFor();
    await why('セッションの終了').waitFor();
    expect(await user.button(/終了する/).count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's16-sessions-no-end');
    await fitsTelephone(user, 's16-sessions-no-end');
    await user.press(user.button('English'));
    await page.getByText('Not granted to this role.').waitFor();
    expect(await ownJapanese(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('beside a signed list of documents there is no GraphiQL', async () => {
    expect((await fetch(`${stage.home}graphiql`)).status).toBe(404);
    expect((await fetch(`${stage.home}graphiql/index.html`)).status).toBe(404);
  });
}
