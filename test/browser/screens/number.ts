import { takePicture } from '../../support/page/chromium.js';
import { numberOf } from '../../support/page/number-of.js';
import { atCounter } from '../../support/page/case-about.js';
import { openNumber, underCase, type Stage } from '../../support/page/stage.js';

/** Every state of the page that held twelve digits in a row is kept: the number must be in none but the one reveal. */
const WATCH_DIGITS = `globalThis.digitsSeen = [];
new MutationObserver(() => {
  const found = document.documentElement.outerHTML.replace(/[\\s-]/g, '').match(/(?<![0-9])[0-9]{12}(?![0-9])/g);
  if (found) digitsSeen.push(...found);
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });`;

export function numberScreen(stage: Stage): void {
  test('the number is on the page for as long as it is shown, and in no other place', async () => {
    const somebody = await atCounter(stage.gateway, 'サトウ');
    const user = await underCase(stage, 'number-clerk', '問い合わせに関する事務', somebody.number);
    const { page } = user;
    await page.evaluate(WATCH_DIGITS);
    await openNumber(user, somebody);
    const number = numberOf(somebody.atenaNumber);
    await user.press(user.button('個人番号を表示する'));
    await page.getByRole('dialog').waitFor();
    await takePicture(page, 's6-confirm');
    expect(await page.evaluate('digitsSeen')).toEqual([]);
    await page.clock.install();
    await user.press(page.getByRole('dialog').getByRole('button', { name: '表示する' }));
    const shown = page.getByRole('group', { name: '個人番号' });
    await shown.getByText(`${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)}`).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.clock.runFor(21_000);
    await page.getByText('個人番号を消しました。').waitFor();
    const html = await page.content();
    expect(html.replace(/[\s-]/g, '')).not.toContain(number);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test.each(['blur', 'visibilitychange', 'beforeprint'])(
    'a number whose asker has gone while the answer was under way is not shown: %s',
    async (gone) => {
      const somebody = await atCounter(stage.gateway, 'サトウ');
      const user = await underCase(stage, 'number-clerk', '問い合わせに関する事務', somebody.number);
      const { page } = user;
      await page.evaluate(WATCH_DIGITS);
      await openNumber(user, somebody);
      let answer = (): void => undefined;
      const held = new Promise<void>((release) => {
        answer = release;
      });
      await page.route('**/console/graphql', async (route) => {
        if (/query ShowNumber\b/.test(route.request().postData() ?? '')) await held;
        await route.continue();
      });
      await user.press(user.button('個人番号を表示する'));
      const asked = page.waitForRequest((request) => /ShowNumber/.test(request.postData() ?? ''));
      await user.press(page.getByRole('dialog').getByRole('button', { name: '表示する' }));
      await asked;
      await page.evaluate(
        `(${JSON.stringify(gone)} === 'visibilitychange' ? document : window).dispatchEvent(new Event(${JSON.stringify(gone)}))`,
      );
      const answered = page.waitForResponse((response) =>
        /ShowNumber/.test(response.request().postData() ?? ''),
      );
      answer();
      await (await answered).finished();
      await page.getByText('画面から離れたため、個人番号は表示していません').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate('digitsSeen')).toEqual([]);
      expect(await page.getByRole('group', { name: '個人番号' }).count()).toBe(0);
      await user.leave();
    },
  );

  test('a number of a card is verified: it is in no attribute, and gone when it is sent or left', async () => {
    const somebody = await atCounter(stage.gateway, 'サトウ');
    const user = await underCase(stage, 'number-clerk', '問い合わせに関する事務', somebody.number);
    const { page } = user;
    await openNumber(user, somebody);
    const number = numberOf(somebody.atenaNumber);
    const field = page.getByLabel('示された個人番号(12桁)');
    await user.type(field, number);
    expect(await page.content()).not.toContain(number);
    await page.keyboard.press('Enter');
    await page.getByText('一致しました。').waitFor();
    expect(await field.inputValue()).toBe('');
    await user.type(field, '123456789012');
    await page.keyboard.press('Enter');
    await page.getByText(/一致しません。|検査用数字の誤り/).waitFor();
    await user.type(field, '1234');
    await user.reach(user.button('ログアウト'));
    expect(await field.inputValue()).toBe('');
    await takePicture(page, 's6-verify');
    await user.leave();
  });
}
