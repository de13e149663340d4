/**
 * The path that a request's target names (RFC 9112, section 3.2): of `/path?query` and of `http://host/path`.
 * Null for what names none here: `*`, `//host`, an address that does not parse.
 */
export function pathOf(target: string | undefined): string | null {
  if (target === undefined || target.startsWith('//')) return null;
  if (target.startsWith('/')) return URL.canParse(target, BASE) ? new URL(target, BASE).pathname : null;
  return /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target).pathname : null;
}

const BASE = 'http://gateway.invalid';
