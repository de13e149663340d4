import { cityRows, testCity } from '../../support/city.js';
import { lookAt } from '../../support/page/look-at.js';
import { axeFaults } from '../../support/page/axe.js';
import { caseAbout, DISCLOSURE } from '../../support/page/case-about.js';
import { takePicture } from '../../support/page/chromium.js';
import { underCase, type Stage } from '../../support/page/stage.js';

const BIRTH = 'SELECT UMARE_YMD AS birth FROM JUKI_KIHON WHERE ATENA_NO = ?';

export function disclosureScreen(stage: Stage): void {
  test('the log of whoever asked, bound to number and birth date; a wrong pair tells nothing', async () => {
    const { staff } = testCity().manifest;
    const somebody = staff['manager'] ?? '';
    const [{ birth } = { birth: '' }] = cityRows<{ birth: string }>('registry', BIRTH, somebody);
    await lookAt(stage.gateway, 'clerk', somebody);
    const caseNumber = await caseAbout(stage.gateway, somebody, DISCLOSURE);
    const user = await underCase(stage, 'disclosure', '開示・訂正・利用停止請求の事務', caseNumber);
    const { page } = user;
    await user.press(page.getByRole('link', { name: '開示請求の写し', exact: true }));
    await user.type(page.getByLabel(/本人の宛名番号/), somebody);
    const day = page.getByRole('group', { name: '本人の生年月日' });
    await user.type(day.getByLabel('年'), '1900');
    await user.type(day.getByLabel('月'), birth.slice(4, 6));
    await user.type(day.getByLabel('日'), birth.slice(6, 8));
    await page.keyboard.press('Enter');
    await page.getByText('該当する記録はありません').waitFor();
    await user.reach(day.getByLabel('年'));
    await page.keyboard.press('Control+A');
    await page.keyboard.type(birth.slice(0, 4));
    await page.keyboard.press('Enter');
    await page.getByRole('table').getByText('健康課').first().waitFor();
    await takePicture(page, 's15-extract');
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}
