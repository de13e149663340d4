import type { AdapterCall, AdapterOptions } from '../adapter.js';
import { loadAligned } from '../batch.js';
import { select, shapeOf, type LegacyDatabase, type Row } from '../database.js';
import { Decoder } from '../decoder.js';
import { parseEraDigits } from '../legacy/era.js';
import { UNKNOWN_DATE } from '../legacy/legacy-date.js';
import { OVERSEAS, VACCINE_CODES } from './codes.js';
import { CERTIFICATE, PERSON } from './entities.js';
import type { PersonMapper } from './mapper.js';
import type { CertificateItem, CertificateRecord } from './model.js';
import { HEALTH_NUMBER, knownNumbers } from './people.js';

type Property = keyof typeof CERTIFICATE.columns;

/** The id names the record and is selected always. */
const ITEM_COLUMNS: Readonly<Record<CertificateItem, readonly Property[]>> = {
  vaccineKind: ['vaccineKind'],
  productName: ['productName'],
  passport: ['overseas', 'formerNames', 'romanName', 'nationality', 'passportNumber'],
  issuedOn: ['issuedOn'],
  certificateId: [],
};

/** What of a certificate misses a column that cannot be read. */
const CERTIFICATE_FIELDS = {
  ...{ certificateId: [], healthNumber: [] },
  ...{ vaccineKind: ['vaccineKind'], productName: ['productName'], issuedOn: ['issuedOn'] },
  ...{ overseas: ['passport'], formerNames: ['passport.formerNames'], romanName: ['passport.romanName'] },
  ...{ nationality: ['passport.nationality'], passportNumber: ['passport.passportNumber'] },
} as const satisfies Readonly<Record<Property, readonly string[]>>;

/** Certificates issued (R098-R102), by person. */
export class CertificateReader {
  private readonly decoder: Decoder<Property>;

  constructor(
    private readonly database: LegacyDatabase,
    private readonly people: PersonMapper,
    options: AdapterOptions,
  ) {
    this.decoder = new Decoder('HEALTH_MANAGEMENT', CERTIFICATE, options.onQuarantine);
  }

  load(
    keys: readonly string[],
    { items, signal }: AdapterCall<CertificateItem>,
  ): Promise<readonly (readonly CertificateRecord[] | null)[]> {
    return loadAligned(keys, HEALTH_NUMBER, async (chunk) => {
      const found = new Map<string, CertificateRecord[]>();
      for (const row of await this.rows(chunk, items, signal)) {
        if (!this.people.isOwn(row)) continue;
        const record = this.record(row, items);
        found.set(record.healthNumber, [...(found.get(record.healthNumber) ?? []), record]);
      }
      const without = chunk.filter((number) => !found.has(number));
      for (const number of await knownNumbers(this.database, this.people, without, signal))
        found.set(number, []);
      return found;
    });
  }

  private rows(
    chunk: readonly string[],
    items: ReadonlySet<CertificateItem>,
    signal: AbortSignal,
  ): Promise<readonly Row[]> {
    const { healthNumber } = CERTIFICATE.columns;
    const properties = [...items].flatMap((item) => ITEM_COLUMNS[item]);
    return this.database.ask(
      {
        ...{ table: CERTIFICATE, alias: 'c', shape: shapeOf(properties) },
        write: (query) => {
          select(query, 'c', ['certificateId', 'healthNumber', ...properties]);
          select(query.leftJoin(PERSON.name, 'p', 'p.healthNumber = c.healthNumber'), 'p', ['municipality'])
            .where(this.database.among('c.healthNumber', 'keys', healthNumber))
            .orderBy('c.issuedOn', 'ASC')
            .addOrderBy('c.certificateId', 'ASC');
        },
        values: { keys: this.database.keys(healthNumber, chunk) },
      },
      signal,
    );
  }

  private record(row: Row, items: ReadonlySet<CertificateItem>): CertificateRecord {
    const { decoder } = this;
    decoder.begin();
    const record = {
      certificateId: decoder.text(row, 'certificateId') ?? '',
      healthNumber: this.people.healthNumber(row),
      ...(items.has('vaccineKind') && { vaccineKind: decoder.code(row, 'vaccineKind', VACCINE_CODES) }),
      ...(items.has('productName') && { productName: decoder.written(row, 'productName') }),
      ...(items.has('passport') && { passport: this.passport(row) }),
      ...(items.has('issuedOn') && {
        issuedOn: decoder.day(row, 'issuedOn', parseEraDigits) ?? UNKNOWN_DATE,
      }),
    };
    return { ...record, setAside: decoder.takeSetAside(CERTIFICATE_FIELDS) };
  }

  /** R100: passport data belong to the overseas version alone; what a domestic row may hold is left behind. */
  private passport(row: Row): CertificateRecord['passport'] {
    if (this.decoder.code(row, 'overseas', OVERSEAS) !== true) return null;
    return {
      formerNames: this.decoder.written(row, 'formerNames'),
      romanName: this.decoder.written(row, 'romanName'),
      nationality: this.decoder.text(row, 'nationality'),
      passportNumber: this.decoder.text(row, 'passportNumber'),
    };
  }
}
