import { PassThrough } from 'node:stream';
import { createLogger } from '../../../src/log/logger.js';
import type { WorkerProcess } from '../../../src/workers/slot.js';
import { WorkerCrew } from '../../../src/workers/worker-crew.js';
import type { Channel } from '../../../src/workers/wire.js';
import { Workers } from '../../../src/workers/workers.js';

/** Two ends of a channel, each message in a turn of its own, as between processes. */
export function channels(): readonly [Channel, Channel] {
  const listeners: ((message: unknown) => void)[][] = [[], []];
  const end = (own: number): Channel => ({
    send: (message) =>
      void setImmediate(() => listeners[1 - own]?.forEach((listener) => listener(structuredClone(message)))),
    onMessage: (listener) => void listeners[own]?.push(listener),
  });
  return [end(0), end(1)];
}

/** A worker that a test plays: everything of it but the process. */
export interface Played {
  readonly pid: number;
  readonly channel: Channel;
  crew: WorkerCrew | null;
  /** Hears nothing any more. */
  standsStill: boolean;
  join(): Promise<WorkerCrew>;
  end(how?: string): void;
}

/** Workers whose processes the test plays. */
export function played(count: number) {
  const begun: Played[] = [];
  const lines: { msg: string }[] = [];
  const destination = new PassThrough();
  destination.on('data', (chunk: Buffer) => {
    for (const line of String(chunk).split('\n'))
      if (line !== '') lines.push(JSON.parse(line) as { msg: string });
  });
  const begin = (): WorkerProcess => {
    const [ours, theirs] = channels();
    const ended: ((how: string) => void)[] = [];
    const worker: Played = {
      ...{ pid: begun.length + 1, channel: theirs, crew: null, standsStill: false },
      join: async () =>
        (worker.crew = await WorkerCrew.join(theirs, {
          onStop: () => {
            if (!worker.standsStill) worker.end('exit code 0');
          },
          onReload: () => undefined,
        })),
      end: (how = 'SIGKILL') => ended.forEach((listener) => listener(how)),
    };
    begun.push(worker);
    return {
      ...{ pid: worker.pid, channel: ours, kill: () => worker.end() },
      onExit: (listener) => void ended.push(listener),
    };
  };
  const log = createLogger({ level: 'info', scrub: (line) => line, destination });
  const state = (what: string, args: readonly unknown[]) => Promise.resolve([what, ...args]);
  const workers = new Workers({ count, begin, state, facts: { told: true }, log });
  return { workers, begun, lines };
}

/** Resolves when so many processes have been begun. */
export async function come(begun: readonly Played[], number: number): Promise<Played> {
  while (begun.length < number) await new Promise((resolve) => setImmediate(resolve));
  return begun[number - 1] as Played;
}

/** The next of them joins and takes requests. */
export async function serveNext(begun: readonly Played[], number: number): Promise<Played> {
  const worker = await come(begun, number);
  const crew = await worker.join();
  await crew.serves({ writer: `gw${crew.slot}`, addresses: [`address of ${crew.slot}`] });
  return worker;
}
