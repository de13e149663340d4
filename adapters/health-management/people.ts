import type { LegacyDatabase, Row } from '../database.js';
import { select, shapeOf } from '../database.js';
import { PERSON } from './entities.js';
import type { PersonMapper } from './mapper.js';

/** 宛名番号 of this system. */
export const HEALTH_NUMBER = /^[0-9]{10}$/;

/** Rows of kk_kojin by number, with the number, the municipality and the properties asked for. */
export function personRows(
  database: LegacyDatabase,
  chunk: readonly string[],
  properties: readonly (keyof typeof PERSON.columns)[],
  signal: AbortSignal,
): Promise<readonly Row[]> {
  return database.ask(
    {
      ...{ table: PERSON, alias: 'p', shape: `numbers ${shapeOf(properties)}` },
      write: (query) =>
        select(query, 'p', ['healthNumber', 'municipality', ...properties]).where(
          database.among('p.healthNumber', 'keys', PERSON.columns.healthNumber),
        ),
      values: { keys: database.keys(PERSON.columns.healthNumber, chunk) },
    },
    signal,
  );
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
