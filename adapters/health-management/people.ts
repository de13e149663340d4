import type { LegacyDatabase, Row } from '../database.js';
import { select } from '../database.js';
import { PERSON } from './entities.js';
import type { PersonMapper } from './mapper.js';

/** 宛名番号 of this system. */
export const HEALTH_NUMBER = /^[0-9]{10}$/;

/** Rows of kk_kojin by number, with the number, the municipality and the properties asked for. */
export async function personRows(
  database: LegacyDatabase,
  chunk: readonly string[],
  properties: readonly (keyof typeof PERSON.columns)[],
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const query = await database.from(PERSON, 'p', signal);
  select(query, 'p', ['healthNumber', 'municipality', ...properties]).where('p.healthNumber IN (:...keys)', {
    keys: database.values(PERSON.columns.healthNumber, chunk),
  });
  return database.rows(query, signal);
}

/** Which of these numbers have a person: tells somebody without a record from somebody who does not exist. */
export async function knownNumbers(
  database: LegacyDatabase,
  mapper: PersonMapper,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (numbers.length === 0) return [];
  const rows = await personRows(database, numbers, [], signal);
  return rows.filter((row) => mapper.isOwn(row)).map((row) => mapper.healthNumber(row));
}
