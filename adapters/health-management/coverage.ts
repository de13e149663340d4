import type { AdapterCall, AdapterOptions } from '../adapter.js';
import type { LegacyDatabase, Query, Row } from '../database.js';
import { toEraDigits } from '../legacy/era.js';
import { latestBirthForAge, requirePlainDate, type PlainDate } from '../../src/calendar/plain-date.js';
import { DISTRICT, DOSE_GIVEN, RESIDENT, SEXES, sourceVaccineCode } from './codes.js';
import { DOSE, PERSON } from './entities.js';
import type { PersonMapper } from './mapper.js';
import type { CoverageCount, CoverageDimension } from './model.js';

/** Lower ends of the age bands: 0-4, 5-9, ... 95-99, 100+. */
const BAND_STARTS = Array.from({ length: 21 }, (_, index) => index * 5);
const LAST_BAND = BAND_STARTS.length - 1;
const UNKNOWN_BAND = 'UNKNOWN';
/** Bounds of what an era date can be that is known at all. */
const FIRST_DATE = '1000000';

/**
 * Counts current residents per cell and how many of them had a dose of the vaccine by `asOf`, in one statement.
 * Age is by law on `asOf`; who was not yet born then is left out, and an uncertain birth date makes the band
 * `UNKNOWN`. Doses under old numbers of merged persons are not counted: only the address-name system knows
 * whose they are.
 */
export class CoverageCounter {
  constructor(
    private readonly database: LegacyDatabase,
    private readonly people: PersonMapper,
    private readonly options: AdapterOptions,
  ) {}

  async count(
    query: { vaccine: string; by: readonly CoverageDimension[]; asOf: string },
    { signal }: AdapterCall,
  ): Promise<readonly CoverageCount[]> {
    const vaccine = sourceVaccineCode(query.vaccine);
    if (vaccine === null) throw new RangeError('Coverage needs a vaccine of the code table.');
    const asOf = requirePlainDate(query.asOf);
    const by = [...new Set(query.by)];
    const cells = await this.database.rows(
      await this.statement(vaccine, by, asOf, signal),
      signal,
      'LISTING',
    );
    return cells.flatMap((cell) => {
      const key = query.by.map((dimension) => this.keyPart(cell, dimension));
      // A code nobody knows puts the row aside (it is reported): counting it elsewhere would be a default.
      if (!key.every((part) => part !== null)) return [];
      return [{ key, population: Number(cell['population']), vaccinated: Number(cell['vaccinated'] ?? 0) }];
    });
  }

  /** Grouped outside, decided per person inside: SQL Server takes no subquery within an aggregate. */
  private async statement(
    vaccine: string,
    by: readonly CoverageDimension[],
    asOf: PlainDate,
    signal: AbortSignal,
  ): Promise<Query> {
    const base = await this.database.from(PERSON, 'p', signal);
    const persons = (outer: Query): Query => {
      const inner = outer.subQuery().select([]).from(PERSON.name, 'p') as Query;
      for (const dimension of by) inner.addSelect(DIMENSION_SQL[dimension], dimension);
      inner.addSelect(`CASE WHEN EXISTS ${dosesOf(inner)} THEN 1 ELSE 0 END`, 'vaccinated');
      return inner.where('p.status = :resident AND p.municipality = :municipality AND p.birth <= :born');
    };
    const query = base.createQueryBuilder().select([]).from(persons, 'c') as Query;
    for (const dimension of by) query.addSelect(`c.${dimension}`, dimension).addGroupBy(`c.${dimension}`);
    query.addSelect('COUNT(*)', 'population').addSelect('SUM(c.vaccinated)', 'vaccinated');
    return query.setParameters(this.parameters(vaccine, asOf));
  }

  private parameters(vaccine: string, asOf: PlainDate): Record<string, unknown> {
    const { status, municipality, birth } = PERSON.columns;
    const born = (day: PlainDate): unknown => this.database.value(birth, toEraDigits(day, 'LAST'));
    const bands = BAND_STARTS.map((age) => [`band${age}`, born(latestBirthForAge(age, asOf))]);
    return {
      resident: this.database.value(status, RESIDENT),
      municipality: this.database.value(municipality, this.options.municipality),
      // Who is born later than the day is not counted: the question is about a day, not about today.
      born: born(asOf),
      earliest: this.database.value(birth, FIRST_DATE),
      vaccine: this.database.value(DOSE.columns.vaccine, vaccine),
      given: this.database.value(DOSE.columns.preExam, DOSE_GIVEN),
      asOf: this.database.value(DOSE.columns.date, toEraDigits(asOf, 'LAST')),
      ...Object.fromEntries(bands),
    };
  }

  private keyPart(cell: Row, dimension: CoverageDimension): string | null {
    const value = String(cell[dimension] ?? '').trimEnd();
    if (dimension === 'AGE_BAND') return value;
    if (dimension === 'SEX') return SEXES.get(value) ?? this.people.decoder.quarantine('sex', 'UNKNOWN_CODE');
    return DISTRICT.test(value) ? value : this.people.decoder.quarantine('district', 'UNKNOWN_CODE');
  }
}

const DIMENSION_SQL: Readonly<Record<CoverageDimension, string>> = {
  AGE_BAND: `CASE WHEN p.birth LIKE '%00' OR p.birth < :earliest THEN '${UNKNOWN_BAND}' ${bandCases()} END`,
  SEX: 'p.sex',
  DISTRICT: 'p.district',
};

/** From the oldest band down: born on or before the last day that has reached its age. */
function bandCases(): string {
  const cases = BAND_STARTS.slice(1).map((age, index) => {
    const label = index + 1 === LAST_BAND ? `${age}+` : `${age}-${age + 4}`;
    return `WHEN p.birth <= :band${age} THEN '${label}'`;
  });
  return [...cases.reverse(), "ELSE '0-4'"].join(' ');
}

function dosesOf(persons: Query): string {
  return persons
    .subQuery()
    .select('1')
    .from(DOSE.name, 'd')
    .where(
      'd.vaccine = :vaccine AND d.healthNumber = p.healthNumber AND d.preExam = :given AND d.date <= :asOf',
    )
    .getQuery();
}
