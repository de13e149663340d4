import { useBoth } from '../../../words/language.js';
import type { faultsOf } from './use-going-on.js';

export type Faults = ReturnType<typeof faultsOf>;

/** What the gateway has against an item, to be said at its field; null where it has nothing. */
export function useFaultAt(faults: Faults): (field: string) => string | null {
  const both = useBoth();
  return (field) => {
    const here = faults.filter((fault) => fault.field === field).map(({ text }) => both(text));
    return here.length === 0 ? null : here.join(' ');
  };
}
