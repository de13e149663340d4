import { join } from 'node:path';
import type { Command } from 'commander';
import { unbrokenSignal } from '../background/unbroken-signal.js';
import { MUNICIPALITY } from '../about.js';
import { OpenActs } from '../audit/reading/open-acts.js';
import { readRecords } from '../audit/reading/read-records.js';
import type { RecordSystemRecord } from '../audit/record/record-system-record.js';
import { clockOn } from '../calendar/clock.js';
import { GatewayError } from '../errors/gateway-error.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { loadPolicy } from '../policy/load.js';
import { Persons } from '../persons/persons.js';
import type { OpenSources } from '../sources/open-sources.js';
import { exportFile } from '../vaccination-record/csv/export-file.js';
import type { FileActs } from '../vaccination-record/csv/file-log.js';
import { FileInUse } from '../vaccination-record/csv/file-in-use.js';
import { FileChanged, importFile } from '../vaccination-record/csv/import-file.js';
import { NotWideForm } from '../vaccination-record/csv/read-wide.js';
import { PersonsOfLines, type LookedUp, type Naming } from '../vaccination-record/csv/persons-of-lines.js';
import { messagesOf } from '../vaccination-record/csv/set-aside-texts.js';
import { VrsLog } from '../vaccination-record/vrs-log.js';
import { VrsStore } from '../vaccination-record/vrs-store.js';
import { keysOf } from './audit/log-place.js';
import type { PersonCommand } from './command-rules.js';
import type { CommandContext } from './context.js';
import { closedForPerson } from './permit-person.js';
import { openCommandLog, recordCommand } from './record-command.js';
import { refuseFolder, requireFile } from './required-path.js';
import { stagingKey } from './staging-key.js';
import { withTokenFile, type TokenFlags } from './token-file.js';
import { reconcile } from './vrs-reconcile.js';
import { notConnected, sourcesOf } from './vrs-sources.js';

/**
 * `sekisho vrs`: files in the wide form of the vaccination record system, what is open there, and the comparison with
 * the ledger.
 */
export function vrsCommands(program: Command, context: CommandContext): void {
  const vrs = program.command('vrs').description('ワクチン接種記録システム(VRS) / Vaccination record system');
  withTokenFile(vrs.command('import'))
    .description(
      '予防接種台帳向けのCSV(UTF-8)を取り込み用の表に読む。途中で止まれば続きから / Read a CSV for the vaccination ledger into the staging table; broken off, it goes on where it was. Exit 1 where lines were set aside',
    )
    .argument('<file>', 'CSVファイル / the file')
    .action((file: string, flags: TokenFlags) => importing(file, flags, context));
  withTokenFile(vrs.command('check'))
    .description(
      '終わりの分からない操作を記録から示す(1行に1件のJSON) / acts whose end nobody knows, by the log, one JSON line each',
    )
    .action((flags: TokenFlags) => check(flags, context));
  withTokenFile(vrs.command('export'))
    .description(
      '市の接種記録を同じ形のCSVに書き出す。途中で止まれば続きから / Write the city’s own records in the same form; broken off, it goes on where it was',
    )
    .argument('<file>', '書き出すファイル / file to write')
    .option('--bom', '先頭にBOMを付ける / with a byte order mark')
    .action((file: string, flags: TokenFlags & { readonly bom?: true }) => exporting(file, flags, context));
  withTokenFile(vrs.command('reconcile'))
    .description(
      '接種台帳と突き合わせ、指摘の件数を種類ごとに示す。中断した突合は続きから行う。 / compares it with the ledger and prints how many findings of each kind there are; a run that was broken off goes on',
    )
    .action((options: TokenFlags) => reconcile(options, context));
}

/** Intents without an outcome: what a gateway is still at work on, or what a crash broke off before anything was sent. */
async function check({ tokenFile }: TokenFlags, context: CommandContext): Promise<void> {
  await recordCommand(context, { command: 'vrs check', tokenFile });
  const { auditDirectory } = context.settings();
  const acts = new OpenActs<RecordSystemRecord & { readonly at: string }>();
  for await (const { record } of readRecords(auditDirectory, keysOf(context)))
    if (record.kind === 'RECORD_SYSTEM') acts.add(record);
  const open = acts.open();
  for (const { act, id, account, at } of open) context.print(JSON.stringify({ act, id, account, at }));
  context.warn(`終わりの分からない操作 ${open.length}件 / ${open.length} acts whose end nobody knows`);
}

async function importing(path: string, flags: TokenFlags, context: CommandContext): Promise<void> {
  const check = (): void => requireFile(path);
  await withFiles(context, { command: 'vrs import', flags, check }, async ({ parts, lookUp }) => {
    const told = await importFile({
      ...{ ...parts, path, municipality: MUNICIPALITY, key: stagingKey(context), lookUp },
    }).catch(sayWhy);
    if (told.known) context.warn('このファイルは取込済みです。 / This file was read before.');
    else if (told.resumedAt !== null)
      context.warn(`${told.resumedAt}行目から続けました。 / Went on at line ${told.resumedAt}.`);
    for (const { line, fault, columnName } of told.setAside)
      context.print(JSON.stringify({ line, fault, column: columnName, ...messagesOf(fault) }));
    context.warn(
      `取込 ${told.staged}回分、取り込めなかった行 ${told.setAside.length}行 / ${told.staged} doses staged, ${told.setAside.length} lines set aside`,
    );
    if (told.setAside.length > 0) context.exitCode(1);
  });
}

async function exporting(
  path: string,
  flags: TokenFlags & { readonly bom?: true },
  context: CommandContext,
): Promise<void> {
  const check = (): void => refuseFolder(path);
  await withFiles(
    context,
    { command: 'vrs export', flags, check },
    async ({ parts, sources, staff, lookUp }) => {
      const { vrs } = sources;
      if (vrs === null) throw notConnected();
      const signal = unbrokenSignal();
      const told = await exportFile({
        ...{ ...parts, path, bom: flags.bom === true, lookUp },
        read: (after) =>
          sources.ask('VACCINATION_RECORD_SYSTEM', signal, (live) =>
            vrs.dosesAfter(after, MOST_PERSONS, { staff, signal: live }),
          ),
      }).catch(sayWhy);
      if (told.resumedAfter !== null)
        context.warn('続きから書き出しました。 / Went on where it was broken off.');
      for (const person of told.leftOut) context.print(JSON.stringify({ person, fault: 'NUMBER_IN_TEXT' }));
      // How many, and of nobody who: not even that there is something of a certain one.
      if (told.closed > 0) context.print(JSON.stringify({ leftOut: told.closed, ...CLOSED_PERSONS }));
      context.warn(
        `${told.bytes}バイト、個人番号と読める文字のため除いた人 ${told.leftOut.length}人、あなたには扱えないため除いた人 ${told.closed}人 / ${told.bytes} bytes; ${told.leftOut.length} persons left out for texts that may hold an individual number, ${told.closed} who are closed to you`,
      );
      if (told.leftOut.length > 0 || told.closed > 0) context.exitCode(1);
    },
  );
}

const CLOSED_PERSONS = {
  fault: 'CLOSED_PERSON',
  messageJa:
    'あなたが情報を扱えない人(自分の世帯の人など)は、ファイルに入っていません。全員分が要るときは、扱える別の担当者が書き出してください。',
  message:
    'Persons who are closed to you (your own household is, for one) are not in the file. Where all are needed, somebody to whom they are open writes it.',
};

/** Persons of one call. */
const MOST_PERSONS = 200;

interface Opened {
  readonly parts: FileActs & { readonly store: VrsStore; readonly now: () => string };
  readonly sources: OpenSources;
  /** Whom these lines are about, and which are of somebody closed to the account. */
  readonly lookUp: <Line extends Naming>(lines: readonly Line[]) => Promise<LookedUp<Line>>;
  /** The account's user of the system. */
  readonly staff: string;
}

interface FileCommand {
  readonly command: PersonCommand;
  readonly flags: TokenFlags;
  /** Of what was typed, for whoever may run the command and before anything is opened. */
  readonly check?: () => void;
}

/** Opens what a file needs, in the name of whoever may, and closes it again. */
async function withFiles(
  context: CommandContext,
  { command, flags, check }: FileCommand,
  work: (opened: Opened) => Promise<void>,
): Promise<void> {
  const { tokenFile } = flags;
  const principal = await recordCommand(context, { command, tokenFile });
  const { account } = principal;
  check?.();
  const policy = loadPolicy(join(context.root, POLICY_DIRECTORY));
  // The rule of the command asks for one.
  const staff = policy.vrs.users.get(account)?.staff ?? '';
  const settings = context.settings();
  const audit = await openCommandLog(settings);
  const store = await VrsStore.open({ url: settings.store });
  const sources = await sourcesOf(settings, context);
  const clock = clockOn(settings.today);
  const signal = unbrokenSignal();
  const people = new PersonsOfLines({ sources, signal });
  const acts = { log: new VrsLog(audit), account };
  const persons = new Persons({ sources, today: clock.today(), signal });
  const closedFor = (number: string) => closedForPerson({ policy, persons, principal, command }, number);
  const lookUp = <Line extends Naming>(lines: readonly Line[]) => people.lookUp(lines, closedFor);
  const parts = { ...acts, store, now: () => clock.now().toISOString() };
  try {
    await work({ parts, sources, staff, lookUp });
  } finally {
    await sources.close();
    await store.close();
    await audit.close();
  }
}

/** What is wrong with the file, for whoever ran the command. */
function sayWhy(error: unknown): never {
  if (error instanceof NotWideForm)
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'not the wide form',
      ja: '1行目が、ワクチン接種記録システムの予防接種台帳向け出力の見出しではありません。何も取り込んでいません。',
      en: 'The first line is not the header of the vaccination record system’s export. Nothing was read in.',
    });
  if (error instanceof FileInUse)
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'file in use',
      ja: '同じファイルを別の処理が読み書きしています。終わるのを待ってください。',
      en: 'Another process is at the same file. Wait for it to end.',
    });
  if (error instanceof FileChanged)
    throw new GatewayError('BAD_USER_INPUT', {
      detail: 'file changed',
      ja: '取込中にファイルが書き換えられました。そこから先は取り込んでいません。元のファイルで続きから取り込むか、新しいファイルとして取り込んでください。',
      en: 'The file was written to while it was read. Nothing was read in from there on. Go on with the file as it was, or read the new one in.',
    });
  throw error;
}
