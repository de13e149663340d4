import type { Locator } from 'playwright-core';
import { example } from '../support/intermediate/examples.js';
import { waitingProvision } from '../support/intermediate/waiting-provision.js';
import { caseAbout } from '../support/page/case-about.js';
import { NO_BROWSER, NOTHING_STORED, storedBy, takePicture } from '../support/page/chromium.js';
import { atWork, barOf, signedIn, underCase, type User } from '../support/page/stage.js';
import { settle } from '../support/page/tour.js';
import { usualStage } from '../support/page/usual-stage.js';
import { describeUnless } from '../support/skip.js';

const HISTORY = '接種履歴管理に関する事務';
const LETTERS = '接種勧奨に関する事務';
const AUDIT = ['内部監査・自己点検', 'アクセス記録の監査'] as const;
const OPENED = 'いま開いている住民';

/** Whoever goes from a list to one of its rows comes back to that row, however they do it. */
describeUnless(NO_BROWSER, 'coming back to a list', () => {
  const stage = usualStage();

  test('of who is due: its page, its row and where that was in the window; the list is asked for anew', async () => {
    const user = await atWork(stage, 'clerk', LETTERS, '接種勧奨の対象者');
    const { page } = user;
    const asked = operations(user);
    const form = page.getByRole('form', { name: '一覧の条件' });
    await form.getByLabel('予防接種').selectOption('COVID19');
    await user.press(form.getByRole('button', { name: '一覧を表示する' }));
    const rows = page.getByRole('table', { name: '対象者' }).locator('tbody').getByRole('row');
    await rows.first().waitFor();
    const first = await rows.first().innerText();
    await user.press(user.button('次のページ'));
    await rows.filter({ hasText: first }).waitFor({ state: 'detached' });
    await rows.nth(20).waitFor();
    await settle(user);
    const person = rows.nth(20).getByRole('button');
    const second = await rows.allInnerTexts();
    await openAndReturn(user, person, () => page.goBack());
    expect(await rows.allInnerTexts()).toEqual(second);
    expect(await form.getByLabel('予防接種').inputValue()).toBe('COVID19');
    await takePicture(page, 'came-back');
    await openAndReturn(user, person, () => user.press(user.button('前の画面に戻る')));
    expect(asked.filter((name) => name === 'RecallTargets')).toHaveLength(4);
    // By the menu it is begun anew: nobody is listed whom nobody has asked for.
    await user.press(page.getByRole('link', { name: '利用目的と案件', exact: true }));
    await user.press(page.getByRole('link', { name: '接種勧奨の対象者', exact: true }));
    await form.waitFor();
    await settle(user);
    expect(await rows.count()).toBe(0);
    expect(await storedBy(page)).toEqual(NOTHING_STORED);
    expect(new URL(page.url()).search).toBe('');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('of those found by name; once somebody is closed, under another purpose, and behind F9, nothing of it is left', async () => {
    const user = await atWork(stage, 'clerk', HISTORY, '住民を探す');
    const { page } = user;
    const asked = operations(user);
    const kana = page.getByLabel('カナ氏名の初めの文字');
    await user.type(kana, 'サトウ');
    await page.keyboard.press('Enter');
    const person = page.getByRole('table', { name: /該当/ }).getByRole('row').nth(4).getByRole('button');
    await openAndReturn(user, person, () => page.goBack());
    expect(await kana.inputValue()).toBe('サトウ');
    expect(asked.filter((name) => name === 'FindResidents')).toHaveLength(2);
    expect([page.url(), await page.title()].join()).not.toMatch(/サトウ|%/);
    expect(await storedBy(page)).toEqual(NOTHING_STORED);
    await user.press(person);
    await page.getByRole('region', { name: OPENED }).waitFor();
    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await page.getByRole('region', { name: OPENED }).waitFor();
    await page.goBack();
    await kana.waitFor();
    expect(await kana.inputValue()).toBe('');
    await user.type(kana, 'サトウ');
    await page.keyboard.press('Enter');
    await user.press(person);
    await user.press(user.button('この住民を閉じる'));
    await kana.waitFor();
    await page.goBack();
    await page.goBack();
    await kana.waitFor();
    await settle(user);
    expect(await kana.inputValue()).toBe('');
    await user.type(kana, 'サトウ');
    await page.keyboard.press('Enter');
    await person.waitFor();
    await user.press(user.button('利用目的を変える'));
    await user.press(user.button(`「${HISTORY}」で始める`));
    await barOf(page).waitFor();
    await page.goBack();
    await page.goBack();
    await kana.waitFor();
    await settle(user);
    expect(await kana.inputValue()).toBe('');
    expect(asked.filter((name) => name === 'FindResidents')).toHaveLength(4);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('of what other bodies ask: from one of them by the browser or its button', async () => {
    const person = example(stage.gateway.settings.dataDirectory, 'movedOut');
    const id = await waitingProvision(stage.gateway, person);
    const number = await caseAbout(stage.gateway, person);
    const user = await underCase(stage, 'manager', '問い合わせに関する事務', number);
    const { page } = user;
    await user.press(page.getByRole('link', { name: '情報連携', exact: true }));
    const row = page.getByRole('button', { name: id });
    const there = page.getByRole('region', { name: '求められたこと' });
    await openAndReturn(user, row, () => page.goBack(), there);
    await openAndReturn(user, row, () => user.press(user.button('照会の一覧に戻る')), there);
    // To whom it is about and back: it is still open.
    await user.press(row);
    await openAndReturn(user, page.getByRole('button', { name: person }), () => page.goBack());
    await there.waitFor();
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('of the log, from a record of it; of accounts, from one of them', async () => {
    const user = await atWork(stage, 'auditor', ...AUDIT);
    const { page } = user;
    await user.press(user.button('誰を見たか'));
    await user.choiceOf(page.getByLabel('アカウント'), '健康課 保健師 (clerk)');
    const records = page.getByRole('table').locator('tbody').getByRole('button');
    const record = page.getByText('操作名', { exact: true });
    await openAndReturn(user, records.nth(3), () => page.goBack(), record);
    expect(await page.getByLabel('アカウント').inputValue()).toBe('clerk');
    await openAndReturn(user, records.nth(3), () => user.press(user.button('前の画面に戻る')), record);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
    const admin = await atWork(stage, 'admin', 'アカウントと権限の管理', 'アカウントと権限');
    const accounts = admin.page.getByRole('table').locator('tbody').getByRole('button');
    const account = admin.page.getByRole('heading', { name: '利用目的の許可' });
    await openAndReturn(admin, accounts.nth(6), () => admin.page.goBack(), account);
    expect(admin.watched).toEqual({ faults: [], elsewhere: [] });
    await admin.leave();
  });

  test('a browser that does not tell its entries apart opens and goes back all the same', async () => {
    const user = await signedIn(stage, 'admin');
    const { page } = user;
    await page.addInitScript(`Object.defineProperty(window, 'navigation', { value: undefined });`);
    await page.reload();
    await user.press(user.button('「アカウントと権限の管理」で始める'));
    await user.press(page.getByRole('link', { name: 'アカウントと権限', exact: true }));
    const account = page.getByRole('table').locator('tbody').getByRole('button').nth(6);
    await user.press(account);
    await page.getByRole('heading', { name: '利用目的の許可' }).waitFor();
    await page.goBack();
    await account.waitFor();
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
});

/** Opens what that control of a list opens, and returns: the control has the focus, at the same place in the window. */
async function openAndReturn(
  user: User,
  control: Locator,
  back: () => Promise<unknown>,
  there = user.page.getByRole('region', { name: OPENED }),
): Promise<void> {
  await user.reach(control);
  await settle(user);
  const [name, before] = [await control.innerText(), await control.boundingBox()];
  await user.page.keyboard.press('Enter');
  await there.waitFor();
  await back();
  await there.waitFor({ state: 'detached' });
  await user.page.locator('button:focus').filter({ hasText: name }).waitFor();
  await settle(user);
  const after = await control.boundingBox();
  expect([name, Math.round(after?.y ?? 0)]).toEqual([name, Math.round(before?.y ?? 0)]);
}

/** Names of what is asked from now on. */
function operations({ page }: User): readonly string[] {
  const names: string[] = [];
  page.on('request', (request) => {
    const name = /query (\w+)/.exec(request.postData() ?? '')?.[1];
    if (name !== undefined) names.push(name);
  });
  return names;
}
