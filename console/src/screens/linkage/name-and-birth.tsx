import type { Told } from '../../graph/answer.js';
import { Value } from '../../parts/value.js';
import type { Provision } from './one-provision.js';

export interface NameAndBirthProps {
  readonly told: Told;
  readonly resident: NonNullable<Provision['resident']>;
}

/** By what whoever decides holds the person against the paper: a number alone is nobody. */
export function NameAndBirth({ told, resident: { name, birthDate } }: NameAndBirthProps) {
  const at = (...field: string[]) => ['provisionRequest', 'resident', ...field];
  return (
    <>
      <span className="block">
        <Value told={told} at={at('name')}>
          {name && [name.kanji, name.kana].filter((part) => part !== null).join(' ')}
        </Value>
      </span>
      <Value told={told} at={at('birthDate')}>
        {birthDate?.wareki}
      </Value>
    </>
  );
}
