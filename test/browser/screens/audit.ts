import type { Locator } from 'playwright-core';
import { reviewFault } from '../../../src/review/review-texts.js';
import { testCity } from '../../support/city.js';
import { lookAt } from '../../support/page/look-at.js';
import { altered, type Alter } from '../../support/page/altered-answer.js';
import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { atWork, type Stage, type User } from '../../support/page/stage.js';
import { readCityPeople } from '../../../src/demo/work/city-people.js';

const SCREEN = 'アクセス記録の監査';
const PURPOSE = '内部監査・自己点検';

/** Somebody of the clerk's own family is looked at by the clerk: found by the review, and shown to whoever asks who looked. */
async function familyLookedAt({ gateway }: Stage): Promise<{ person: string; record: string }> {
  const [person = ''] = readCityPeople(testCity().directory).planted('STAFF_OWN_HOUSEHOLD', 'clerk');
  return { person, record: await lookAt(gateway, 'clerk', person) };
}

/** The answer of a month in which the reader was found to have done something that nobody else has judged. */
const standsInIt: Alter = (query, body) => {
  const review = body.data?.['review'];
  if (!query.includes('query ReviewOfMonth') || review == null) return null;
  const { message, messageJa } = reviewFault('OWN_FINDING_OPEN');
  return { ...body, data: { review: { ...review, againstSigning: [{ message, messageJa }] } } };
};

/** Whoever has pressed a button sees it without moving the page. */
async function inSight(what: Locator): Promise<void> {
  await what.waitFor();
  const { y, height } = (await what.boundingBox()) ?? { y: -1, height: 0 };
  expect([y >= 0, y + height <= 720]).toEqual([true, true]);
}

export function auditScreen(stage: Stage): void {
  test('a clerk’s own family is found, judged and signed; the record is read by its number', async () => {
    const { record } = await familyLookedAt(stage);
    const user = await atWork(stage, 'auditor', PURPOSE, SCREEN);
    const { page } = user;
    const finding = page.getByRole('article').filter({ hasText: '自分の世帯' }).first();
    await finding.waitFor();
    await takePicture(page, 's14-review');
    expect(await axeFaults(page)).toEqual([]);

    await user.press(finding.locator('summary', { hasText: '判定する' }));
    const judge = finding.getByRole('button', { name: '判定を記録する' });
    await user.press(judge);
    await finding.getByText('判定を選んでください。').waitFor();
    await user.choose(finding.getByRole('radio', { name: '不正の疑い' }));
    // Nobody is accused without a reason.
    await user.press(judge);
    await finding.getByText('確認した内容を書いてください。').waitFor();
    const note = finding.getByLabel(/確認した内容/);
    await note.and(page.locator(':focus')).waitFor();
    await user.type(note, '本人に確かめた');
    await takePicture(page, 's14-judging');
    await user.press(judge);
    await inSight(page.getByText('「不正の疑い」と判定したことを記録しました。'));
    await finding.getByText('本人に確かめた').waitFor();
    await user.press(page.getByRole('button', { name: '点検に署名する' }));
    // What is done on the rest of the day is in no review that is signed on it.
    const early = page.getByRole('dialog', { name: 'この点検に署名しますか' });
    await early.getByText('はまだ終わっていません。').waitFor();
    await user.press(early.getByRole('button', { name: '署名する' }));
    await inSight(page.getByText('点検に署名しました'));
    await page.getByText('最終日の当日の署名です。').waitFor();
    await takePicture(page, 's14-signed-early');

    await user.press(finding.locator('summary', { hasText: '根拠' }));
    await user.press(finding.getByRole('button', { name: record, exact: true }));
    await page.getByText('LookAtSomebody').waitFor();
    await takePicture(page, 's14-record');
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('a month that is over is signed, and what was open in it is judged afterwards', async () => {
    const user = await atWork(stage, 'auditor', PURPOSE, SCREEN);
    const { page } = user;
    await user.choiceOf(page.getByLabel('点検する月'), '令和5年5月');
    const unused = page.getByRole('article').filter({ hasText: '使われていないアカウント' });
    const clerk = unused.filter({ has: page.getByRole('button', { name: /^clerk / }) });
    await clerk.waitFor();
    await staleSignature(user);
    await user.press(page.getByRole('button', { name: '点検に署名する' }));
    // What is signed over is said where the signature is given.
    const sure = page.getByRole('dialog', { name: 'この点検に署名しますか' });
    await sure.getByText(/まだ判定していない指摘が\d+件あります。/).waitFor();
    await user.press(sure.getByRole('button', { name: '署名する' }));
    await inSight(page.getByText('点検に署名しました'));
    await page.getByText('この点検は署名されています').waitFor();
    await page.getByText('未判定と「要確認」の指摘は、署名の後も判定でき').waitFor();
    await takePicture(page, 's14-signed');

    await user.press(clerk.locator('summary', { hasText: '判定する' }));
    await user.choose(clerk.getByRole('radio', { name: '正当' }));
    await user.type(clerk.getByLabel(/確認した内容/), '休職中');
    await user.press(clerk.getByRole('button', { name: '判定を記録する' }));
    await clerk.getByText('署名の後の判定です。').waitFor();
    await page.getByText('署名の後に、判定又は指摘が変わっています。').waitFor();
    expect(await clerk.locator('summary', { hasText: '判定' }).count()).toBe(0);
    await takePicture(page, 's14-judged-after');
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('what was found about one’s own account is not one’s own to judge, nor the review to sign: why is said there', async () => {
    const user = await atWork(stage, 'auditor', PURPOSE, SCREEN);
    const { page } = user;
    // Before anybody was at work no account was in use, the auditor's neither.
    await user.choiceOf(page.getByLabel('点検する月'), '令和5年4月');
    const unused = page.getByRole('article').filter({ hasText: '使われていないアカウント' });
    const own = unused.filter({ has: page.getByRole('button', { name: /^auditor / }) });
    await own.getByText('ご自分のアカウントについての指摘は、ご自分では判定できません。').waitFor();
    expect(await own.locator('summary').count()).toBe(0);
    const others = unused.filter({ has: page.getByRole('button', { name: /^clerk / }) });
    expect(await others.locator('summary', { hasText: '判定する' }).count()).toBe(1);
    // That an account was not used is nothing that somebody did, and holds up no signature.
    const signing = page.getByRole('region', { name: '点検に署名する' });
    await signing.getByRole('button', { name: '点検に署名する' }).waitFor();
    await takePicture(page, 's14-own-cause');
    expect(await axeFaults(page)).toEqual([]);
    // What is made anew does not take away what stands.
    await user.press(page.getByRole('button', { name: '作り直す' }));
    await inSight(page.getByText('作り直しました。'));
    expect(await own.count()).toBe(1);
    await page.route('**/console/graphql', (route) => altered(standsInIt)(route).then(() => undefined));
    await user.press(page.getByRole('button', { name: '作り直す' }));
    await signing.getByText('まだほかの監査担当が判定していないため、署名できません。').waitFor();
    expect(await signing.getByRole('button').count()).toBe(0);
    await takePicture(page, 's14-not-to-sign');
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });

  test('who looked at somebody, whom an account looked at, and how the log is', async () => {
    const { person: somebody } = await familyLookedAt(stage);
    const user = await atWork(stage, 'auditor', PURPOSE, SCREEN);
    const { page } = user;
    await user.press(user.button('誰が見たか'));
    await user.type(page.getByLabel(/対象者の宛名番号/), somebody);
    await page.keyboard.press('Enter');
    await page.getByRole('table').getByText('健康課 保健師').first().waitFor();
    await takePicture(page, 's14-who-looked');
    expect(await axeFaults(page)).toEqual([]);
    await narrowed(user);
    await user.press(user.button('誰を見たか'));
    await user.choiceOf(page.getByLabel('アカウント'), '健康課 保健師 (clerk)');
    await page.getByRole('table').waitFor();
    await takePicture(page, 's14-at-whom');
    await user.press(user.button('ログイン'));
    await page.getByRole('table').waitFor();
    await takePicture(page, 's14-logins');
    await user.press(user.button('委託先の報告書'));
    await page.getByRole('article').waitFor();
    await takePicture(page, 's14-contractors');
    await user.press(user.button('記録の状態'));
    await page.getByText('記録は確定できています').waitFor();
    await takePicture(page, 's14-log');
    expect(await axeFaults(page)).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}

interface Signing {
  readonly query: string;
  readonly variables: { readonly input?: object };
}

/** The review has changed since it was read: it is not signed, and is read again from where that is said. */
async function staleSignature(user: User): Promise<void> {
  const { page } = user;
  await page.route('**/console/graphql', (route) => {
    const { variables, ...asked } = route.request().postDataJSON() as Signing;
    if (!/mutation SignReview/.test(asked.query)) return route.continue();
    const input = { ...variables.input, digest: 'read-before' };
    return route.continue({ postData: JSON.stringify({ ...asked, variables: { input } }) });
  });
  await user.press(page.getByRole('button', { name: '点検に署名する' }));
  const sure = page.getByRole('dialog', { name: 'この点検に署名しますか' });
  await user.press(sure.getByRole('button', { name: '署名する' }));
  const changed = page.getByText('点検の内容が、読んだ後に変わっています。');
  await inSight(changed);
  await page.unroute('**/console/graphql');
  const readAgain = page.getByRole('button', { name: '点検を読み直す' });
  await inSight(readAgain);
  const read = page.waitForResponse((response) => /ReviewOfMonth/.test(response.request().postData() ?? ''));
  await user.press(readAgain);
  await (await read).finished();
  await changed.waitFor({ state: 'detached' });
}

/** Of all who looked, those alone that the conditions name; how far the list reaches stays in sight. */
async function narrowed(user: User): Promise<void> {
  const { page } = user;
  const reach = page.getByRole('status').filter({ hasText: /\d:\d\d:\d\d までの記録/ });
  await page.getByRole('rowgroup').last().getByRole('row').last().scrollIntoViewIfNeeded();
  expect((await reach.boundingBox())?.y).toBeGreaterThanOrEqual(0);

  const look = (): Promise<void> => user.press(user.button('調べる'));
  const field = page.getByRole('textbox', { name: '項目' });
  const others = page.getByText(/条件に当てはまる記録はありません/);
  await user.press(page.locator('summary', { hasText: '条件を絞る' }));
  await user.press(page.getByRole('checkbox', { name: /\(clerk\)/ }), 'Space');
  await user.press(page.getByRole('checkbox', { name: '伏せた', exact: true }), 'Space');
  await user.type(field, 'Resident.name');
  await look();
  await page.getByRole('table').waitFor();
  const accounts = page.getByRole('table').locator('tbody tr td:nth-child(2) span');
  expect(new Set(await accounts.allInnerTexts())).toEqual(new Set(['clerk']));
  await takePicture(page, 's14-narrowed');
  expect(await axeFaults(page)).toEqual([]);
  await user.press(page.getByRole('checkbox', { name: '伏せた', exact: true }), 'Space');
  await user.press(page.getByRole('checkbox', { name: '開示', exact: true }), 'Space');
  await look();
  await others.waitFor();

  await user.type(field, ' Resident');
  await look();
  await page.getByText('項目は Resident.address のように入力してください。').waitFor();
  await user.type(field, '.address');
  const year = page.getByRole('group', { name: '期間の終わり' }).getByLabel('年', { exact: true });
  await year.fill('2020');
  await look();
  await page.getByText('終わりの日が、始めの日より前です。').waitFor();
  await year.fill('2023');
}
