import { takePicture } from '../../support/page/chromium.js';
import { ownJapanese } from '../../support/page/own-words.js';
import { atWork, openResident, signedIn, type Stage } from '../../support/page/stage.js';

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
