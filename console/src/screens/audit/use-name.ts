import { useBoth } from '../../words/language.js';

/** An account or a purpose of a record; without names where nothing is called so any more. */
export interface Named {
  readonly id: string;
  readonly nameJa: string | null;
  readonly nameEn: string | null;
}

/** What it is called in the language that is chosen; empty where it has no name any more. */
export function useName(): (one: Named) => string {
  const both = useBoth();
  return ({ nameJa, nameEn }) => both({ ja: nameJa ?? '', en: nameEn ?? '' });
}
