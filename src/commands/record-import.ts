import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { unbrokenSignal } from '../background/unbroken-signal.js';
import { MUNICIPALITY } from '../about.js';
import { clockOn } from '../calendar/clock.js';
import { GatewayError } from '../errors/gateway-error.js';
import { isKeepable } from '../immunization-records/judge-dose.js';
import { RecordDesk } from '../immunization-records/record-desk.js';
import { RecordLog } from '../immunization-records/record-log.js';
import { RecordStore } from '../immunization-records/record-store.js';
import { createCursorCodec } from '../paging/cursor.js';
import { Persons } from '../persons/persons.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { loadPolicy } from '../policy/load.js';
import { openStaff } from '../staff/open-staff.js';
import { messagesOf } from '../vaccination-record/csv/set-aside-texts.js';
import { DoseTaker } from '../vaccination-record/csv/take-doses.js';
import type { TakenState } from '../vaccination-record/csv/taken-state.js';
import { VrsLog } from '../vaccination-record/vrs-log.js';
import { VrsStore } from '../vaccination-record/vrs-store.js';
import type { PersonCommand } from './command-rules.js';
import type { CommandContext } from './context.js';
import { closedForPerson } from './permit-person.js';
import { openCommandLog, recordCommand } from './record-command.js';
import { stagingKey } from './staging-key.js';
import { withTokenFile, type TokenFlags } from './token-file.js';
import { sourcesOf } from './vrs-sources.js';

interface DecideFlags extends TokenFlags {
  readonly accept?: true;
  readonly refuse?: true;
  readonly reason: string;
}

/** Longest reason, as the engine keeps it. */
const MOST_REASON = 200;

/** `sekisho record import` and what it leaves to somebody: doses of VRS files become records of the ledger. */
export function recordImportCommands(records: Command, context: CommandContext): void {
  withTokenFile(records.command('import'))
    .description(
      '「vrs import」で読んだ接種を、判定を通して接種台帳に記録する。途中で止まれば続きから。取り込めない行・判断待ちの行を示し、あれば終了コード1 / records the doses that `vrs import` has staged, each judged; resumable. Prints lines that are set aside or wait for a decision, and exits with 1 where there are any',
    )
    .action((flags: TokenFlags) => take(flags, context));
  withTokenFile(records.command('waiting'))
    .description(
      '判断待ちの接種と、取り込めずに残っている接種を示す(1行に1件のJSON) / doses that wait for a decision or were set aside, one JSON line each',
    )
    .action((flags: TokenFlags) => waiting(flags, context));
  withTokenFile(records.command('decide'))
    .description(
      '判断待ちの接種、又は取り込めずに残っている接種を、理由を付けて記録するか、退ける / records a dose that waits or was set aside, or refuses it, with a reason',
    )
    .argument('<id>', '接種の id / its id')
    .option('--accept', '記録する / record it')
    .option('--refuse', '退ける / it is no dose of this person')
    .requiredOption('--reason <text>', '理由 / why')
    .action((id: string, flags: DecideFlags) => decide(id, flags, context));
}

async function take(flags: TokenFlags, context: CommandContext): Promise<void> {
  await withTaker(context, { command: 'record import', flags }, async (taker) => {
    const counts = await taker.take((told) =>
      context.print(JSON.stringify({ ...told, ...messagesOf(told.codes) })),
    );
    const count = (state: TakenState): number => counts.get(state) ?? 0;
    context.warn(
      `記録 ${count('TAKEN')}件、記録済み ${count('KNOWN')}件、取り込めない ${count('SET_ASIDE')}件、判断待ち ${count('WAITING')}件、鍵がなく読めない ${count('UNREADABLE')}件、あなたには扱えない人 ${count('CLOSED')}件、ほかで処理中 ${count('HELD')}件 / ${count('TAKEN')} recorded, ${count('KNOWN')} on file before, ${count('SET_ASIDE')} set aside, ${count('WAITING')} wait for a decision, ${count('UNREADABLE')} not readable under the key that is here, ${count('CLOSED')} of persons who are closed to you, ${count('HELD')} somebody else is at`,
    );
    if (count('HELD') > 0)
      context.warn(
        '処理中のものは、1分ほど後にもう一度実行すると確かめられます。 / Run it once more in a minute for what somebody else is at.',
      );
    const left = ['SET_ASIDE', 'WAITING', 'UNREADABLE', 'CLOSED', 'HELD'] as const;
    if (left.some((state) => count(state) > 0)) context.exitCode(1);
  });
}

async function waiting(flags: TokenFlags, context: CommandContext): Promise<void> {
  await withTaker(context, { command: 'record waiting', flags }, async (taker) => {
    const rows = await taker.waiting();
    for (const { id, importId, line, dose, state, codes, account, at } of rows)
      context.print(
        JSON.stringify({ id, file: importId, line, dose, state, codes, ...messagesOf(codes), account, at }),
      );
    context.warn(`${rows.length}件 / ${rows.length} doses`);
  });
}

async function decide(id: string, flags: DecideFlags, context: CommandContext): Promise<void> {
  const { reason, accept: isAccepted = false, refuse: isRefused = false } = flags;
  if (isAccepted === isRefused || !isKeepable(reason, MOST_REASON))
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'record decide',
      ja: '--accept か --refuse のどちらか一方と、200文字以内の理由(--reason)を指定してください。',
      en: 'Give one of --accept and --refuse, and a reason of at most 200 characters.',
    });
  await withTaker(context, { command: 'record decide', flags }, async (taker) => {
    const came = await taker.decide(id, { isAccepted, reason });
    if (came === null)
      throw new GatewayError('BAD_USER_INPUT', {
        detail: 'no such dose waits',
        ja: 'その id の残っている接種はありません。record waiting で確かめてください。',
        en: 'No dose of this id is left to decide on. Look at `record waiting`.',
      });
    const { state } = came;
    const codes = came.codes.join(' ');
    context.print(JSON.stringify({ id, state, codes, ...messagesOf(codes) }));
    if (state !== 'TAKEN' && state !== 'KNOWN' && state !== 'REFUSED') context.exitCode(1);
  });
}

/** Opens what taking doses in needs, in the name of whoever may put a dose on file, and closes it again. */
async function withTaker(
  context: CommandContext,
  { command, flags: { tokenFile } }: { readonly command: PersonCommand; readonly flags: TokenFlags },
  work: (taker: DoseTaker) => Promise<void>,
): Promise<void> {
  const principal = await recordCommand(context, { command, tokenFile });
  const { account } = principal;
  const policyDirectory = join(context.root, POLICY_DIRECTORY);
  const policy = loadPolicy(policyDirectory);
  const settings = context.settings();
  const { today, now: clock } = clockOn(settings.today);
  const now = () => clock().toISOString();
  const signal = unbrokenSignal();
  const closing: { close(): Promise<void> }[] = [];
  const add = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    closing.unshift(part);
    return part;
  };
  try {
    const audit = add(await openCommandLog(settings));
    const store = add(await VrsStore.open({ url: settings.store }));
    const changes = add(await RecordStore.open({ url: settings.store }));
    const sources = add(await sourcesOf(settings, context));
    const staff = add(await openStaff({ settings, policy, policyDirectory, today }));
    const persons = new Persons({ sources, today: today(), signal });
    const desk = new RecordDesk({
      ...{ store: changes, log: new RecordLog(audit), now, today: today(), request: command, account },
      ...{ caseNumber: null, policy, signal, sources, municipality: MUNICIPALITY },
      persons,
      staff: staff.directory.index,
      cursors: createCursorCodec(randomBytes(32)),
    });
    const closedFor = (number: string) => closedForPerson({ policy, persons, principal, command }, number);
    const log = new VrsLog(audit);
    const parts = { store, log, desk, sources, account, closedFor, municipality: MUNICIPALITY, signal, now };
    await work(new DoseTaker({ ...parts, key: stagingKey(context) }));
  } finally {
    for (const part of closing) await part.close();
  }
}
