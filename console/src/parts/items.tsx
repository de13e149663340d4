import type { ReactNode } from 'react';
import { kindOf, whyEmpty, type Told } from '../graph/answer.js';
import { useWords } from '../words/catalogue.js';
import { isThere, Missing } from './value.js';
import { partWords } from './words.js';

/** One of several values that stand in a line without their names. */
export interface Item {
  readonly name: string;
  readonly at: readonly (string | number)[];
  readonly value: ReactNode;
  readonly className?: string;
}

export interface ItemsProps {
  readonly told: Told;
  readonly items: readonly Item[];
}

/** What is there, and behind it what is not: once for each reason, by name, so that one reason does not fill the line. */
export function Items({ told, items }: ItemsProps) {
  const words = useWords(partWords);
  const reasons = new Map<string, { readonly why: ReturnType<typeof whyEmpty>; readonly names: string[] }>();
  for (const { name, at, value } of items) {
    if (isThere(value)) continue;
    const why = whyEmpty(told, at);
    const reason = why === null ? '' : JSON.stringify([why.text, kindOf(why)]);
    const { names } = reasons.get(reason) ?? { names: [] };
    reasons.set(reason, { why, names: [...names, name] });
  }
  return (
    <>
      {items
        .filter(({ value }) => isThere(value))
        .map(({ name, value, className }) => (
          <p key={name} className={className}>
            {value}
          </p>
        ))}
      {[...reasons].map(([reason, { why, names }]) => (
        <p key={reason}>
          <Missing why={why} of={names.join(words.and)} />
        </p>
      ))}
    </>
  );
}
