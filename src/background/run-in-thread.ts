import { Worker } from 'node:worker_threads';

/** A thread that was begun for one piece of work came to no result. Its own text may quote values and is not told. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';
}

/**
 * Has a thread of its own do one piece of work that would else hold everybody's answers up. The program reads its order
 * from `workerData`, posts one message, the result, and ends. An abort ends it where it stands. It keeps no process
 * alive.
 *
 * @param file the compiled program
 * @param order what structured cloning can carry
 * @throws ThreadError
 */
export function runInThread<Result>(file: string, order: object, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new ThreadError('stopped'));
    const worker = new Worker(file, { workerData: order });
    worker.unref();
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop);
    worker.once('message', (result: Result) => resolve(result));
    worker.once('error', () => reject(new ThreadError('failed')));
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      // After a result this changes nothing.
      reject(new ThreadError('ended without a result'));
    });
  });
}
