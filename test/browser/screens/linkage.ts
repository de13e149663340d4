import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { caseAbout } from '../../support/page/case-about.js';
import { underCase, type Stage } from '../../support/page/stage.js';
import { example } from '../../support/intermediate/examples.js';
import { waitingProvision } from '../../support/intermediate/waiting-provision.js';

const PURPOSE = '問い合わせに関する事務';

export function linkageScreen(stage: Stage): void {
  test('a provision that waits: exactly its content is approved', async () => {
    const person = example(stage.gateway.settings.dataDirectory, 'movedOut');
    const id = await waitingProvision(stage.gateway, person);
    const caseNumber = await caseAbout(stage.gateway, person);
    const user = await underCase(stage, 'manager', PURPOSE, caseNumber);
    const { page } = user;
    await user.press(page.getByRole('link', { name: '情報連携' }));
    await page.getByRole('table').waitFor();
    await takePicture(page, 's11-provisions');
    await user.press(page.getByRole('button', { name: id }));
    await page.getByText('内容のハッシュ').waitFor();
    await takePicture(page, 's11-provision');
    expect(await axeFaults(page)).toEqual([]);
    await user.press(page.getByRole('button', { name: '承認する' }));
    await user.press(page.getByRole('button', { name: '提供を承認する' }));
    await page.getByText(/manager が .* に決定/).waitFor();
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('an inquiry in steps: row, body, items, and what is asked in one sentence', async () => {
    const person = example(stage.gateway.settings.dataDirectory, 'movedIn');
    const caseNumber = await caseAbout(stage.gateway, person);
    const user = await underCase(stage, 'number-clerk', PURPOSE, caseNumber);
    const { page } = user;
    await user.press(page.getByRole('link', { name: '情報連携' }));
    await user.press(page.getByRole('button', { name: '照会する', exact: true }));
    await user.type(page.getByLabel(/対象者の宛名番号/), person);
    await user.choose(page.getByRole('group', { name: '1 項番' }).getByRole('radio').first());
    await user.type(page.getByLabel(/2 照会先/), '国分寺');
    await user.press(page.getByRole('button', { name: '照会先を探す' }));
    await user.choose(page.getByRole('group', { name: '見つかった機関' }).getByRole('radio').first());
    await user.press(page.getByRole('group', { name: '3 項目' }).getByRole('checkbox').first(), 'Space');
    await page.getByText('照会の内容').waitFor();
    await takePicture(page, 's11-inquire');
    expect(await axeFaults(page)).toEqual([]);
    await user.press(page.getByRole('button', { name: '照会を送る' }));
    await page.getByRole('table').waitFor();
    await takePicture(page, 's11-inquiries');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}
