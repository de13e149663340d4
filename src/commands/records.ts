import { join } from 'node:path';
import type { Command } from 'commander';
import { unbrokenSignal } from '../background/unbroken-signal.js';
import { MUNICIPALITY } from '../about.js';
import { clockOn } from '../calendar/clock.js';
import type { ChangeRow } from '../immunization-records/change-row.js';
import { readDuePage } from '../immunization-records/due-doses.js';
import { RecordStore, type ChangePlace } from '../immunization-records/record-store.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { loadPolicy } from '../policy/load.js';
import { Persons } from '../persons/persons.js';
import { SOURCE_FACTS } from '../sources/source-facts.js';
import { SourcePolicies } from '../sources/source-policy.js';
import { openSources } from '../sources/open-sources.js';
import type { CommandContext } from './context.js';
import { recordCommand } from './record-command.js';
import { recordImportCommands } from './record-import.js';
import { withTokenFile, type TokenFlags } from './token-file.js';

const ROWS = 1_000;

/** `sekisho record`: the vaccination file as a whole. One record is read and changed in the graph. */
export function recordCommands(program: Command, context: CommandContext): void {
  const records = program.command('record').description('接種記録の点検 / The vaccination file, as a whole');
  withTokenFile(records.command('open'))
    .description(
      '終わっていない変更を示す(1行に1件のJSON)。健康管理システムへの反映を確かめられていないものがあれば終了コード1 / changes that have not ended, one JSON line each. Exit 1 where nobody knows whether health management has one',
    )
    .action((options: TokenFlags) => open(options, context));
  withTokenFile(records.command('due'))
    .description(
      '保存期間の満了した記録を示す(1行に1件のJSON、誰のものかは示さない)。何も廃棄しない / records whose term of keeping has ended, one JSON line each and not whose. Nothing is destroyed',
    )
    .action((options: TokenFlags) => due(options, context));
  recordImportCommands(records, context);
}

async function open({ tokenFile }: TokenFlags, context: CommandContext): Promise<void> {
  await recordCommand(context, { command: 'record open', tokenFile });
  const store = await RecordStore.open({ url: context.settings().store });
  try {
    const pending = await tellChanges(store, 'PENDING', context);
    const waiting = await tellChanges(store, 'AWAITING_APPROVAL', context);
    // Said where there is none as well: a command that prints nothing looks like one that did nothing.
    context.warn(
      `反映を確かめられていない変更 ${pending}件、承認待ち ${waiting}件 / ${pending} changes of which nobody knows whether health management has them, ${waiting} that wait for approval`,
    );
    if (pending > 0) context.exitCode(1);
  } finally {
    await store.close();
  }
}

/** Prints every change in that state, page by page, and says how many there were. */
async function tellChanges(
  store: RecordStore,
  state: 'PENDING' | 'AWAITING_APPROVAL',
  context: CommandContext,
): Promise<number> {
  let told = 0;
  for (let after: ChangePlace | null = null; ;) {
    const changes: readonly ChangeRow[] = await store.inState(state, { most: ROWS, after });
    for (const { id, kind, way, account, at, caseNumber } of changes)
      context.print(JSON.stringify({ id, state, kind, way, account, at, case: caseNumber }));
    told += changes.length;
    const last = changes.at(-1);
    if (last === undefined || changes.length < ROWS) return told;
    after = { at: last.at, id: last.id };
  }
}

async function due({ tokenFile }: TokenFlags, context: CommandContext): Promise<void> {
  await recordCommand(context, { command: 'record due', tokenFile });
  const { keep } = loadPolicy(join(context.root, POLICY_DIRECTORY)).records;
  const settings = context.settings();
  const sources = await openSources({
    urls: settings.sources,
    ...{ intermediate: null, vrs: null, municipality: MUNICIPALITY },
    // Whose they are is not shown.
    measures: null,
    policies: new SourcePolicies((system) => SOURCE_FACTS[system].limits),
    onQuarantine: () => undefined,
    onFault: () => undefined,
  });
  try {
    const signal = unbrokenSignal();
    const today = clockOn(settings.today).today();
    const persons = new Persons({ sources, signal, today });
    const parts = { sources, persons, signal, keep, today };
    let count = 0;
    let unowned = 0;
    for (let after: string | null = null; ;) {
      const page = await readDuePage(parts, { first: ROWS, after });
      for (const { id, dueOn, cites } of page.due) context.print(JSON.stringify({ id, dueOn, cites }));
      // Of nobody that is known: somebody has to find out whose they are before their term can be told.
      for (const id of page.unowned) context.print(JSON.stringify({ id, dueOn: null, owner: 'UNKNOWN' }));
      count += page.due.length;
      unowned += page.unowned.length;
      if (page.next === null) break;
      after = page.next;
    }
    context.warn(
      `${count}件、持ち主の分からない行 ${unowned}件 / ${count} records, ${unowned} rows of nobody that is known`,
    );
  } finally {
    await sources.close();
  }
}
