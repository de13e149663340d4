/**
 * Does something for each, one behind another. What fails for one of them holds up none of the others: what failed first is
 * thrown when each has had its turn.
 */
export async function eachDespite<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const faults: unknown[] = [];
  for (const item of items) await work(item).catch((error: unknown) => void faults.push(error));
  if (faults.length > 0) throw faults[0];
}
