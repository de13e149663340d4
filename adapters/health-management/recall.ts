import type { AdapterCall, AdapterOptions } from '../adapter.js';
import { BATCH, select, type LegacyDatabase, type Query, type Row } from '../database.js';
import { toEraDigits } from '../legacy/era.js';
import { UNKNOWN_DATE } from '../legacy/legacy-date.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import { DOSE_GIVEN, RESIDENT, SEXES, sourceVaccineCode } from './codes.js';
import { DOSE, PERSON } from './entities.js';
import type { DoseMapper, PersonMapper } from './mapper.js';
import type { RecallCandidate, RecallQuery } from './model.js';
import { HEALTH_NUMBER } from './people.js';

/** The largest page of the graph, and one row more that tells whether there is another. */
const MOST = BATCH + 1;

/**
 * Who may be due for a recommendation: the window and the count are the database's work, the law's intervals the
 * gateway's. Nobody with an uncertain birth date appears: whether they belong is for a clerk to find out.
 */
export class RecallFinder {
  constructor(
    private readonly database: LegacyDatabase,
    private readonly people: PersonMapper,
    private readonly doses: DoseMapper,
    private readonly options: AdapterOptions,
  ) {}

  /** One statement for the page of persons, one for their doses. */
  async find(query: RecallQuery, { signal }: AdapterCall): Promise<readonly RecallCandidate[]> {
    const vaccine = sourceVaccineCode(query.vaccine);
    if (vaccine === null) throw new RangeError('A recall needs a vaccine of the code table.');
    if (!Number.isInteger(query.first) || query.first < 1 || query.first > MOST)
      throw new RangeError('A page holds 1 to 1,001 rows.');
    const persons = await this.database.rows(
      this.window(await this.counted(query, vaccine, signal), query),
      signal,
    );
    if (persons.length === 0) return [];
    const given = await this.givenDoses(persons, query, vaccine, signal);
    return persons.map((row) => {
      const healthNumber = this.people.healthNumber(row);
      // A birth date that is none stays on the page, without a date: a short page would look like the last one.
      const birthDate = this.people.birthDate(row) ?? UNKNOWN_DATE;
      return { healthNumber, birthDate, doses: given.get(healthNumber) ?? [] };
    });
  }

  private async counted(query: RecallQuery, vaccine: string, signal: AbortSignal): Promise<Query> {
    const persons = await this.database.from(PERSON, 'p', signal);
    const { status, municipality, healthNumber } = PERSON.columns;
    const count = persons
      .subQuery()
      .select('COUNT(*)')
      .from(DOSE.name, 'd')
      .where(
        'd.vaccine = :vaccine AND d.healthNumber = p.healthNumber AND d.preExam = :given AND d.date <= :asOf',
      )
      .getQuery();
    select(persons, 'p', ['healthNumber', 'birth'])
      .where(`${count} < :needed`, {
        needed: this.database.value(DOSE.columns.doseNumber, query.dosesNeeded),
      })
      .andWhere('p.status = :resident', { resident: this.database.value(status, RESIDENT) })
      .andWhere('p.municipality = :municipality', {
        municipality: this.database.value(municipality, this.options.municipality),
      })
      .orderBy('p.healthNumber', 'ASC')
      .limit(query.first);
    if (query.after !== null) {
      const after = HEALTH_NUMBER.test(query.after) ? query.after : '9999999999';
      persons.andWhere('p.healthNumber > :after', { after: this.database.value(healthNumber, after) });
    }
    return persons.setParameters(this.doseParameters(query, vaccine));
  }

  private window(persons: Query, query: RecallQuery): Query {
    const { birth, sex } = PERSON.columns;
    persons.andWhere("p.birth BETWEEN :bornFrom AND :bornTo AND p.birth NOT LIKE '%00'", {
      bornFrom: this.database.value(birth, toEraDigits(requirePlainDate(query.bornFrom), 'FIRST')),
      bornTo: this.database.value(birth, toEraDigits(requirePlainDate(query.bornTo), 'LAST')),
    });
    if (query.sex === null) return persons;
    const code = [...SEXES].find(([, meaning]) => meaning === query.sex)?.[0] ?? '';
    return persons.andWhere('p.sex = :sex', { sex: this.database.value(sex, code) });
  }

  private async givenDoses(
    persons: readonly Row[],
    query: RecallQuery,
    vaccine: string,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const numbers = persons.map((row) => this.people.healthNumber(row));
    const statement = await this.database.from(DOSE, 'd', signal);
    select(statement, 'd', ['healthNumber', 'date'])
      .where('d.vaccine = :vaccine AND d.preExam = :given AND d.date <= :asOf')
      .andWhere('d.healthNumber IN (:...keys)', {
        keys: this.database.values(DOSE.columns.healthNumber, numbers),
      })
      .orderBy('d.date', 'ASC')
      .setParameters(this.doseParameters(query, vaccine));
    const days = new Map<string, string[]>();
    for (const row of await this.database.rows(statement, signal)) {
      const date = this.doses.date(row);
      if (date?.precision !== 'DAY' || date.iso === null) continue;
      const number = this.people.healthNumber(row);
      days.set(number, [...(days.get(number) ?? []), date.iso]);
    }
    return days;
  }

  private doseParameters(query: RecallQuery, vaccine: string): Record<string, unknown> {
    return {
      vaccine: this.database.value(DOSE.columns.vaccine, vaccine),
      given: this.database.value(DOSE.columns.preExam, DOSE_GIVEN),
      asOf: this.database.value(DOSE.columns.date, toEraDigits(requirePlainDate(query.asOf), 'LAST')),
    };
  }
}
