import type { ReactNode } from 'react';
import type { Told } from '../graph/answer.js';
import { Value } from './value.js';

export interface ListedProps<Item> {
  readonly told: Told;
  /** Where in the answer the list stands. */
  readonly at: readonly (string | number)[];
  readonly items: readonly Item[] | null | undefined;
  /** Said in the place of the list where it has nothing in it. */
  readonly nothing: ReactNode;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list. One that did not come, or may not be seen, is not said to have nothing in it. */
export function Listed<Item>({ told, at, items, nothing, children }: ListedProps<Item>) {
  if (items == null)
    return (
      <Value told={told} at={at}>
        {null}
      </Value>
    );
  return items.length === 0 ? nothing : children(items);
}
