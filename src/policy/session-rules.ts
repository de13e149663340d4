import { z } from 'zod';
import { kind, oneOf, section, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';

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

const idleMinutes = z
  .number('must be a number')
  .refine(
    (minutes) => Number.isSafeInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES,
    `must be a whole number from 1 to ${MOST_MINUTES}`,
  );

const table = section({ ...WORDS, idleMinutes: kind(idleMinutes, 1), mode: oneOf(SESSION_MODES) });

export function readSessionRules(file: string, text: string, faults: string[]): SessionRules {
  const { idleMinutes, mode } = readTable(table, file, text, faults);
  return Object.freeze({ idleMinutes, mode });
}
