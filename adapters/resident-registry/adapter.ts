import type { AdapterCall, AdapterOptions } from '../adapter.js';
import type { SourceSystem } from '../../src/errors/source-error.js';
import { loadAligned } from '../batch.js';
import { LegacyDatabase, select, type Query, type Row } from '../database.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import { RESIDENT, SUPPORT_MEASURE } from './entities.js';
import { ITEM_COLUMNS, ResidentMapper } from './mapper.js';
import type {
  Household,
  HouseholdMember,
  RegistryItem,
  RegistryResident,
  ResidentCriteria,
  ResidentKeys,
  ResidentPage,
  ResidentRegistry,
  PolicyAttributes,
} from './model.js';
import { addCriteria, addPage, ATENA_NUMBER } from './search.js';
import { IN_FORCE, setDay } from './support-measures.js';

const HOUSEHOLD_NUMBER = /^[0-9A-Z]{1,15}$/;
const { columns } = RESIDENT;

/**
 * Opens 既存住基. Connects on the first call: a system that is down rejects the call with `SourceError`, not
 * the start.
 */
export function openResidentRegistry(options: AdapterOptions): Promise<ResidentRegistry> {
  return Promise.resolve(new LegacyResidentRegistry(options));
}

class LegacyResidentRegistry implements ResidentRegistry {
  readonly system = 'RESIDENT_REGISTRY' satisfies SourceSystem;
  private readonly database: LegacyDatabase;
  private readonly mapper: ResidentMapper;

  constructor(private readonly options: AdapterOptions) {
    this.database = new LegacyDatabase(this.system, options, [RESIDENT, SUPPORT_MEASURE]);
    this.mapper = new ResidentMapper(options);
  }

  ping(signal: AbortSignal): Promise<void> {
    return this.database.ping(RESIDENT, signal);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  async loadPolicyAttributes(
    keys: readonly string[],
    asOf: string,
    { signal }: AdapterCall,
  ): Promise<readonly (PolicyAttributes | null)[]> {
    const day = requirePlainDate(asOf);
    return loadAligned(keys, ATENA_NUMBER, async (chunk) => {
      const rows = await this.residents(chunk, ['municipality', 'householdNumber', 'status'], signal);
      const covered = await this.underSupportMeasures(chunk, day, signal);
      return this.byNumber(rows, (row, number) => this.mapper.attributes(row, covered.has(number)));
    });
  }

  async listUnderSupportMeasures(asOf: string, { signal }: AdapterCall): Promise<readonly string[]> {
    const query = await this.database.from(SUPPORT_MEASURE, 's', signal);
    select(query, 's', ['atenaNumber']).where(IN_FORCE).orderBy('s.atenaNumber', 'ASC');
    const today = setDay(query, this.database, requirePlainDate(asOf));
    const rows = await this.database.rows(today, signal, 'LISTING');
    // Somebody protected from two persons has two lines.
    return [...new Set(rows.map((row) => this.mapper.atenaNumber(row)))];
  }

  async loadMany(
    keys: readonly string[],
    { items, signal }: AdapterCall<RegistryItem>,
  ): Promise<readonly (RegistryResident | null)[]> {
    const properties = new Set([
      'municipality' as const,
      ...[...items].flatMap((item) => ITEM_COLUMNS[item]),
    ]);
    return loadAligned(keys, ATENA_NUMBER, async (chunk) => {
      const rows = await this.residents(chunk, [...properties], signal);
      const own = rows.filter((row) => this.mapper.isOwn(row));
      return this.byNumber(own, (row) => this.mapper.resident(row, items));
    });
  }

  async loadHouseholds(
    keys: readonly string[],
    { signal }: AdapterCall,
  ): Promise<readonly (Household | null)[]> {
    return loadAligned(keys, HOUSEHOLD_NUMBER, async (chunk) => {
      const query = await this.database.from(RESIDENT, 'r', signal);
      select(query, 'r', ['householdNumber', 'atenaNumber', 'municipality', 'relationship'])
        .where('r.householdNumber IN (:...keys)', {
          // CHAR is blank padded, and SQLite compares the padding too.
          keys: this.database.values(
            columns.householdNumber,
            chunk.map((number) => number.padEnd(15)),
          ),
        })
        .andWhere('r.status = :resident', { resident: this.database.value(columns.status, '1') })
        .orderBy('r.atenaNumber', 'ASC');
      return this.households(await this.database.rows(query, signal));
    });
  }

  async search(
    criteria: ResidentCriteria,
    page: ResidentPage,
    asOf: string,
    { signal }: AdapterCall,
  ): Promise<ResidentKeys> {
    const query = addPage(await this.ownResidents(signal), this.database, page);
    if (!addCriteria(query, this.database, criteria, requirePlainDate(asOf)))
      return { positions: [], hasMore: false };
    const rows = await this.database.rows(query, signal, 'LISTING');
    const positions = rows.slice(0, page.first).map((row) => {
      const atenaNumber = this.mapper.atenaNumber(row);
      return { sortKey: String(row['sortKey'] ?? atenaNumber), atenaNumber };
    });
    return { positions, hasMore: rows.length > page.first };
  }

  async count(criteria: ResidentCriteria, asOf: string, { signal }: AdapterCall): Promise<number> {
    const query = (await this.ownResidents(signal)).select('COUNT(*)', 'total');
    if (!addCriteria(query, this.database, criteria, requirePlainDate(asOf))) return 0;
    const [row] = await this.database.rows(query, signal, 'LISTING');
    return Number(row?.['total'] ?? 0);
  }

  private async ownResidents(signal: AbortSignal): Promise<Query> {
    const query = await this.database.from(RESIDENT, 'r', signal);
    return query.where('r.municipality = :municipality', {
      municipality: this.database.value(columns.municipality, this.options.municipality),
    });
  }

  private async residents(
    chunk: readonly string[],
    properties: readonly (keyof typeof columns)[],
    signal: AbortSignal,
  ): Promise<readonly Row[]> {
    const query = await this.database.from(RESIDENT, 'r', signal);
    select(query, 'r', ['atenaNumber', ...properties]).where('r.atenaNumber IN (:...keys)', {
      keys: this.database.values(columns.atenaNumber, chunk),
    });
    return this.database.rows(query, signal);
  }

  private async underSupportMeasures(
    chunk: readonly string[],
    asOf: string,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const query = await this.database.from(SUPPORT_MEASURE, 's', signal);
    select(query, 's', ['atenaNumber'])
      .where('s.atenaNumber IN (:...keys)', { keys: this.database.values(columns.atenaNumber, chunk) })
      .andWhere(IN_FORCE);
    const rows = await this.database.rows(setDay(query, this.database, asOf), signal);
    return new Set(rows.map((row) => this.mapper.atenaNumber(row)));
  }

  private byNumber<Value>(
    rows: readonly Row[],
    map: (row: Row, number: string) => Value,
  ): ReadonlyMap<string, Value> {
    return new Map(
      rows.map((row) => {
        const number = this.mapper.atenaNumber(row);
        return [number, map(row, number)];
      }),
    );
  }

  /** The head first, the others in the order of their numbers. */
  private households(rows: readonly Row[]): ReadonlyMap<string, Household> {
    const members = new Map<string, HouseholdMember[]>();
    for (const row of rows) {
      if (!this.mapper.isOwn(row)) continue;
      const number = this.mapper.householdNumber(row);
      const list = members.get(number) ?? [];
      list.push(this.mapper.member(row));
      members.set(number, list);
    }
    return new Map(
      [...members].map(([householdNumber, list]) => [
        householdNumber,
        { householdNumber, members: list.sort((a, b) => Number(b.head) - Number(a.head)) },
      ]),
    );
  }
}
