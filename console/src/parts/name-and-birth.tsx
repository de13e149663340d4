import type { Told } from '../graph/answer.js';
import { Composed } from './composed.js';
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
        <Composed
          told={told}
          parts={[
            { at: [...at, 'name', 'kanji'], value: name?.kanji },
            { at: [...at, 'name', 'kana'], value: name?.kana },
          ]}
        />
      </span>
      <Value told={told} at={[...at, 'birthDate']}>
        {birthDate?.wareki}
      </Value>
    </>
  );
}
