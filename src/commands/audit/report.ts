import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { newId } from '../../individual-number/new-id.js';

import { clockOn } from '../../calendar/clock.js';
import { isPlainDate } from '../../calendar/plain-date.js';
import { MUNICIPALITY, VERSION } from '../../about.js';
import { openJournal } from '../../audit/journal/journal.js';
import { timesOf } from '../../audit/journal/journal-options.js';
import { buildReport } from '../../review/report/build-report.js';
import { render, REPORT_FORMATS, type ReportFormat } from '../../review/report/render.js';
import { CONTRACTOR_KINDS, REPORT_KINDS, type ReportKind } from '../../review/report/report.js';
import type { ReportSource } from '../../review/report/report-source.js';
import { contentOf, judgedFindings } from '../../review/judged-findings.js';
import { ReviewActs } from '../../review/review-acts.js';
import { ReviewLog } from '../../review/review-log.js';
import { ReviewStore } from '../../review/review-store.js';
import { reportHash, signReview } from '../../review/sign-review.js';
import { GatewayError } from '../../errors/gateway-error.js';
import { seenBeside } from '../../gateway/seen-beside.js';
import { folderOf, keysOf } from './log-place.js';
import { readSourceOfReport } from './report-source.js';
import type { CommandContext } from '../context.js';
import { recordReading } from '../record-command.js';
import { withTokenFile, type TokenFlags } from '../token-file.js';

interface ReportFlags extends TokenFlags {
  readonly from: string;
  readonly to: string;
  readonly format: ReportFormat;
  readonly out?: string;
  readonly contractor?: string;
  readonly reviewedOn?: string;
}

/** `sekisho audit report KIND`: the reports that the assessment asks for, and the review with its sign-off. */
export function auditReportCommand(audit: Command, context: CommandContext): void {
  withTokenFile(audit.command('report'))
    .addArgument(
      new Argument(
        '<kind>',
        'access 委託先 (R130)、records 記録 (R132)、performance 履行 (R136)、review 点検 (R195, R204)、drift 逸脱 (R017) / contractors, their records, their performance, the periodic review, the drift',
      ).choices(REPORT_KINDS),
    )
    .argument('[dir]', '記録のフォルダー / audit folder (default: SEKISHO_AUDIT_DIR)')
    .description('定期報告書を作る / Make a periodic report')
    .requiredOption('--from <day>', '最初の日 / first day, in Japan (YYYY-MM-DD)', toDay)
    .requiredOption('--to <day>', '最後の日 / last day, included', toDay)
    .addOption(new Option('--format <format>', '形式 / form').choices(REPORT_FORMATS).default('md'))
    .option('--out <file>', '書き出すファイル / file to write to (default: standard output)')
    .option('--contractor <contract>', '委託契約の番号 / only this contract, for example C3')
    .option(
      '--reviewed-on <day>',
      '確認日。トークンの本人(監査担当)の名で、点検の結果を記録に封印する / day on which it was read: seals that into the log, in the name of the auditor whose token it is',
      toDay,
    )
    .action((kind: ReportKind, dir: string | undefined, flags: ReportFlags) =>
      run(kind, dir, flags, context),
    );
}

async function run(
  kind: ReportKind,
  dir: string | undefined,
  flags: ReportFlags,
  context: CommandContext,
): Promise<void> {
  const { from, to, format, out, contractor = null } = flags;
  refuseContradictions(kind, flags);
  const reader = await recordReading(context, dir, {
    command: `audit report ${kind}`,
    tokenFile: flags.tokenFile,
  });
  const order = {
    directory: folderOf(dir, context),
    keys: keysOf(context),
    settings: context.settings(),
    root: context.root,
    from,
    to,
  };
  const source = await readSourceOfReport(order);
  if (contractor !== null && !source.staff.contracts.has(contractor))
    throw badInput('その委託契約はありません。', 'There is no such contract.', 'no such contract');
  refuseFuture(flags, source);
  const text = render(buildReport(kind, source, contractor), format);
  // The file first: a seal over a report that was never written would vouch for nothing.
  if (out === undefined) context.print(text.replace(/\n$/, ''));
  else await writeReport(out, text, context);
  if (flags.reviewedOn === undefined) return;
  if (reader === null)
    throw badInput(
      '写しの点検は記録に封印できません。',
      'A review of a copy away from the city’s log cannot be signed.',
      'sign-off',
    );
  const signed = { ...flags, reviewer: reader.nameJa, account: reader.account, reviewedOn: flags.reviewedOn };
  const { findings, staff } = source;
  await seal(signed, { text, findings, staff, dir }, context);
}

/** Said once it is there: a command that prints nothing looks like one that did nothing. */
async function writeReport(out: string, text: string, context: CommandContext): Promise<void> {
  await writeFile(resolve(out), text, { mode: 0o600 });
  context.warn(`報告書を ${out} に書き出しました。 / The report is written to ${out}.`);
}

interface SealedFrom {
  readonly text: string;
  readonly dir: string | undefined;
}

type SignedFlags = ReportFlags & Readonly<Record<'reviewer' | 'account' | 'reviewedOn', string>>;

/** By a writer of its own, so that a gateway that is running is not disturbed. */
async function seal(
  { reviewer, account, reviewedOn, from, to }: SignedFlags,
  { text, findings, staff, dir }: Pick<ReportSource, 'findings' | 'staff'> & SealedFrom,
  context: CommandContext,
): Promise<void> {
  const store = await ReviewStore.open({ url: context.settings().store });
  const mirror = dir === undefined ? context.settings().auditMirror : null;
  const log = await openJournal({
    directory: folderOf(dir, context),
    mirror,
    seen: dir === undefined ? await seenBeside(context.settings()) : undefined,
    keys: keysOf(context),
    municipality: MUNICIPALITY,
    version: VERSION,
    ...timesOf(clockOn(context.settings().today)),
  });
  try {
    const now = (): string => clockOn(context.settings().today).now().toISOString();
    const parts = { store, log: new ReviewLog(log, log.writer), request: null, account, now };
    const review = { from, to, text, findings: await judgedFindings(findings, store) };
    const { id, faults } = await signReview(
      new ReviewActs(parts),
      {
        account,
        reviewer,
        reviewedOn,
        at: now(),
        staff,
        store,
        today: clockOn(context.settings().today).today(),
      },
      {
        review,
        asked: {
          idempotencyKey: newId(),
          validateOnly: false,
          digest: contentOf(review, review.findings),
        },
      },
    );
    const [fault] = faults;
    if (fault !== undefined) throw badInput(fault.messageJa, fault.message, fault.code);
    const record = (await store.signatureOfAct(id ?? ''))?.record ?? '-';
    context.warn(`点検を記録しました。 / The review is sealed: ${record}, sha256 ${reportHash(text)}`);
  } finally {
    await log.close();
    await store.close();
  }
}

function refuseContradictions(kind: ReportKind, { from, to, contractor, reviewedOn }: ReportFlags): void {
  if (from > to) throw badInput('--from が --to より後です。', '--from is after --to.', 'span');
  if (contractor !== undefined && !CONTRACTOR_KINDS.has(kind))
    throw badInput(
      '--contractor は委託先の報告書にだけ使えます。',
      '--contractor goes with the reports on contracts only.',
      'contractor',
    );
  if (reviewedOn !== undefined && kind !== 'review')
    throw badInput(
      '確認の記録は review の報告書だけにあります。',
      'Only the review is signed off.',
      'sign-off',
    );
}

/** Nobody has read today what is done tomorrow. */
function refuseFuture({ to, reviewedOn }: ReportFlags, { madeOn }: ReportSource): void {
  if (reviewedOn !== undefined && (reviewedOn > madeOn || reviewedOn < to))
    throw badInput(
      '確認日は、対象期間の最終日以後で、今日までの日です。',
      'The day of the review is the last of the span or after it, and not in the future.',
      'reviewed-on',
    );
}

function badInput(ja: string, en: string, detail: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', { ja, en, detail });
}

function toDay(text: string): string {
  if (isPlainDate(text)) return text;
  throw new InvalidArgumentError('日付は YYYY-MM-DD / a day is written YYYY-MM-DD');
}
