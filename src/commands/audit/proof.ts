import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { Command } from 'commander';

import { proveContinuation, proveRecord } from '../../audit/checkpoints/proof-file.js';
import { checkProof, type ProofFile } from '../../audit/verify/proof-file.js';
import { folderOf } from './log-place.js';
import type { CommandContext } from '../context.js';

interface ProveOptions {
  readonly record?: string;
  readonly since?: string;
}

/** `sekisho audit prove` and `check-proof`: what a third party can check with a verifier key alone. */
export function auditProofCommands(audit: Command, context: CommandContext): void {
  audit
    .command('prove')
    .argument('[dir]', 'audit folder (default: SEKISHO_AUDIT_DIR)')
    .description(
      'a proof, as JSON, that a record is in the log, or that the log continues an earlier checkpoint',
    )
    .option('--record <writer/sequence>', 'the record')
    .option('--since <file>', 'the earlier checkpoint, as a witness keeps it')
    .action(async (dir: string | undefined, options: ProveOptions) => {
      const proof = await prove(folderOf(dir, context), options);
      if (proof !== null) return context.print(JSON.stringify(proof));
      context.warn('--record か --since のどちらかを指定してください。 / Give either --record or --since.');
      context.exitCode(2);
    });
  audit
    .command('check-proof')
    .argument('<file>', 'as `audit prove` printed it')
    .description('exit 0 only if the proof holds for whoever noted down this key')
    .requiredOption('--key <key>', 'a verifier key of the writer (`audit key`)')
    .action(async (file: string, { key }: { key: string }) => {
      const wrong = checkProof(JSON.parse(await readFile(resolve(file), 'utf8')) as ProofFile, key);
      context.print(
        wrong === null
          ? '証明は正しい。 / The proof holds.'
          : `証明は成り立ちません。 / The proof does not hold: ${wrong}.`,
      );
      if (wrong !== null) context.exitCode(1);
    });
}

async function prove(folder: string, { record, since }: ProveOptions): Promise<ProofFile | null> {
  if (record !== undefined && since === undefined) return proveRecord(folder, record);
  if (since !== undefined && record === undefined)
    return proveContinuation(folder, await readFile(resolve(since), 'utf8'));
  return null;
}
