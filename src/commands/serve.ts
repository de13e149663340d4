import { join } from 'node:path';
import type { Command } from 'commander';
import { ensureCity } from '../city/ensure-city.js';
import { describeSettings } from '../config/describe.js';
import type { Settings } from '../config/settings.js';
import { startGateway } from '../gateway.js';
import type { GatewayOptions } from '../gateway-options.js';
import { createLogger } from '../log/logger.js';
import { scrubLine } from '../log/scrub-line.js';
import { cityProgress } from './city.js';
import type { CommandContext } from './context.js';

/** `sekisho serve`, which `npm start` runs: the city if need be, then the gateway until a signal stops it. */
export function serveCommand(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('ゲートウェイを起動する / Start the gateway')
    .action(() => serve(context));
}

export async function serve(context: CommandContext): Promise<void> {
  const settings = context.settings();
  for (const line of describeSettings(settings)) context.warn(line);
  if (settings.oidc === null) warnOfDemo(context);
  const staff = settings.city.embedded ? await embeddedStaff(settings, context) : {};
  const log = createLogger({ level: 'info', scrub: scrubLine });
  const gateway = await startGateway({ settings, root: context.root, log, staff });
  context.print(`Sekisho: http://${settings.host}:${gateway.port}/graphql`);
  // As other servers do: SIGHUP reads the files again, here the policy's.
  process.on('SIGHUP', () => void gateway.reload());
  await signalled();
  context.warn('停止しています / Stopping');
  await gateway.stop();
}

/** Makes the embedded city on the first start; it knows where the demo's staff live. */
async function embeddedStaff(settings: Settings, context: CommandContext): Promise<GatewayOptions['staff']> {
  const progress = cityProgress(context, process.stderr.isTTY === true);
  const { seed, size, asOf } = settings.city;
  const directory = join(settings.dataDirectory, 'city');
  try {
    const made = await ensureCity({ root: context.root, directory, seed, size, asOf, onProgress: progress.listen });
    return made.staff;
  } finally {
    progress.stop();
  }
}

function warnOfDemo({ warn }: CommandContext): void {
  warn('******************************************************************************');
  warn('デモモード: 認証局がありません。誰でもトークンを作れます。実データでは使えません。');
  warn('DEMO MODE: no OIDC issuer is set, so anyone here can make a token. Synthetic data only.');
  warn('    npx sekisho token clerk');
  warn('******************************************************************************');
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
