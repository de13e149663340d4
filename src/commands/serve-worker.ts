import cluster from 'node:cluster';
import { clockOn } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import { createLogger } from '../log/logger.js';
import { scrubLine } from '../individual-number/scrub-line.js';
import { channelOf } from '../workers/cluster-process.js';
import { WorkerCrew } from '../workers/worker-crew.js';
import { gatewayLines, startCityGateway } from './city-gateway.js';
import type { CommandContext } from './context.js';
import { madeCity } from './stand-ins.js';

/** What the process that starts the workers has for each of them. */
export interface WorkerFacts {
  /** Addresses of the stand-ins, which run beside the workers once. */
  readonly intermediate: string | null;
  readonly vrs: string | null;
}

/**
 * One of several processes on the one port. It ends when it is told to, by a SIGTERM of its own (and is replaced then),
 * and when the process that started it is gone: nobody keeps its sessions and budgets any more.
 */
export async function serveAsWorker(settings: Settings, context: CommandContext): Promise<void> {
  try {
    await untilStopped(settings, context);
  } finally {
    // The one thing that still keeps the process.
    cluster.worker?.disconnect();
  }
}

async function untilStopped(settings: Settings, context: CommandContext): Promise<void> {
  const reloads: (() => void)[] = [];
  const reload = () => reloads.forEach((one) => one());
  const leave = leaving();
  const crew = await WorkerCrew.join(channelOf(process), { onStop: leave.now, onReload: reload });
  leave.whenLost(() => crew.lost());
  const staff = settings.city.embedded ? (await madeCity(settings, context)).staff : {};
  const { intermediate, vrs } = crew.facts as WorkerFacts;
  const gateway = await startCityGateway({
    ...{ settings, root: context.root, staff, crew, clock: clockOn(settings.today) },
    log: createLogger({ level: 'info', scrub: scrubLine, worker: crew.slot }),
    ...{ intermediate: urlOf(intermediate), vrs: urlOf(vrs) },
  });
  try {
    reloads.push(() => void gateway.reload());
    process.on('SIGHUP', reload);
    await crew.serves({ writer: gateway.writer, addresses: gatewayLines(settings, gateway) });
    await leave.told;
  } finally {
    await gateway.stop();
  }
}

/** What tells this process to leave, from its first moment on. */
function leaving() {
  let now: () => void = () => undefined;
  const told = new Promise<void>((resolve) => (now = resolve));
  process.once('SIGTERM', now);
  // From a terminal it reaches every process of the group: the one that started this one passes on what it means.
  process.on('SIGINT', () => undefined);
  const whenLost = (listener: () => void): void => {
    const { worker } = cluster;
    worker?.once('disconnect', () => {
      // Else Node ends the process on the spot, as if it had been killed: the log would lack its STOP.
      worker.exitedAfterDisconnect = true;
      listener();
      now();
    });
  };
  return { now, told, whenLost };
}

const urlOf = (text: string | null): URL | null => (text === null ? null : new URL(text));
