import { takePicture } from '../../support/page/chromium.js';
import { axeFaults } from '../../support/page/axe.js';
import { describing } from '../../support/page/described.js';
import { atWork, type Stage, type User } from '../../support/page/stage.js';

export function findScreen(stage: Stage): void {
  let user: User;
  beforeAll(async () => {
    user = await atWork(stage, 'clerk', '接種履歴管理に関する事務');
  });
  afterAll(() => user?.leave());

  test('a resident is found by name and opened by the keyboard; no part of the way is in the address', async () => {
    const { page } = user;
    await user.press(page.getByRole('link', { name: '住民を探す', exact: true }));
    const status = page.getByRole('group', { name: '住民区分' });
    expect(await describing(status)).not.toBe('');
    await user.press(user.button('探す'));
    await page.getByText('条件を一つは入力してください。').waitFor();
    await user.type(page.getByLabel('カナ氏名の初めの文字'), 'サトウ');
    await page.keyboard.press('Enter');
    const rows = page.getByRole('table', { name: /該当/ }).getByRole('row');
    await rows.nth(2).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's4-found');
    await user.reach(rows.nth(1).getByRole('button'));
    await page.keyboard.press('ArrowDown');
    const name = await rows.nth(2).getByRole('button').innerText();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'いま開いている住民' }).getByText(name).waitFor();
    expect([new URL(page.url()).pathname, await page.title()]).toEqual(['/resident', '住民 | 関所 Sekisho']);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
  });

  test('a date that is no day goes out to nobody', async () => {
    const { page } = user;
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await user.press(page.getByRole('link', { name: '住民を探す', exact: true }));
    const birth = page.getByRole('group', { name: '生年月日' });
    await birth.waitFor();
    sent.length = 0;
    await user.type(birth.getByLabel('年', { exact: true }), '2020');
    await user.type(birth.getByLabel('月', { exact: true }), '2');
    await user.type(birth.getByLabel('日', { exact: true }), '30');
    await page.keyboard.press('Enter');
    await page.getByText('生年月日を確かめてください。').waitFor();
    expect(sent).toEqual([]);
  });
}
