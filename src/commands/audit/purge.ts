import { join } from 'node:path';

import type { Command } from 'commander';

import { MUNICIPALITY, VERSION } from '../../about.js';
import { openJournal } from '../../audit/journal/journal.js';
import { timesOf } from '../../audit/journal/journal-options.js';
import { secretsOf } from '../../audit/keys/log-secrets.js';
import {
  finishPurges,
  heldSegments,
  purge,
  type RetainedSegment,
  type RetentionScope,
} from '../../audit/retention/purge.js';
import { segmentName } from '../../audit/format/log-format.js';
import { NEVER } from '../../audit/retention/retention-terms.js';
import { otherVersionsIn, verdictOf, type VerifyReport } from '../../audit/verify/report.js';
import { verifyLog } from '../../audit/verify/verify-log.js';
import { GatewayError } from '../../errors/gateway-error.js';
import { clockOn, nowForTerms } from '../../calendar/clock.js';
import { DAY_MILLISECONDS, dayInJapan } from '../../calendar/japan-time.js';
import { POLICY_DIRECTORY } from '../../policy/directory.js';
import { loadPolicy } from '../../policy/load.js';
import { openStaff } from '../../staff/open-staff.js';
import { seenBeside } from '../../gateway/seen-beside.js';
import { folderOf, keysOf } from './log-place.js';
import type { CommandContext } from '../context.js';
import { recordReading } from '../record-command.js';
import { withTokenFile, type TokenFlags } from '../token-file.js';

interface PurgeOptions extends TokenFlags {
  readonly destroy?: true;
  readonly segment?: string;
}

/** `sekisho audit purge`: lists what the terms hold, and with `--destroy` destroys what is due. */
export function auditPurgeCommand(audit: Command, context: CommandContext): void {
  withTokenFile(audit.command('purge'))
    .argument('[dir]', '記録のフォルダー / audit folder (default: SEKISHO_AUDIT_DIR)')
    .description(
      '保存期間を過ぎた区間を廃棄する(retention.json)。--destroy がなければ表示だけ行う / Destroy segments whose terms are over (retention.json); without --destroy only say which',
    )
    .option(
      '--destroy',
      'トークンの本人の名で廃棄する / destroy what is due, in the name of the account whose token it is',
    )
    .option('--segment <writer/number>', 'この区間だけ / only this segment, for example gw1/000001')
    .action((dir: string | undefined, options: PurgeOptions) => run(dir, options, context));
}

async function run(
  dir: string | undefined,
  { destroy, segment, tokenFile }: PurgeOptions,
  context: CommandContext,
): Promise<void> {
  const clock = clockOn(context.settings().today);
  const today = dayInJapan(nowForTerms(clock).toISOString());
  const reader = await recordReading(context, dir, { command: 'audit purge', tokenFile });
  const scope = await scopeOf(dir, context);
  const report = await verifyLog(scope.directory, secretsOf(scope.keys));
  if (!report.whole) throw notWhole(report);
  await finishPurges(scope, new Set(report.writers.flatMap(({ purges }) => [...purges])));
  const held: RetainedSegment[] = [];
  for await (const each of heldSegments(scope, today)) held.push(each);
  for (const each of held)
    context.print(
      `${nameOf(each)}: records ${each.firstSeq} to ${each.lastSeq}, ${stateOf(each, today, scope.retention.purgeWithinDays)}`,
    );
  const due = segment === undefined ? held.filter(({ due: day }) => day <= today) : [found(held, segment)];
  if (due.length === 0) return context.print('廃棄できる記録はありません。 / Nothing is due.');
  if (destroy !== true)
    return context.print(
      '廃棄するには --destroy を付けてください。トークンの本人の名で記録します。 / Give --destroy to destroy what is due, in the name of the account whose token it is.',
    );
  if (reader === null)
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'purge of a copy',
      ja: '市の記録のない機械では廃棄できません。',
      en: 'Nothing is destroyed on a machine without the city’s log: nobody there could be held to it.',
    });
  const log = await openJournal({
    directory: scope.directory,
    mirror: scope.mirror,
    seen: dir === undefined ? await seenBeside(context.settings()) : undefined,
    keys: scope.keys,
    municipality: MUNICIPALITY,
    version: VERSION,
    ...timesOf(clock),
  });
  try {
    await purge(due, { by: reader.nameJa, account: reader.account, today }, scope, log);
  } finally {
    await log.close();
  }
  for (const each of due) context.print(`${nameOf(each)}: 廃棄しました / destroyed`);
}

async function scopeOf(dir: string | undefined, context: CommandContext): Promise<RetentionScope> {
  const settings = context.settings();
  const policyDirectory = join(context.root, POLICY_DIRECTORY);
  const policy = loadPolicy(policyDirectory);
  const staff = await openStaff({ settings, policyDirectory, policy, today: clockOn(settings.today).today });
  const ends = new Map(
    [...staff.directory.index.accounts.values()].map(({ id, ends: day }) => [id, day] as const),
  );
  await staff.close();
  return {
    directory: folderOf(dir, context),
    mirror: dir === undefined ? settings.auditMirror : null,
    keys: keysOf(context),
    retention: policy.retention,
    accountEnd: (account) => ends.get(account),
  };
}

const nameOf = ({ writer, segment }: RetainedSegment): string =>
  `${writer}/${segmentName(segment).slice(0, 6)}`;

/** In time, due, or overdue: kept longer than the term allows is a fault, too (R134). */
function stateOf({ due }: RetainedSegment, today: string, withinDays: number): string {
  if (due === NEVER) return '期間が始まっていない記録を含む / holds records whose term has not begun to end';
  if (due > today) return `${due} から廃棄できる / can be destroyed from ${due}`;
  const late = Math.round((Date.parse(today) - Date.parse(due)) / DAY_MILLISECONDS);
  return late > withinDays
    ? `保存期間を ${late} 日過ぎている / OVERDUE by ${late} days`
    : `廃棄できる / due since ${due}`;
}

function found(held: readonly RetainedSegment[], name: string): RetainedSegment {
  const one = held.find((each) => nameOf(each) === name);
  if (one === undefined)
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'no such segment',
      ja: `${name} は廃棄できません。保存期間の短い種類でもまだ満了していないか、終わっていない区間です。`,
      en: `${name} cannot be destroyed: not even its shortest term is over, it is still being written, or it is not there.`,
    });
  return one;
}

function notWhole(report: VerifyReport): GatewayError {
  const [otherVersion] = otherVersionsIn(report);
  if (otherVersion !== undefined && verdictOf(report) === 'OTHER_VERSION')
    return new GatewayError('AUDIT_UNAVAILABLE', { ...otherVersion, detail: 'log of another version' });
  return new GatewayError('AUDIT_UNAVAILABLE', {
    detail: 'log is not whole',
    ja: '記録が完全ではないため廃棄しません。sekisho audit verify で確かめ、監査の責任者に連絡してください。',
    en: 'The log is not whole, so nothing of it is destroyed. Run: sekisho audit verify, and tell the one responsible for the audit.',
  });
}
