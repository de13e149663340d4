/** A span whose last day is before its first finds nothing, and that looks like an answer. */
export const isTurnedRound = (from: string | null, to: string | null): boolean =>
  from !== null && to !== null && from > to;
