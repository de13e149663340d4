import { axeFaults } from '../../support/page/axe.js';
import { changeOf, settled, twoDoses } from '../../support/page/change-of-dose.js';
import { takePicture } from '../../support/page/chromium.js';
import { ownJapanese } from '../../support/page/own-words.js';
import { fitsTelephone } from '../../support/page/judge.js';
import { atWork, barOf, openResident, type Stage } from '../../support/page/stage.js';

const HISTORY = '接種履歴管理に関する事務';

export function changesScreen(stage: Stage): void {
  test('a change that waits says what it changes from what to what, who asks and why, and is approved or sent back', async () => {
    const [one, other] = await twoDoses(stage.gateway);
    const corrected = await changeOf(stage.gateway, 'correct', await settled(stage.gateway, one), {
      ...{ changes: { place: '西の会場' }, reason: '会場の書き間違い' },
    });
    const withdrawn = await changeOf(stage.gateway, 'withdraw', await settled(stage.gateway, other), {
      reason: '別の方の予診票だった',
    });
    expect([corrected, withdrawn].map(({ change: made }) => made?.state)).toEqual([
      'AWAITING_APPROVAL',
      'AWAITING_APPROVAL',
    ]);

    const user = await atWork(stage, 'manager', HISTORY, '自分の仕事');
    const { page } = user;
    await user.press(page.getByRole('link', { name: '承認を待つ接種記録の変更' }));
    const cards = page.getByRole('article');
    const correction = cards.filter({ hasText: '会場の書き間違い' });
    await correction.waitFor();
    const row = correction.getByRole('row').filter({ hasText: '実施場所' });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['東の会場', '西の会場']);
    // What stays as it is is no part of it.
    expect(await correction.getByRole('row').count()).toBe(2);
    expect(await correction.innerText()).toMatch(/clerk が 20\d\d/);
    // Whose it is, by what the paper has: a number alone is nobody.
    expect(await correction.innerText()).toMatch(/タナカ.*\n?.*年\d+月\d+日/);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 'changes');
    await fitsTelephone(user, 'changes');

    await user.press(correction.getByRole('button', { name: '承認する' }));
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await user.press(dialog.getByRole('button', { name: '承認する' }));
    await page.getByText('承認しました。').waitFor();
    await correction.waitFor({ state: 'detached' });

    const withdrawal = cards.filter({ hasText: '別の方の予診票だった' }).filter({ hasText: '東の会場' });
    await withdrawal.waitFor();
    expect(await withdrawal.getByRole('columnheader').allInnerTexts()).toEqual(['項目', '変更前']);
    await user.press(withdrawal.getByRole('button', { name: '差し戻す' }));
    await user.press(dialog.getByRole('button', { name: '差し戻す' }));
    await dialog.getByText('差し戻す理由を書いてください。').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await user.type(dialog.getByRole('textbox', { name: /^判断の理由/ }), '予診票の写しを添えてください');
    await takePicture(page, 'changes-send-back');
    await fitsTelephone(user, 'changes-send-back');
    await user.press(dialog.getByRole('button', { name: '差し戻す' }));
    await page.getByText('差し戻しました。').waitFor();
    await withdrawal.waitFor({ state: 'detached' });
    await takePicture(page, 'changes-decided');

    await user.press(user.button('English'));
    await page.getByRole('heading', { name: 'Changes to approve', level: 1 }).waitFor();
    await page.getByText('settled vaccination record').waitFor();
    expect(await ownJapanese(page)).toEqual([]);
    await takePicture(page, 'en-changes');
    await fitsTelephone(user, 'en-changes');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();

    // Whoever asked for it reads why where the record stands.
    const clerk = await atWork(stage, 'clerk', HISTORY);
    await openResident(clerk, 'タナカ', one.atenaNumber);
    await clerk.press(clerk.button('接種'));
    const list = clerk.page.getByRole('table', { name: '接種の記録、古い順' });
    const sentBack = list.getByRole('row').filter({ hasText: '取消は差戻し' });
    await sentBack.getByText('予診票の写しを添えてください').waitFor();
    expect(await sentBack.innerText()).toMatch(/manager が 20\d\d/);
    expect(await axeFaults(clerk.page)).toEqual([]);
    await takePicture(clerk.page, 'changes-sent-back');
    expect(clerk.watched).toEqual({ faults: [], elsewhere: [] });
    await clerk.leave();
  });

  test('what stood against one decision is gone when another is opened', async () => {
    const [one] = await twoDoses(stage.gateway);
    const reason = '課長が見つけた書き間違い';
    const asked = { changes: { place: '北の会場' }, reason };
    const { change } = await changeOf(
      stage.gateway,
      'correct',
      await settled(stage.gateway, one),
      asked,
      'manager',
    );
    expect(change?.state).toBe('AWAITING_APPROVAL');
    const user = await atWork(stage, 'manager', HISTORY, '接種記録の変更の承認');
    const { page } = user;
    const card = page.getByRole('article').filter({ hasText: reason });
    const dialog = page.getByRole('dialog');
    const refused = dialog.getByText('自分が入力した変更は承認できません。');
    await user.press(card.getByRole('button', { name: '承認する' }));
    await user.press(dialog.getByRole('button', { name: '承認する' }));
    await refused.waitFor();
    await user.press(dialog.getByRole('button', { name: 'やめる' }));
    await user.press(card.getByRole('button', { name: '差し戻す' }));
    await dialog.getByText('この変更を差し戻しますか').waitFor();
    expect(await refused.count()).toBe(0);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('whoever may not approve has no such screen', async () => {
    const user = await atWork(stage, 'clerk', HISTORY);
    await barOf(user.page).waitFor();
    await user.page.getByRole('link', { name: '住民を探す', exact: true }).waitFor();
    expect(await user.page.getByRole('link', { name: '接種記録の変更の承認' }).count()).toBe(0);
    await user.leave();
  });
}
