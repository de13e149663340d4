import type { ReactNode } from 'react';
import { kindOf, whyEmpty, type Told } from '../graph/answer.js';
import { isThere, Missing } from './value.js';

export interface PartOfText {
  readonly at: readonly (string | number)[];
  readonly value: ReactNode;
}

export interface ComposedProps {
  readonly told: Told;
  readonly parts: readonly PartOfText[];
}

/**
 * One text of several values. A part that is not registered is left out, as in any name; one that is closed or was lost is
 * told behind the rest, once for each reason: what is there would be taken for all there is.
 */
export function Composed({ told, parts }: ComposedProps) {
  const there = parts.filter(({ value }) => isThere(value));
  const reasons = new Map(
    parts
      .filter(({ value }) => !isThere(value))
      .flatMap(({ at }) => {
        const why = whyEmpty(told, at);
        return why === null ? [] : [[JSON.stringify([why.text, kindOf(why)]), why] as const];
      }),
  );
  if (there.length === 0 && reasons.size === 0) return <Missing why={null} />;
  return (
    <>
      {there.map(({ value, at }, place) => (
        <span key={at.join()}>
          {place > 0 && ' '}
          {value}
        </span>
      ))}
      {[...reasons].map(([key, why]) => (
        <span key={key}>
          {there.length > 0 && ' '}
          <Missing why={why} />
        </span>
      ))}
    </>
  );
}
