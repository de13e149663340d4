import { createHash } from 'node:crypto';

/** What messages are made of. Numbers are whole: how a fraction is written is where canonical forms disagree. */
export type Canonical =
  string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/**
 * JSON with sorted keys and no spaces (RFC 8785, for the values above): equal things have equal bytes on both ends.
 */
export function canonicalJson(value: Canonical): string {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isSafeInteger(value))
      throw new TypeError('Only whole numbers have one form.');
    return JSON.stringify(value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`];
    });
  return `{${members.join(',')}}`;
}

/** SHA-256 in base64url: 43 characters. */
export function canonicalHash(value: Canonical): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}

function isList(value: object): value is readonly Canonical[] {
  return Array.isArray(value);
}
