import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { atWork, openResident, signedIn, type Stage } from '../../support/page/stage.js';

/** What holds on every screen: the five minutes, by a clock that the test winds forward. */
export function sessionOfThePage(stage: Stage): void {
  test('in the last minute the page asks who is there; any key is an answer, and silence empties it', async () => {
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    // What waits for an answer when the clock is changed goes on by the real one.
    await page.waitForLoadState('networkidle');
    await page.clock.install();
    await page.clock.runFor(241_000);
    const dialog = page.getByRole('dialog', { name: 'まもなくセッションが終わります' });
    await dialog.waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 'session-about-to-end');
    const asked: string[] = [];
    page.on('request', (request) =>
      asked.push(/(?:query|mutation) (\w+)/.exec(request.postData() ?? '')?.[1] ?? ''),
    );
    await page.keyboard.press('x');
    await dialog.waitFor({ state: 'detached' });
    expect(asked).toEqual(['StaySignedIn']);
    await page.clock.runFor(301_000);
    await page.getByText('操作がなかったため、セッションを終了しました。').waitFor();
    expect(await page.content()).not.toContain(name);
    expect(new URL(page.url()).pathname).toBe('/');
    await user.leave();
  });

  test('one’s work is asked for again by itself, without keeping the session alive', async () => {
    const user = await signedIn(stage, 'manager');
    const { page } = user;
    await page.clock.install();
    await user.press(page.getByRole('link', { name: '自分の仕事', exact: true }));
    await page.getByRole('table', { name: '1時間の上限と使った数' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's3-home');
    const [again] = await Promise.all([
      page.waitForRequest((request) => request.postData()?.includes('query MyWork') === true),
      page.clock.runFor(121_000),
    ]);
    expect(again.headers()['sekisho-automatic']).toBe('true');
    await user.leave();
  });

  test('a key opens a screen, but not where something is typed, and the keys can be switched off', async () => {
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
    const { page } = user;
    await page.getByRole('heading', { name: '自分の仕事', level: 1 }).waitFor();
    await page.keyboard.type('gf');
    await page.getByRole('heading', { name: '住民を探す', level: 1 }).waitFor();
    await user.type(page.getByLabel('カナ氏名の初めの文字'), 'gh?');
    expect(await page.getByLabel('カナ氏名の初めの文字').inputValue()).toBe('gh?');
    await user.reach(user.button('探す'));
    await page.keyboard.type('?');
    const list = page.getByRole('dialog', { name: 'キー一覧' });
    await user.press(list.getByRole('checkbox'), 'Space');
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await page.keyboard.type('gh');
    expect(new URL(page.url()).pathname).toBe('/find');
    await user.leave();
  });
}
