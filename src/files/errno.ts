/**
 * The system's name of a fault (`ENOSPC`), or null. Asks the shape, not the class: errors come from more than
 * one realm.
 */
export function errnoOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
