import { join } from 'node:path';
import { TEST_CITY, testCity } from '../../support/city.js';
import { startReconciliation } from '../../support/reconciliation/world.js';
import { altered, warned } from '../../support/page/altered-answer.js';
import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { atWork, type Stage, type User } from '../../support/page/stage.js';

/** Compares ledger and VRS once, as the gateway's operator does at night. */
async function compare({ gateway }: Stage): Promise<void> {
  const data = gateway.settings.dataDirectory;
  const run = await startReconciliation(
    { directory: testCity().directory, ...TEST_CITY },
    { vrs: gateway.vrs, data, health: join(data, 'health.sqlite'), store: join(data, 'store.sqlite') },
  );
  await run.run().run(AbortSignal.timeout(120_000));
  await run.end();
}

const HISTORY = '接種履歴管理に関する事務';
const SCREEN = '突合の指摘';

interface Sent {
  readonly query: string;
  readonly variables: { readonly input: { digest: string; readonly idempotencyKey: string } };
}

/** The kind of most findings on the screen, beside which others stand. */
async function kindOfSeveral({ page }: User): Promise<string> {
  await page.getByRole('article').first().waitFor();
  const kinds = await page.getByRole('article').getByRole('heading').allInnerTexts();
  const count = (kind: string): number => kinds.filter((one) => one === kind).length;
  const [most] = [...new Set(kinds)].sort((one, other) => count(other) - count(one));
  if (most === undefined) throw new Error('nothing differs');
  return most;
}

export function reconciliationScreen(stage: Stage): void {
  test('a finding is looked at, a decision proposed by one and approved by another', async () => {
    await compare(stage);
    const clerk = await atWork(stage, 'number-clerk', '接種履歴管理に関する事務', '突合の指摘');
    const { page } = clerk;
    const finding = page.getByRole('article').first();
    await finding.waitFor();
    await clerk.press(finding.locator('summary', { hasText: '決定を提案する' }));
    await clerk.choose(finding.getByRole('radio', { name: 'どちらも誤りではない' }));
    await clerk.choose(finding.getByRole('radio', { name: '予診票' }));
    await takePicture(page, 's12-proposing');
    expect(await axeFaults(page)).toEqual([]);
    await clerk.press(finding.getByRole('button', { name: '提案する' }));
    await finding.getByRole('button', { name: '提案する' }).waitFor({ state: 'detached' });
    expect(clerk.watched).toEqual({ faults: [], elsewhere: [] });
    await clerk.leave();

    const manager = await atWork(stage, 'manager', '接種履歴管理に関する事務');
    await manager.press(manager.page.getByRole('link', { name: '突合の指摘', exact: true }));
    await manager.choiceOf(manager.page.getByLabel('状態'), '承認待ち');
    await manager.page.getByText(/number-clerk の提案/).waitFor();
    await takePicture(manager.page, 's12-approving');
    await manager.press(manager.page.getByRole('button', { name: '提案を承認する' }).first());
    await manager.page.getByText('この条件の指摘はありません').waitFor();
    expect(manager.watched).toEqual({ faults: [], elsewhere: [] });
    await manager.leave();
  });

  test('several findings of one kind are proposed at once, each by itself; what has changed is told and the rest goes on', async () => {
    const clerk = await atWork(stage, 'number-clerk', HISTORY, SCREEN);
    const { page } = clerk;
    const kind = await kindOfSeveral(clerk);
    const cards = page.getByRole('article').filter({ has: page.getByRole('heading', { name: kind }) });
    for (const at of [0, 1, 2]) await clerk.press(cards.nth(at).getByRole('checkbox'), 'Space');
    const other = page.getByRole('article').filter({ hasNot: page.getByRole('heading', { name: kind }) });
    await clerk.press(other.first().getByRole('checkbox'), 'Space');
    expect(await other.first().getByRole('checkbox').isChecked()).toBe(false);
    const form = page.getByRole('form', { name: new RegExp(`${kind} 3件`) });
    await clerk.choose(form.getByRole('radio', { name: 'どちらも誤りではない' }));
    await clerk.choose(form.getByRole('radio', { name: '予診票' }));
    expect(await form.getByRole('radio', { name: '両方を次の値に訂正する' }).count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's12-several');
    const sent = new Array<Sent>();
    const note = { ja: '100人のうち90人を閲覧しました。', en: '90 of 100 persons are used.' };
    let goOn = (): void => undefined;
    const gate = new Promise<null>((resolve) => {
      goOn = () => resolve(null);
    });
    // A colleague has been at the second while it stood on the screen.
    await page.route('**/console/graphql', async (route) => {
      const body = (route.request().postDataJSON() ?? {}) as Sent;
      if (!body.query.includes('mutation DecideFinding')) return route.continue();
      sent.push(body);
      if (sent.length === 1) return void (await altered(warned(note))(route));
      await gate;
      if (sent.length === 2) body.variables.input.digest = sent[0]?.variables.input.digest ?? '';
      return route.continue({ postData: JSON.stringify(body) });
    });
    await clerk.press(form.getByRole('button', { name: '3件を順に提案する' }));
    // What is said to the first stands while the others are sent, whatever is pressed meanwhile.
    await page.getByRole('region', { name: '確認してください' }).getByText(note.ja).waitFor();
    await page.keyboard.press('Tab');
    goOn();
    await page.getByText('提案した 2件、提案できなかった 1件、送らなかった 0件').waitFor();
    const rows = page.getByRole('table', { name: '提案の結果' }).getByRole('row');
    expect(await rows.nth(2).innerText()).toMatch(/提案できませんでした/);
    expect(await page.getByText(note.ja).count()).toBe(1);
    expect(new Set(sent.map(({ variables }) => variables.input.idempotencyKey)).size).toBe(3);
    await page.getByRole('article').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await takePicture(page, 's12-outcomes');
    await page.unrouteAll();
    expect(clerk.watched).toEqual({ faults: [], elsewhere: [] });
    await clerk.leave();

    const manager = await atWork(stage, 'manager', HISTORY, SCREEN);
    await manager.choiceOf(manager.page.getByLabel('状態'), '承認待ち');
    await manager.page
      .getByText(/number-clerk の提案/)
      .nth(1)
      .waitFor();
    expect(await manager.page.getByText(/number-clerk の提案/).count()).toBe(2);
    await manager.leave();
  });

  test('what is stopped sends nothing more, and says what was not sent', async () => {
    const clerk = await atWork(stage, 'number-clerk', HISTORY, SCREEN);
    const { page } = clerk;
    const kind = await kindOfSeveral(clerk);
    const cards = page.getByRole('article').filter({ has: page.getByRole('heading', { name: kind }) });
    for (const at of [0, 1]) await clerk.press(cards.nth(at).getByRole('checkbox'), 'Space');
    const form = page.getByRole('form', { name: new RegExp(`${kind} 2件`) });
    await clerk.choose(form.getByRole('radio', { name: 'どちらも誤りではない' }));
    await clerk.choose(form.getByRole('radio', { name: '予診票' }));
    let open = (): void => undefined;
    const gate = new Promise<null>((resolve) => {
      open = () => resolve(null);
    });
    await page.route('**/console/graphql', async (route) => {
      if ((route.request().postData() ?? '').includes('mutation DecideFinding')) await gate;
      return route.continue();
    });
    await clerk.press(form.getByRole('button', { name: '2件を順に提案する' }));
    await page.getByText('2件中 0件を送りました。').waitFor();
    await clerk.press(clerk.button('残りを送らない'));
    open();
    await page.getByText('提案した 1件、提案できなかった 0件、送らなかった 1件').waitFor();
    await page.unrouteAll();
    await clerk.leave();
  });
}
