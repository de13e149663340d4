import type { Command } from 'commander';
import { join } from 'node:path';
import { readHead } from '../../audit/segments/head.js';
import { GatewayError } from '../../errors/gateway-error.js';
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
    if (rebuild === true) {
      await refuseToForget(database, log);
      await database.clear();
    }
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
    `索引が原本と異なります。最初の記録: ${odd}。どちらかが書き換えられたか、古い写しが置かれています。sekisho audit verify で確かめ、差の理由が分かるまで索引を作り直さないでください。索引は残っている証拠かもしれません。` +
      `\nThe index differs from the journal, first at ${odd}. Somebody changed one of them, or an older copy was put there: run sekisho audit verify, and keep the index until the difference is explained; it may be the last evidence.`,
  );
  context.exitCode(1);
}

/**
 * An index that knows records which the log does not have is the last that tells of them.
 * @throws GatewayError AUDIT_UNAVAILABLE
 */
async function refuseToForget(
  database: IndexDatabase,
  { directory, keys }: Pick<Parameters<typeof checkIndex>[0], 'directory' | 'keys'>,
): Promise<void> {
  for (const { writer, seq } of await database.query('SELECT writer, seq FROM access_progress')) {
    const head = (await readHead(join(directory, `gw${Number(writer)}`), keys))?.seq ?? 0;
    if (head >= Number(seq)) continue;
    throw new GatewayError('AUDIT_UNAVAILABLE', {
      ja: `索引は gw${Number(writer)} を${Number(seq)}件まで知っていますが、記録は${head}件までです。索引は最後の証拠なので作り直しません。差の理由が分かったら、索引のファイルを別の場所に移してから作り直してください。`,
      en: `The index knows ${Number(seq)} records of gw${Number(writer)}, the log only ${head}. It is the last evidence of them and is not rebuilt. Once the difference is explained, move its file (or tables) aside and rebuild.`,
      detail: 'the index knows more than the log',
    });
  }
}

async function size(database: IndexDatabase): Promise<number> {
  return Number((await database.query('SELECT COUNT(*) AS n FROM access_operation'))[0]?.['n'] ?? 0);
}
