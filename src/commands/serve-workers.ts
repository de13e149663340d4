import { openAll } from '../background/closing.js';
import { clockOn } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import { SettingsError } from '../config/settings-error.js';
import { keptLogins } from '../console/browser-logins.js';
import { createLogger, type Logger } from '../log/logger.js';
import { scrubLine } from '../individual-number/scrub-line.js';
import { answering, keptParts } from '../shared-state/kept-state.js';
import { beginWorker } from '../workers/cluster-process.js';
import { StartFailed, Workers } from '../workers/workers.js';
import type { CommandContext } from './context.js';
import { networkExamples } from './network-examples.js';
import type { WorkerFacts } from './serve-worker.js';
import { signalled } from './signalled.js';
import { madeCity, standInLines, startStandIns } from './stand-ins.js';
import { tellSettings } from './tell-settings.js';

/**
 * The process that starts the workers and keeps for them what they share, until a signal stops all of it. It answers no
 * request itself; the demo's stand-ins of outside systems, which are there once, run in it.
 */
export function serveByWorkers(settings: Settings, context: CommandContext): Promise<void> {
  return openAll(async (closing) => {
    tellSettings(settings, context);
    // Once, before anybody opens it.
    if (settings.city.embedded) await madeCity(settings, context);
    const log = createLogger({ level: 'info', scrub: scrubLine, worker: 0 });
    const isFirst = networkExamples(settings) === null;
    const standIns = await startStandIns(settings, context, clockOn(settings.today));
    const { intermediate, vrs } = standIns;
    for (const standIn of [intermediate, vrs]) if (standIn !== null) closing.add(standIn);
    const facts: WorkerFacts = { intermediate: intermediate?.url.href ?? null, vrs: vrs?.url.href ?? null };
    const state = answering({ ...keptParts(), logins: keptLogins() });
    const workers = new Workers({ count: settings.workers, begin: beginWorker, state, facts, log });
    const stopped = signalled();
    process.on('SIGHUP', () => workers.reload());
    const addresses = await startUnlessStopped(workers, stopped);
    if (addresses !== null) {
      if (isFirst && intermediate !== null) ask(settings, intermediate.url, log);
      for (const line of [...standInLines(standIns), ...addresses]) context.print(line);
      await Promise.race([stopped, workers.out]);
    }
    context.warn('停止しています / Stopping');
    await workers.stop();
    await closing.close();
    // Nobody is left, and nobody asked for that.
    if (addresses !== null && workers.gaveUp) context.exitCode(1);
  });
}

const START_FAILED =
  'SEKISHO_WORKERS: プロセスの一つを起動できませんでした。理由は上に出ています / one of the processes could not start. Why stands above';

/** Where it is met; null: a signal came first. A worker that fails takes the others with it: the start has failed. */
async function startUnlessStopped(
  workers: Workers,
  stopped: Promise<void>,
): Promise<readonly string[] | null> {
  const started = workers.start();
  try {
    const served = await Promise.race([started, stopped]);
    return served?.addresses ?? null;
  } catch (error) {
    await workers.stop();
    // In words of its own it has told why.
    throw error instanceof StartFailed ? new SettingsError([START_FAILED]) : error;
  } finally {
    started.catch(() => undefined);
  }
}

function ask(settings: Settings, url: URL, log: Logger): void {
  void import('./first-evening.js')
    .then(({ askOnFirstEvening }) => askOnFirstEvening(settings, url))
    .catch((err: unknown) => log.warn({ err }, 'the neighbouring city could not ask: no provision waits'));
}
