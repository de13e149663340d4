/** Number of single-character edits between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitute, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The known name most like `word`, for the hint beside a misspelt one. `known` must not be empty. */
export function nearest(word: string, known: readonly string[]): string {
  return known.reduce((best, name) => (distance(word, name) < distance(word, best) ? name : best));
}

/** The same where it is so like it that it may be meant: two edits, or a third of a long word; else null. */
export function nearby(word: string, known: readonly string[]): string | null {
  const name = nearest(word, known);
  return distance(word, name) <= Math.max(2, Math.floor(word.replace(/^SEKISHO_/, '').length / 3))
    ? name
    : null;
}
