/** Words that stand more than once, each one time. */
export function repeated(words: readonly string[]): readonly string[] {
  return [...new Set(words.filter((word, at) => words.indexOf(word) !== at))];
}
