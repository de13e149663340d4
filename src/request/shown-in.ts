import type { IsShown } from '../audit/record/access-trace.js';
import type { ResponsePath } from '../guard/response-path.js';

/**
 * Whether the finished data holds a field: the object it stands in is there, and so is its value, unless there
 * was none. Looked up step by step, each object once: fields of one object share the path above them.
 */
export function shownIn(data: unknown): IsShown {
  const known = new Map<ResponsePath, unknown>();
  const at = (path: ResponsePath | undefined): unknown => {
    if (path === undefined) return data;
    if (known.has(path)) return known.get(path);
    const value = part(at(path.prev), path.key);
    known.set(path, value);
    return value;
  };
  return ({ prev, key }, isAbsent) => {
    const object = at(prev);
    if (typeof object !== 'object' || object === null) return false;
    return isAbsent || part(object, key) != null;
  };
}

function part(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Record<string | number, unknown>)[key];
}
