import { createHash } from 'node:crypto';

/**
 * An identifier made of a name (RFC 9562, UUID version 8): whoever tries again what has this name, another gateway or one
 * after a crash, calls it the same. An act that is open keeps its id, so that no version may make another of a name.
 *
 * @param variant first digit of the fourth group: either says that it is of that RFC
 */
export function namedId(name: string, variant: '8' | 'a' = 'a'): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
