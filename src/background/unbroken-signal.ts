import { setMaxListeners } from 'node:events';

/**
 * The signal of work that nobody breaks off, a command's for one. Every call of a source listens to it while it lasts, and
 * a page of persons is as many calls at once: Node would take them for a leak and say so on the operator's terminal.
 */
export function unbrokenSignal(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(Infinity, signal);
  return signal;
}
