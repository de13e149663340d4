import type { Locator } from 'playwright-core';
import { testCheckDigit } from '../../../src/individual-number/check-digit.js';
import { axeFaults } from '../../support/page/axe.js';
import { NOTHING_STORED, storedBy, takePicture } from '../../support/page/chromium.js';
import { describing } from '../../support/page/described.js';
import { atWork, openResident, type Stage, type User } from '../../support/page/stage.js';

const HISTORY = '接種履歴管理に関する事務';

export function recordScreen(stage: Stage): void {
  test('a dose is recorded once, corrected with a reason, by nobody who read an older version, withdrawn, and stays on the page struck through', async () => {
    const user = await atWork(stage, 'clerk', HISTORY);
    const { page } = user;
    await openResident(user, 'サトウ');
    const parts = page.getByRole('navigation', { name: '住民の項目' });
    await user.press(parts.getByRole('button', { name: '接種' }));
    await user.press(user.button('接種を登録する'));
    await page.getByRole('heading', { name: '接種の登録' }).waitFor();
    await user.press(user.button('内容を確かめる'));
    await page.getByText('次の項目を入力してください: 種別、接種日、入力の経路').waitFor();
    // What nobody goes on without says so before anything is pressed.
    await page.getByRole('combobox', { name: '種別 必須' }).waitFor();
    for (const name of ['接種日 必須', '入力の経路 必須']) await page.getByRole('group', { name }).waitFor();
    await user.choiceOf(page.getByRole('combobox', { name: /^種別/ }), '新型コロナウイルス感染症');
    const date = page.getByRole('group', { name: '接種日' });
    await user.type(date.getByLabel('年', { exact: true }), '2022');
    await user.type(date.getByLabel('月', { exact: true }), '11');
    await user.type(date.getByLabel('日', { exact: true }), '5');
    await user.choose(page.getByRole('radio', { name: '紙の予診票' }));
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's7-form');
    await user.press(user.button('内容を確かめる'));
    await user.button('登録する').waitFor();
    await takePicture(page, 's7-review');
    const entered = page.getByRole('table', { name: '登録する内容' }).getByRole('row');
    await entered.filter({ hasText: '集団・個別' }).getByText('個別').last().waitFor();
    await entered.filter({ hasText: '予診' }).getByText('接種した').waitFor();
    await entered.filter({ hasText: '入力の経路' }).getByText('紙の予診票').waitFor();
    await entered.filter({ hasText: '接種の区分' }).getByText('市の接種').waitFor();
    const reason = page.getByRole('textbox', { name: /^理由/ });
    if ((await reason.count()) > 0) await user.type(reason, '予診票で確認');
    // Twice, as an impatient hand does it.
    await user.reach(page.getByRole('button', { name: '登録する', exact: true }));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('登録しました。').waitFor();
    const list = page.getByRole('table', { name: '接種の記録、古い順' });
    const row = list.getByRole('row').filter({ hasText: '令和4年11月5日' });
    await row.waitFor();
    expect(await row.count()).toBe(1);
    // A colleague has the record before them as it stands now.
    const colleague = await atWork(stage, 'number-clerk', HISTORY);
    await openResident(colleague, 'サトウ');
    await colleague.press(colleague.button('接種'));
    await correctLot(colleague, 'B200');
    await correctLot(user, 'A100');
    await page.getByRole('table', { name: '変わる項目' }).getByText('A100').waitFor();
    await takePicture(page, 's7-correction');
    await user.press(page.getByRole('button', { name: '登録する', exact: true }));
    await row.getByText('訂正済み').waitFor();
    expect(await row.innerText()).toContain('A100');
    await colleague.press(colleague.page.getByRole('button', { name: '登録する', exact: true }));
    const refusal = colleague.page.getByRole('alert');
    await refusal.getByText('この記録は、読んだ後に変更されています。').waitFor();
    expect(await refusal.innerText()).toMatch(/読んだ版 \S+、現在の版 \S+/);
    await takePicture(colleague.page, 's7-stale');
    expect(await axeFaults(colleague.page)).toEqual([]);
    const versions = colleague.page.getByRole('table', { name: '読んだ後に変わった項目' });
    const lots = versions.getByRole('row').filter({ hasText: 'ロット番号' });
    await lots.getByText('A100').waitFor();
    // What was read is not sent again.
    expect(await colleague.page.getByRole('button', { name: '登録する', exact: true }).count()).toBe(0);
    await colleague.press(colleague.button('現在の内容をもとに続ける'));
    const review = colleague.page.getByRole('table', { name: '変わる項目' });
    await review.getByText('A100').waitFor();
    await review.getByText('B200').waitFor();
    await colleague.page.getByRole('button', { name: '登録する', exact: true }).waitFor();
    expect(await colleague.page.getByText('読んだ後に変更されています').count()).toBe(0);
    expect(colleague.watched).toEqual({ faults: [], elsewhere: [] });
    await colleague.leave();
    expect(await row.innerText()).not.toContain('B200');
    await user.press(row.getByRole('button', { name: /^取消/ }));
    await user.press(user.button('この記録を取り消す'));
    await page.getByText('次の項目を入力してください: 入力の経路、理由').waitFor();
    await user.choose(page.getByRole('radio', { name: '窓口' }));
    await user.type(page.getByRole('textbox', { name: /^理由/ }), '別の方の予診票だった');
    await user.press(user.button('この記録を取り消す'));
    // It was settled by the corrections.
    await page.getByText('取消を申し出ました。').waitFor();
    await row.getByText('取消').first().waitFor();
    await takePicture(page, 's7-withdrawn');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('a correction says at the form what it lacks, what was refused is not sent again as it is, and an answer goes with its act', async () => {
    const user = await atWork(stage, 'clerk', HISTORY);
    const { page } = user;
    await openResident(user, 'スズキ');
    await user.press(user.button('接種'));
    const list = page.getByRole('table', { name: '接種の記録、古い順' });
    await user.press(list.getByRole('button', { name: /^訂正/ }).first());
    await page.getByRole('textbox', { name: /^実施場所/ }).fill('東の会場');
    await user.choose(page.getByRole('radio', { name: '窓口' }));
    await user.press(user.button('内容を確かめる'));
    await page.getByRole('alert').getByText('次の項目を入力してください: 理由').waitFor();
    await user.type(page.getByRole('textbox', { name: /^理由/ }), '予診票と見比べた');
    const year = page.getByRole('group', { name: '接種日' }).getByLabel('年', { exact: true });
    const before = await year.inputValue();
    await year.fill('2099');
    await user.press(user.button('内容を確かめる'));
    const save = page.getByRole('button', { name: '登録する', exact: true });
    await page.getByRole('alert').getByText('処理できませんでした').waitFor();
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await user.press(user.button('入力に戻る'));
    await year.fill(before);
    await user.press(user.button('内容を確かめる'));
    await page.getByRole('table', { name: '変わる項目' }).getByText('東の会場').waitFor();
    expect(await page.getByText('処理できませんでした').count()).toBe(0);
    expect(await save.getAttribute('aria-disabled')).toBe('false');
    await user.press(save);
    await page.getByText('登録しました。').waitFor();
    await user.press(list.getByRole('button', { name: /^取消/ }).first());
    await page.getByRole('heading', { name: '接種の取消' }).waitFor();
    expect(await page.getByText('登録しました。').count()).toBe(0);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('what stands on file stands in the form of its correction, and what does not change is in no review', async () => {
    const user = await atWork(stage, 'clerk', HISTORY);
    const { page } = user;
    await openResident(user, 'スズキ');
    await user.press(user.button('接種'));
    const rows = page.getByRole('table', { name: '接種の記録、古い順' }).locator('tbody').getByRole('row');
    const row = rows.filter({ has: page.getByRole('button', { name: /^訂正/ }) }).first();
    const stands = await row.innerText();
    await user.press(row.getByRole('button', { name: /^訂正/ }));
    const shown = async (name: RegExp) => {
      const list = page.getByRole('combobox', { name });
      return list.locator('option:checked').innerText();
    };
    expect(stands).toContain(await shown(/^ワクチン会社/));
    expect(stands).toContain(await shown(/^接種量/));
    // Where they were examined stands below it.
    const institution = page.getByText(/^選んだ医療機関: /).first();
    expect(stands).toContain((await institution.innerText()).replace('選んだ医療機関: ', ''));
    const way = page.getByRole('group', { name: '今回の訂正・取消の入力の経路' });
    expect(await describing(way)).toContain('記録にある入力の経路は変わりません');
    await page.getByRole('textbox', { name: /^医師/ }).fill('別の医師');
    await user.choose(page.getByRole('radio', { name: '窓口' }));
    await user.type(page.getByRole('textbox', { name: /^理由/ }), '予診票と見比べた');
    await user.press(user.button('内容を確かめる'));
    const changed = page.getByRole('table', { name: '変わる項目' }).locator('tbody').getByRole('row');
    await changed.first().waitFor();
    expect(await changed.allInnerTexts()).toEqual([expect.stringMatching(/^医師\s[^]*別の医師$/)]);
    await page.getByText('今回の訂正の入力の経路: 窓口').waitFor();
    await user.leave();
  });

  test('a number that is typed into any text of a dose is refused in words at its field, and is kept nowhere', async () => {
    const user = await atWork(stage, 'clerk', HISTORY);
    const { page } = user;
    await openResident(user, 'サトウ');
    await user.press(user.button('接種'));
    await user.press(user.button('接種を登録する'));
    await user.choiceOf(page.getByRole('combobox', { name: /^種別/ }), '新型コロナウイルス感染症');
    const date = page.getByRole('group', { name: '接種日' });
    await fillDay(date, '2022', '12', '6');
    await user.choose(page.getByRole('radio', { name: '紙の予診票' }));
    for (const name of ['ロット番号', '医療機関', '医師', '実施場所'])
      await refusedAt(user, page.getByRole('textbox', { name: new RegExp(`^${name}`) }));
    await user.press(user.button('やめる'));
    const list = page.getByRole('table', { name: '接種の記録、古い順' });
    await user.press(list.getByRole('button', { name: /^訂正/ }).first());
    await page.getByRole('textbox', { name: /^実施場所/ }).fill('北の会場');
    await user.choose(page.getByRole('radio', { name: '窓口' }));
    await refusedAt(user, page.getByRole('textbox', { name: /^理由/ }));
    await user.press(user.button('やめる'));
    await user.press(list.getByRole('button', { name: /^取消/ }).first());
    await user.choose(page.getByRole('radio', { name: '窓口' }));
    await refusedAt(user, page.getByRole('textbox', { name: /^理由/ }), 'この記録を取り消す');
    expect(await storedBy(page)).toEqual(NOTHING_STORED);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}

/** Nobody's, and yet one by its last digit. */
const BODY = '90000000001';
const NUMBER = BODY + testCheckDigit(BODY);

async function refusedAt(user: User, field: Locator, key = '内容を確かめる'): Promise<void> {
  const { page } = user;
  await field.fill(NUMBER);
  await user.press(user.button(key));
  await page.getByText('個人番号と読める数字があります').waitFor();
  expect(await describing(field)).toContain('個人番号と読める数字があります');
  // Whoever pressed is at the field, which may have been out of sight.
  await field.and(page.locator(':focus')).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await field.fill('');
  await page.getByText('個人番号と読める数字があります').waitFor({ state: 'detached' });
  expect(await page.content()).not.toContain(NUMBER);
}

async function fillDay(group: Locator, year: string, month: string, day: string): Promise<void> {
  await group.getByLabel('年', { exact: true }).fill(year);
  await group.getByLabel('月', { exact: true }).fill(month);
  await group.getByLabel('日', { exact: true }).fill(day);
}

/** As far as the review of it: what differs is the lot. */
async function correctLot(user: User, lot: string): Promise<void> {
  const { page } = user;
  const row = page.getByRole('row').filter({ hasText: '令和4年11月5日' });
  await user.press(row.getByRole('button', { name: /^訂正/ }));
  await user.type(page.getByRole('textbox', { name: /^ロット番号/ }), lot);
  await user.choose(page.getByRole('radio', { name: '窓口' }));
  await user.type(page.getByRole('textbox', { name: /^理由/ }), '予診票と見比べた');
  await user.press(user.button('内容を確かめる'));
  await page.getByRole('button', { name: '登録する', exact: true }).waitFor();
}
