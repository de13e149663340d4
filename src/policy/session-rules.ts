import { parseTable } from '../json/json-reader.js';

/** From what the minutes count: the last request by the user, or the login. */
export const SESSION_MODES = ['IDLE', 'ABSOLUTE'] as const;

/**
 * `session.json`: the forced logout (R182). The assessment does not say from what the five minutes count; the
 * city may switch between the two readings (X15).
 */
export interface SessionRules {
  readonly idleMinutes: number;
  readonly mode: (typeof SESSION_MODES)[number];
}

/** A working day: whoever sets more has switched the forced logout off. */
const MOST_MINUTES = 480;

export function readSessionRules(file: string, text: string, faults: string[]): SessionRules {
  const table = parseTable(file, text, faults);
  for (const words of ['cites', 'textJa', 'textEn']) table.text(words);
  const idleMinutes = table.number('idleMinutes');
  const within = Number.isSafeInteger(idleMinutes) && idleMinutes >= 1 && idleMinutes <= MOST_MINUTES;
  if (!within && !Number.isNaN(idleMinutes))
    table.fault(`idleMinutes must be a whole number from 1 to ${MOST_MINUTES}`);
  const mode = table.oneOf('mode', SESSION_MODES) ?? 'IDLE';
  table.nothingElse();
  return Object.freeze({ idleMinutes, mode });
}
