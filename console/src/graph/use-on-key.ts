import { useRef, useState } from 'react';

export interface OnKey<Answer> {
  /** null before anything was asked, and while it is waited for. */
  readonly answer: Answer | null;
  readonly pending: boolean;
  /** Asks anew, whatever is under way; null takes the last answer away and asks nothing. */
  readonly run: (ask: (() => Promise<Answer>) | null) => Promise<void>;
}

/**
 * What is asked on a key, and is on the screen until the next: an answer that comes behind the next question is nobody's.
 *
 * @param onGone the last answer leaves the screen, and what was chosen of it with it: else something would be done about
 *   somebody whom nobody sees any more
 */
export function useOnKey<Answer>(onGone?: () => void): OnKey<Answer> {
  const [state, setState] = useState<Omit<OnKey<Answer>, 'run'>>({ answer: null, pending: false });
  const turn = useRef(0);
  const run = async (ask: (() => Promise<Answer>) | null) => {
    turn.current += 1;
    const own = turn.current;
    setState({ answer: null, pending: ask !== null });
    onGone?.();
    if (ask === null) return;
    const answer = await ask();
    if (own === turn.current) setState({ answer, pending: false });
  };
  return { ...state, run };
}
