import { fieldWords } from './field-words.js';

/** What a fault names, in the words of each sentence: of a closed set, and never its code. */
export interface Named {
  readonly ja: string;
  readonly en: string;
}

/** An office is called by its title, which has no other language. */
export const asTitle = (office: string): Named => ({ ja: office, en: office });

/**
 * What a business fault says: fixed texts, nothing of anybody. `{field}` stands for what the input is called, `{named}` for
 * words of a closed set.
 */
export type FaultText = readonly [ja: string, en: string];

/** Why an act was not done, for whoever asked for it; nothing was. */
export interface BusinessFault<Code extends string> {
  readonly code: Code;
  /** The input it is about; null for the act as a whole. */
  readonly field: string | null;
  readonly message: string;
  readonly messageJa: string;
}

/** Makes the faults of a room from its table of texts. */
export function faultsOf<Code extends string>(texts: Readonly<Record<Code, FaultText>>) {
  return (code: Code, field: string | null = null, named: readonly Named[] = []): BusinessFault<Code> => {
    const say = (text: string, called: string, names: string): string =>
      text.replaceAll('{field}', called).replaceAll('{named}', names);
    const [ja, en] = texts[code];
    const [calledJa, calledEn] = fieldWords(field ?? '');
    const messageJa = say(ja, calledJa, named.map((one) => one.ja).join('、'));
    return { code, field, message: say(en, calledEn, named.map((one) => one.en).join(', ')), messageJa };
  };
}
