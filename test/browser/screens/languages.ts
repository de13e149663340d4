import type { Page } from 'playwright-core';
import { allReceived, takePicture } from '../../support/page/chromium.js';
import { atWork, openResident, signedIn, type Stage } from '../../support/page/stage.js';

/** What a reader sees and a screen reader says, piece by piece. */
const TEXTS = `(() => {
  const walk = document.createTreeWalker(document.getElementById('page'), NodeFilter.SHOW_TEXT);
  const found = [document.title];
  while (walk.nextNode()) if (walk.currentNode.parentElement.closest('[lang=ja], .print-only') === null) found.push(walk.currentNode.data);
  for (const node of document.querySelectorAll('#page [aria-label]')) found.push(node.getAttribute('aria-label'));
  return found;
})()`;
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]+/gu;

/** Japanese on the page that is in no answer of the gateway, so that it is the page's own. */
async function ownJapanese(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate<string[]>(TEXTS);
  const data = (await allReceived()).map(({ text }) => text).join('\n');
  return texts
    .map((text) => text.replace('Sekisho 関所', ''))
    .flatMap((text) => text.match(JAPANESE) ?? [])
    .filter((word) => !data.includes(word));
}

export function languages(stage: Stage): void {
  test('in English no Japanese is left but what is data', async () => {
    const user = await signedIn(stage, 'clerk');
    const { page } = user;
    await user.press(user.button('English'));
    await page.getByRole('heading', { name: 'Purpose and case', level: 1 }).waitFor();
    expect(await ownJapanese(page)).toEqual([]);
    await user.press(page.locator('summary').first());
    await page.getByRole('table').first().waitFor();
    expect(await ownJapanese(page)).toEqual([]);
    await user.leave();
    const worker = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
    await openResident(worker, 'サトウ');
    await worker.press(worker.button('English'));
    const parts = worker.page.getByRole('navigation', { name: 'Parts of the resident' });
    for (const part of [
      'Basics',
      'Vaccinations',
      'What is due',
      'Household',
      'Certificates',
      'Individual number',
    ]) {
      await worker.press(parts.getByRole('button', { name: part }));
      await worker.page.waitForLoadState('networkidle');
      expect([part, await ownJapanese(worker.page)]).toEqual([part, []]);
      await takePicture(worker.page, `en-${part.toLowerCase().replaceAll(' ', '-')}`);
    }
    await worker.leave();
  });
}
