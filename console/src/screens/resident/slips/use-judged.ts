import { useEffect, useEffectEvent, useRef, useState } from 'react';
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

/** So long nobody has typed any more. */
const PAUSE_MS = 400;

/** A change that is judged as soon as it is whole, and done once, under its key, when somebody says so. */
export function useJudged(change: Change | null, onStale: () => void): JudgedChange {
  const changing = useChange(onStale);
  const of = change === null ? '' : JSON.stringify(change);
  const [said, setSaid] = useState<{ of: string; outcome: ChangeOutcomeFragment | null }>(NOTHING);
  const [pending, setPending] = useState(false);
  const asked = useRef<{ of: string; answer: Promise<ChangeOutcomeFragment | null> } | null>(null);
  const outcome = said.of === of ? said.outcome : null;
  const judgeAs = async (sent: Change) => {
    const answer = await changing.check(sent);
    // Something else has been asked since: what was said of that stands.
    if (asked.current?.of !== of) return answer;
    asked.current = null;
    setSaid({ of, outcome: answer });
    return answer;
  };
  const check = async () => {
    if (outcome !== null || change === null) return outcome;
    if (asked.current?.of !== of) asked.current = { of, answer: judgeAs(change) };
    return asked.current.answer;
  };
  const judge = useEffectEvent(() => void check());
  useEffect(() => {
    if (of === '') return undefined;
    const wait = setTimeout(judge, PAUSE_MS);
    return () => clearTimeout(wait);
  }, [of]);
  const save = async (seen: ChangeOutcomeFragment) => {
    if (change === null) return null;
    setPending(true);
    const answer = await changing.save(despite(change, seen));
    setPending(false);
    // Where an answer was lost, what was seen before stands: what is sent once more is the very same.
    setSaid({ of, outcome: answer ?? seen });
    return answer === null || answer.userErrors.length > 0 ? null : answer;
  };
  return {
    ...{ outcome, check, save, pending },
    // What became of another change says nothing of this one.
    fault: of !== '' && said.of === of ? changing.fault : null,
  };
}

const NOTHING = { of: '', outcome: null };

/** A reason is for what its giver has seen. */
function despite(change: Change, { warnings }: ChangeOutcomeFragment): Change {
  if (change.kind === 'WITHDRAW') return change;
  const codes = warnings.map(({ code }) => code);
  return { ...change, input: { ...change.input, despite: codes } } as Change;
}
