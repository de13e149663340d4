import type { Command } from 'commander';
import { listRecords } from '../../audit/reading/list-records.js';
import type { AuditRecord } from '../../audit/record/record.js';
import { GatewayError } from '../../errors/gateway-error.js';
import { folderOf, keysOf } from './log-place.js';
import { edgeOf } from './edge-of.js';
import type { CommandContext } from '../context.js';
import { recordReading } from '../record-command.js';
import { withTokenFile, type TokenFlags } from '../token-file.js';

/** Every kind of record, with what it tells of: `src/audit/record/record.ts`. */
const KINDS: Readonly<Record<AuditRecord['kind'], string>> = {
  GENESIS: '記録の始まり / the log begins',
  START: '起動 / the gateway starts',
  STOP: '停止 / it stops',
  RECOVERY: '障害からの回復 / it goes on after a fault',
  LOGIN: 'ログイン / log-in',
  LOGOUT: 'ログアウト / log-out',
  CHANGE: '職員・メニュー・委託の変更 / accounts, menus, contracts changed',
  POLICY: '方針の変更 / another policy',
  LINKAGE: '情報連携 / linkage',
  ACT: '案件などの変更 / cases and the like changed',
  RECORD_SYSTEM: 'ワクチン接種記録システムの操作 / acts at the vaccination record system',
  INTENT: '照会の前 / before a request',
  OUTCOME: '照会の結果 / an answer',
  REVIEW: '点検 / a review',
  PURGE: '廃棄 / destroyed',
  COMMAND: 'コマンドによる閲覧 / the log or the city read by command',
  CHECKPOINT: '署名 / a signature',
};

interface ListOptions extends TokenFlags {
  readonly kind?: readonly string[];
  readonly account?: string;
  readonly from?: string;
  readonly to?: string;
}

/** `sekisho audit list`: who logged in, who was granted what, when it started, what was destroyed. */
export function auditListCommand(audit: Command, context: CommandContext): void {
  withTokenFile(audit.command('list'))
    .argument('[dir]', '記録のフォルダー / audit folder (default: SEKISHO_AUDIT_DIR)')
    .description(
      '記録を種類・アカウント・日時で一覧する(1行に1件のJSON) / records by kind, account and time, one JSON line each',
    )
    .option('--kind <kind...>', '種類 / kinds (default: all but INTENT and CHECKPOINT)')
    .option('--account <name>', 'した人、された人 / who did it, or to whose account it was done')
    .option('--from <when>', '日時か日(この日を含む) / instant, or day in Japan (YYYY-MM-DD), included')
    .option('--to <when>', '日時(含まない)か日(含む) / instant, excluded, or day in Japan, included')
    .addHelpText(
      'after',
      `\n種類 / kinds:\n${Object.entries(KINDS)
        .map(([kind, what]) => `  ${kind.padEnd(11)}${what}`)
        .join('\n')}`,
    )
    .action((dir: string | undefined, options: ListOptions) => list(dir, options, context));
}

async function list(dir: string | undefined, options: ListOptions, context: CommandContext): Promise<void> {
  const { tokenFile } = options;
  await recordReading(context, dir, { command: 'audit list', tokenFile });
  const found = listRecords(folderOf(dir, context), keysOf(context), {
    kinds: options.kind === undefined ? undefined : new Set(options.kind.map(toKind)),
    account: options.account,
    from: edgeOf(options.from, 'START_OF_DAY'),
    to: edgeOf(options.to, 'END_OF_DAY'),
  });
  let count = 0;
  for await (const record of found) {
    context.print(JSON.stringify(record));
    count += 1;
  }
  context.warn(`${count}件 / ${count} records`);
}

function toKind(text: string): string {
  const kind = text.toUpperCase();
  if (kind in KINDS) return kind;
  const all = Object.keys(KINDS).join(', ');
  throw new GatewayError('BAD_USER_INPUT', {
    ja: `そのような種類はありません。種類: ${all}`,
    en: `There is no such kind of record. Kinds: ${all}`,
    detail: 'no such kind',
  });
}
