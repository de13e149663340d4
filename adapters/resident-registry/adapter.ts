import type { AdapterCall, AdapterOptions } from '../adapter.js';
import type { SourceSystem } from '../../src/errors/source-error.js';
import { inTurns, loadAligned } from '../batch.js';
import type { MeasureMemory } from '../measure-memory.js';
import { LegacyDatabase, select, shapeOf, type Row } from '../database.js';
import type { Query, Question } from '../question.js';
import { requirePlainDate } from '../../src/calendar/plain-date.js';
import { INTAKE, MOVEMENT, RESIDENT, SUPPORT_MEASURE } from './entities.js';
import { ITEM_COLUMNS, ResidentMapper } from './mapper.js';
import type {
  Household,
  HouseholdMember,
  PagePosition,
  RegistryItem,
  RegistryResident,
  ResidentCriteria,
  ResidentKeys,
  ResidentPage,
  ResidentRegistry,
  PolicyAttributes,
  SupportMeasures,
} from './model.js';
import { addCriteria, addPage, ATENA_NUMBER, knownStatuses, UNKNOWN_STATUS } from './search.js';
import { countApart, searchApart, type ApartSearch } from './search-apart.js';
import { readMoveIns } from './move-ins.js';
import { RegistryMovements } from './movements.js';
import { readHomeRows, readHomes, withHomes, type ProtectedHomes } from './shared-home.js';
import { Standing } from '../standing.js';
import { RememberedMeasures } from './remembered-measures.js';

const HOUSEHOLD_NUMBER = /^[0-9A-Z]{1,15}$/;
const { columns } = RESIDENT;

export interface RegistryOptions extends AdapterOptions {
  /** Default: what this adapter has seen of the measures ends with it. */
  readonly measures?: MeasureMemory | null;
}

/**
 * Opens 既存住基. Connects on the first call: a system that is down rejects the call with `SourceError`, not
 * the start.
 */
export function openResidentRegistry(options: RegistryOptions): Promise<ResidentRegistry> {
  return Promise.resolve(new LegacyResidentRegistry(options));
}

class LegacyResidentRegistry implements ResidentRegistry {
  readonly system = 'RESIDENT_REGISTRY' satisfies SourceSystem;
  private readonly database: LegacyDatabase;
  private readonly mapper: ResidentMapper;
  private readonly measures: RememberedMeasures;
  private readonly standingHomes: Standing<ProtectedHomes>;
  readonly movements: RegistryMovements;

  constructor(private readonly options: RegistryOptions) {
    this.database = new LegacyDatabase(this.system, options, [RESIDENT, SUPPORT_MEASURE, MOVEMENT, INTAKE]);
    this.mapper = new ResidentMapper(options);
    this.measures = new RememberedMeasures(this.database, options, options.measures ?? null);
    this.standingHomes = new Standing(this.database);
    this.movements = new RegistryMovements(options, this.database);
  }

  ping(signal: AbortSignal): Promise<void> {
    return this.database.ping(RESIDENT, signal);
  }

  async close(): Promise<void> {
    await this.movements.close();
    await this.database.close();
  }

  async loadSupportMeasures(asOf: string, { signal }: AdapterCall): Promise<SupportMeasures> {
    return this.measures.of(requirePlainDate(asOf), signal);
  }

  async loadPolicyAttributes(
    keys: readonly string[],
    protectedNumbers: readonly string[],
    { signal }: AdapterCall,
  ): Promise<readonly (PolicyAttributes | null)[]> {
    return loadAligned(keys, ATENA_NUMBER, async (chunk) => {
      const question = this.byNumbers(chunk, ['municipality', 'status']);
      const { rows, homes } = await this.withProtected(question, protectedNumbers, signal);
      const asked = new Set(chunk);
      const isOfProtected = homes.judge();
      const found = new Map<string, PolicyAttributes>();
      await inTurns(rows, (row) => {
        const number = this.mapper.atenaNumber(row);
        if (asked.has(number)) found.set(number, this.mapper.attributes(row, isOfProtected(row)));
      });
      return found;
    });
  }

  /** The rows of a question and the homes of protected persons, in one statement where these are not known. */
  private async withProtected(
    question: Question,
    protectedNumbers: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly rows: readonly Row[]; readonly homes: ProtectedHomes }> {
    const version = await this.database.version(signal);
    const known = this.standingHomes.find(protectedNumbers, version);
    const missing = known === null ? protectedNumbers : [];
    const rows = await this.database.ask(withHomes(question, this.database, missing), signal);
    if (known !== null) return { rows, homes: known.value };
    const homes = await readHomes(this.database, protectedNumbers, rows, signal);
    await this.standingHomes.keep({ version, asked: protectedNumbers, value: homes }, signal);
    return { rows, homes };
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
      const rows = await this.database.ask(this.byNumbers(chunk, [...properties]), signal);
      const found = new Map<string, RegistryResident>();
      await inTurns(rows, (row) => {
        if (this.mapper.isOwn(row)) found.set(this.mapper.atenaNumber(row), this.mapper.resident(row, items));
      });
      return found;
    });
  }

  async loadHouseholds(
    keys: readonly string[],
    { signal }: AdapterCall,
  ): Promise<readonly (Household | null)[]> {
    return loadAligned(keys, HOUSEHOLD_NUMBER, async (chunk) => {
      const question: Question = {
        ...{ table: RESIDENT, alias: 'r', shape: 'households' },
        write: (query) =>
          select(query, 'r', ['householdNumber', 'atenaNumber', 'municipality', 'relationship'])
            .where(this.database.among('r.householdNumber', 'keys', columns.householdNumber))
            .andWhere(`(r.status = :resident OR ${UNKNOWN_STATUS})`)
            .orderBy('r.atenaNumber', 'ASC'),
        values: {
          ...knownStatuses(this.database),
          // CHAR is blank padded, and SQLite compares the padding too.
          keys: this.database.keys(
            columns.householdNumber,
            chunk.map((number) => number.padEnd(15)),
          ),
          resident: this.database.value(columns.status, '1'),
        },
      };
      return this.households(await this.database.ask(question, signal));
    });
  }

  loadMoveIns(
    keys: readonly string[],
    asOf: string,
    { signal }: AdapterCall,
  ): Promise<readonly (readonly string[])[]> {
    return readMoveIns(this.database, keys, { asOf: requirePlainDate(asOf), signal });
  }

  async search(
    criteria: ResidentCriteria,
    page: ResidentPage,
    protectedNumbers: readonly string[],
    { signal }: AdapterCall,
  ): Promise<ResidentKeys> {
    const query = await this.matching(criteria, signal);
    if (query === null) return { positions: [], hasMore: false };
    const apart = await this.apart(criteria, protectedNumbers, signal);
    const rows =
      apart === null
        ? await this.database.rows(addPage(query, this.database, page), signal, 'LISTING')
        : await searchApart(apart, page);
    const positions = rows.slice(0, page.first).map((row) => this.positionOf(row));
    return { positions, hasMore: rows.length > page.first };
  }

  async count(
    criteria: ResidentCriteria,
    protectedNumbers: readonly string[],
    { signal }: AdapterCall,
  ): Promise<number> {
    const query = await this.matching(criteria, signal);
    if (query === null) return 0;
    const apart = await this.apart(criteria, protectedNumbers, signal);
    if (apart !== null) return countApart(apart);
    const [row] = await this.database.rows(query.select('COUNT(*)', 'total'), signal, 'LISTING');
    return Number(row?.['total'] ?? 0);
  }

  /** null: nobody can match, so that no statement is needed. */
  private async matching(criteria: ResidentCriteria, signal: AbortSignal): Promise<Query | null> {
    const query = await this.ownResidents(signal);
    return addCriteria(query, this.database, criteria) ? query : null;
  }

  /**
   * For a search by a part of the address: it finds nobody under support measures, nor anybody in their home, on a page or
   * in a count. Otherwise a search by streets would tell where the person lives although no address is ever shown
   * (the rule of the NHS for restricted patients). null where that matters to nobody.
   */
  private async apart(
    criteria: ResidentCriteria,
    protectedNumbers: readonly string[],
    signal: AbortSignal,
  ): Promise<ApartSearch | null> {
    if (criteria.addressContains === undefined || protectedNumbers.length === 0) return null;
    const rows = await readHomeRows(this.database, protectedNumbers, signal);
    return {
      database: this.database,
      homes: await readHomes(this.database, protectedNumbers, rows, signal),
      signal,
      query: async () => (await this.matching(criteria, signal)) ?? this.ownResidents(signal),
      positionOf: (row) => this.positionOf(row),
    };
  }

  private positionOf(row: Row): PagePosition {
    const atenaNumber = this.mapper.atenaNumber(row);
    return { sortKey: String(row['sortKey'] ?? atenaNumber), atenaNumber };
  }

  private async ownResidents(signal: AbortSignal): Promise<Query> {
    const query = await this.database.from(RESIDENT, 'r', signal);
    return query.where('r.municipality = :municipality', {
      municipality: this.database.value(columns.municipality, this.options.municipality),
    });
  }

  private byNumbers(chunk: readonly string[], properties: readonly (keyof typeof columns)[]): Question {
    return {
      ...{ table: RESIDENT, alias: 'r', shape: `numbers ${shapeOf(properties)}` },
      write: (query) =>
        select(query, 'r', ['atenaNumber', ...properties]).where(
          this.database.among('r.atenaNumber', 'keys', columns.atenaNumber),
        ),
      values: { keys: this.database.keys(columns.atenaNumber, chunk) },
    };
  }

  /** The head first, the others in the order of their numbers. */
  private async households(rows: readonly Row[]): Promise<ReadonlyMap<string, Household>> {
    const members = new Map<string, HouseholdMember[]>();
    await inTurns(rows, (row) => {
      if (!this.mapper.isOwn(row)) return;
      const number = this.mapper.householdNumber(row);
      const list = members.get(number);
      if (list === undefined) members.set(number, [this.mapper.member(row)]);
      else list.push(this.mapper.member(row));
    });
    return new Map(
      [...members].map(([householdNumber, list]) => [
        householdNumber,
        { householdNumber, members: headFirst(list) },
      ]),
    );
  }
}

/** Otherwise as they stand. */
function headFirst(members: readonly HouseholdMember[]): readonly HouseholdMember[] {
  return [...members.filter(({ head }) => head), ...members.filter(({ head }) => !head)];
}
