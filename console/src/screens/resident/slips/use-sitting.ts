import { useRef, useState } from 'react';
import type { Both } from '../../../words/language.js';
import type { Slip } from './slip.js';

/** What became of a slip. */
export type SlipState =
  | 'RECORDED'
  | 'PENDING'
  | 'AGREES'
  | 'CORRECTED'
  | 'AWAITING'
  | 'STANDS'
  | 'DIFFERS'
  | 'NO_FIRST'
  | 'NO_ANSWER'
  | 'ASIDE';

/** What is not done with yet: it is taken up again from the list. */
export const isOpen = (state: SlipState): boolean => state === 'NO_ANSWER' || state === 'ASIDE';

export interface Line {
  /** Which slip of the sitting it is, from 1. */
  readonly place: number;
  readonly slip: Slip;
  readonly name: string;
  readonly state: SlipState;
  /** Why it was laid aside, in the gateway's words. */
  readonly why: Both | null;
}

/** What was typed in this sitting. It stands on this screen alone: whoever leaves it begins another. */
export function useSitting() {
  const [lines, setLines] = useState<readonly Line[]>([]);
  const last = useRef(0);
  return {
    lines,
    add: (line: Omit<Line, 'place'>) => {
      last.current += 1;
      const place = last.current;
      setLines((before) => [{ ...line, place }, ...before]);
    },
    take: (place: number) => setLines((before) => before.filter((line) => line.place !== place)),
  };
}
