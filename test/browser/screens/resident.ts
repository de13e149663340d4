import { takePicture } from '../../support/page/chromium.js';
import { axeFaults } from '../../support/page/axe.js';
import { atWork, openResident, type Stage, type User } from '../../support/page/stage.js';
import { settle } from '../../support/page/tour.js';

const PARTS = ['概要', '接種', '予定', '世帯', '証明書'] as const;

export function residentScreen(stage: Stage): void {
  let user: User;
  beforeAll(async () => {
    user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
  });
  afterAll(() => user?.leave());

  test('each part of a resident is asked for when it is opened, and all are usable without seeing', async () => {
    const { page } = user;
    await openResident(user, 'サトウ');
    const asked: string[] = [];
    page.on('request', (request) => {
      asked.push(/query (\w+)/.exec(request.postData() ?? '')?.[1] ?? request.url());
    });
    for (const part of PARTS) {
      await user.press(
        page.getByRole('navigation', { name: '住民の項目' }).getByRole('button', { name: part }),
      );
      await page.getByRole('region', { name: part, exact: true }).waitFor();
      await settle(user);
      expect([part, await axeFaults(page)]).toEqual([part, []]);
      await takePicture(page, `s5-${part}`);
    }
    expect(asked).toEqual(['Doses', 'Due', 'HouseholdOf', 'CertificatesOf']);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
  });

  test('print shows a sentence and nobody', async () => {
    const { page } = user;
    const name = await openResident(user, 'サトウ');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('この画面は印刷できません。').isVisible()).toBe(true);
    expect(await page.getByText(name).first().isVisible()).toBe(false);
  });
}
