/** Enum objects from the closed term lists, so that graph and policy cannot drift apart. */
export function enumOf<Term extends string>(
  terms: readonly Term[],
): {
  readonly [T in Term]: T;
} {
  return Object.fromEntries(terms.map((term) => [term, term])) as {
    [T in Term]: T;
  };
}
