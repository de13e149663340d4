import type { Command } from 'commander';
import { checkIndex } from '../../audit/index/check-index.js';
import type { IndexDatabase } from '../../audit/index/index-database.js';
import { JournalIndexer } from '../../audit/index/journal-indexer.js';
import { keysOf } from './log-place.js';
import { openIndexOf } from './index-place.js';
import type { CommandContext } from '../context.js';

/** `sekisho audit index`: brings the derived index up to date, makes it anew, or compares it with the journal. */
export function auditIndexCommand(audit: Command, context: CommandContext): void {
  audit
    .command('index')
    .description('検索用の索引を更新する / Bring the search index up to date')
    .option('--rebuild', '索引を初めから作り直す / make it anew from the journal')
    .option(
      '--check',
      '索引と原本を突き合わせる / compare every row with the journal; exit 1 where one differs',
    )
    .action((flags: { readonly rebuild?: true; readonly check?: true }) => run(flags, context));
}

async function run(
  { rebuild, check }: { readonly rebuild?: true; readonly check?: true },
  context: CommandContext,
): Promise<void> {
  const settings = context.settings();
  const log = { directory: settings.auditDirectory, keys: keysOf(context), settings };
  const database = await openIndexOf(log);
  const indexer = new JournalIndexer({ database, ...log });
  try {
    // What was edited must not be mended before it is found.
    if (check === true && rebuild !== true) {
      await report(database, log, context);
      return;
    }
    if (rebuild === true) await database.clear();
    await indexer.catchUp();
    if (check === true) await report(database, log, context);
    else
      context.print(
        `索引は最新です。記録 ${await size(database)}件 / The index is up to date: ${await size(database)} answers.`,
      );
  } finally {
    await indexer.close();
    await database.close();
  }
}

async function report(
  database: IndexDatabase,
  log: Pick<Parameters<typeof checkIndex>[0], 'directory' | 'keys'>,
  context: CommandContext,
): Promise<void> {
  const odd = await checkIndex({ database, ...log });
  if (odd === null) {
    context.print(
      `索引は原本と一致します。記録 ${await size(database)}件 / The index says what the journal says: ${await size(database)} answers.`,
    );
    return;
  }
  context.print(
    `索引が原本と異なります。最初の記録: ${odd}。sekisho audit index --rebuild で作り直してください。` +
      `\nThe index differs from the journal, first at ${odd}. Somebody changed one of them: run sekisho audit verify, then sekisho audit index --rebuild.`,
  );
  context.exitCode(1);
}

async function size(database: IndexDatabase): Promise<number> {
  return Number((await database.query('SELECT COUNT(*) AS n FROM access_operation'))[0]?.['n'] ?? 0);
}
