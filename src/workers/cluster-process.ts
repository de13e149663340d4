import cluster, { type Worker } from 'node:cluster';
import type { WorkerProcess } from './slot.js';
import type { Channel } from './wire.js';

/** What a process sends messages with. */
interface Sender {
  send?(message: object, handle: undefined, options: undefined, done: () => void): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** What cannot be sent is not answered: whoever waits for the answer refuses in time. */
export function channelOf(sender: Sender): Channel {
  return {
    send: (message) => void sender.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => void sender.on('message', listener),
  };
}

/**
 * The program of this process once more, with a share of its listening sockets. Each worker takes connections from them
 * itself, whoever has time first: were they handed on by this process, as Node does by default, one on its way to a
 * worker that is killed would stay open for ever with nobody at its end.
 */
export function beginWorker(): WorkerProcess {
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  // Sets of persons go as they are.
  cluster.setupPrimary({ serialization: 'advanced' });
  const worker: Worker = cluster.fork();
  return {
    pid: worker.process.pid ?? 0,
    channel: channelOf(worker.process),
    kill: () => void worker.process.kill('SIGKILL'),
    onExit: (listener) =>
      void worker.once('exit', (code: number | null, signal: string | null) =>
        listener(signal ?? `exit code ${String(code)}`),
      ),
  };
}
