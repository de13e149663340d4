import { resolve } from 'node:path';
import type { Command } from 'commander';
import { GatewayError } from '../errors/gateway-error.js';
import { readGivenSync } from '../files/regular-file.js';

export interface TokenFlags {
  readonly tokenFile?: string;
}

/** Adds `--token-file` to a command whose reader is an account. */
export function withTokenFile(command: Command): Command {
  return command.option(
    '--token-file <file>',
    '本人のトークンのファイル(SEKISHO_TOKEN の代わり) / file with your token, instead of SEKISHO_TOKEN',
  );
}

/**
 * The token in a file that its owner alone may read: what stands in the environment is seen by every process of the
 * account, and lands in the dumps of those that crash.
 * @throws GatewayError UNAUTHENTICATED, which never quotes what was read
 */
export function readTokenFile(file: string): string {
  let read: ReturnType<typeof readGivenSync>;
  try {
    read = readGivenSync(resolve(file));
  } catch {
    throw refused('token file', `${file} を読めません。`, `${file} cannot be read.`);
  }
  if ((read.mode & 0o077) !== 0)
    throw refused(
      'token file that others may read',
      `${file} をほかの人が読めます。chmod 600 を実行し、新しいトークンにしてください。`,
      `Others may read ${file}. Run chmod 600, and take a new token.`,
    );
  const token = read.text.trim();
  if (token === '') throw refused('empty token file', `${file} は空です。`, `${file} is empty.`);
  return token;
}

const refused = (detail: string, ja: string, en: string): GatewayError =>
  new GatewayError('UNAUTHENTICATED', { detail, ja, en });
