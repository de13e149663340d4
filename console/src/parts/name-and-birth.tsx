import type { Told } from '../graph/answer.js';
import { Value } from './value.js';

export interface NameAndBirthProps {
  readonly told: Told;
  /** Where in the answer the person stands. */
  readonly at: readonly (string | number)[];
  readonly resident: {
    readonly name: { readonly kanji: string | null; readonly kana: string | null } | null;
    readonly birthDate: { readonly wareki: string | null } | null;
  };
}

/** By what whoever decides holds the person against the paper: a number alone is nobody. */
export function NameAndBirth({ told, at, resident: { name, birthDate } }: NameAndBirthProps) {
  return (
    <>
      <span className="block">
        <Value told={told} at={[...at, 'name']}>
          {name && [name.kanji, name.kana].filter((part) => part !== null).join(' ')}
        </Value>
      </span>
      <Value told={told} at={[...at, 'birthDate']}>
        {birthDate?.wareki}
      </Value>
    </>
  );
}
