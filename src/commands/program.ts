import { Command, CommanderError } from 'commander';
import { VERSION } from '../about.js';
import type { CommandContext } from './context.js';
import { REMOTE_COMMANDS } from './remote/twins-data.js';
import { OPERATOR, reportError } from './report-error.js';

type AddTo = (program: Command, context: CommandContext) => void;

/** Each command by its name, loaded when it is asked for: what all of them import takes most of a second to load. */
const COMMANDS: ReadonlyMap<string, () => Promise<AddTo>> = new Map<string, () => Promise<AddTo>>([
  ['serve', async () => (await import('./serve.js')).serveCommand],
  ['city', async () => (await import('./city.js')).cityCommands],
  ['token', async () => (await import('./token.js')).tokenCommands],
  ['audit', async () => (await import('./audit/audit.js')).auditCommands],
  ['case', async () => (await import('./cases.js')).caseCommands],
  ['record', async () => (await import('./records.js')).recordCommands],
  ['measures', async () => (await import('./measures.js')).measureCommands],
  ['policy', async () => (await import('./policy.js')).policyCommands],
  ['schema', async () => (await import('./schema.js')).schemaCommands],
  ['documents', async () => (await import('./documents.js')).documentsCommands],
  ['store', async () => (await import('./store.js')).storeCommands],
  ['vrs', async () => (await import('./vrs.js')).vrsCommands],
  ['staff', async () => (await import('./staff.js')).staffCommands],
  ['mock', async () => (await import('./mock.js')).mockCommand],
  ['doctor', async () => (await import('./doctor.js')).doctorCommand],
  ...REMOTE_COMMANDS.map(
    (name) => [name, async () => (await import('./remote/remote.js')).remoteCommands(name)] as const,
  ),
]);

/** `sekisho` with all its commands, or with the one that is named, if it is one. */
export async function sekishoProgram(context: CommandContext, name = ''): Promise<Command> {
  const program = new Command('sekisho')
    .description('関所: 市役所の GraphQL 統合窓口 / GraphQL gateway for a city hall')
    .version(VERSION, '-V, --version', '版 / print the version')
    .helpOption('-h, --help', '使い方 / print this help')
    .helpCommand('help [command]', '使い方 / print the help of a command')
    .configureOutput({ outputError: (text, write) => write(`${MISTYPED} / ${text}`) })
    .exitOverride();
  const named = COMMANDS.get(name);
  for (const load of named === undefined ? COMMANDS.values() : [named]) (await load())(program, context);
  return program;
}

const MISTYPED = 'コマンドの書き方に誤りがあります。使い方は --help で確かめてください。';

/** Runs a command line to its end, with every fault told. @param argv as the process has it */
export async function runCommand(argv: readonly string[], context: CommandContext): Promise<void> {
  try {
    const program = await sekishoProgram(context, argv[2]);
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportError(error, context);
    // commander has told it already. Its own code, 1, would say of `audit verify` that the log is broken.
    if (error.exitCode !== 0) context.exitCode(OPERATOR);
  }
}
