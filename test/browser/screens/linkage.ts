import type { Locator, Page } from 'playwright-core';
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
    await user.press(page.getByRole('link', { name: '情報連携', exact: true }));
    await page.getByRole('table').waitFor();
    await takePicture(page, 's11-provisions');
    await user.press(page.getByRole('button', { name: id }));
    await page.getByText('内容を示す符号').waitFor();
    await takePicture(page, 's11-provision');
    expect(await axeFaults(page)).toEqual([]);
    const asked = page.getByRole('region', { name: '求められたこと' });
    const inquirer = await asked.locator('dt', { hasText: '照会元' }).locator('+ dd').innerText();
    // A number alone is nobody: whoever decides holds name and birth against the paper.
    const whose = await asked.locator('dt', { hasText: '氏名・生年月日' }).locator('+ dd').innerText();
    expect(whose).toMatch(/^\S+[^\n]*\s+(明治|大正|昭和|平成|令和).*日$/);
    const [kanji = ''] = whose.split(/[ \n]/);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await linesOf(asked.getByText(id, { exact: true }).first())).toBe(1);
    expect(await linesOf(asked.getByText(person, { exact: true }))).toBe(1);
    await user.press(page.getByRole('button', { name: '承認する' }));
    const sure = page.getByRole('dialog', { name: 'この内容を提供しますか' });
    await sure.getByText(`${kanji} ${person}`, { exact: true }).waitFor();
    await sure.getByText(inquirer, { exact: true }).waitFor();
    await user.press(page.getByRole('button', { name: '提供を承認する' }));
    await page.getByRole('status').getByText('承認しました。').waitFor();
    await page.getByText(/manager が .* に決定/).waitFor();
    // Nothing would be sent any more.
    expect(await page.getByText('提供する内容そのもの').count()).toBe(0);
    // Whoever it is about is opened from there.
    await user.press(page.getByRole('button', { name: person }));
    await page.getByRole('region', { name: 'いま開いている住民' }).getByText(person).waitFor();
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('an inquiry in steps: row, body, items, and what is asked in one sentence', async () => {
    const person = example(stage.gateway.settings.dataDirectory, 'movedIn');
    const caseNumber = await caseAbout(stage.gateway, person);
    const user = await underCase(stage, 'number-clerk', PURPOSE, caseNumber);
    const { page } = user;
    await user.press(page.getByRole('link', { name: '情報連携', exact: true }));
    await user.press(page.getByRole('button', { name: '照会する', exact: true }));
    await user.type(page.getByLabel(/対象者の宛名番号/), person);
    await user.choose(page.getByRole('group', { name: '1 項番' }).getByRole('radio').first());
    const bodies = page.getByRole('group', { name: '見つかった機関' }).getByRole('radio');
    const body = page.getByLabel(/2 照会先/);
    await user.type(body, '国分寺');
    await user.press(page.getByRole('button', { name: '照会先を探す' }));
    await user.choose(bodies.first());
    const items = page.getByRole('group', { name: '3 項目' });
    await items.waitFor();
    // What was chosen goes with the list it was chosen from.
    await body.fill('ここにない機関');
    await user.press(page.getByRole('button', { name: '照会先を探す' }));
    await page.getByText('この項番で照会できる機関は見つかりません。').waitFor();
    expect(await items.count()).toBe(0);
    await body.fill('国分寺');
    await user.press(page.getByRole('button', { name: '照会先を探す' }));
    await user.choose(bodies.first());
    await user.press(page.getByRole('group', { name: '3 項目' }).getByRole('checkbox').first(), 'Space');
    await page.getByText('照会の内容').waitFor();
    await page.getByText('期間: すべて').waitFor();
    // Nothing is sent about a number that nobody has looked up: whose it is stands above.
    await page.getByText(/宛名番号を入力し、「調べる」/).waitFor();
    await user.press(page.getByRole('button', { name: '調べる' }));
    await isNamed(page, person);
    await user.choose(page.getByRole('radio', { name: '期間を指定する' }));
    await page.getByText(/始めが先になるように/).waitFor();
    await user.typeDay('期間の始め', ['2015', '4', '1']);
    await user.typeDay(/^期間の終わり/, ['2023', '3', '31']);
    await page.getByText('期間: 平成27年4月1日 から 令和5年3月31日 まで').waitFor();
    await takePicture(page, 's11-inquire');
    expect(await axeFaults(page)).toEqual([]);
    await user.press(page.getByRole('button', { name: '照会を送る' }));
    await page.getByRole('table').waitFor();
    await takePicture(page, 's11-inquiries');
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('a restriction is set by one, and lifted by another who approves', async () => {
    const person = example(stage.gateway.settings.dataDirectory, 'movedIn');
    const caseNumber = await caseAbout(stage.gateway, person);
    for (const [account, change] of [
      ['number-clerk', '設定'],
      ['manager', '解除'],
    ] as const) {
      const user = await underCase(stage, account, PURPOSE, caseNumber);
      const { page } = user;
      await user.press(page.getByRole('link', { name: '情報連携', exact: true }));
      await user.press(page.getByRole('button', { name: '不開示・自動応答不可' }));
      await user.type(page.getByLabel(/対象者の宛名番号/), person);
      await page.keyboard.press('Enter');
      await isNamed(page, person);
      // Another number is nobody's until it is looked up, and nothing is changed about the last.
      await page.getByLabel(/対象者の宛名番号/).fill('1');
      expect(await page.locator('summary', { hasText: '制限を' }).count()).toBe(0);
      await page.getByLabel(/対象者の宛名番号/).fill(person);
      await page.keyboard.press('Enter');
      await user.press(page.locator('summary', { hasText: `制限を${change}する` }));
      const form = page.locator('details[open] form');
      await user.press(form.getByRole('checkbox').first(), 'Space');
      await user.press(form.getByRole('checkbox', { name: '不開示' }), 'Space');
      await user.type(form.getByLabel(/理由の符号/), `R5-${account.length}`);
      await user.press(form.getByRole('button', { name: `直ちに${change}する` }));
      await page.getByRole('row', { name: change === '設定' ? HELD : LIFTED }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(user.watched).toEqual({ faults: [], elsewhere: [] });
      await user.leave();
    }
  });
}

/** By name and birth, as on the paper. */
const isNamed = (page: Page, person: string): Promise<void> =>
  page
    .getByRole('region', { name: '氏名・生年月日' })
    .filter({ hasText: /(明治|大正|昭和|平成|令和).*日/ })
    .filter({ hasText: person })
    .waitFor();

/** Over how many lines a text runs. */
const linesOf = (text: Locator): Promise<number> =>
  text.evaluate((node) => {
    const range = node.ownerDocument.createRange();
    range.selectNodeContents(node);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  });

const HELD = /に関する情報 なし 設定/;
/** What was lifted stays in the list. */
const LIFTED = /に関する情報 なし なし/;
