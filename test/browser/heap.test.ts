import { FULL } from '../support/effort.js';
import { NO_BROWSER } from '../support/page/chromium.js';
import { Heap, type Held } from '../support/page/heap.js';
import { atWork, barOf, type User } from '../support/page/stage.js';
import { usualStage } from '../support/page/usual-stage.js';
import { describeUnless } from '../support/skip.js';

/** Of the page's clock in a round; with so many of them it is a day of eight hours. */
const MINUTES = 3;
const ROUNDS = 160;
/** By then each screen has been drawn twice, with what React keeps of the last drawing. */
const WARM = 4;
const PEOPLE = 5;
/** Bytes between one round and another that stand for nothing: drawings that are under way, a timer, a line of the console. */
const SLACK = 150_000;

/** Some three seconds a round where two cores are shared. */
const MOST_MS = 30 * 60_000;

const [HISTORY, LETTERS] = ['接種履歴管理に関する事務', '接種勧奨に関する事務'];

/** K14: what a tab holds after a day at the counter. */
describeUnless(
  NO_BROWSER ?? (FULL ? null : 'the memory of a tab is looked into in npm run test:long'),
  'the memory of a tab',
  () => {
    const stage = usualStage();

    test(
      'a day of people looked at and closed leaves none of them in it, and it does not grow',
      async () => {
        const user = await atWork(stage, 'number-clerk', HISTORY);
        await user.page.clock.install();
        const heap = await Heap.of(user.page);
        const shown = new Set<string>();
        const held: Held[] = [];
        for (let round = 0; round < ROUNDS; round += 1) {
          for (const text of await openSomebody(user, round % PEOPLE)) shown.add(text);
          await closePerson(user);
          await beAtHome(user);
          if (round === WARM || round === ROUNDS - 1) held.push(await heap.held());
        }
        // Homes are shown for letters alone.
        await changePurpose(user, LETTERS);
        for (let at = 0; at < PEOPLE; at += 1) {
          for (const text of await openSomebody(user, at)) shown.add(text);
          // Seen to find, as long as somebody is open.
          if (at === 0) expect((await heap.standIn([...shown])).length).toBeGreaterThan(2);
          await closePerson(user);
        }
        await beAtHome(user);
        // Who lives together has one home.
        expect(shown.size).toBeGreaterThan(2 * PEOPLE);
        expect(await heap.standIn([...shown])).toEqual([]);
        expect(await heap.detachedWith([...shown])).toEqual([]);
        const [early, late] = held;
        if (early === undefined || late === undefined) throw new Error('nothing was measured');
        process.stdout.write(`the tab after round ${WARM + 1} and ${ROUNDS}: ${JSON.stringify(held)}\n`);
        expect(late.made - early.made).toBeLessThan(SLACK);
        expect(late.nodes - early.nodes).toBeLessThan(50);
        expect(late.listeners).toBe(early.listeners);
        expect(user.watched).toEqual({ faults: [], elsewhere: [] });
        await user.leave();
      },
      MOST_MS,
    );
  },
);

/** Finds and opens who stands at that place of the list, goes through their parts; resolves with names and home. */
async function openSomebody({ page }: User, at: number): Promise<readonly string[]> {
  await page.getByRole('link', { name: '住民を探す', exact: true }).click();
  await page.getByLabel('カナ氏名の初めの文字').fill('サトウ');
  await page.keyboard.press('Enter');
  const rows = page.getByRole('table', { name: /該当/ }).getByRole('row');
  await rows
    .nth(at + 1)
    .getByRole('button')
    .click();
  const basics = page.getByRole('region', { name: '概要', exact: true });
  await basics.getByText(RECORDED).waitFor();
  // A value stands by itself; what is said in the place of one has marks of its own.
  const shown = await basics
    .locator(
      'div:has(> dt:text-matches("^(漢字氏名|カナ氏名|住所)$")) > dd > span:first-child:not(:has(span))',
    )
    .allInnerTexts();
  const parts = page.getByRole('navigation', { name: '住民の項目' }).getByRole('button');
  for (const part of await parts.all()) {
    await part.click();
    await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
  }
  return shown;
}

const RECORDED = 'この画面の表示は記録されています。';

async function closePerson({ page }: User): Promise<void> {
  await page.getByRole('region', { name: 'いま開いている住民' }).getByRole('button').click();
  await page.getByRole('heading', { name: '住民を探す', level: 1 }).waitFor();
}

/** The desk of linkage where there is one, then the screen of one's own work, which asks again by itself. */
async function beAtHome({ page }: User): Promise<void> {
  for (const name of ['情報連携', '自分の仕事']) {
    const link = page.getByRole('link', { name, exact: true });
    if ((await link.count()) === 0) continue;
    await link.click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
  }
  await page.clock.runFor(MINUTES * 60_000);
  await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
}

async function changePurpose(user: User, purpose: string): Promise<void> {
  await user.page.getByRole('button', { name: '利用目的を変える' }).click();
  await user.button(`「${purpose}」で始める`).click();
  await barOf(user.page).getByText(purpose).waitFor();
}
