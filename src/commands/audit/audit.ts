import type { Command } from 'commander';

import { MUNICIPALITY } from '../../about.js';
import { expandRecord, searchSubject } from '../../audit/reading/search.js';
import { instantOf } from '../../calendar/japan-time.js';
import { GatewayError } from '../../errors/gateway-error.js';
import { auditIndexCommand } from './index-command.js';
import { folderOf, keysOf } from './log-place.js';
import { auditProofCommands } from './proof.js';
import { auditPurgeCommand } from './purge.js';
import { auditReportCommand } from './report.js';
import { auditVerifyCommands } from './verify.js';
import type { CommandContext } from '../context.js';
import { recordCommand } from '../record-command.js';

interface SearchOptions {
  readonly subject: string;
  readonly from?: string;
  readonly to?: string;
  readonly account?: string;
}

/** `sekisho audit ...`: for the auditor, beside a running gateway or on a copy of the log without one. */
export function auditCommands(program: Command, context: CommandContext): void {
  const audit = program.command('audit').description('verify, search and expand the access log');
  auditVerifyCommands(audit, context);
  auditPurgeCommand(audit, context);
  auditProofCommands(audit, context);
  auditReportCommand(audit, context);
  auditIndexCommand(audit, context);
  audit
    .command('search')
    .argument('[dir]', 'audit folder (default: SEKISHO_AUDIT_DIR)')
    .description('every access to one person, one JSON line each')
    .requiredOption('--subject <atena>', 'resident by 宛名番号')
    .option('--from <when>', 'instant, or day in Japan (YYYY-MM-DD), included')
    .option('--to <when>', 'instant, excluded, or day in Japan, included')
    .option('--account <name>', 'only what this account did')
    .action((dir: string | undefined, options: SearchOptions) => search(dir, options, context));
  audit
    .command('expand')
    .argument('[dir]', 'audit folder (default: SEKISHO_AUDIT_DIR)')
    .description('every resolver access of one answer, one JSON line each')
    .requiredOption('--record <writer/sequence>', 'as the answer carried it in Sekisho-Record')
    .action((dir: string | undefined, options: { record: string }) => expand(dir, options.record, context));
}

/** The log is read to audit it, or to answer a resident who asked for disclosure. */
const LOG_PURPOSES = ['AUDIT', 'DISCLOSURE'] as const;

const SEARCH_KEYS = ['record', 'at', 'account', 'purpose', 'case', 'coordinate', 'path', 'outcome', 'reason'];

async function search(
  dir: string | undefined,
  options: SearchOptions,
  context: CommandContext,
): Promise<void> {
  const { subject: atenaNumber, from, to, account } = options;
  const range = { from: edgeOf(from, 'START_OF_DAY'), to: edgeOf(to, 'END_OF_DAY') };
  const reading = { command: 'audit search', purposes: LOG_PURPOSES, atenaNumber, directory: dir };
  await recordCommand(context, reading);
  const found = searchSubject(folderOf(dir, context), keysOf(context), {
    municipality: MUNICIPALITY,
    atenaNumber,
    ...range,
    account,
  });
  // As a list of keys: they come out in this order, and the pseudonym that was searched for stays out.
  for await (const access of found) context.print(JSON.stringify(access, SEARCH_KEYS));
}

async function expand(dir: string | undefined, record: string, context: CommandContext): Promise<void> {
  await recordCommand(context, { command: 'audit expand', purposes: LOG_PURPOSES, directory: dir });
  for await (const { coordinate, path, subject, outcome, reason } of expandRecord(
    folderOf(dir, context),
    keysOf(context),
    record,
  )) {
    context.print(JSON.stringify({ coordinate, path, subject, outcome, reason }));
  }
}

function edgeOf(when: string | undefined, edge: 'START_OF_DAY' | 'END_OF_DAY'): string | undefined {
  if (when === undefined) return undefined;
  const instant = instantOf(when, edge);
  if (instant === null) {
    const forms = '2026-04-01, 2026-04-01T09:00:00+09:00';
    throw new GatewayError('BAD_USER_INPUT', {
      ja: `日時の書き方: ${forms}`,
      en: `A time is not valid. Write it like ${forms}.`,
    });
  }
  return instant;
}
