import { useEffect, useEffectEvent, useState } from 'react';
import type { ChangeOutcomeFragment } from '../operations.generated.js';
import { useChange, type Change, type Changing } from '../record/use-change.js';

export interface JudgedChange {
  readonly pending: boolean;
  /** What the gateway says to the change as it stands; null where nothing was said of it yet. */
  readonly outcome: ChangeOutcomeFragment | null;
  readonly fault: Changing['fault'];
  /** Has it judged now, if it is not. */
  readonly check: () => Promise<ChangeOutcomeFragment | null>;
  /** Does it, in spite of what was seen and nothing else; null where it was not done. */
  readonly save: () => Promise<ChangeOutcomeFragment | null>;
}

/** So long nobody has typed any more. */
const PAUSE_MS = 400;

/** A change that is judged as soon as it is whole, and done once, under its key, when somebody says so. */
export function useJudged(change: Change | null, onStale: () => void): JudgedChange {
  const changing = useChange(onStale);
  const of = change === null ? '' : JSON.stringify(change);
  const [said, setSaid] = useState<{ of: string; outcome: ChangeOutcomeFragment | null }>(NOTHING);
  const outcome = said.of === of ? said.outcome : null;
  const send = async (how: 'check' | 'save', sent: Change) => {
    const answer = await changing[how](sent);
    // Where an answer was lost, what was seen before stands: what is sent once more is the very same.
    setSaid({ of, outcome: answer ?? outcome });
    return answer;
  };
  const check = async () => outcome ?? (change === null ? null : await send('check', change));
  const judge = useEffectEvent(() => void check());
  useEffect(() => {
    if (of === '') return undefined;
    const wait = setTimeout(judge, PAUSE_MS);
    return () => clearTimeout(wait);
  }, [of]);
  const save = async () => {
    if (change === null) return null;
    const answer = await send('save', despite(change, outcome));
    return answer === null || answer.userErrors.length > 0 ? null : answer;
  };
  return {
    ...{ outcome, check, save, pending: changing.pending },
    // What became of another change says nothing of this one.
    fault: of !== '' && said.of === of ? changing.fault : null,
  };
}

const NOTHING = { of: '', outcome: null };

/** A reason is for what its giver has seen. */
function despite(change: Change, outcome: ChangeOutcomeFragment | null): Change {
  if (outcome === null || change.kind === 'WITHDRAW') return change;
  const codes = outcome.warnings.map(({ code }) => code);
  return { ...change, input: { ...change.input, despite: codes } } as Change;
}
