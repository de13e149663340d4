/** What `aria-describedby` names of a field or a group: its help, then its error; nothing where it has neither. */
export function describedBy(id: string, help: string | undefined, error: string | null): string | undefined {
  const ids = [help !== undefined && `${id}-help`, error !== null && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
