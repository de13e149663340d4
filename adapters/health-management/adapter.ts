import type { AdapterCall, AdapterOptions } from '../adapter.js';
import type { SourceSystem } from '../../src/errors/source-error.js';
import { inTurns, loadAligned } from '../batch.js';
import { LegacyDatabase } from '../database.js';
import { LegacyWriter } from '../legacy-writer.js';
import { CertificateReader } from './certificates.js';
import { Coupons } from './coupons.js';
import { CoverageReader } from './coverage.js';
import { CERTIFICATE, COUPON, DOSE, INSTITUTION, PERSON } from './entities.js';
import { ImmunizationReader } from './immunizations.js';
import { Ledger } from './ledger.js';
import { DoseMapper, PersonMapper } from './mapper.js';
import type {
  CertificateItem,
  CertificateRecord,
  CouponWrite,
  CoveragePage,
  CoveragePerson,
  DoseDay,
  DoseWrite,
  DoseWritten,
  HealthManagement,
  HealthPerson,
  HealthPersonItem,
  ImmunizationItem,
  ImmunizationRecord,
  Institution,
  KeptDose,
  OldDose,
  RecallCandidate,
  RecallDoses,
  RecallQuery,
} from './model.js';
import { HEALTH_NUMBER, personRows } from './people.js';
import { RecallFinder } from './recall.js';

/**
 * Opens 健康管理システム. Connects on the first call: a system that is down rejects the call with
 * `SourceError`, not the start.
 */
export function openHealthManagement(options: AdapterOptions): Promise<HealthManagement> {
  return Promise.resolve(new LegacyHealthManagement(options));
}

class LegacyHealthManagement implements HealthManagement {
  readonly system = 'HEALTH_MANAGEMENT' satisfies SourceSystem;
  private readonly database: LegacyDatabase;
  private readonly people: PersonMapper;
  private readonly immunizations: ImmunizationReader;
  private readonly certificates: CertificateReader;
  private readonly coverage: CoverageReader;
  private readonly recall: RecallFinder;
  private readonly ledger: Ledger;
  private readonly coupons: Coupons;
  private readonly writer: LegacyWriter;

  constructor(options: AdapterOptions) {
    this.database = new LegacyDatabase(this.system, options, [
      ...[PERSON, DOSE, INSTITUTION, CERTIFICATE, COUPON],
    ]);
    this.people = new PersonMapper(options);
    const doses = new DoseMapper(options, this.people);
    this.immunizations = new ImmunizationReader(this.database, this.people, options);
    this.certificates = new CertificateReader(this.database, this.people, options);
    this.coverage = new CoverageReader(this.database, this.people, doses, options);
    this.recall = new RecallFinder(this.database, this.people, doses, options);
    this.writer = new LegacyWriter(this.system, options, [DOSE, COUPON]);
    const { database, people, writer } = this;
    this.ledger = new Ledger({ database, people, doses, options, writer });
    this.coupons = new Coupons(database, writer);
  }

  ping(signal: AbortSignal): Promise<void> {
    return this.database.ping(PERSON, signal);
  }

  async close(): Promise<void> {
    await Promise.all([this.database.close(), this.writer.close()]);
  }

  loadMany(
    keys: readonly string[],
    { items, signal }: AdapterCall<HealthPersonItem>,
  ): Promise<readonly (HealthPerson | null)[]> {
    return loadAligned(keys, HEALTH_NUMBER, async (chunk) => {
      const rows = await personRows(this.database, chunk, [...items], signal);
      const persons = new Map<string, HealthPerson>();
      await inTurns(rows, (row) => {
        if (!this.people.isOwn(row)) return;
        const person = this.people.person(row, items);
        persons.set(person.healthNumber, person);
      });
      return persons;
    });
  }

  loadImmunizations(
    keys: readonly string[],
    call: AdapterCall<ImmunizationItem>,
  ): Promise<readonly (readonly ImmunizationRecord[] | null)[]> {
    return this.immunizations.load(keys, call);
  }

  loadCertificates(
    keys: readonly string[],
    call: AdapterCall<CertificateItem>,
  ): Promise<readonly (readonly CertificateRecord[] | null)[]> {
    return this.certificates.load(keys, call);
  }

  loadLedger(keys: readonly string[], call: AdapterCall): Promise<readonly (readonly KeptDose[] | null)[]> {
    return this.ledger.load(keys, call);
  }

  findInstitutions(nameOrCode: string, most: number, call: AdapterCall): Promise<readonly Institution[]> {
    return this.immunizations.findInstitutions(nameOrCode, most, call);
  }

  loadInstitutions(codes: readonly string[], call: AdapterCall): Promise<readonly (Institution | null)[]> {
    return this.immunizations.loadInstitutions(codes, call);
  }

  loadCouponHolders(numbers: readonly string[], call: AdapterCall): Promise<readonly (string | null)[]> {
    return this.coupons.holders(numbers, call);
  }

  writeDose(write: DoseWrite, call: AdapterCall): Promise<DoseWritten> {
    return this.ledger.write(write, call);
  }

  writeCoupon(write: CouponWrite, call: AdapterCall): Promise<string> {
    return this.coupons.write(write, call);
  }

  listOldDoses(
    page: Parameters<HealthManagement['listOldDoses']>[0],
    call: AdapterCall,
  ): Promise<readonly OldDose[]> {
    return this.ledger.oldDoses(page, call);
  }

  listLedgerNumbers(
    page: { readonly vaccine: string; readonly first: number; readonly after: string | null },
    call: AdapterCall,
  ): Promise<readonly string[]> {
    return this.ledger.numbers(page, call);
  }

  listCoveragePersons(page: CoveragePage, call: AdapterCall): Promise<readonly CoveragePerson[]> {
    return this.coverage.persons(page, call);
  }

  listDoseDays(
    healthNumbers: readonly string[],
    asOf: string,
    call: AdapterCall,
  ): Promise<readonly DoseDay[]> {
    return this.coverage.doseDays(healthNumbers, asOf, call);
  }

  loadRecallDoses(
    keys: readonly string[],
    query: Pick<RecallQuery, 'vaccine' | 'asOf'>,
    call: AdapterCall,
  ): Promise<readonly (RecallDoses | null)[]> {
    return loadAligned(keys, HEALTH_NUMBER, (chunk) => this.recall.doses(chunk, query, call));
  }

  findRecallCandidates(query: RecallQuery, call: AdapterCall): Promise<readonly RecallCandidate[]> {
    return this.recall.find(query, call);
  }
}
