import { maskNumbers } from './tripwire/tripwire.js';

/** The redactor of log lines: the same engine as for answers, at its strictest. */
export function scrubLine(line: string): string {
  return maskNumbers(line, { threshold: 'LOW' }).text;
}
