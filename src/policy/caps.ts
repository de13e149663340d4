import type { z } from 'zod';
import { named, optional, section, whole, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';
import { PURPOSES, type Purpose } from './terms.js';

const attemptsPerHour = section({ LOOK_UP: whole, VERIFY: whole, REVEAL: whole });

/**
 * Times an account may do this to an individual number in an hour (R167, R168): a cap against guessing and
 * against copying.
 */
export type AttemptCaps = z.infer<typeof attemptsPerHour>;

const personCap = section({ warnAt: whole, cap: whole });

/** Distinct persons an account may see under a purpose in an hour, and from how many on it is warned. */
export type PersonCap = z.infer<typeof personCap>;

/** `caps.json`: how much is too much. The city's own decision, for the assessment sets no figure. */
export interface Caps {
  readonly attemptsPerHour: AttemptCaps;
  readonly personsPerHour: ReadonlyMap<Purpose, PersonCap>;
  /** A question that so many persons fit, or less, is about each of them, whatever of it is shown. */
  readonly fewPersons: number;
  /** Seconds of work, of databases and of this process, that an account may have done in a minute. */
  readonly workSecondsPerMinute: number;
}

/** Half a processor: a full page or the dearest statistics over and over, and nobody else notices. */
const WORK_SECONDS_PER_MINUTE = 30;

const personsPerHour = named(personCap).superRefine((rows, { addIssue }) => {
  for (const [name, row] of rows) {
    const message = faultOf(name, row);
    if (message !== null) addIssue({ code: 'custom', path: [name], message });
  }
});

const table = section({
  ...WORDS,
  attemptsPerHour,
  personsPerHour,
  fewPersons: whole,
  workSecondsPerMinute: optional(whole, WORK_SECONDS_PER_MINUTE),
});

export function readCaps(file: string, text: string, faults: string[]): Caps {
  const read = readTable(table, file, text, faults);
  const personsPerHour = new Map<Purpose, PersonCap>();
  for (const [name, row] of read.personsPerHour)
    if (isPurpose(name) && faultOf(name, row) === null) personsPerHour.set(name, row);
  const { attemptsPerHour, fewPersons, workSecondsPerMinute } = read;
  return Object.freeze({
    attemptsPerHour: Object.freeze(attemptsPerHour),
    personsPerHour,
    fewPersons,
    workSecondsPerMinute,
  });
}

function faultOf(name: string, { warnAt, cap }: PersonCap): string | null {
  if (!isPurpose(name)) return 'is no purpose';
  return warnAt >= cap ? 'must warn before the cap' : null;
}

const isPurpose = (name: string): name is Purpose => PURPOSES.some((purpose) => purpose === name);
