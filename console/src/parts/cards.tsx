import type { ReactNode } from 'react';

export interface CardsProps<Item> {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string | number | null;
  /** Said in the place of the list where there is none. */
  readonly nothing: string;
  readonly children: (item: Item, at: number) => ReactNode;
}

/** Cards one below the other. A list of nothing is read out as an empty list, so there is none. */
export function Cards<Item>({ items, keyOf, nothing, children }: CardsProps<Item>) {
  if (items.length === 0) return <p>{nothing}</p>;
  return (
    <ol className="space-y-4">
      {items.map((item, at) => (
        <li key={keyOf(item)}>{children(item, at)}</li>
      ))}
    </ol>
  );
}
