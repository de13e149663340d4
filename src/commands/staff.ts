import { join } from 'node:path';
import type { Command } from 'commander';
import { openAll } from '../background/closing.js';
import { clockOn } from '../calendar/clock.js';
import { POLICY_DIRECTORY } from '../policy/directory.js';
import { loadPolicy } from '../policy/load.js';
import { firstAdministrator } from '../staff/first-administrator.js';
import { openStaff } from '../staff/open-staff.js';
import { StaffChanges } from '../staff/staff-changes.js';
import type { CommandContext } from './context.js';
import { openCommandLog } from './record-command.js';

interface FirstFlags {
  readonly subject: string;
  readonly person: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly head: string;
  readonly headPerson: string;
  readonly headNameJa: string;
  readonly headNameEn: string;
  readonly orderedBy: string;
  readonly trainedOn: string;
  readonly pledgedOn: string;
}

/** `sekisho staff`: what the graph cannot do because nobody may enter it yet. */
export function staffCommands(program: Command, context: CommandContext): void {
  program
    .command('staff')
    .description('職員台帳の最初の登録 / The first entries of the staff directory')
    .command('first-administrator')
    .description(
      '最初のアカウント管理者と、その権限を与える情報システム課長を登録する(アカウントが一つもないときだけ) / ' +
        'Make the first account administrator, and the head who grants that menu; only where there is no account yet',
    )
    .requiredOption('--subject <sub>', '管理者のトークンの sub / `sub` of the administrator’s tokens')
    .requiredOption('--person <no>', '管理者の職員番号 / staff number')
    .requiredOption('--name-ja <name>', '管理者の表示名 / name in Japanese')
    .requiredOption('--name-en <name>', '管理者の表示名(英語) / name in English')
    .requiredOption('--head <sub>', '情報システム課長のトークンの sub / `sub` of the head who owns the menu')
    .requiredOption('--head-person <no>', 'その職員番号 / staff number of the head')
    .requiredOption('--head-name-ja <name>', 'その表示名 / name of the head in Japanese')
    .requiredOption('--head-name-en <name>', 'その表示名(英語) / name of the head in English')
    .requiredOption(
      '--ordered-by <id>',
      '命じた総務部長のアカウント / account of the head above who ordered it',
    )
    .requiredOption('--trained-on <day>', '二人の研修受講日 / day on which both were trained')
    .requiredOption('--pledged-on <day>', '二人の誓約日 / day on which both pledged secrecy')
    .action((flags: FirstFlags) => makeFirst(flags, context));
}

async function makeFirst(flags: FirstFlags, context: CommandContext): Promise<void> {
  const settings = context.settings();
  const policyDirectory = join(context.root, POLICY_DIRECTORY);
  const policy = loadPolicy(policyDirectory);
  const { today } = clockOn(settings.today);
  const { subject, person, nameJa, nameEn, head, orderedBy, trainedOn, pledgedOn } = flags;
  const input = {
    administrator: { subject, person, nameJa, nameEn },
    head: { subject: head, person: flags.headPerson, nameJa: flags.headNameJa, nameEn: flags.headNameEn },
    ...{ orderedBy, trainedOn, pledgedOn },
  };
  await openAll(async (closing) => {
    const { store, directory } = closing.add(await openStaff({ settings, policyDirectory, policy, today }));
    const audit = closing.add(await openCommandLog(settings));
    const changes = new StaffChanges({ store, directory, audit, policy: () => policy });
    const request = { request: 'command', account: 'first-administrator', action: 'firstAdministrator' };
    const result = await changes.change(request, (at) => firstAdministrator(at, input));
    if ('faults' in result) {
      for (const { code, field, message, messageJa } of result.faults)
        context.warn(`${field ?? ''} ${code}: ${messageJa} / ${message}`.trim());
      context.exitCode(1);
    } else {
      context.print(
        `登録しました。以後はグラフで登録します: ${subject}, ${head} / Made and on record; all others are made in the graph.`,
      );
    }
    await audit.close();
    await directory.close();
    await store.close();
  });
}
