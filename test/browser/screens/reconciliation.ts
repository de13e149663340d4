import { join } from 'node:path';
import { TEST_CITY, testCity } from '../../support/city.js';
import { startReconciliation } from '../../support/reconciliation/world.js';
import { axeFaults } from '../../support/page/axe.js';
import { takePicture } from '../../support/page/chromium.js';
import { atWork, type Stage } from '../../support/page/stage.js';

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
    await manager.press(manager.page.getByRole('link', { name: '突合の指摘' }));
    await manager.choiceOf(manager.page.getByLabel('状態'), '承認待ち');
    await manager.page.getByText(/number-clerk の提案/).waitFor();
    await takePicture(manager.page, 's12-approving');
    await manager.press(manager.page.getByRole('button', { name: '提案を承認する' }).first());
    await manager.page.getByText('この条件の指摘はありません').waitFor();
    expect(manager.watched).toEqual({ faults: [], elsewhere: [] });
    await manager.leave();
  });
}
