import { useEffect, useEffectEvent, useRef, useState } from 'react';

export interface Judgement<Said> {
  /** Of the input as it stands; null where nothing was said of it yet. */
  readonly said: Said | null;
  /** Whether it is the input that was spoken of last, though nothing came of that. */
  readonly isLast: boolean;
  /** Has it judged now, if it is not; asked twice, it is judged once. */
  readonly check: () => Promise<Said | null>;
  /** What is known of it by other means, as when it was done. */
  readonly say: (said: Said) => void;
}

/** So long nobody has typed any more. */
const PAUSE_MS = 400;

/**
 * What the gateway says to an input as soon as it is whole and nobody types. What was said of another input says nothing
 * of this one, and an older judgement that comes late takes nothing from what was said since.
 *
 * @param of the input in letters; '' while something is missing
 */
export function useJudgement<Said>(of: string, ask: () => Promise<Said | null>): Judgement<Said> {
  const [last, setLast] = useState<{ readonly of: string; readonly said: Said | null }>(NOTHING);
  const asked = useRef<{ readonly of: string; readonly answer: Promise<Said | null> } | null>(null);
  const isLast = of !== '' && last.of === of;
  const said = isLast ? last.said : null;
  const askNow = async () => {
    const answer = await ask();
    // Something else has been asked since: what was said of that stands.
    if (asked.current?.of !== of) return answer;
    asked.current = null;
    setLast({ of, said: answer });
    return answer;
  };
  const check = async () => {
    if (said !== null || of === '') return said;
    if (asked.current?.of !== of) asked.current = { of, answer: askNow() };
    return asked.current.answer;
  };
  const judge = useEffectEvent(() => void check());
  useEffect(() => {
    if (of === '') return undefined;
    const wait = setTimeout(judge, PAUSE_MS);
    return () => clearTimeout(wait);
  }, [of]);
  return { said, isLast, check, say: (what) => setLast({ of, said: what }) };
}

const NOTHING = { of: '', said: null };
