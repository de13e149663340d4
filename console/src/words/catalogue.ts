import { useLanguage } from './language.js';

type Entry = string | ((...values: never[]) => string);
type Entries = Readonly<Record<string, Entry | Readonly<Record<string, string>>>>;

/** The same words in another language: each text or function of texts by the same name. */
type Same<Words> = {
  readonly [Name in keyof Words]: Words[Name] extends string
    ? string
    : Words[Name] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : { readonly [Key in keyof Words[Name]]: string };
};

export interface Catalogue<Words> {
  readonly ja: Words;
  readonly en: Words;
}

/** The words of one folder: a name without its English does not compile. */
export function catalogue<const Words extends Entries>(words: {
  readonly ja: Words;
  readonly en: Same<Words>;
}): Catalogue<Same<Words>> {
  // Literal texts of the first language stand for any text.
  return words as unknown as Catalogue<Same<Words>>;
}

export function useWords<Words>(words: Catalogue<Words>): Words {
  return words[useLanguage()];
}
