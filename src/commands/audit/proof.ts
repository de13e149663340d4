import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { Command } from 'commander';

import { proveContinuation, proveRecord } from '../../audit/checkpoints/proof-file.js';
import { checkProof, type ProofFile } from '../../audit/verify/proof-file.js';
import { GatewayError } from '../../errors/gateway-error.js';
import { requireFile } from '../required-path.js';
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
    .argument('[dir]', '記録のフォルダー / audit folder (default: SEKISHO_AUDIT_DIR)')
    .description(
      '記録があること、又は前のチェックポイントから続いていることの証明(JSON)を作る / Print a proof, as JSON, that a record is in the log, or that the log continues an earlier checkpoint',
    )
    .option('--record <writer/sequence>', '証明する記録 / the record')
    .option(
      '--since <file>',
      '前のチェックポイント(証人の控え) / the earlier checkpoint, as a witness keeps it',
    )
    .action(async (dir: string | undefined, options: ProveOptions) => {
      const proof = await prove(folderOf(dir, context), options);
      if (proof !== null) return context.print(JSON.stringify(proof));
      context.warn('--record か --since のどちらかを指定してください。 / Give either --record or --since.');
      context.exitCode(2);
    });
  audit
    .command('check-proof')
    .argument('<file>', 'audit prove の出力 / as `audit prove` printed it')
    .description(
      '証明を確かめる。控えた検証鍵で成り立つときだけ終了コード 0 / Check a proof; exit 0 only if it holds for whoever noted down this key',
    )
    .requiredOption('--key <key>', '書き手の検証鍵 / a verifier key of the writer (`audit key`)')
    .action(async (file: string, { key }: { key: string }) => {
      const wrong = checkProof(await readProof(file), key);
      context.print(
        wrong === null
          ? '証明は正しい。 / The proof holds.'
          : `証明は成り立ちません。 / The proof does not hold: ${wrong}.`,
      );
      if (wrong !== null) context.exitCode(1);
    });
}

/** @throws GatewayError BAD_USER_INPUT where there is no such file, or no proof in it */
async function readProof(file: string): Promise<ProofFile> {
  requireFile(file);
  const text = await readFile(resolve(file), 'utf8');
  try {
    const proof = JSON.parse(text) as Partial<ProofFile> | null;
    if (typeof proof?.checkpoint === 'string' && isTexts(proof.ends) && isTexts(proof.proof))
      return proof as ProofFile;
  } catch {
    // Told below, as any other file that is none.
  }
  throw new GatewayError('BAD_USER_INPUT', {
    ja: `${file} は証明のファイルではありません(sekisho audit prove の出力を指定してください)。`,
    en: `${file} is no proof: give what sekisho audit prove printed.`,
    detail: 'no proof',
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

async function prove(folder: string, { record, since }: ProveOptions): Promise<ProofFile | null> {
  if (record !== undefined && since === undefined) return proveRecord(folder, record);
  if (since !== undefined && record === undefined) return proveSince(folder, since);
  return null;
}

async function proveSince(folder: string, since: string): Promise<ProofFile> {
  requireFile(since);
  return proveContinuation(folder, await readFile(resolve(since), 'utf8'));
}
