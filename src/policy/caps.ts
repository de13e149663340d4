import { parseTable, type JsonReader } from '../json/json-reader.js';
import { PURPOSES, type Purpose } from './terms.js';

/**
 * Times an account may do this to an individual number in an hour (R167, R168): a cap against guessing and
 * against copying.
 */
export interface AttemptCaps {
  readonly LOOK_UP: number;
  readonly VERIFY: number;
  readonly REVEAL: number;
}

/** Distinct persons an account may see under a purpose in an hour, and from how many on it is warned. */
export interface PersonCap {
  readonly warnAt: number;
  readonly cap: number;
}

/** `caps.json`: how much is too much. The city's own decision, for the assessment sets no figure. */
export interface Caps {
  readonly attemptsPerHour: AttemptCaps;
  readonly personsPerHour: ReadonlyMap<Purpose, PersonCap>;
}

export function readCaps(file: string, text: string, faults: string[]): Caps {
  const table = parseTable(file, text, faults);
  for (const words of ['cites', 'textJa', 'textEn']) table.text(words);
  const attempts = table.object('attemptsPerHour');
  const attemptsPerHour = {
    LOOK_UP: positive(attempts, 'LOOK_UP'),
    VERIFY: positive(attempts, 'VERIFY'),
    REVEAL: positive(attempts, 'REVEAL'),
  };
  attempts.nothingElse();
  const personsPerHour = new Map<Purpose, PersonCap>();
  for (const [name, row] of table.object('personsPerHour').entries()) {
    const purpose = PURPOSES.find((term) => term === name);
    const entry = { warnAt: positive(row, 'warnAt'), cap: positive(row, 'cap') };
    row.nothingElse();
    if (purpose === undefined) row.fault('is no purpose');
    else if (entry.warnAt >= entry.cap) row.fault('must warn before the cap');
    else personsPerHour.set(purpose, entry);
  }
  table.nothingElse();
  return Object.freeze({ attemptsPerHour: Object.freeze(attemptsPerHour), personsPerHour });
}

function positive(row: JsonReader, name: string): number {
  const value = row.number(name);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  if (!Number.isNaN(value)) row.fault(`${name} must be a whole number from 1`);
  return 1;
}
