import { join, resolve } from 'node:path';

import type { Command } from 'commander';

import { isHeld } from '../../audit/files/lock-file.js';
import { secretsOf } from '../../audit/keys/log-secrets.js';
import {
  firstBadSequence,
  otherVersionsIn,
  verdictOf,
  type Verdict,
  type WriterReport,
} from '../../audit/verify/report.js';
import { verifyLog, verifyPublicly } from '../../audit/verify/verify-log.js';
import { isCosigned, readWitness, type Witnessed } from '../../audit/verify/witnessed.js';
import { withJapanOffset } from '../../calendar/japan-time.js';
import { requireFolder } from '../required-path.js';
import { knownBeside, olderThan } from './held-beside.js';
import { folderOf, keysOf } from './log-place.js';
import type { CommandContext } from '../context.js';

interface VerifyOptions {
  readonly key?: readonly string[];
  readonly witness?: string;
  readonly witnessKey?: string;
}

export function auditVerifyCommands(audit: Command, context: CommandContext): void {
  audit
    .command('verify')
    .argument('[dir]', '記録のフォルダー / audit folder (default: SEKISHO_AUDIT_DIR)')
    .description(
      '記録に欠けも書き換えもないか確かめる。終了コード 0: 完全、1: 異常(最初に合わない連番を示す)、2: 指定の誤り、3: 別の版の記録 / ' +
        'Verify the log. Exit 0 only for a whole, unbroken one; 1: names the first bad sequence number; 2: a fault of whoever asks; 3: of another version',
    )
    .option(
      '--key <key...>',
      '前に控えた検証鍵、書き手ごとに一つ。秘密鍵なしで検証する / verifier keys noted down before, one per writer: verify without any secret',
    )
    .option(
      '--witness <folder>',
      '証人の控えたチェックポイントとも照合する / hold the log to the checkpoints that a witness keeps there',
    )
    .option(
      '--witness-key <key>',
      '連署する証人の鍵。その署名があるかも確かめる / key of the co-signing witness: its signature must be under them',
    )
    .action((dir: string | undefined, options: VerifyOptions) => verify(dir, options, context));
  audit
    .command('key')
    .argument('[dir]', '記録のフォルダー / audit folder (default: SEKISHO_AUDIT_DIR)')
    .description(
      '各書き手の検証鍵を表示する(後で検証する人が控えておく) / Print the verifier key of each writer, to be noted down by whoever will verify later',
    )
    .action((dir: string | undefined) => printKeys(dir, context));
}

async function verify(
  dir: string | undefined,
  options: VerifyOptions,
  context: CommandContext,
): Promise<void> {
  const folder = folderOf(dir, context);
  requireFolder(folder);
  if (options.witness !== undefined) requireFolder(options.witness);
  const witnessed = options.witness === undefined ? [] : await readWitness(resolve(options.witness));
  const keys = options.key === undefined ? keysOf(context) : null;
  const beside = keys === null ? new Map<string, never>() : await knownBeside(folder, keys, context);
  const report =
    keys === null
      ? await verifyPublicly(folder, options.key ?? [], witnessed)
      : await verifyLog(folder, secretsOf(keys), witnessed);
  for (const writer of report.writers) {
    printWriter(writer, options.key === undefined, context);
    await printNotes(writer, options.key === undefined ? folder : null, context);
  }
  for (const name of report.bystanders ?? []) context.print(bystanderNote(name));
  for (const { ja, en } of otherVersionsIn(report)) context.print(`${ja} / ${en}`);
  for (const fault of report.faults) context.print(`log: 記録全体の異常 / ${fault}`);
  const unsigned = unsignedBy(options.witnessKey, witnessed);
  for (const { writer } of unsigned)
    context.print(
      `log: 証人の控えた ${writer} のチェックポイントに、証人の署名がありません / the witness did not sign the checkpoint kept of ${writer}`,
    );
  const older = olderThan(beside, report);
  for (const line of older) context.print(line);
  const verdict = unsigned.length === 0 && older.length === 0 ? verdictOf(report) : 'NOT_WHOLE';
  context.print(verdict === 'WHOLE' && options.key !== undefined ? SIGNED_AND_WHOLE : VERDICTS[verdict]);
  if (verdict !== 'WHOLE') context.exitCode(EXIT_CODES[verdict]);
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  WHOLE: '記録はすべてそろっており、書き換えは見つかりませんでした。 / The log is whole and unbroken.',
  NOT_WHOLE:
    '記録が完全ではありません。フォルダーに触れず、監査の責任者に連絡してください。 / The log is NOT whole. Keep it as it is and tell the one responsible for the audit.',
  OTHER_VERSION:
    '記録形式の版が異なるため検証できていません。完全だとは言えません。フォルダーに触れず、上に示した版のプログラムで検証してください。 / The log was NOT verified: it, or a part of it, is of another version of the format. Nothing is said of its being whole. Keep it as it is and verify it with the version named above.',
};

/** Without the gateway's keys nothing is known of what no signature covers yet, so nothing is claimed of it. */
const SIGNED_AND_WHOLE =
  '署名されている範囲(上に示した番号まで)の記録はすべてそろっており、書き換えは見つかりませんでした。その後については何も言えません。 / The log is signed and whole up to the records named above. Nothing is said of what lies behind them.';

/** 2 is what every command gives for a fault of the operator: no keys, no such option. */
const EXIT_CODES: Readonly<Record<Exclude<Verdict, 'WHOLE'>, number>> = { NOT_WHOLE: 1, OTHER_VERSION: 3 };

function unsignedBy(key: string | undefined, witnessed: readonly Witnessed[]): readonly Witnessed[] {
  return key === undefined ? [] : witnessed.filter(({ note }) => !isCosigned(note, key));
}

async function printKeys(dir: string | undefined, context: CommandContext): Promise<void> {
  requireFolder(folderOf(dir, context));
  const report = await verifyLog(folderOf(dir, context), secretsOf(keysOf(context)));
  for (const { keys } of report.writers) for (const key of keys.slice(-1)) context.print(key);
}

/** `opened`: with the keys. Without them nobody can see which intents are open, and nothing is said of it. */
function printWriter(report: WriterReport, opened: boolean, context: CommandContext): void {
  const {
    writer,
    records,
    segments,
    purged,
    signed,
    signedAt,
    openIntents,
    firstOpenIntents,
    unsealed,
    unfinishedBytes,
  } = report;
  const bad = firstBadSequence(report);
  if (bad !== null)
    context.print(
      `${writer}: 最初に合わない連番は ${bad.seq} です / first bad sequence ${bad.seq}: ${bad.what}`,
    );
  for (const fault of report.faults) {
    if (fault !== bad)
      context.print(
        `${writer}: ${fault.seq === null ? '合わないもの' : `連番 ${fault.seq} が合いません`} / ${fault.seq === null ? '' : `sequence ${fault.seq}: `}${fault.what}`,
      );
  }
  const verified = {
    ja: `${segments}区分の記録 ${records}件を検証しました`,
    en: `${records} records in ${segments} segments verify`,
  };
  if (opened) {
    const first = openIntents === 0 ? '' : firstOpenIntents.join(', ');
    const open = first === '' ? { ja: '', en: '' } : { ja: `(最初: ${first})`, en: ` (first: ${first})` };
    context.print(
      `${writer}: ${verified.ja}。終わりのない意図 ${openIntents}件${open.ja} / ${verified.en}, ${openIntents} open intents${open.en}`,
    );
  } else
    context.print(
      `${writer}: ${verified.ja}。記録 ${signed} まで署名され、そろっています / ${verified.en}: signed and whole up to record ${signed}`,
    );
  const at = signedAt === null ? '-' : withJapanOffset(signedAt);
  const gone = purged.length > 0;
  context.print(
    `${writer}: うち署名済み ${signed}件、最新の署名 ${at}${gone ? `、廃棄済み ${purged.length}区分` : ''} / ${signed} of them signed, the newest at ${at}${gone ? `, ${purged.length} segments purged` : ''}`,
  );
  if (unsealed > 0)
    context.print(
      `${writer}: 末尾の後に記録 ${unsealed}件があります。どの回答もこれによっていません / ${unsealed} records stand after the head; no answer rests on them`,
    );
  if (unfinishedBytes > 0)
    context.print(
      opened
        ? `${writer}: 末尾に書きかけの ${unfinishedBytes} バイトがあります。どの回答もこれによっていません / an unfinished write of ${unfinishedBytes} bytes at the end; no answer rests on it`
        : `${writer}: 記録 ${records} の後の ${unfinishedBytes} バイトは完全な記録ではなく、署名もありません。書きかけか破損かは、鍵があれば分かります / ${unfinishedBytes} bytes behind record ${records} are no whole record, and no signature covers them: an unfinished write, or damage; the keys tell`,
    );
}

/**
 * What is no fault, and yet to be known.
 * @param folder of the log; null without its keys
 */
async function printNotes(
  { writer, newest = null, openIntents, unfinishedBytes, bystanders = [], ...clock }: WriterReport,
  folder: string | null,
  context: CommandContext,
): Promise<void> {
  for (const name of bystanders) context.print(bystanderNote(`${writer}/${name}`));
  const { clockJumps = [], clockSetFrom = null } = clock;
  if (clockSetFrom !== null)
    context.print(
      `${writer}: 記録 ${clockSetFrom} からの時刻には、日付を変えた時計(デモ、SEKISHO_TODAY)によるものがあります。いつ行われたかの証拠にはなりません / from record ${clockSetFrom} on there are times of a clock that was set to another day (a demo, SEKISHO_TODAY): they are no evidence of when.`,
    );
  for (const { seq, what } of clockJumps)
    context.print(
      `${writer}: 時刻の飛び: 記録 ${seq} / record ${seq}: ${what}. 端末の時計を確かめてください / Check that machine's clock.`,
    );
  // Whoever has no keys reads only checkpoints, and no STOP.
  if (newest === null || folder === null) return;
  const end =
    newest.kind === 'STOP'
      ? '正常に終了しています / ended in order (STOP)'
      : (await isHeld(join(folder, `${writer}.lock`)))
        ? '書き込み中です / is being written now'
        : `正常に終了していません。記録 ${newest.seq}(${withJapanOffset(newest.at)})の後で、プロセスが強制終了したか機械が止まりました。回答済みの記録は失われていません / did NOT end in order: after record ${newest.seq} at ${withJapanOffset(newest.at)} its process was killed or its machine failed. Nothing that was answered is lost; ${openIntents} requests and ${unfinishedBytes} bytes were under way`;
  context.print(`${writer}: ${end}`);
}

function bystanderNote(name: string): string {
  return `${name}: 記録の一部ではありません(ファイルシステムや編集ソフトが作るもの)。見ていません / is no part of the log but of a file system or an editor; it was not looked at`;
}
