import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { useOpens } from './opens.js';
import type { Opens } from './screen.js';
import { appWords } from './words.js';

export interface WhyNotProps {
  /** What would be pressed here. */
  readonly what: string;
  readonly fieldClass: string;
  readonly verb: string;
  /** Of another purpose than the one that is chosen. */
  readonly opens?: Opens;
}

/** In the place of a button that is not offered: why, in the gateway's words, and what would open it. */
export function WhyNot({ what, fieldClass, verb, opens }: WhyNotProps) {
  const words = useWords(appWords);
  const both = useBoth();
  const chosen = useOpens();
  const closed = (opens ?? chosen)?.whyNot(fieldClass, verb) ?? null;
  if (closed === null) return null;
  return (
    <p className="mb-4 border-l-4 border-solid-gray-420 pl-3">
      {words.notOffered(what)} {both(closed.text)}{' '}
      {closed.needs.map((need) => words.wouldOpen[need]).join(' ')}
    </p>
  );
}
