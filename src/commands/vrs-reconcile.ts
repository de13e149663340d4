import { GatewayError } from '../errors/gateway-error.js';
import { join } from 'node:path';
import { unbrokenSignal } from '../background/unbroken-signal.js';
import { MUNICIPALITY } from '../about.js';
import { clockOn } from '../calendar/clock.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { loadPolicy } from '../policy/load.js';
import { FindingLog } from '../reconciliation/finding-log.js';
import { FindingStore } from '../reconciliation/finding-store.js';
import { SideReader } from '../reconciliation/read-sides.js';
import { RunInUse } from '../reconciliation/run-in-use.js';
import { ReconciliationRun } from '../reconciliation/reconciliation-run.js';
import { RunLog } from '../reconciliation/run-log.js';
import type { CommandContext } from './context.js';
import { openCommandLog, recordCommand } from './record-command.js';
import type { TokenFlags } from './token-file.js';
import { notConnected, sourcesOf } from './vrs-sources.js';

/** `sekisho vrs reconcile`: what was found is read and decided in the graph. */
export async function reconcile({ tokenFile }: TokenFlags, context: CommandContext): Promise<void> {
  const { account } = await recordCommand(context, { command: 'vrs reconcile', tokenFile });
  const settings = context.settings();
  const policy = loadPolicy(join(context.root, POLICY_DIRECTORY));
  const clock = clockOn(settings.today);
  const sources = await sourcesOf(settings, context);
  const store = await FindingStore.open({ url: settings.store });
  const audit = await openCommandLog(settings);
  try {
    if (sources.vrs === null) throw notConnected();
    const log = new RunLog(new FindingLog(audit), account);
    const reader = new SideReader({ sources, vrs: sources.vrs, staff: () => policy.vrs.system.staff });
    const run = await new ReconciliationRun({
      ...{ store, reader, log, municipality: MUNICIPALITY, today: clock.today },
      ...{ now: () => clock.now().toISOString(), rules: () => policy.vrs.reconciliation },
    })
      .run(unbrokenSignal())
      .catch(sayWhy);
    const { persons, doses, leftAlone } = run;
    context.warn(
      `${persons}人、接種 ${doses}件(指摘しない差異 ${leftAlone}件) / ${persons} persons, ${doses} doses, ${leftAlone} differences left alone`,
    );
    const counts = [...(await store.counts())].sort((a, b) => (a.kind < b.kind ? -1 : 1));
    for (const { kind, suspected, state, count } of counts)
      context.print(JSON.stringify({ kind, suspected, state, count }));
  } finally {
    await audit.close();
    await store.close();
    await sources.close();
  }
}

/** What keeps the run from going on, for whoever ran the command. */
function sayWhy(error: unknown): never {
  if (error instanceof RunInUse)
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'run in use',
      ja: '同じ突合を別の処理が続けています。終わるのを待ってください。',
      en: 'Another process goes on with the same comparison. Wait for it to end.',
    });
  throw error;
}
