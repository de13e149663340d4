import type { AdapterCall, AdapterOptions } from '../adapter.js';
import { BATCH, select, type LegacyDatabase, type Row } from '../database.js';
import { toEraDigits } from '../legacy/era.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import { DISTRICT, DOSE_GIVEN, RESIDENT, SEXES, VACCINE_CODES, WITHDRAWN } from './codes.js';
import { DOSE, PERSON } from './entities.js';
import type { DoseMapper, PersonMapper } from './mapper.js';
import type { CoveragePage, CoveragePerson, DoseDay } from './model.js';
import { HEALTH_NUMBER } from './people.js';

/**
 * What the statistics count: residents, page by page, and the days of their doses. Who of them is the same person
 * under two numbers only the address-name system knows, so nothing is grouped here.
 */
export class CoverageReader {
  constructor(
    private readonly database: LegacyDatabase,
    private readonly people: PersonMapper,
    private readonly doses: DoseMapper,
    private readonly options: AdapterOptions,
  ) {}

  /** One statement. A birth date that is not known to the day belongs to no cohort and is left out. */
  async persons(page: CoveragePage, { signal }: AdapterCall): Promise<readonly CoveragePerson[]> {
    if (!Number.isInteger(page.first) || page.first < 1 || page.first > BATCH)
      throw new RangeError('A page holds 1 to 1,000 rows.');
    const { status, municipality, healthNumber, birth, residentSince } = PERSON.columns;
    const query = await this.database.from(PERSON, 'p', signal);
    select(query, 'p', ['healthNumber', 'birth', 'sex', 'district'])
      .where('p.status = :resident AND p.municipality = :municipality AND p.residentSince <= :since')
      .andWhere('p.birth BETWEEN :bornFrom AND :bornTo AND p.healthNumber > :after')
      .orderBy('p.healthNumber', 'ASC')
      .limit(page.first)
      .setParameters({
        resident: this.database.value(status, RESIDENT),
        municipality: this.database.value(municipality, this.options.municipality),
        since: this.database.value(residentSince, toEraDigits(requirePlainDate(page.asOf), 'LAST')),
        bornFrom: this.database.value(birth, toEraDigits(requirePlainDate(page.bornFrom), 'FIRST')),
        bornTo: this.database.value(birth, toEraDigits(requirePlainDate(page.bornTo), 'LAST')),
        after: this.database.value(healthNumber, page.after ?? ''),
      });
    return (await this.database.rows(query, signal, 'LISTING')).map((row) => this.person(row));
  }

  /** One statement for 1,000 numbers: doses given (none that was withdrawn, no pre-examination without one) by the end of `asOf`. */
  async doseDays(
    healthNumbers: readonly string[],
    asOf: string,
    { signal }: AdapterCall,
  ): Promise<readonly DoseDay[]> {
    const numbers = [...new Set(healthNumbers.filter((number) => HEALTH_NUMBER.test(number)))];
    const days: DoseDay[] = [];
    for (let start = 0; start < numbers.length; start += BATCH) {
      const chunk = numbers.slice(start, start + BATCH);
      const query = await this.database.from(DOSE, 'd', signal);
      select(query, 'd', ['healthNumber', 'vaccine', 'date'])
        .where(this.database.among('d.healthNumber', 'keys', DOSE.columns.healthNumber))
        .andWhere('d.preExam = :given AND d.date <= :asOf AND d.withdrawn <> :withdrawn')
        .setParameters({
          withdrawn: this.database.value(DOSE.columns.withdrawn, WITHDRAWN),
          keys: this.database.keys(DOSE.columns.healthNumber, chunk),
          given: this.database.value(DOSE.columns.preExam, DOSE_GIVEN),
          asOf: this.database.value(DOSE.columns.date, toEraDigits(requirePlainDate(asOf), 'LAST')),
        })
        .orderBy('d.id', 'ASC');
      for (const row of await this.database.rows(query, signal)) days.push(...this.doseDay(row));
    }
    return days;
  }

  private person(row: Row): CoveragePerson {
    const birth = this.people.birthDate(row);
    const district = String(row['district'] ?? '').trimEnd();
    const sex = String(row['sex'] ?? '').trimEnd();
    return {
      healthNumber: this.people.healthNumber(row),
      birthDate: birth?.precision === 'DAY' ? birth.iso : null,
      sex: SEXES.get(sex) ?? this.people.decoder.quarantine('sex', 'UNKNOWN_CODE'),
      district: DISTRICT.test(district)
        ? district
        : this.people.decoder.quarantine('district', 'UNKNOWN_CODE'),
    };
  }

  /** None where the vaccine is no known one: there is no table for it. */
  private doseDay(row: Row): readonly DoseDay[] {
    const vaccine = VACCINE_CODES.get(String(row['vaccine'] ?? '').trimEnd());
    if (vaccine === undefined) return [];
    return [{ healthNumber: this.people.healthNumber(row), vaccine, day: this.doses.date(row)?.iso ?? null }];
  }
}
