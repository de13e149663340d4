/** Path of a field in the answer, as graphql-js hands it to a resolver: innermost key first. */
export interface ResponsePath {
  readonly prev: ResponsePath | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** Its keys, outermost first. */
export function pathKeys(path: ResponsePath): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: ResponsePath | undefined = path; at !== undefined; at = at.prev) keys.push(at.key);
  return keys.reverse();
}
