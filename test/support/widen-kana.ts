/**
 * Half-width kana (JIS X 0201) to full width, a letter and its mark becoming one: ｶﾞ is ガ. All other
 * characters stay as they are, so that a name in the same column keeps its kanji, variation selectors and
 * private-use characters.
 */
export function widenKana(text: string): string {
  return text.replace(/[\uFF61-\uFF9F]+/g, (run) =>
    // Safe on this block alone: it holds kana and their punctuation, nothing that NFKC could fold into another
    // kanji.
    run.normalize('NFKC').replaceAll('\u3099', '゛').replaceAll('\u309A', '゜'),
  );
}
