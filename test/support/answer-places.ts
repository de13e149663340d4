import type { ResponsePath } from '../../src/guard/response-path.js';

/** Without giving way in between. */
export function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Paths of one answer share the objects above them, as those of graphql-js do. */
export function paths(): (keys: readonly (string | number)[]) => ResponsePath {
  const known = new Map<string, ResponsePath>();
  return function path(keys): ResponsePath {
    const name = JSON.stringify(keys);
    const made =
      known.get(name) ??
      ({
        prev: keys.length === 1 ? undefined : path(keys.slice(0, -1)),
        key: keys.at(-1) ?? '',
        typename: undefined,
      } satisfies ResponsePath);
    known.set(name, made);
    return made;
  };
}
