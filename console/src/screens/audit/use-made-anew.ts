import { useState } from 'react';
import type { Fault } from '../../graph/answer.js';
import { askOnce } from '../../graph/use-ask.js';
import { ReviewOfMonthDocument } from './operations.generated.js';

export interface MadeAnew {
  readonly state: 'NOT_ASKED' | 'UNDER_WAY' | 'MADE';
  readonly fault: Fault | null;
  readonly make: () => Promise<void>;
}

/** Has the review of these days made anew, then read again: what is on the screen stands until that is there. */
export function useMadeAnew(
  days: { readonly from: string; readonly to: string },
  readAgain: () => void,
): MadeAnew {
  const [last, setLast] = useState<{ of: string; state: MadeAnew['state']; fault: Fault | null }>(NOTHING);
  // What was said of another month says nothing of this one.
  const { state, fault } = last.of === days.from ? last : NOTHING;
  const say = (now: MadeAnew['state'], against: Fault | null = null) =>
    setLast({ of: days.from, state: now, fault: against });
  const make = async () => {
    if (state === 'UNDER_WAY') return;
    say('UNDER_WAY');
    const { faults } = await askOnce(ReviewOfMonthDocument, { ...days, fresh: true });
    const [first = null] = faults;
    say(first === null ? 'MADE' : 'NOT_ASKED', first);
    if (first === null) readAgain();
  };
  return { state, fault, make };
}

const NOTHING = { of: '', state: 'NOT_ASKED', fault: null } as const;
