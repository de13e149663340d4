/**
 * The reason of an access that told something of a person by how it was asked: by a filter, an order, a count.
 * `by ResidentFilter.birthDateFrom ResidentOrder.field`, with the ground before it where there is one more.
 */
export const askedBy = (coordinates: readonly string[]): string => `by ${coordinates.join(' ')}`;

const ASKED_BY = /(?:^|; )by (\w+\.\w+(?: \w+\.\w+)*)$/;

/** The coordinates of inputs in such a reason; empty for any other. */
export function coordinatesAskedBy(reason: string | null): readonly string[] {
  return ASKED_BY.exec(reason ?? '')?.[1]?.split(' ') ?? [];
}
