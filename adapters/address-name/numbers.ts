import { inTurns } from '../batch.js';
import { BATCH, select, type LegacyDatabase, type Row } from '../database.js';
import { otherForms } from '../legacy/person-number.js';
import { HEALTH, REGISTRY } from './codes.js';
import { PERSON, SYSTEM_NUMBER } from './entities.js';
import type { PersonMapper } from './mapper.js';
import type { PersonNumbers } from './model.js';

const { columns } = SYSTEM_NUMBER;
const length = columns.number.length ?? 0;
/** A number has up to 240 forms, so that a list of them is bounded, too. */
const AT_ONCE = 100;

/**
 * Who these registry numbers stand for, by the number asked for. All numbers under one 統合宛名番号 are one person's:
 * nothing is followed from number to number, so that no chain is too long and no ring without an end. Those that
 * are not found as they should be written are looked for once more as somebody may have written them.
 */
export async function readNumbers(
  database: LegacyDatabase,
  mapper: PersonMapper,
  chunk: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PersonNumbers>> {
  const read = async (texts: readonly string[]): Promise<Map<string, PersonNumbers>> =>
    group(mapper, await rowsOf(database, texts, signal));
  const found = await read(chunk.map((number) => number.padEnd(length)));
  // Zeros alone are never given out: whoever asks about them asks about nobody, in however many forms.
  const missing = chunk.filter((number) => !found.has(number) && /[1-9]/.test(number));
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const texts = missing.slice(at, at + AT_ONCE).flatMap((number) => otherForms(number, length));
    for (const [number, person] of await read(texts)) found.set(number, person);
  }
  return found;
}

/** One row for each number `o` of the persons `t` behind the numbers `k`, of any system that may be the registry. */
function rowsOf(
  database: LegacyDatabase,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<readonly Row[]> {
  // More than a statement has parameters for are those that were not found as they should be written.
  const many = texts.length > BATCH;
  const among = many
    ? `k.number IN (${database.listed('keys', columns.number)})`
    : database.among('k.number', 'keys', columns.number);
  return database.ask(
    {
      ...{ table: SYSTEM_NUMBER, alias: 'k', shape: `numbers ${many}` },
      write: (query) =>
        select(
          query
            .addSelect('k.number', 'asked')
            .addSelect('t.municipality', 'municipality')
            .leftJoin(PERSON.name, 't', 't.togoNumber = k.togoNumber')
            .innerJoin(SYSTEM_NUMBER.name, 'o', 'o.togoNumber = k.togoNumber AND o.business <> :health')
            .where('k.business = :business')
            .andWhere(among),
          'o',
          ['business', 'number', 'current', 'changedOn'],
        ),
      values: {
        health: database.value(columns.business, HEALTH),
        business: database.value(columns.business, REGISTRY),
        keys: many ? database.list(texts) : database.keys(columns.number, texts),
      },
    },
    signal,
  );
}

async function group(mapper: PersonMapper, rows: readonly Row[]): Promise<Map<string, PersonNumbers>> {
  const asked = new Map<string, Row[]>();
  await inTurns(rows, (row) => {
    const number = mapper.askedNumber(row);
    if (number === null) return;
    const own = asked.get(number);
    if (own === undefined) asked.set(number, [row]);
    else own.push(row);
  });
  const found = new Map<string, PersonNumbers>();
  await inTurns(asked.keys(), (number) => found.set(number, mapper.numbers(number, asked.get(number) ?? [])));
  return found;
}
