import type { Page } from 'playwright-core';
import { axeFaults } from '../../support/page/axe.js';
import { NOTHING_STORED, storedBy, takePicture } from '../../support/page/chromium.js';
import { atWork, barOf, openResident, type Stage, type User } from '../../support/page/stage.js';

/** What somebody has typed and not sent is thrown away by nobody unasked, whatever way they take from the screen. */

const HISTORY = '接種履歴管理に関する事務';
const LOT = 'AB1234';

const question = (page: Page) => page.getByRole('dialog', { name: '入力した内容を破棄しますか' });
const lotOf = (page: Page) => page.getByLabel('ロット番号');
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();

/** Somebody's dose is being typed. */
async function typing(stage: Stage): Promise<User> {
  const user = await atWork(stage, 'clerk', HISTORY);
  await openResident(user, 'サトウ');
  await typeLot(user);
  return user;
}

async function typeLot(user: User): Promise<void> {
  const parts = user.page.getByRole('navigation', { name: '住民の項目' });
  await user.press(parts.getByRole('button', { name: '接種' }));
  await user.press(user.button('接種を登録する'));
  await user.type(lotOf(user.page), LOT);
}

interface Way {
  readonly leave: (user: User) => Promise<void>;
  readonly left: (page: Page) => Promise<unknown>;
}

const WAYS: Readonly<Record<string, Way>> = {
  'the menu': {
    leave: (user) => user.press(user.page.getByRole('link', { name: '使い方', exact: true })),
    left: (page) => heading(page, '使い方'),
  },
  'a letter key': {
    leave: async (user) => {
      await user.reach(user.button('画面を隠す'));
      await user.page.keyboard.press('g');
      await user.page.keyboard.press('u');
    },
    left: (page) => heading(page, '使い方'),
  },
  'the browser’s way back': {
    leave: (user) => user.page.evaluate('history.back()'),
    left: (page) => heading(page, '住民を探す'),
  },
  'another part of the person': {
    leave: (user) =>
      user.press(
        user.page.getByRole('navigation', { name: '住民の項目' }).getByRole('button', { name: '世帯' }),
      ),
    left: (page) => page.getByRole('table', { name: /世帯/ }).waitFor(),
  },
  'closing the person': {
    leave: (user) => user.press(user.button('この住民を閉じる')),
    left: (page) => heading(page, '住民を探す'),
  },
  'another purpose': {
    leave: (user) => user.press(user.button('利用目的を変える')),
    left: (page) => page.getByText('利用目的が選ばれていません').waitFor(),
  },
  'logging out': {
    leave: (user) => user.press(user.button('ログアウト')),
    left: (page) => page.getByText('ログアウトしました。').waitFor(),
  },
};

export function unsent(stage: Stage): void {
  test('by whatever way one goes, it is asked first, and whoever stays has lost nothing', async () => {
    const user = await typing(stage);
    const { page } = user;
    for (const { leave } of Object.values(WAYS)) {
      await leave(user);
      await question(page).waitFor();
      await user.press(question(page).getByRole('button', { name: 'やめる' }));
      await question(page).waitFor({ state: 'detached' });
      expect(await lotOf(page).inputValue()).toBe(LOT);
    }
    await user.press(page.getByRole('link', { name: '使い方', exact: true }));
    await question(page).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 'unsent');
    await page.keyboard.press('Escape');
    // The browser itself asks before the page is loaded anew.
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.reload({ timeout: 3_000 }).catch(() => undefined);
    expect([asked, await lotOf(page).inputValue()]).toEqual([['beforeunload'], LOT]);
    expect(await storedBy(page)).toEqual(NOTHING_STORED);
    await user.leave();
  });

  test.each(Object.entries(WAYS))(
    'whoever is sure goes on by %s, and it is gone',
    async (_, { leave, left }) => {
      const user = await typing(stage);
      const { page } = user;
      await leave(user);
      await user.press(question(page).getByRole('button', { name: '破棄して進む' }));
      await left(page);
      expect(await question(page).count()).toBe(0);
      await user.leave();
    },
  );

  test('nobody is asked who hides the screen, has typed nothing or taken all of it back, or only put a question', async () => {
    const user = await typing(stage);
    const { page } = user;
    await page.keyboard.press('F9');
    await page.getByText('画面を隠しています').waitFor();
    expect(await page.getByText(LOT).count()).toBe(0);
    await page.keyboard.press('F9');
    await barOf(page).waitFor();
    await typeLot(user);
    for (const _ of LOT) await page.keyboard.press('Backspace');
    await user.press(page.getByRole('link', { name: '住民を探す', exact: true }));
    await heading(page, '住民を探す');
    await user.type(page.getByLabel('カナ氏名の初めの文字'), 'サトウ');
    await user.press(page.getByRole('link', { name: '使い方', exact: true }));
    await heading(page, '使い方');
    await user.leave();
  });

  test('what is reviewed before it is sent stands in no field, and is asked about, too', async () => {
    const user = await typing(stage);
    const { page } = user;
    await user.choiceOf(page.getByRole('combobox', { name: /^種別/ }), '新型コロナウイルス感染症');
    await user.typeDay('接種日', ['2022', '11', '7']);
    await user.choose(page.getByRole('radio', { name: '紙の予診票' }));
    await user.press(user.button('内容を確かめる'));
    await user.button('登録する').waitFor();
    const help = page.getByRole('link', { name: '使い方', exact: true });
    await user.press(help);
    await user.press(question(page).getByRole('button', { name: 'やめる' }));
    await help.and(page.locator(':focus')).waitFor();
    await user.press(help);
    await user.press(question(page).getByRole('button', { name: '破棄して進む' }));
    await heading(page, '使い方');
    await user.leave();
  });
}
