import type { AdapterCall, AdapterOptions } from '../adapter.js';
import { inTurns, loadAligned, loadDistinct } from '../batch.js';
import { select, shapeOf, type LegacyDatabase, type Row } from '../database.js';
import { Decoder } from '../decoder.js';
import { escapeLike } from '../parameters.js';
import { INSTITUTION_CODE, WITHDRAWN } from './codes.js';
import { DOSE, INSTITUTION, PERSON } from './entities.js';
import { DOSE_COLUMNS, DoseMapper, type PersonMapper } from './mapper.js';
import type { ImmunizationItem, ImmunizationRecord, Institution } from './model.js';
import { HEALTH_NUMBER, knownNumbers } from './people.js';

/** The vaccination ledger, by person. */
export class ImmunizationReader {
  private readonly mapper: DoseMapper;
  private readonly institutionDecoder: Decoder<keyof typeof INSTITUTION.columns>;

  constructor(
    private readonly database: LegacyDatabase,
    private readonly people: PersonMapper,
    options: AdapterOptions,
  ) {
    this.mapper = new DoseMapper(options, people);
    this.institutionDecoder = new Decoder('HEALTH_MANAGEMENT', INSTITUTION, options.onQuarantine);
  }

  /** One statement for the rows, one for the institutions they name, one for numbers without any row. */
  load(
    keys: readonly string[],
    { items, signal }: AdapterCall<ImmunizationItem>,
  ): Promise<readonly (readonly ImmunizationRecord[] | null)[]> {
    return loadAligned(keys, HEALTH_NUMBER, async (chunk) => {
      const rows = await this.rows(chunk, items, signal);
      const institutions = await this.institutions(rows, signal);
      const found = new Map<string, ImmunizationRecord[]>();
      await inTurns(rows, (row) => {
        if (!this.people.isOwn(row)) return;
        const record = this.mapper.record(row, items, institutions);
        const records = found.get(record.healthNumber);
        if (records === undefined) found.set(record.healthNumber, [record]);
        else records.push(record);
      });
      const withoutRows = chunk.filter((number) => !found.has(number));
      const known = await knownNumbers(this.database, this.people, withoutRows, signal);
      for (const number of known) found.set(number, []);
      return found;
    });
  }

  private rows(
    chunk: readonly string[],
    items: ReadonlySet<ImmunizationItem>,
    signal: AbortSignal,
  ): Promise<readonly Row[]> {
    const { healthNumber, withdrawn } = DOSE.columns;
    const properties = new Set([...items].flatMap((item) => DOSE_COLUMNS[item]));
    const ofPerson: readonly (keyof typeof PERSON.columns)[] = items.has('ageAtVaccination')
      ? ['municipality', 'birth']
      : ['municipality'];
    // Of a withdrawn one it is told that it is, or it is left out.
    const all = items.has('state');
    return this.database.ask(
      {
        ...{ table: DOSE, alias: 'd', shape: `ledger ${all} ${shapeOf([...properties, ...ofPerson])}` },
        write: (query) => {
          select(query, 'd', ['id', 'healthNumber', ...properties]);
          // Left join: rows under an old number stay although no person is on file under it any more.
          select(query.leftJoin(PERSON.name, 'p', 'p.healthNumber = d.healthNumber'), 'p', ofPerson)
            .where(this.database.among('d.healthNumber', 'keys', healthNumber))
            // Era digits sort in the order of time.
            .orderBy('d.date', 'ASC')
            .addOrderBy('d.id', 'ASC');
          if (!all) query.andWhere('d.withdrawn <> :withdrawn');
        },
        values: {
          keys: this.database.keys(healthNumber, chunk),
          ...(!all && { withdrawn: this.database.value(withdrawn, WITHDRAWN) }),
        },
      },
      signal,
    );
  }

  /** By their codes. */
  loadInstitutions(
    codes: readonly string[],
    { signal }: AdapterCall,
  ): Promise<readonly (Institution | null)[]> {
    return loadAligned(codes, INSTITUTION_CODE, (chunk) => this.institutionsOf(chunk, signal));
  }

  async findInstitutions(
    nameOrCode: string,
    most: number,
    { signal }: AdapterCall,
  ): Promise<readonly Institution[]> {
    const asked = nameOrCode.normalize('NFKC').trim();
    const query = await this.database.from(INSTITUTION, 'i', signal);
    select(query, 'i', ['code', 'institutionName'])
      .where("(i.code LIKE :code ESCAPE '!' OR i.institutionName LIKE :name ESCAPE '!')", {
        code: this.database.pattern(`${escapeLike(asked)}%`),
        name: this.database.pattern(`%${escapeLike(asked)}%`),
      })
      .orderBy('i.code', 'ASC')
      .limit(most);
    return (await this.database.rows(query, signal)).map((row) => this.institution(row));
  }

  private async institutions(
    rows: readonly Row[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Institution>> {
    const codes = new Set<string>();
    await inTurns(rows, (row) => this.mapper.addInstitutions(row, codes));
    return loadDistinct(codes, (chunk) => this.institutionsOf(chunk, signal));
  }

  private async institutionsOf(
    codes: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, Institution>> {
    const found = await this.database.ask(
      {
        ...{ table: INSTITUTION, alias: 'i', shape: 'codes' },
        write: (query) =>
          select(query, 'i', ['code', 'institutionName']).where(
            this.database.among('i.code', 'keys', INSTITUTION.columns.code),
          ),
        values: { keys: this.database.keys(INSTITUTION.columns.code, codes) },
      },
      signal,
    );
    return new Map(found.map((row) => this.institution(row)).map((place) => [place.code, place]));
  }

  private institution(row: Row): Institution {
    this.institutionDecoder.begin();
    return {
      code: this.institutionDecoder.text(row, 'code') ?? '',
      name: this.institutionDecoder.written(row, 'institutionName'),
      setAside: this.institutionDecoder.takeSetAside({ institutionName: ['name'] }),
    };
  }
}
