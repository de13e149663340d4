import type { Command } from 'commander';
import { listRecords } from '../audit/reading/list-records.js';
import { clockOn } from '../calendar/clock.js';
import { withJapanOffset } from '../calendar/japan-time.js';
import { CaseStore, type StoredCase } from '../cases/case-store.js';
import { CASE_ACTIONS } from '../cases/case-terms.js';
import { stateOf } from '../cases/case-views.js';
import { isWhole, reconcileCases, type LoggedAct } from '../cases/reconcile-cases.js';
import { keysOf } from './audit/log-place.js';
import type { CommandContext } from './context.js';
import { recordCommand } from './record-command.js';
import { withTokenFile, type TokenFlags } from './token-file.js';

/** `sekisho case`: what was taken in, as a whole. One case is opened and read in the graph. */
export function caseCommands(program: Command, context: CommandContext): void {
  const cases = program.command('case').description('案件の点検 / What was taken in, as a whole');
  withTokenFile(cases.command('list'))
    .description(
      '案件を一覧する(1行に1件のJSON。対象者は人数だけ) / cases, one JSON line each; of the persons their count alone',
    )
    .option('--open', '閉じていないものだけ / only those not closed')
    .action((options: TokenFlags & { readonly open?: true }) => list(options, context));
  withTokenFile(cases.command('check'))
    .description(
      '受け付けた案件が残らずあるかを記録と突き合わせ、終わりの分からない操作を示す / whether all that was opened is there, by the log; and acts whose end nobody knows. Exit 1 where a case is missing',
    )
    .action((options: TokenFlags) => check(options, context));
}

async function list(
  { tokenFile, open }: TokenFlags & { readonly open?: true },
  context: CommandContext,
): Promise<void> {
  await recordCommand(context, { command: 'case list', tokenFile });
  const { today } = clockOn(context.settings().today);
  let count = 0;
  for (const { row, persons } of await allCases(context)) {
    const { number, documentNumber, division, windowId, requester, openedBy, openedAt, openUntil } = row;
    const state = stateOf(row, today());
    if (open === true && state === 'CLOSED') continue;
    const purposes = row.purposes.split(' ');
    const told = { number, documentNumber, state, division, window: windowId, purposes, requester };
    context.print(JSON.stringify({ ...told, openedBy, openedAt, openUntil, persons: persons.length }));
    count += 1;
  }
  context.warn(`${count}件 / ${count} cases`);
}

async function check({ tokenFile }: TokenFlags, context: CommandContext): Promise<void> {
  await recordCommand(context, { command: 'case check', tokenFile });
  const { today, now } = clockOn(context.settings().today);
  const asOf = now().toISOString();
  const acts = await loggedActs(context);
  const cases = (await allCases(context)).map(({ row }) => ({ ...row, state: stateOf(row, today()) }));
  const found = reconcileCases(cases, acts, asOf);
  for (const { year, cases: all, open, expired, closed } of found.years)
    context.print(
      `${year}年度: ${all}件(処理中 ${open}、期間経過 ${expired}、終了 ${closed}) / ${all} cases: ${open} open, ${expired} expired, ${closed} closed`,
    );
  for (const number of found.lost) context.print(`記録にあって台帳にない / in the log alone: ${number}`);
  for (const number of found.unlogged)
    context.print(`台帳にあって記録にない / in the store alone: ${number}`);
  for (const number of found.gaps) context.print(`欠番 / no case has this number: ${number}`);
  for (const { act, id, account, at } of found.unfinished)
    context.print(
      `終わりの分からない操作 / act without an end: ${withJapanOffset(at)} ${act} ${account} ${id}`,
    );
  if (!isWhole(found)) context.exitCode(1);
}

async function allCases(context: CommandContext): Promise<readonly StoredCase[]> {
  const store = await CaseStore.open({ url: context.settings().store });
  try {
    const all: StoredCase[] = [];
    for await (const one of store.all()) all.push(one);
    return all;
  } finally {
    await store.close();
  }
}

async function loggedActs(context: CommandContext): Promise<readonly LoggedAct[]> {
  const acts: LoggedAct[] = [];
  const own: ReadonlySet<string> = new Set(CASE_ACTIONS);
  const { auditDirectory } = context.settings();
  for await (const record of listRecords(auditDirectory, keysOf(context), { kinds: new Set(['ACT']) }))
    if (own.has(String(record['act']))) acts.push(record as unknown as LoggedAct);
  return acts;
}
