/** A stretch of days. Both ends count; without an end it goes on. */
export interface Term {
  readonly begins: string;
  readonly ends: string | null;
}

export function isInForce({ begins, ends }: Term, day: string): boolean {
  return begins <= day && (ends === null || day <= ends);
}

export function overlap(a: Term, b: Term): boolean {
  return (b.ends === null || a.begins <= b.ends) && (a.ends === null || b.begins <= a.ends);
}

/** Whether all of `inner` lies within `outer`. */
export function isWithin(inner: Term, outer: Term): boolean {
  if (inner.begins < outer.begins) return false;
  return outer.ends === null || (inner.ends !== null && inner.ends <= outer.ends);
}

/** The earlier of two last days. */
export function earlierEnd(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
