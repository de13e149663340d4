import type { AdapterCall, AdapterOptions } from '../adapter.js';
import { loadAligned } from '../batch.js';
import { BATCH, select, type LegacyDatabase, type Row } from '../database.js';
import { toEraDigits } from '../legacy/era.js';
import { KeyTaken, type LegacyWriter, type Mark } from '../legacy-writer.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import { SourceError } from '../../src/errors/source-error.js';
import { sourceVaccineCode, WITHDRAWN } from './codes.js';
import { doseColumns, type DoseColumn } from './dose-columns.js';
import { DOSE, PERSON } from './entities.js';
import type { DoseMapper, PersonMapper } from './mapper.js';
import type { DoseWrite, DoseWritten, HealthManagement, KeptDose, OldDose } from './model.js';
import { HEALTH_NUMBER, knownNumbers } from './people.js';

export interface LedgerParts {
  readonly database: LegacyDatabase;
  readonly people: PersonMapper;
  readonly doses: DoseMapper;
  readonly options: AdapterOptions;
  readonly writer: LegacyWriter;
}

type Property = keyof typeof DOSE.columns;
const ALL = Object.keys(DOSE.columns) as readonly Property[];
const ROW = /^\d{1,10}$/;
/** Times a new row takes the next number where another program had the same one. */
const TRIES = 10;

/** kk_sessyu as those use it who enter and correct: whole rows, and changes to them. Nothing is ever deleted. */
export class Ledger {
  private readonly writer: LegacyWriter;

  constructor(private readonly parts: LedgerParts) {
    this.writer = parts.writer;
  }

  load(keys: readonly string[], { signal }: AdapterCall): Promise<readonly (readonly KeptDose[] | null)[]> {
    const { database, people, doses } = this.parts;
    return loadAligned(keys, HEALTH_NUMBER, async (chunk) => {
      const query = await database.from(DOSE, 'd', signal);
      select(query, 'd', ALL);
      query.leftJoin(PERSON.name, 'p', 'p.healthNumber = d.healthNumber');
      select(query, 'p', ['municipality'])
        .where(database.among('d.healthNumber', 'keys', DOSE.columns.healthNumber), {
          keys: database.keys(DOSE.columns.healthNumber, chunk),
        })
        .orderBy('d.date', 'ASC')
        .addOrderBy('d.id', 'ASC');
      const found = new Map<string, KeptDose[]>();
      for (const row of await database.rows(query, signal)) {
        if (!people.isOwn(row)) continue;
        const dose = doses.kept(row);
        found.set(dose.healthNumber, [...(found.get(dose.healthNumber) ?? []), dose]);
      }
      const without = chunk.filter((number) => !found.has(number));
      for (const number of await knownNumbers(database, people, without, signal)) found.set(number, []);
      return found;
    });
  }

  /** By row, a thousand at most; dates that name no day in part or whole are among them. */
  async oldDoses(
    { by, first, after }: Parameters<HealthManagement['listOldDoses']>[0],
    { signal }: AdapterCall,
  ): Promise<readonly OldDose[]> {
    const { database, people, doses, options } = this.parts;
    if (!Number.isInteger(first) || first < 1 || first > BATCH)
      throw new RangeError('A page holds 1 to 1,000 rows.');
    const query = await database.from(DOSE, 'd', signal);
    select(query, 'd', ['id', 'healthNumber', 'date']);
    query.leftJoin(PERSON.name, 'p', 'p.healthNumber = d.healthNumber');
    query
      .where('d.date <= :by AND d.id > :after', {
        by: database.value(DOSE.columns.date, toEraDigits(requirePlainDate(by), 'LAST')),
        after: database.value(DOSE.columns.id, after !== null && ROW.test(after) ? Number(after) : 0),
      })
      .andWhere('(p.municipality IS NULL OR p.municipality = :own)', {
        own: database.value(PERSON.columns.municipality, options.municipality),
      })
      .orderBy('d.id', 'ASC')
      .limit(first);
    return (await database.rows(query, signal, 'LISTING')).map((row) => ({
      id: String(row['id']),
      healthNumber: people.healthNumber(row),
      date: doses.date(row)?.iso ?? null,
    }));
  }

  /** One statement over the index of vaccines; old numbers are among them, for their rows were never rewritten. */
  async numbers(
    { vaccine, first, after }: Parameters<HealthManagement['listLedgerNumbers']>[0],
    { signal }: AdapterCall,
  ): Promise<readonly string[]> {
    const { database, people } = this.parts;
    if (!Number.isInteger(first) || first < 1 || first > BATCH)
      throw new RangeError('A page holds 1 to 1,000 rows.');
    const query = await database.from(DOSE, 'd', signal);
    select(query, 'd', ['healthNumber'])
      .where('d.vaccine = :vaccine AND d.healthNumber > :after', {
        vaccine: database.value(DOSE.columns.vaccine, sourceVaccineCode(vaccine) ?? ''),
        after: database.value(DOSE.columns.healthNumber, after ?? ''),
      })
      .groupBy('d.healthNumber')
      .orderBy('d.healthNumber', 'ASC')
      .limit(first);
    return (await database.rows(query, signal, 'LISTING')).map((row) => people.healthNumber(row));
  }

  async write(write: DoseWrite, { signal }: AdapterCall): Promise<DoseWritten> {
    if (write.is === 'RECORD') return this.insert(write, signal);
    const changes: readonly DoseColumn[] =
      write.is === 'WITHDRAW' ? [['withdrawn', WITHDRAWN]] : doseColumns(write.changes);
    if (!ROW.test(write.id)) return { is: 'GONE' };
    await this.writer.run((mark) => updateOf(write, changes, mark), signal);
    const [row] = await this.read('id', Number(write.id), signal);
    if (row === undefined) return { is: 'GONE' };
    const version = numberIn(row, 'version');
    if (String(row['changedBy'] ?? '').trimEnd() === write.request)
      return { is: 'WRITTEN', id: write.id, version };
    return String(row['withdrawn']).trimEnd() === WITHDRAWN ? { is: 'GONE' } : { is: 'STALE', version };
  }

  /** With the next number of all rows, unless the request has made its row before. */
  private async insert(
    write: Extract<DoseWrite, { readonly is: 'RECORD' }>,
    signal: AbortSignal,
  ): Promise<DoseWritten> {
    const columns: readonly DoseColumn[] = [
      ['healthNumber', write.healthNumber],
      ...doseColumns(write.content),
      ['withdrawn', '0'],
      ['version', 0],
      ['recordedBy', write.request],
    ];
    for (let left = TRIES; ; left -= 1) {
      try {
        await this.writer.run(
          (mark) => insertOf(write.request, columns, { mark, locked: this.writer.locked }),
          signal,
        );
        break;
      } catch (error) {
        if (!(error instanceof KeyTaken)) throw error;
        if (left === 0) throw new SourceError('HEALTH_MANAGEMENT', 'FAILED');
      }
    }
    const [row] = await this.read('recordedBy', write.request, signal);
    if (row === undefined) throw new SourceError('HEALTH_MANAGEMENT', 'FAILED');
    return { is: 'WRITTEN', id: String(row['id']), version: numberIn(row, 'version') };
  }

  /** On the writer's own connection: another server's copy may not have the change yet. */
  private read(by: Property, value: string | number, signal: AbortSignal): Promise<readonly Row[]> {
    const { id, version, withdrawn, changedBy } = DOSE.columns;
    return this.writer.run(
      (mark) =>
        `SELECT ${id.name} AS id, ${version.name} AS version, ${withdrawn.name} AS withdrawn,
           ${changedBy.name} AS "changedBy"
         FROM ${DOSE.name} WHERE ${DOSE.columns[by].name} = ${mark(DOSE.columns[by], value)}`,
      signal,
    );
  }
}

function insertOf(
  request: string,
  columns: readonly DoseColumn[],
  { mark, locked }: { readonly mark: Mark; readonly locked: string },
): string {
  const { id, recordedBy } = DOSE.columns;
  const names = columns.map(([property]) => DOSE.columns[property].name);
  const values = columns.map(([property, value]) => mark(DOSE.columns[property], value));
  return `INSERT INTO ${DOSE.name} (${[id.name, ...names].join(', ')})
    SELECT ${['newest.number', ...values].join(', ')}
    FROM (SELECT COALESCE(MAX(${id.name}), 0) + 1 AS number FROM ${DOSE.name} ${locked}) newest
    WHERE NOT EXISTS (SELECT 1 FROM ${DOSE.name} ${locked} WHERE ${recordedBy.name} = ${mark(recordedBy, request)})`;
}

/** A row is changed while it is at the version that was seen, and has not been withdrawn. */
function updateOf(
  { request, id, version }: Exclude<DoseWrite, { readonly is: 'RECORD' }>,
  changes: readonly DoseColumn[],
  mark: Mark,
): string {
  const { columns } = DOSE;
  const set = [
    ...changes.map(([property, value]) => [columns[property], value] as const),
    [columns.version, version + 1] as const,
    [columns.changedBy, request] as const,
  ].map(([column, value]) => `${column.name} = ${mark(column, value)}`);
  return `UPDATE ${DOSE.name} SET ${set.join(', ')}
    WHERE ${columns.id.name} = ${mark(columns.id, Number(id))}
      AND ${columns.version.name} = ${mark(columns.version, version)}
      AND ${columns.withdrawn.name} <> ${mark(columns.withdrawn, WITHDRAWN)}`;
}

const numberIn = (row: Row, property: string): number => Number(row[property] ?? 0);
