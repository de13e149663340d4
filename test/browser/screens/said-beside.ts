import type { Page } from 'playwright-core';
import { altered, warned } from '../../support/page/altered-answer.js';
import { atCounter } from '../../support/page/case-about.js';
import { NOTHING_STORED, storedBy } from '../../support/page/chromium.js';
import { until } from '../../support/intermediate/world.js';
import { judge } from '../../support/page/judge.js';
import { hasFocus } from '../../support/page/keyboard.js';
import { numberOf } from '../../support/page/number-of.js';
import {
  atWork,
  barOf,
  openNumber,
  signedIn,
  throwAway,
  underCase,
  type Stage,
} from '../../support/page/stage.js';
import { drawn } from '../../support/page/tour.js';

interface Both {
  readonly ja: string;
  readonly en: string;
}

const INQUIRY = '問い合わせに関する事務';
const NOTE: Both = { ja: 'この利用目的で100人のうち90人を閲覧しました。', en: '90 of 100 persons are used.' };
const OTHER: Both = { ja: 'ここにあるコードは番号である可能性があります。', en: 'A code could be a number.' };

/** Where the frame says it; by its role and name, as it is read out. What an answer that stands has beside it is elsewhere. */
const told = (page: Page) =>
  page.getByRole('region', { name: '確認してください' }).and(page.locator('.said-beside'));

/** Answers to that operation come with these warnings from now on. */
async function warn(page: Page, operation: string, ...texts: readonly Both[]): Promise<void> {
  await page.unroute('**/console/graphql');
  const isIt = new RegExp(`(query|mutation) ${operation}\\b`);
  await page.route('**/console/graphql', async (route) =>
    isIt.test(route.request().postData() ?? '')
      ? void (await altered(warned(...texts))(route))
      : route.continue(),
  );
}

/** All of it is in the window, whatever part of the page is; it is said once, and where the live region is. */
async function inSight(page: Page, text: string): Promise<void> {
  await told(page).getByText(text).waitFor();
  expect(await page.getByText(text).count()).toBe(1);
  expect(await told(page).locator('[aria-live=polite]').getByText(text).count()).toBe(1);
  for (const end of ['0', 'document.documentElement.scrollHeight']) {
    await page.evaluate(`scrollTo(0, ${end})`);
    await drawn({ page });
    const box = await told(page).boundingBox();
    const height = await page.evaluate<number>('innerHeight');
    expect(box).not.toBeNull();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  }
}

const LOW = { width: 1280, height: 400 };

const gone = async (page: Page): Promise<void> => {
  await told(page).waitFor({ state: 'detached' });
};

/** Whether what has the focus is under what is said, and nothing of it to be seen. */
const UNDER = `(() => {
  const [region] = document.querySelectorAll('.said-beside');
  const focused = document.activeElement;
  const { top, bottom } = focused.getBoundingClientRect();
  const isUnder = !region.contains(focused) && top >= region.getBoundingClientRect().top && bottom > 0;
  return isUnder ? focused.outerHTML : null;
})()`;

/** Of so many stops those that are. */
async function stopsUnder(page: Page, count: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (let stop = 0; stop < count; stop += 1) {
    await page.keyboard.press('Tab');
    await drawn({ page });
    const under = await page.evaluate<string | null>(UNDER);
    if (under !== null) found.push(under);
  }
  return found;
}

export function saidBeside(stage: Stage): void {
  test('what is said to a number that is verified is in sight until it is closed, or the screen is hidden or left', async () => {
    const somebody = await atCounter(stage.gateway, 'サトウ');
    const user = await underCase(stage, 'number-clerk', INQUIRY, somebody.number);
    const { page } = user;
    await page.setViewportSize(LOW);
    await openNumber(user, somebody);
    await warn(page, 'VerifyNumber', NOTE, NOTE);
    const field = page.getByLabel('示された個人番号(12桁)');
    const verify = async () => {
      await user.type(field, numberOf(somebody.atenaNumber));
      await page.keyboard.press('Enter');
      await inSight(page, NOTE.ja);
    };
    await verify();
    await user.press(user.button('この表示を閉じる'));
    await gone(page);
    expect(await page.evaluate('document.activeElement === document.body')).toBe(false);
    await verify();
    await page.keyboard.press('F9');
    await page.getByText('画面を隠しています').waitFor();
    await page.keyboard.press('F9');
    await page.getByRole('navigation', { name: '住民の項目' }).waitFor();
    await drawn(user);
    expect(await page.getByText(NOTE.ja).count()).toBe(0);
    await page
      .getByRole('navigation', { name: '住民の項目' })
      .getByRole('button', { name: '個人番号' })
      .click();
    await verify();
    await user.press(user.button('この住民を閉じる'));
    await page.getByRole('heading', { name: '住民を探す', level: 1 }).waitFor();
    await gone(page);
    expect(await storedBy(page)).toEqual(NOTHING_STORED);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('what is said to the look-up of a slip is in sight, and gone with the screen and the purpose', async () => {
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務', '予診票の入力');
    const { page } = user;
    await page.setViewportSize(LOW);
    await warn(page, 'SlipPerson', NOTE);
    const number = page.getByRole('textbox', { name: /^宛名番号/ });
    const look = async () => {
      await user.type(number, '100023');
      await page.keyboard.press('Tab');
      await inSight(page, NOTE.ja);
    };
    await page.getByRole('combobox', { name: /^種別/ }).selectOption('FLU_ELDERLY');
    await user.typeDay('接種日', ['2022', '11', '5']);
    await look();
    // Of itself the page asks what there would be against what is typed: that is no act.
    const judged = page.waitForResponse((response) =>
      (response.request().postData() ?? '').includes('"lot":"AB1234"'),
    );
    await user.type(page.getByLabel('ロット番号'), 'AB1234');
    await (await judged).finished();
    await drawn(user);
    await inSight(page, NOTE.ja);
    await user.press(page.getByRole('link', { name: '自分の仕事', exact: true }));
    await throwAway(user);
    await page.getByRole('heading', { name: '自分の仕事', level: 1 }).waitFor();
    await gone(page);
    await page.goBack();
    await number.waitFor();
    expect(await told(page).count()).toBe(0);
    await look();
    await user.press(user.button('利用目的を変える'));
    await throwAway(user);
    await page.getByText('利用目的が選ばれていません').waitFor();
    await gone(page);
    await user.leave();
  });

  test('what is said to an act stands until the next act, and what is said to a dialog’s is not behind it', async () => {
    const user = await atWork(stage, 'admin', 'アカウントと権限の管理', 'アカウントと権限');
    const { page } = user;
    await page.setViewportSize(LOW);
    await user.press(page.getByRole('button', { name: '健康課 保健師' }));
    const pledge = async () => {
      await user.press(page.getByRole('button', { name: '誓約書を本日受け取った' }));
      await user.press(page.getByRole('dialog').getByRole('button', { name: '記録する' }));
    };
    await warn(page, 'RecordPledge', NOTE, OTHER);
    await pledge();
    await inSight(page, NOTE.ja);
    await inSight(page, OTHER.ja);
    // Behind a dialog nothing is read out or pressed: it is said in it meanwhile.
    await user.press(page.getByRole('button', { name: '研修を本日受講した' }));
    await page.getByRole('dialog').getByRole('region', { name: '確認してください' }).waitFor();
    expect(await page.getByText(NOTE.ja).count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await inSight(page, NOTE.ja);
    await warn(page, 'RecordPledge', OTHER);
    await pledge();
    await page.getByText(NOTE.ja).waitFor({ state: 'detached' });
    await inSight(page, OTHER.ja);
    await user.press(user.button('English'));
    await page.getByRole('region', { name: 'Please check' }).getByText(OTHER.en).waitFor();
    await user.press(user.button('Sign out'));
    await page.getByText(OTHER.en).waitFor({ state: 'detached' });
    await user.leave();
  });

  test('what is said to the look-up of a case is read on the screen that it leads to, and gone from the next', async () => {
    const somebody = await atCounter(stage.gateway, 'サトウ');
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    await page.setViewportSize(LOW);
    await warn(page, 'CaseOfNumber', NOTE);
    await user.press(user.button(`「${INQUIRY}」で始める`));
    await user.choose(page.getByRole('radio', { name: '案件の番号を入力する' }));
    await user.type(page.getByLabel('案件番号又は文書番号'), somebody.number);
    await page.keyboard.press('Enter');
    await barOf(page).waitFor();
    await inSight(page, NOTE.ja);
    await user.press(page.getByRole('link', { name: '住民を探す', exact: true }));
    await page.getByRole('heading', { name: '住民を探す', level: 1 }).waitFor();
    await gone(page);
    await user.leave();
  });

  test('of the same question the last is said, and what is asked by itself says nothing', async () => {
    const user = await signedIn(stage, 'manager');
    const { page } = user;
    await page.clock.install();
    await user.press(page.getByRole('link', { name: '自分の仕事', exact: true }));
    await page.getByRole('table', { name: '1時間の上限と使った数' }).waitFor();
    await warn(page, 'MyWork', NOTE);
    const again = page.waitForResponse((response) =>
      (response.request().postData() ?? '').includes('query MyWork'),
    );
    await page.clock.runFor(61_000);
    await (await again).finished();
    await page.locator('main').getByText(NOTE.ja).waitFor();
    expect(await told(page).count()).toBe(0);
    await page.clock.resume();
    await page.unroute('**/console/graphql');
    await user.press(page.getByRole('link', { name: '利用目的と案件', exact: true }));
    await user.press(user.button('「接種履歴管理に関する事務」で始める'));
    await user.press(page.getByRole('link', { name: '住民を探す', exact: true }));
    const find = async (kana: string, ...texts: readonly Both[]) => {
      await warn(page, 'FindResidents\\w*', ...texts);
      await user.type(page.getByLabel('カナ氏名の初めの文字'), kana);
      await page.keyboard.press('Enter');
    };
    await find('サトウ', NOTE);
    await inSight(page, NOTE.ja);
    await find('タ', OTHER, OTHER);
    await inSight(page, OTHER.ja);
    expect(await page.getByText(NOTE.ja).count()).toBe(0);
    await user.leave();
  });

  test('however much is said: it covers less than half of a small window, nothing that has the focus is under it, and no paper shows it', async () => {
    const user = await atWork(stage, 'clerk', '接種履歴管理に関する事務', '住民を探す');
    const { page } = user;
    const many = Array.from({ length: 20 }, (_, at) => ({
      ja: `${at}番目の列に読み取れない値があり、表示していません。`,
      en: `What is stored in column ${at} cannot be read.`,
    }));
    await warn(page, 'FindResidents\\w*', ...many);
    await user.type(page.getByLabel('カナ氏名の初めの文字'), 'サトウ');
    await page.keyboard.press('Enter');
    await told(page).waitFor();
    await page.getByRole('table', { name: /該当/ }).waitFor();
    await judge(user, 'said-beside');
    await page.setViewportSize({ width: 320, height: 720 });
    await drawn(user);
    expect((await told(page).boundingBox())?.height).toBeLessThanOrEqual(0.4 * 720);
    await page.evaluate('scrollTo(0, 0)');
    await user.reach(page.getByLabel('カナ氏名の初めの文字'));
    expect(await stopsUnder(page, 40)).toEqual([]);
    // By the keyboard one comes to the last of it: what has the focus scrolls.
    await user.reach(user.button('この表示を閉じる'));
    await page.keyboard.press('End');
    const last = told(page).getByText(many.at(-1)?.ja ?? '');
    await until(async () => {
      const { y, height } = (await last.boundingBox()) ?? { y: 720, height: 0 };
      return y + height <= 720 ? true : null;
    });
    await page.emulateMedia({ media: 'print' });
    expect(await told(page).isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
    await user.press(user.button('この表示を閉じる'));
    await gone(page);
    expect(await hasFocus(page.locator('body'))).toBe(false);
    await user.leave();
  });
}
