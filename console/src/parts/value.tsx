import type { ReactNode } from 'react';
import { whyEmpty, type Fault, type Told, type Withheld } from '../graph/answer.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { partWords } from './words.js';

export interface ValueProps {
  readonly told: Told;
  /** Where in the answer the value stands. */
  readonly at: readonly (string | number)[];
  /** null, or false: withheld, without an answer, or simply none; which of them the gateway has said. */
  readonly children: ReactNode;
}

/** A value, or in its place why there is none. What is withheld, what is absent and what did not answer look different. */
export function Value({ told, at, children }: ValueProps) {
  return isThere(children) ? <>{children}</> : <Missing why={whyEmpty(told, at)} />;
}

export const isThere = (value: ReactNode): boolean =>
  value !== null && value !== undefined && value !== false && value !== '';

interface MissingProps {
  readonly why: Withheld | Fault | null;
  /** What is missing, where its place does not say it. */
  readonly of?: string;
}

/** Why there is nothing. */
export function Missing({ why, of }: MissingProps) {
  const words = useWords(partWords);
  const both = useBoth();
  const what = of === undefined ? '' : words.missing(of);
  if (why === null) return <span className="text-solid-gray-600">{`${what}${words.absent}`}</span>;
  if ('coordinate' in why)
    return (
      <span className="withheld inline-block rounded-4 border border-dashed border-solid-gray-600 px-2 py-0.5">
        <strong className="text-dns-14B-130">{`${what}${words.withheld}`}</strong>{' '}
        <span className="text-dns-14N-130">{both(why.text)}</span>
      </span>
    );
  return (
    <span className="inline-block rounded-4 border border-warning-yellow-2 px-2 py-0.5">
      <strong className="text-dns-14B-130">{`${what}${words.unavailable}`}</strong>{' '}
      <span className="text-dns-14N-130">{both(why.text)}</span>
    </span>
  );
}
