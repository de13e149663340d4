import { axeFaults } from '../../support/page/axe.js';
import { NOTHING_STORED, storedBy, takePicture } from '../../support/page/chromium.js';
import { describing } from '../../support/page/described.js';
import { hasFocus } from '../../support/page/keyboard.js';
import { numberOf } from '../../support/page/number-of.js';
import { atCounter } from '../../support/page/case-about.js';
import { barOf, signedIn, type Stage } from '../../support/page/stage.js';

export function purposeScreen(stage: Stage): void {
  test('a purpose without a case: the bar says it, and a reload forgets it', async () => {
    const user = await signedIn(stage, 'clerk');
    await user.button('「接種履歴管理に関する事務」で始める').waitFor();
    await takePicture(user.page, 's2-purposes');
    await user.press(user.button('「接種履歴管理に関する事務」で始める'));
    await barOf(user.page).getByText('接種履歴管理に関する事務').waitFor();
    await user.page.reload();
    await user.page.getByText('利用目的が選ばれていません').waitFor();
    expect(await storedBy(user.page)).toEqual(NOTHING_STORED);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('somebody asks at the counter: the clerk opens a case and works under it', async () => {
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    await user.press(user.button('「問い合わせに関する事務」で始める'));
    // What is said of one entry is gone with the next: nothing stale stands beside it.
    await user.choose(page.getByRole('radio', { name: '案件の番号を入力する' }));
    await user.press(user.button('この案件で始める'));
    await page.getByText('案件番号を入力してください。').waitFor();
    await user.type(page.getByLabel('案件番号又は文書番号'), '1');
    await page.getByText('案件番号を入力してください。').waitFor({ state: 'detached' });
    await user.choose(page.getByRole('radio', { name: '新しい案件を開く' }));
    await user.press(user.button('案件を開いて始める'));
    await page.getByText('対象者を選んでください。').waitFor();
    await user.type(page.getByLabel('カナ氏名の初めの文字(2文字以上)'), 'サト');
    await page.keyboard.press('Enter');
    await user.choose(page.getByRole('group', { name: '見つかった方' }).getByRole('radio').first());
    await page.getByText('対象者を選んでください。').waitFor({ state: 'detached' });
    // What is missing is said where it is to be given, and so is what the gateway has against it.
    const window = page.getByLabel('受け付けた窓口');
    await user.press(user.button('案件を開いて始める'));
    await page.getByRole('group', { name: '求めた方' }).getByText('求めた方を選んでください。').waitFor();
    expect(await hasFocus(window)).toBe(true);
    expect(await describing(window)).toContain('受け付けた窓口を選んでください。');
    await user.choiceOf(window, '健康課 窓口(保健センター)');
    await user.choose(page.getByRole('radio', { name: '本人', exact: true }));
    await user.press(user.button('案件を開いて始める'));
    const shown = page.getByRole('group', { name: '確認した書類' });
    await shown.getByText('本人確認書類が足りません。').waitFor();
    expect(await hasFocus(shown.getByRole('checkbox').first())).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's2-new-case-refused');
    await user.press(page.getByRole('checkbox', { name: '運転免許証' }), 'Space');
    await shown.getByText('本人確認書類が足りません。').waitFor({ state: 'detached' });
    // Whoever was found first is a child: the licence is somebody else's.
    await user.press(user.button('案件を開いて始める'));
    await shown.getByText('運転免許証は16歳になるまで受けられない').waitFor();
    await takePicture(page, 's2-new-case-licence');
    await user.press(page.getByRole('checkbox', { name: '運転免許証' }), 'Space');
    await user.press(page.getByRole('checkbox', { name: '個人番号カード' }), 'Space');
    await takePicture(page, 's2-new-case');
    await user.press(user.button('案件を開いて始める'));
    await barOf(page)
      .getByText(/\d{4}-\d+/)
      .waitFor();
    await page
      .getByRole('status')
      .getByText(/^案件 \d{4}-\d+ を開きました。$/)
      .waitFor();
    // Whose case it is stands in the bar, with a way to them.
    await barOf(page).getByRole('button', { name: /^佐/ }).waitFor();
    await takePicture(page, 's2-under-a-case');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test.each(['タナカ', 'ンンンン'])(
    'a choice goes with the list it was made from: %s is sought next',
    async (next) => {
      const user = await signedIn(stage, 'clerk');
      const { page } = user;
      await user.press(user.button('「問い合わせに関する事務」で始める'));
      await user.choose(page.getByRole('radio', { name: '新しい案件を開く' }));
      const kana = page.getByLabel('カナ氏名の初めの文字(2文字以上)');
      await user.type(kana, 'サトウ');
      await page.keyboard.press('Enter');
      await user.choose(page.getByRole('group', { name: '見つかった方' }).getByRole('radio').first());
      await kana.fill(next);
      await page.keyboard.press('Enter');
      await page
        .getByText(/^(見つかった方|見つかりません。)/)
        .first()
        .waitFor();
      await page.waitForLoadState('networkidle');
      await user.choiceOf(page.getByLabel('受け付けた窓口'), '健康課 窓口(保健センター)');
      await user.choose(page.getByRole('radio', { name: '本人', exact: true }));
      await user.press(user.button('案件を開いて始める'));
      await page.getByText('対象者を選んでください。').waitFor();
      await user.leave();
    },
  );

  test('who is asked about is found by the number shown, by whom it opens for; a clerk has no such field', async () => {
    const { atenaNumber } = await atCounter(stage.gateway, 'サトウ');
    const user = await signedIn(stage, 'number-clerk');
    const { page } = user;
    const field = page.getByLabel('示された個人番号(12桁)で探す');
    await user.press(user.button('「問い合わせに関する事務」で始める'));
    await user.choose(page.getByRole('radio', { name: '新しい案件を開く' }));
    await user.type(field, '1234');
    await page.keyboard.press('Enter');
    await page.getByText('12桁の数字を入力してください。').waitFor();
    await user.type(field, numberOf(atenaNumber));
    await page.keyboard.press('Enter');
    const found = page.getByRole('group', { name: '見つかった方' }).getByRole('radio');
    await found.waitFor();
    expect([await found.count(), await found.getAttribute('value')]).toEqual([1, atenaNumber]);
    expect(await page.content()).not.toContain(numberOf(atenaNumber));
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's2-by-number');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
    const clerk = await signedIn(stage, 'clerk');
    await clerk.press(clerk.button('「問い合わせに関する事務」で始める'));
    await clerk.choose(clerk.page.getByRole('radio', { name: '新しい案件を開く' }));
    await clerk.page.getByLabel('カナ氏名の初めの文字(2文字以上)').waitFor();
    await clerk.page.waitForLoadState('networkidle');
    expect(await clerk.page.getByLabel('示された個人番号(12桁)で探す').count()).toBe(0);
    await clerk.leave();
  });

  test('a purpose chosen in one tab empties the other', async () => {
    const user = await signedIn(stage, 'clerk');
    const other = await user.page.context().newPage();
    await other.goto(stage.home);
    await user.press(user.button('「接種勧奨に関する事務」で始める'));
    await barOf(user.page).waitFor();
    await other.getByText('別のタブで利用目的が選び直されたため').waitFor();
    await user.leave();
  });
}
