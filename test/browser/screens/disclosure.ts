import { cityRows, testCity } from '../../support/city.js';
import { lookAt } from '../../support/page/look-at.js';
import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { barOf, signedIn, type Stage } from '../../support/page/stage.js';

const BIRTH = 'SELECT UMARE_YMD AS birth FROM JUKI_KIHON WHERE ATENA_NO = ?';

export function disclosureScreen(stage: Stage): void {
  test('the log of whoever asked, bound to number and birth date; a wrong pair tells nothing', async () => {
    const { staff } = testCity().manifest;
    const somebody = staff['manager'] ?? '';
    const [{ birth } = { birth: '' }] = cityRows<{ birth: string }>('registry', BIRTH, somebody);
    await lookAt(stage.gateway, 'clerk', somebody);
    const user = await signedIn(stage, 'disclosure');
    const { page } = user;
    await user.press(user.button('「開示・訂正・利用停止請求の事務」で始める'));
    await user.choose(page.getByRole('radio', { name: '新しい案件を開く' }));
    // The desk may look nobody up: it goes by the number of the request.
    const number = page.getByLabel(/対象者の宛名番号/);
    await user.type(number, '12x');
    await page.getByText('宛名番号は15桁までの数字です。').waitFor();
    await user.reach(number);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('123456789018');
    await page.getByText('12桁の数字は個人番号と読めます。').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(somebody);
    await user.choiceOf(page.getByLabel('受け付けた窓口'), '総務課 情報公開係 窓口');
    await user.choose(page.getByRole('radio', { name: '本人', exact: true }));
    await user.press(page.getByRole('checkbox', { name: '個人番号カード' }), 'Space');
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's15-new-case');
    await user.press(user.button('案件を開いて始める'));
    await user.press(page.getByRole('link', { name: '開示請求の写し', exact: true }));
    // The desk reads no resident: of the case it is told the number of whom it is about.
    await barOf(page).getByText(`宛名番号 ${somebody}`).waitFor();
    await user.press(user.button(`案件の対象者の番号 ${somebody} を入れる`));
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
    // One minute of one section for one purpose is one row, however many questions the screen asked.
    const rows = await page.locator('tbody tr').allInnerTexts();
    const looks = rows.map((row) => row.split('\t').slice(0, 3).join(' '));
    expect(looks).toEqual([...new Set(looks)]);
    expect(rows.join('\n').match(/[A-Za-z]{2,}|ハッシュ/g) ?? []).toEqual([]);
    await takePicture(page, 's15-extract');
    expect(await axeFaults(page)).toEqual([]);
    // Paper shows what holds for it, and nothing of the person.
    await page.emulateMedia({ media: 'print' });
    await page.getByText('紙での出力は、この画面ではまだ行えません。').waitFor();
    await page.getByRole('table').waitFor({ state: 'hidden' });
    await page.emulateMedia({ media: null });
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}
