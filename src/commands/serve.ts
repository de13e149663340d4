import type { Command } from 'commander';
import { describeSettings } from '../config/describe.js';
import type { Settings } from '../config/settings.js';
import { startGateway } from '../gateway/gateway.js';
import { createLogger } from '../log/logger.js';
import { scrubLine } from '../individual-number/scrub-line.js';
import type { MockIntermediate } from '../mock/intermediate/start.js';
import type { CommandContext } from './context.js';
import { embeddedCity } from './embedded-city.js';
import { startIntermediate } from './mock.js';
import { signalled } from './signalled.js';

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
  // The city knows where the demo's staff live.
  const staff = settings.city.embedded ? (await embeddedCity(settings, context)).staff : {};
  const log = createLogger({ level: 'info', scrub: scrubLine });
  const standIn = await startStandIn(settings, context);
  const gateway = await startGateway({
    settings,
    root: context.root,
    log,
    staff,
    intermediate: standIn?.url,
  });
  if (standIn !== null)
    context.print(`中間サーバー(模擬) / intermediate server (stand-in): ${standIn.url.origin}`);
  context.print(`Sekisho: http://${settings.host}:${gateway.port}/graphql`);
  // As other servers do: SIGHUP reads the files again, here the policy's.
  process.on('SIGHUP', () => void gateway.reload());
  await signalled();
  context.warn('停止しています / Stopping');
  await gateway.stop();
  await standIn?.close();
}

/**
 * Beside the embedded city, where no intermediate server is named, its stand-in runs in this process, on a
 * socket of its own.
 */
async function startStandIn(settings: Settings, context: CommandContext): Promise<MockIntermediate | null> {
  if (!settings.city.embedded || settings.intermediateUrl !== null) return null;
  return startIntermediate(settings, context);
}

function warnOfDemo({ warn }: CommandContext): void {
  warn('******************************************************************************');
  warn('デモモード: 認証局がありません。誰でもトークンを作れます。実データでは使えません。');
  warn('DEMO MODE: no OIDC issuer is set, so anyone here can make a token. Synthetic data only.');
  warn('    npx sekisho token clerk');
  warn('******************************************************************************');
}
