import cluster from 'node:cluster';
import type { Command } from 'commander';
import { openAll } from '../background/closing.js';
import { clockOn } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import type { Gateway } from '../gateway/gateway.js';
import { createLogger } from '../log/logger.js';
import { scrubLine } from '../individual-number/scrub-line.js';
import { gatewayLines, startCityGateway } from './city-gateway.js';
import type { CommandContext } from './context.js';
import { networkExamples } from './network-examples.js';
import { reportFailedStart } from './report-error.js';
import { signalled } from './signalled.js';
import { madeCity, standInLines, startStandIns } from './stand-ins.js';
import { tellSettings } from './tell-settings.js';

export interface ServeOptions {
  /** As given; goes before `SEKISHO_WORKERS`. */
  readonly workers?: string | undefined;
}

/** `sekisho serve`, which `npm start` runs: the city if need be, then the gateway until a signal stops it. */
export function serveCommand(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('ゲートウェイを起動する / Start the gateway')
    .option('--workers <number>', 'プロセスの数 / Processes on the one port (SEKISHO_WORKERS)')
    .action((options: ServeOptions) => serve(context, options));
}

/**
 * Until a signal stops it. A start that fails is told here, with exit code 1 and all closed that was open: the
 * process then ends by itself, for nothing keeps it.
 */
export async function serve(context: CommandContext, { workers }: ServeOptions = {}): Promise<void> {
  try {
    const settings = context.settings(workers === undefined ? {} : { SEKISHO_WORKERS: workers });
    // What several need is loaded where there are several.
    if (settings.workers === 1) await serveAlone(settings, context);
    else if (cluster.isPrimary) await (await import('./serve-workers.js')).serveByWorkers(settings, context);
    else await (await import('./serve-worker.js')).serveAsWorker(settings, context);
  } catch (error) {
    reportFailedStart(error, context);
  }
}

async function serveAlone(settings: Settings, context: CommandContext): Promise<void> {
  const running = await start(settings, context);
  // As other servers do: SIGHUP reads the files again, here the policy's.
  process.on('SIGHUP', () => void running.gateway.reload());
  const stopped = signalled();
  // Whoever reads the address may send a signal at once, so it is told only when one is listened for.
  for (const line of running.addresses) context.print(line);
  await stopped;
  context.warn('停止しています / Stopping');
  await running.close();
}

interface Running {
  readonly gateway: Gateway;
  readonly addresses: readonly string[];
  readonly close: () => Promise<void>;
}

function start(settings: Settings, context: CommandContext): Promise<Running> {
  return openAll(async (closing) => {
    tellSettings(settings, context);
    // The city knows where the demo's staff live.
    const staff = settings.city.embedded ? (await madeCity(settings, context)).staff : {};
    const log = createLogger({ level: 'info', scrub: scrubLine });
    const clock = clockOn(settings.today);
    const isFirst = networkExamples(settings) === null;
    const standIns = await startStandIns(settings, context, clock);
    const { intermediate, vrs } = standIns;
    for (const standIn of [intermediate, vrs]) if (standIn !== null) closing.add(standIn);
    const gateway = await startCityGateway({
      ...{ settings, root: context.root, log, staff, clock },
      ...{ intermediate: intermediate?.url ?? null, vrs: vrs?.url ?? null },
    });
    // Before the stand-ins: inquiries under way still reach them.
    closing.add({ close: () => gateway.stop() });
    // Beside the start, which waits for nobody.
    if (isFirst && intermediate !== null)
      void import('./first-evening.js')
        .then(({ askOnFirstEvening }) => askOnFirstEvening(settings, intermediate.url))
        .catch((err: unknown) =>
          log.warn({ err }, 'the neighbouring city could not ask: no provision waits'),
        );
    const addresses = [...standInLines(standIns), ...gatewayLines(settings, gateway)];
    return { gateway, addresses, close: () => closing.close() };
  });
}
