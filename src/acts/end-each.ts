/**
 * Brings each act that was left behind to its end, one after another: one that cannot be ended now keeps no other
 * waiting. `end` is false where there was nothing to end.
 * @returns how many ended; rejects with the first fault when all were tried
 */
export async function endEach<Act>(
  open: readonly Act[],
  end: (act: Act) => Promise<boolean>,
): Promise<number> {
  const faults: unknown[] = [];
  let ended = 0;
  for (const act of open) {
    try {
      if (await end(act)) ended += 1;
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
  return ended;
}
