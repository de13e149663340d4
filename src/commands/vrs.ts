import type { Command } from 'commander';
import { join } from 'node:path';
import { MUNICIPALITY } from '../about.js';
import { clockOn } from '../calendar/clock.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { loadPolicy } from '../policy/load.js';
import { FindingStore } from '../reconciliation/finding-store.js';
import { SideReader } from '../reconciliation/read-sides.js';
import { ReconciliationRun } from '../reconciliation/reconciliation-run.js';
import { openSources } from '../sources/open-sources.js';
import { SOURCE_FACTS } from '../sources/source-facts.js';
import { SourcePolicies } from '../sources/source-policy.js';
import type { CommandContext } from './context.js';
import { recordCommand } from './record-command.js';
import { withTokenFile, type TokenFlags } from './token-file.js';

/** `sekisho vrs`: work over all of the vaccination record system. What was found is read and decided in the graph. */
export function vrsCommands(program: Command, context: CommandContext): void {
  const vrs = program.command('vrs').description('ワクチン接種記録システム(VRS) / Vaccination record system');
  withTokenFile(vrs.command('reconcile'))
    .description(
      '接種台帳と突き合わせ、指摘の件数を種類ごとに示す。中断した突合は続きから行う。/ compares it with the ledger and prints how many findings of each kind there are; a run that was broken off goes on',
    )
    .action((options: TokenFlags) => reconcile(options, context));
}

async function reconcile({ tokenFile }: TokenFlags, context: CommandContext): Promise<void> {
  await recordCommand(context, { command: 'vrs reconcile', purposes: ['HISTORY'], tokenFile });
  const settings = context.settings();
  const policy = loadPolicy(join(context.root, POLICY_DIRECTORY));
  const clock = clockOn(settings.today);
  const sources = await openSources({
    ...{ urls: settings.sources, intermediate: null, municipality: MUNICIPALITY },
    vrs: settings.vrsUrl && { url: settings.vrsUrl, keys: settings.vrsKeys },
    policies: new SourcePolicies((system) => SOURCE_FACTS[system].limits),
    onFault: (system) => context.warn(`${system}: 応答がありません / does not answer`),
    onQuarantine: () => undefined,
  });
  const store = await FindingStore.open({ url: settings.store });
  try {
    if (sources.vrs === null)
      throw new Error('SEKISHO_VRS_URL が設定されていません。 / SEKISHO_VRS_URL is not set.');
    const reader = new SideReader({ sources, vrs: sources.vrs, staff: () => policy.vrs.system.staff });
    const run = await new ReconciliationRun({
      ...{ store, reader, municipality: MUNICIPALITY, today: clock.today },
      ...{ now: () => clock.now().toISOString(), rules: () => policy.vrs.reconciliation },
    }).run(new AbortController().signal);
    const { persons, doses, leftAlone } = run;
    context.warn(
      `${persons}人、接種 ${doses}件(指摘しない差異 ${leftAlone}件) / ${persons} persons, ${doses} doses, ${leftAlone} differences left alone`,
    );
    const counts = [...(await store.counts())].sort((a, b) => (a.kind < b.kind ? -1 : 1));
    for (const { kind, suspected, state, count } of counts)
      context.print(JSON.stringify({ kind, suspected, state, count }));
  } finally {
    await store.close();
    await sources.close();
  }
}
