/**
 * What a business fault says: fixed texts, nothing of anybody. `{field}` stands for the input's name, `{named}` for words of
 * a closed set.
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
  return (code: Code, field: string | null = null, named: readonly string[] = []): BusinessFault<Code> => {
    const say = (text: string): string =>
      text.replaceAll('{field}', field ?? '').replaceAll('{named}', named.join(', '));
    const [ja, en] = texts[code];
    return { code, field, message: say(en), messageJa: say(ja) };
  };
}
