import type { z } from 'zod';

/** Whether the line is about a value by its name: a list and what is single, but not an object. */
const isOfField = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'custom'
    ? issue.params?.field === true
    : issue.code === 'invalid_type' && issue.expected === 'array';

/** Issues of zod as lines for whoever writes the file, each with its place: `session.json: unknown key off`. */
export function faultLines(
  issues: readonly z.core.$ZodIssue[],
  { root, within }: { readonly root: string; readonly within: string },
): readonly string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => `${placeOf(issue.path)}: ${issue.message} ${key}`);
    if (!isOfField(issue)) return [`${placeOf(issue.path)}: ${issue.message}`];
    return [`${placeOf(issue.path.slice(0, -1))}: ${String(issue.path.at(-1))} ${issue.message}`];
  });

  function placeOf(path: readonly PropertyKey[]): string {
    return path.reduce<string>((place, name, at) => {
      if (typeof name === 'number') return `${place}[${name}]`;
      return `${place}${typeof path[at + 1] === 'number' ? '.' : within}${String(name)}`;
    }, root);
  }
}
