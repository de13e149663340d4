import type { ReactNode } from 'react';
import { kindOf, whyEmpty, type Empty, type Told } from '../graph/answer.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { partWords } from './words.js';

export interface ValueProps {
  readonly told: Told;
  /** Where in the answer the value stands. */
  readonly at: readonly (string | number)[];
  /** null, or false: withheld, unreadable, without an answer, or simply none; which of them the gateway has said. */
  readonly children: ReactNode;
}

/** A value, or in its place why there is none. What is withheld, absent, unreadable or did not come look different. */
export function Value({ told, at, children }: ValueProps) {
  return isThere(children) ? <>{children}</> : <Missing why={whyEmpty(told, at)} />;
}

export const isThere = (value: ReactNode): boolean =>
  value !== null && value !== undefined && value !== false && value !== '';

interface MissingProps {
  readonly why: Empty | null;
  /** What is missing, where its place does not say it. */
  readonly of?: string;
}

const LOOKS = {
  withheld: 'withheld border-dashed border-solid-gray-600',
  setAside: 'border-warning-orange-2',
  unavailable: 'border-warning-yellow-2',
} as const;

/** Why there is nothing. */
export function Missing({ why, of }: MissingProps) {
  const words = useWords(partWords);
  const both = useBoth();
  const what = of === undefined ? '' : words.missing(of);
  if (why === null) return <span className="text-solid-gray-600">{`${what}${words.absent}`}</span>;
  const kind = kindOf(why);
  return (
    <span className={`${LOOKS[kind]} inline-block rounded-4 border px-2 py-0.5`}>
      <strong className="text-dns-14B-130">{`${what}${words[kind]}`}</strong>{' '}
      <span className="text-dns-14N-130">{both(why.text)}</span>
    </span>
  );
}
