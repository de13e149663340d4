import { Command, CommanderError } from 'commander';
import { VERSION } from '../about.js';
import { auditCommands } from './audit/audit.js';
import { caseCommands } from './cases.js';
import { cityCommands } from './city.js';
import type { CommandContext } from './context.js';
import { coordinateLookup } from './coordinate-lookup.js';
import { doctorCommand } from './doctor.js';
import { documentsCommands } from './documents.js';
import { mockCommand } from './mock.js';
import { policyCommands } from './policy.js';
import { recordCommands } from './records.js';
import { OPERATOR, reportError } from './report-error.js';
import { schemaCommands } from './schema.js';
import { serveCommand } from './serve.js';
import { staffCommands } from './staff.js';
import { storeCommands } from './store.js';
import { vrsCommands } from './vrs.js';
import { tokenCommands } from './token.js';

/** `sekisho` with all its commands. */
export function sekishoProgram(context: CommandContext): Command {
  const program = new Command('sekisho')
    .description('関所: 市役所の GraphQL 統合窓口 / GraphQL gateway for a city hall')
    .version(VERSION, '-V, --version', '版 / print the version')
    .helpOption('-h, --help', '使い方 / print this help')
    .helpCommand('help [command]', '使い方 / print the help of a command')
    .configureOutput({ outputError: (text, write) => write(`${MISTYPED} / ${text}`) })
    .exitOverride();
  serveCommand(program, context);
  cityCommands(program, context);
  tokenCommands(program, context);
  auditCommands(program, context);
  caseCommands(program, context);
  recordCommands(program, context);
  policyCommands(program, context, coordinateLookup(context.root));
  schemaCommands(program, context);
  documentsCommands(program, context);
  storeCommands(program, context);
  vrsCommands(program, context);
  staffCommands(program, context);
  mockCommand(program, context);
  doctorCommand(program, context);
  return program;
}

const MISTYPED = 'コマンドの書き方に誤りがあります。使い方は --help で確かめてください。';

/** Runs a command line to its end, with every fault told. @param argv as the process has it */
export async function runCommand(argv: readonly string[], context: CommandContext): Promise<void> {
  try {
    await sekishoProgram(context).parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportError(error, context);
    // commander has told it already. Its own code, 1, would say of `audit verify` that the log is broken.
    if (error.exitCode !== 0) context.exitCode(OPERATOR);
  }
}
