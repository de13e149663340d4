import type { Command } from 'commander';
import { clockOn } from '../calendar/clock.js';
import { MeasureStore } from '../persons/measure-store.js';
import type { CommandContext } from './context.js';
import { recordCommand } from './record-command.js';
import { withTokenFile, type TokenFlags } from './token-file.js';

/** `sekisho measures`: what the gateway remembers of the registry's support measures. */
export function measureCommands(program: Command, context: CommandContext): void {
  const measures = program.command('measures').description('支援措置の控え / Support measures as last seen');
  withTokenFile(measures.command('forget'))
    .description(
      'JUKI_SIEN から消えた支援措置は終了したものとして、控えを消す。住民記録の担当に確かめてから行い、その後ゲートウェイを再起動する。表に行のある人は保護されたまま / says that support measures gone from JUKI_SIEN are over: ask the registry desk first, and restart the gateway afterwards. Whoever the table has stays protected',
    )
    .action((flags: TokenFlags) => forget(flags, context));
}

async function forget({ tokenFile }: TokenFlags, context: CommandContext): Promise<void> {
  await recordCommand(context, { command: 'measures forget', tokenFile });
  const settings = context.settings();
  const store = await MeasureStore.open({ url: settings.store }, clockOn(settings.today).today);
  try {
    const persons = await store.forget();
    context.print(
      `控え ${persons}人分を消しました。ゲートウェイを再起動すると、JUKI_SIEN に行のある人だけが保護されます。` +
        ` / forgot ${persons} persons. Restart the gateway: from then on whoever JUKI_SIEN has is protected, and nobody else.`,
    );
  } finally {
    await store.close();
  }
}
