import { parentPort } from 'node:worker_threads';
import { belowTheLoop } from './below-the-loop.js';

/** Longer than any work takes; it only has to be there. */
const HELD_MS = 2 ** 30;

/**
 * The program of a thread that `runInThread` begins: does its one piece of work, posts the result and ends. What the work
 * waits for may hold no thread open (a statement's own thread, a connection that closes): without something that does,
 * the thread would end in the midst of it, and without a word.
 */
export async function postResult(work: () => Promise<unknown>): Promise<void> {
  belowTheLoop();
  const held = setInterval(() => undefined, HELD_MS);
  try {
    parentPort?.postMessage(await work());
  } finally {
    clearInterval(held);
  }
}
