import { join } from 'node:path';
import type { Command } from 'commander';

import { MUNICIPALITY } from '../../about.js';
import { expandRecord, searchSubject } from '../../audit/reading/search.js';
import { readWriter } from '../../audit/reading/read-records.js';
import { toldOf } from '../../audit/reading/list-records.js';
import { readAtenaNumber } from '../../loaders/atena-number.js';
import { edgeOf } from './edge-of.js';
import { auditListCommand } from './list.js';
import { auditIndexCommand } from './index-command.js';
import { folderOf, keysOf } from './log-place.js';
import { auditProofCommands } from './proof.js';
import { auditPurgeCommand } from './purge.js';
import { auditReportCommand } from './report.js';
import { auditVerifyCommands } from './verify.js';
import type { CommandContext } from '../context.js';
import { recordReading } from '../record-command.js';
import { withTokenFile, type TokenFlags } from '../token-file.js';

interface SearchOptions extends TokenFlags {
  readonly subject: string;
  readonly from?: string;
  readonly to?: string;
  readonly account?: string;
}

interface ExpandOptions extends TokenFlags {
  readonly record: string;
}

/** `sekisho audit ...`: for the auditor, beside a running gateway or on a copy of the log without one. */
export function auditCommands(program: Command, context: CommandContext): void {
  const audit = program
    .command('audit')
    .description('アクセス記録の検証・検索・報告 / The access log: verify, search, report');
  auditVerifyCommands(audit, context);
  auditPurgeCommand(audit, context);
  auditProofCommands(audit, context);
  auditReportCommand(audit, context);
  auditIndexCommand(audit, context);
  auditListCommand(audit, context);
  withTokenFile(audit.command('search'))
    .argument('[dir]', '記録のフォルダー / audit folder (default: SEKISHO_AUDIT_DIR)')
    .description(
      '一人の住民へのすべてのアクセス(1行に1件のJSON) / Every access to one person, one JSON line each',
    )
    .requiredOption(
      '--subject <atena>',
      '宛名番号(先頭の0は省略できる) / resident by 宛名番号, leading zeros optional',
    )
    .option('--from <when>', '日時か日(この日を含む) / instant, or day in Japan (YYYY-MM-DD), included')
    .option('--to <when>', '日時(含まない)か日(含む) / instant, excluded, or day in Japan, included')
    .option('--account <name>', 'このアカウントがしたことだけ / only what this account did')
    .action((dir: string | undefined, options: SearchOptions) => search(dir, options, context));
  withTokenFile(audit.command('expand'))
    .argument('[dir]', '記録のフォルダー / audit folder (default: SEKISHO_AUDIT_DIR)')
    .description('一つの回答の内訳(1行に1件のJSON) / Every resolver access of one answer, one JSON line each')
    .requiredOption(
      '--record <writer/sequence>',
      '回答の Sekisho-Record にある番号 / as the answer carried it in Sekisho-Record',
    )
    .action((dir: string | undefined, options: ExpandOptions) => expand(dir, options, context));
}

const SEARCH_KEYS = ['record', 'at', 'account', 'purpose', 'case', 'coordinate', 'path', 'outcome', 'reason'];

async function search(
  dir: string | undefined,
  options: SearchOptions,
  context: CommandContext,
): Promise<void> {
  const { from, to, account } = options;
  const atenaNumber = readAtenaNumber(options.subject);
  const range = { from: edgeOf(from, 'START_OF_DAY'), to: edgeOf(to, 'END_OF_DAY') };
  const { tokenFile } = options;
  await recordReading(context, dir, { command: 'audit search', atenaNumber, tokenFile });
  const looked = { records: 0, found: 0 };
  const found = searchSubject(folderOf(dir, context), keysOf(context), {
    municipality: MUNICIPALITY,
    atenaNumber,
    ...range,
    account,
    onLooked: () => void (looked.records += 1),
  });
  // As a list of keys: they come out in this order, and the pseudonym that was searched for stays out.
  for await (const access of found) {
    context.print(JSON.stringify(access, SEARCH_KEYS));
    looked.found += 1;
  }
  // An empty answer is one only where it is known what was looked through.
  context.warn(
    `回答の記録${looked.records}件を調べ、${looked.found}件のアクセスがありました。 / ${looked.found} accesses in ${looked.records} records of answers that were looked through.`,
  );
}

async function expand(
  dir: string | undefined,
  { record, tokenFile }: ExpandOptions,
  context: CommandContext,
): Promise<void> {
  await recordReading(context, dir, { command: 'audit expand', tokenFile });
  let count = 0;
  for await (const { coordinate, path, subject, outcome, reason } of expandRecord(
    folderOf(dir, context),
    keysOf(context),
    record,
  )) {
    context.print(JSON.stringify({ coordinate, path, subject, outcome, reason }));
    count += 1;
  }
  if (count === 0) await printRefused(folderOf(dir, context), record, context);
}

/** A request that reached nothing has no access to tell of: what there is of it is why, and what it asked for. */
async function printRefused(folder: string, name: string, context: CommandContext): Promise<void> {
  const [writer = '', number = ''] = name.split('/');
  const read = (seq: number) => readWriter(join(folder, writer), writer, keysOf(context), seq);
  for await (const record of read(Number(number))) {
    if (record.seq !== Number(number)) continue;
    context.print(JSON.stringify(toldOf(writer, record)));
    if (record.kind !== 'OUTCOME' || record.intent === null) return;
    for await (const intent of read(record.intent)) {
      if (intent.seq < record.intent) continue;
      context.print(JSON.stringify(toldOf(writer, intent)));
      return;
    }
  }
}
