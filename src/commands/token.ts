import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { openDemoIssuer } from '../identity/demo-issuer.js';
import { clockOn } from '../calendar/clock.js';
import { loadPolicy } from '../policy/load.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { openStaff } from '../staff/open-staff.js';
import type { CommandContext } from './context.js';

interface TokenFlags {
  readonly minutes?: number;
}

/** `sekisho token ACCOUNT`: a demo token, alone on standard output, so that `$(npx sekisho token clerk)` works. */
export function tokenCommands(program: Command, context: CommandContext): void {
  program
    .command('token')
    .description('デモ用トークンを発行する(デモモードのみ) / Print a demo token (demo mode only)')
    .argument('<account>', 'アカウント / account of the staff directory, e.g. clerk')
    .option(
      '--minutes <n>',
      '有効時間(分)、既定は8時間 / minutes until it expires, 8 hours by default',
      parseMinutes,
    )
    .action((account: string, flags: TokenFlags) => printToken(context, account, flags));
}

async function printToken(context: CommandContext, account: string, { minutes }: TokenFlags): Promise<void> {
  const settings = context.settings();
  const refuse = (ja: string, en: string): void => {
    context.warn(`${ja} / ${en}`);
    context.exitCode(1);
  };
  if (settings.production || settings.oidc !== null)
    return refuse(
      'トークンを発行できるのはデモモードだけです。認証基盤からログインしてください。',
      'Tokens are made in demo mode only. Log in at the identity provider.',
    );
  const policyDirectory = join(context.root, POLICY_DIRECTORY);
  const { today } = clockOn(settings.today);
  // The gateway's own store, so that an account made this morning gets its token.
  const staff = await openStaff({ settings, policyDirectory, policy: loadPolicy(policyDirectory), today });
  try {
    const { directory } = staff;
    if (directory.loginMethods(account) === null) {
      const names = [...directory.index.accounts.keys()].join(', ');
      return refuse(
        `そのアカウントはありません。次のいずれかです: ${names}`,
        `There is no such account. Use one of ${names}`,
      );
    }
    const issuer = await openDemoIssuer({ ...settings, directory });
    context.print(await issuer.sign(account, minutes === undefined ? undefined : minutes * 60));
  } finally {
    await staff.close();
  }
}

/** At most a day: a demo token cannot be called back. */
const LONGEST_MINUTES = 24 * 60;

function parseMinutes(text: string): number {
  const minutes = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (minutes < 1 || minutes > LONGEST_MINUTES) throw new InvalidArgumentError(`1-${LONGEST_MINUTES}`);
  return minutes;
}
