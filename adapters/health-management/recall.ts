import type { AdapterCall, AdapterOptions } from '../adapter.js';
import { inTurns } from '../batch.js';
import { BATCH, select, type LegacyDatabase } from '../database.js';
import type { Query } from '../question.js';
import { toEraDigits } from '../legacy/era.js';
import { UNKNOWN_DATE } from '../legacy/legacy-date.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import type { Dialect } from '../../src/database/table.js';
import { certainDay } from './certain-day.js';
import {
  DISTRICT,
  DOSE_GIVEN,
  NO_DOSE,
  RESIDENT,
  SEXES,
  sourceVaccineCode,
  STATUS_CODES,
  VACCINE_CODES,
  WITHDRAWN,
} from './codes.js';
import { DOSE, PERSON } from './entities.js';
import type { DoseMapper, PersonMapper } from './mapper.js';
import type { RecallCandidate, RecallDoses, RecallQuery } from './model.js';
import { HEALTH_NUMBER } from './people.js';

const NO_DOSES: RecallDoses = { doses: [], doubtful: 0 };
/** The largest page of the graph, and one row more that tells whether there is another. */
const MOST = BATCH + 1;

const CERTAIN_DAY = certainDay('d.date');

/**
 * SQL that is true of digits of an era, from which at least a range of text can tell whether the window may hold it. It is
 * asked of every row of the table, so that it is one comparison and not seven.
 */
const DIGITS_OF_AN_ERA = `[1-5]${'[0-9]'.repeat(6)}`;
const READABLE_BIRTH: Readonly<Record<Dialect, string>> = {
  sqlite: `p.birth GLOB '${DIGITS_OF_AN_ERA}'`,
  mssql: `p.birth LIKE '${DIGITS_OF_AN_ERA}'`,
};
const IN_SOME_DAY = /^[1-5][0-9]{6}$/;

/**
 * Who may be due for a recommendation: the window and the count are the database's work, the law's intervals the
 * gateway's. Whose birth is known in part, or not at all, is among them: whether they belong is for a clerk to find
 * out. So is whoever has moved out of here, for the registry says whether they have.
 */
export class RecallFinder {
  constructor(
    private readonly database: LegacyDatabase,
    private readonly people: PersonMapper,
    private readonly mapper: DoseMapper,
    private readonly options: AdapterOptions,
  ) {}

  /** One statement for the page of persons, one for their doses. */
  async find(query: RecallQuery, { signal }: AdapterCall): Promise<readonly RecallCandidate[]> {
    const vaccine = sourceVaccineCode(query.vaccine);
    if (vaccine === null) throw new RangeError('A recall needs a vaccine of the code table.');
    if (!Number.isInteger(query.first) || query.first < 1 || query.first > MOST)
      throw new RangeError('A page holds 1 to 1,001 rows.');
    const statement = await this.listed(query, signal);
    // In the order in which SQLite asks: the window is a comparison, the count a search.
    this.window(statement, query);
    this.lacking(statement, query, vaccine);
    const persons = await this.database.rows(statement, signal, 'LISTING');
    if (persons.length === 0) return [];
    const numbers = persons.map((row) => this.people.healthNumber(row));
    const given = await this.doses(numbers, query, { signal });
    const candidates: RecallCandidate[] = [];
    await inTurns(persons, (row) => {
      const healthNumber = this.people.healthNumber(row);
      // A birth date that is none stays on the page, without a date: a short page would look like the last one.
      const birthDate = this.people.birthDate(row) ?? UNKNOWN_DATE;
      const isBirthUnknown = birthDate.iso === null && !IN_SOME_DAY.test(String(row['birth']));
      const status = String(row['status']).trimEnd();
      const district = String(row['district'] ?? '').trimEnd();
      const isResident = status === RESIDENT || !STATUS_CODES.includes(status);
      candidates.push({
        healthNumber,
        birthDate,
        isBirthUnknown,
        isResident,
        district: DISTRICT.test(district) ? district : null,
        ...(given.get(healthNumber) ?? NO_DOSES),
      });
    });
    return candidates;
  }

  private async listed(query: RecallQuery, signal: AbortSignal): Promise<Query> {
    const { municipality, healthNumber } = PERSON.columns;
    const district = query.withDistrict === true ? (['district'] as const) : [];
    const persons = select(await this.database.from(PERSON, 'p', signal), 'p', [
      ...(['healthNumber', 'birth', 'status'] as const),
      ...district,
    ])
      .where('p.municipality = :municipality', {
        municipality: this.database.value(municipality, this.options.municipality),
      })
      .orderBy('p.healthNumber', 'ASC')
      .limit(query.first);
    if (query.after === null) return persons;
    const after = HEALTH_NUMBER.test(query.after) ? query.after : '9999999999';
    return persons.andWhere('p.healthNumber > :after', { after: this.database.value(healthNumber, after) });
  }

  private lacking(persons: Query, query: RecallQuery, vaccine: string): void {
    const count = persons
      .subQuery()
      .select('COUNT(DISTINCT d.date)')
      .from(DOSE.name, 'd')
      .where(
        `d.vaccine = :vaccine AND d.healthNumber = p.healthNumber AND d.preExam = :given AND d.date <= :asOf
         AND d.withdrawn <> :withdrawn AND d.date >= p.birth AND ${CERTAIN_DAY}`,
      )
      .getQuery();
    const needed = this.needed(persons, query);
    persons
      .andWhere(`${needed} > 0 AND ${count} < ${needed}`)
      .setParameters(this.doseParameters(query, vaccine));
  }

  /**
   * SQL of the number of doses that a person has to lack: none where their day of birth is certain and nothing is open for
   * it. Of a course of several doses with years between them most of whom the whole window holds are so.
   */
  private needed(persons: Query, { births, dosesNeeded }: RecallQuery): string {
    const { birth } = PERSON.columns;
    const number = (doses: number): unknown => this.database.value(DOSE.columns.doseNumber, doses);
    const most = [...births].sort((one, other) => other.dosesNeeded - one.dosesNeeded);
    const cases = most.map(({ from, to, dosesNeeded: doses }, at) => {
      persons.setParameters({
        [`openFrom${at}`]: this.database.value(birth, toEraDigits(requirePlainDate(from), 'FIRST')),
        [`openTo${at}`]: this.database.value(birth, toEraDigits(requirePlainDate(to), 'LAST')),
        [`openDoses${at}`]: number(doses),
      });
      return `WHEN p.birth BETWEEN :openFrom${at} AND :openTo${at} THEN :openDoses${at}`;
    });
    persons.setParameters({ needed: number(dosesNeeded), none: number(0) });
    return `(CASE WHEN NOT (${certainDay('p.birth')}) THEN :needed ${cases.join(' ')} ELSE :none END)`;
  }

  private window(persons: Query, query: RecallQuery): void {
    const { birth, sex } = PERSON.columns;
    const first = toEraDigits(requirePlainDate(query.bornFrom), 'FIRST');
    // Of a month or a year, zeros stand for what is not known: it lies before the days that it may be.
    persons.andWhere(
      `((p.birth BETWEEN :bornInYear AND :bornTo AND (p.birth >= :bornFrom OR p.birth LIKE '%0000'
        OR (p.birth LIKE '%00' AND p.birth >= :bornInMonth))) OR NOT (${READABLE_BIRTH[this.database.dialect]}))`,
      {
        bornInYear: this.database.value(birth, `${first.slice(0, 3)}0000`),
        bornInMonth: this.database.value(birth, `${first.slice(0, 5)}00`),
        bornFrom: this.database.value(birth, first),
        bornTo: this.database.value(birth, toEraDigits(requirePlainDate(query.bornTo), 'LAST')),
      },
    );
    if (query.sex === null) return;
    const code = [...SEXES].find(([, meaning]) => meaning === query.sex)?.[0] ?? '';
    persons.andWhere('p.sex = :sex', { sex: this.database.value(sex, code) });
  }

  /** The doses of the vaccine by the day, by number: one statement, and every number of the chunk is in the answer. */
  async doses(
    chunk: readonly string[],
    query: Pick<RecallQuery, 'vaccine' | 'asOf'>,
    { signal }: Pick<AdapterCall, 'signal'>,
  ): Promise<ReadonlyMap<string, RecallDoses>> {
    const vaccine = sourceVaccineCode(query.vaccine);
    if (vaccine === null) throw new RangeError('A recall needs a vaccine of the code table.');
    const statement = await this.database.from(DOSE, 'd', signal);
    select(statement, 'd', ['healthNumber', 'vaccine', 'preExam', 'date'])
      // A code of no table may be of this vaccine as of any other.
      .where('(d.vaccine = :vaccine OR d.vaccine NOT IN (:...vaccines)) AND d.preExam <> :none', {
        vaccine: this.database.value(DOSE.columns.vaccine, vaccine),
        vaccines: [...VACCINE_CODES.keys()].map((code) => this.database.value(DOSE.columns.vaccine, code)),
        none: this.database.value(DOSE.columns.preExam, NO_DOSE),
      })
      .andWhere(this.database.among('d.healthNumber', 'keys', DOSE.columns.healthNumber), {
        keys: this.database.keys(DOSE.columns.healthNumber, chunk),
      })
      .andWhere('d.withdrawn <> :withdrawn', {
        withdrawn: this.database.value(DOSE.columns.withdrawn, WITHDRAWN),
      })
      .orderBy('d.date', 'ASC');
    const found = new Map<string, { doses: string[]; doubtful: number }>(
      chunk.map((number) => [number, { doses: [], doubtful: 0 }]),
    );
    const asOf = requirePlainDate(query.asOf);
    await inTurns(await this.database.rows(statement, signal), (row) => {
      const own = found.get(this.people.healthNumber(row));
      const day = this.mapper.recallDay(row, asOf);
      if (own === undefined || day === 'LATER') return;
      if (day === 'DOUBTFUL') own.doubtful += 1;
      else own.doses.push(day);
    });
    return found;
  }

  private doseParameters(query: RecallQuery, vaccine: string): Record<string, unknown> {
    return {
      vaccine: this.database.value(DOSE.columns.vaccine, vaccine),
      given: this.database.value(DOSE.columns.preExam, DOSE_GIVEN),
      withdrawn: this.database.value(DOSE.columns.withdrawn, WITHDRAWN),
      asOf: this.database.value(DOSE.columns.date, toEraDigits(requirePlainDate(query.asOf), 'LAST')),
    };
  }
}
