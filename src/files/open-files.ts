import { readFileSync } from 'node:fs';

/** How many files and sockets this process may hold open at once; null where the system does not tell. */
export function mostOpenFiles(): number | null {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return soft === undefined ? null : Number(soft);
  } catch {
    return null;
  }
}
