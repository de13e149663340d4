/** Far longer than anything takes; the longest that a timer may be. */
const FOR_EVER = 2 ** 31 - 1;

/**
 * Keeps the process until its work has ended. Threads and clocks keep none, so that one which has nothing to do any more
 * ends by itself; but a process also waits for these while it closes what it opened, and would end in the midst of it:
 * its log without a STOP, as if it had been killed.
 */
export async function heldOpen<Result>(work: Promise<Result>): Promise<Result> {
  const held = setInterval(() => undefined, FOR_EVER);
  try {
    return await work;
  } finally {
    clearInterval(held);
  }
}
