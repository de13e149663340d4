/**
 * Brings each act that was left behind to its end, one after another: one that cannot be ended now keeps no other
 * waiting. `end` is false where there was nothing to end.
 * @returns how many ended; rejects with the first fault when all were tried
 */
export async function endEach<Act>(
  open: Iterable<Act> | AsyncIterable<Act>,
  end: (act: Act) => Promise<boolean>,
): Promise<number> {
  const faults: unknown[] = [];
  let ended = 0;
  for await (const act of open) {
    try {
      if (await end(act)) ended += 1;
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
  return ended;
}

/**
 * All of them, page by page, each once: those that stay open would else keep whatever is behind a first page waiting for
 * ever. One that was taken up meanwhile stands further behind by then, and is not told again.
 * @param read what stands behind one of them, in their order; nothing that is new: the end
 */
export async function* eachOpen<Act extends { readonly id: string }>(
  read: (after: Act | null) => Promise<readonly Act[]>,
): AsyncGenerator<Act> {
  const told = new Set<string>();
  for (let after: Act | null = null; ;) {
    const page: readonly Act[] = await read(after);
    const fresh = page.filter(({ id }) => !told.has(id));
    if (fresh.length === 0) return;
    for (const act of fresh) {
      told.add(act.id);
      yield act;
    }
    after = page.at(-1) ?? null;
  }
}
