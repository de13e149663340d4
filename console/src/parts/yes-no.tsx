import type { Told } from '../graph/answer.js';
import { Value } from './value.js';

export interface YesNoProps {
  readonly told: Told;
  readonly at: readonly (string | number)[];
  readonly value: boolean | null | undefined;
  readonly yes: string;
  readonly no: string;
}

/** A state in a word. What is not told is neither. */
export function YesNo({ told, at, value, yes, no }: YesNoProps) {
  return (
    <Value told={told} at={at}>
      {value == null ? null : value ? yes : no}
    </Value>
  );
}
