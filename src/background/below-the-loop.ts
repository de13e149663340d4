import { getPriority, setPriority } from 'node:os';

/** By how much a thread for whose work somebody waits is nicer (setpriority(2)) than the event loop. */
export const WAITED_FOR = 5;
/** And one whose work nobody waits for. */
const BEHIND = 15;
const NICEST = 19;

/**
 * The niceness of a thread that stands so far behind the event loop, whose own is that of the process: under `nice`, or a
 * service that is given little, a number of its own would put the thread before the loop, which only root may do. null: a
 * thread has no priority of its own but on Linux, elsewhere it would be the process's.
 */
export function nicenessBehind(behind: number): number | null {
  return process.platform === 'linux' ? Math.min(NICEST, getPriority(process.pid) + behind) : null;
}

/**
 * To be called by a thread of its own at its beginning, when nobody waits for what it does: where there are fewer cores than
 * threads, the event loop, which everybody waits for, comes first.
 */
export function belowTheLoop(): void {
  const niceness = nicenessBehind(BEHIND);
  if (niceness !== null) setPriority(0, niceness);
}
