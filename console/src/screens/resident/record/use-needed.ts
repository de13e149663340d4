import { useState } from 'react';
import { useWords } from '../../../words/catalogue.js';
import { recordWords } from './words.js';

/** What an act on a dose may want and not have. */
export type Needed = 'vaccine' | 'date' | 'dose' | 'way' | 'evidence' | 'reason';

/** Why something was done, of whatever is not done without. */
export const missingReason = (reason: string): readonly Needed[] => (reason.trim() === '' ? ['reason'] : []);

/** What stands in the way of going on, in words; every form of a dose says it by this before anything is sent. */
export function useNeeded() {
  const words = useWords(recordWords);
  const [error, setError] = useState<string | null>(null);
  return {
    error,
    /** Whether one may go on; if not, what is missing is said from now on. */
    has: (missing: readonly Needed[]): boolean => {
      const names = missing.map((name) => words[name]);
      setError(names.length === 0 ? null : words.needed(names.join(words.between)));
      return names.length === 0;
    },
    sayNothingDiffers: () => setError(words.nothing),
  };
}
