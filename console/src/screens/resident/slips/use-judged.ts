import { useState } from 'react';
import { useJudgement } from '../../../graph/use-judgement.js';
import type { ChangeOutcomeFragment } from '../operations.generated.js';
import { useChange, type Change, type Changing } from '../record/use-change.js';

export interface JudgedChange {
  /** It is being done. While it is only judged, whoever says so may go on: going on waits for what is said. */
  readonly pending: boolean;
  /** What the gateway says to the change as it stands; null where nothing was said of it yet. */
  readonly outcome: ChangeOutcomeFragment | null;
  readonly fault: Changing['fault'];
  /** Has it judged now, if it is not; asked twice, it is judged once. */
  readonly check: () => Promise<ChangeOutcomeFragment | null>;
  /** Does it, in spite of what was seen and nothing else; null where it was not done. */
  readonly save: (seen: ChangeOutcomeFragment) => Promise<ChangeOutcomeFragment | null>;
}

/** A change that is judged as soon as it is whole, and done once, under its key, when somebody says so. */
export function useJudged(change: Change | null, onStale: () => void): JudgedChange {
  const changing = useChange(onStale);
  const [pending, setPending] = useState(false);
  const { said, isLast, check, say } = useJudgement(
    change === null ? '' : JSON.stringify(change),
    async () => (change === null ? null : changing.check(change)),
  );
  const save = async (seen: ChangeOutcomeFragment) => {
    if (change === null) return null;
    setPending(true);
    const answer = await changing.save(despite(change, seen));
    setPending(false);
    // Where an answer was lost, what was seen before stands: what is sent once more is the very same.
    say(answer ?? seen);
    return answer === null || answer.userErrors.length > 0 ? null : answer;
  };
  // What became of another change says nothing of this one.
  return { outcome: said, check, save, pending, fault: isLast ? changing.fault : null };
}

/** A reason is for what its giver has seen. */
function despite(change: Change, { warnings }: ChangeOutcomeFragment): Change {
  if (change.kind === 'WITHDRAW') return change;
  const codes = warnings.map(({ code }) => code);
  return { ...change, input: { ...change.input, despite: codes } } as Change;
}
