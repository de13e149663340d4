import { openSealed, type Sealed } from '../../src/individual-number/sealed.js';
import type { AdapterCall, AdapterOptions } from '../adapter.js';
import { SourceError, type SourceSystem } from '../../src/errors/source-error.js';
import { inTurns, loadAligned } from '../batch.js';
import { groupBy } from '../../src/collections/group-by.js';
import { LegacyDatabase, select, shapeOf, type Row } from '../database.js';
import type { Query, Question } from '../question.js';
import { isIndividualNumber } from '../../src/individual-number/check-digit.js';
import { individualNumberDigits } from '../../src/individual-number/digits.js';
import { HEALTH, REGISTRY } from './codes.js';
import { PERSON, SYSTEM_NUMBER } from './entities.js';
import { PersonMapper } from './mapper.js';
import { AddressNameMerger } from './merge.js';
import type { AddressName, AddressNameItem, LoadedKeys, PersonNumbers } from './model.js';
import { readNumbers } from './numbers.js';
import { Standing } from '../standing.js';
import { NumberComparison } from './verification.js';

const REGISTRY_NUMBER = /^[0-9]{15}$/;
const INTEGRATED_NUMBER = /^[0-9]{15}$/;
const HEALTH_NUMBER = /^[0-9]{10}$/;
/** Sent where the input is no number at all, so that the statement runs all the same. Not a value of the column. */
const NO_NUMBER = '------------';

/**
 * Opens 宛名システム等. Connects on the first call: a system that is down rejects the call with `SourceError`,
 * not the start.
 */
export function openAddressName(options: AdapterOptions): Promise<AddressName> {
  return Promise.resolve(new LegacyAddressName(options));
}

class LegacyAddressName implements AddressName {
  readonly system = 'ADDRESS_NAME' satisfies SourceSystem;
  private readonly database: LegacyDatabase;
  private readonly mapper: PersonMapper;
  private readonly comparison = new NumberComparison();
  /** Who the numbers stand for that measures cover. */
  private readonly standing: Standing<readonly (PersonNumbers | null)[]>;
  readonly merger: AddressNameMerger;

  constructor(private readonly options: AdapterOptions) {
    this.database = new LegacyDatabase(this.system, options, [PERSON, SYSTEM_NUMBER]);
    this.mapper = new PersonMapper(options);
    this.standing = new Standing(this.database);
    this.merger = new AddressNameMerger(options);
  }

  ping(signal: AbortSignal): Promise<void> {
    return this.database.ping(PERSON, signal);
  }

  async close(): Promise<void> {
    await this.merger.close();
    await this.database.close();
  }

  loadMany(
    keys: readonly string[],
    { items, signal }: AdapterCall<AddressNameItem>,
  ): Promise<readonly (LoadedKeys | null)[]> {
    return this.load({ keys, shape: REGISTRY_NUMBER, business: REGISTRY, items, signal });
  }

  /** Those that stand are read together with the others, and not at all as long as nothing has changed. */
  async loadNumbers(
    keys: readonly string[],
    { signal, standing = 0 }: AdapterCall & { readonly standing?: number },
  ): Promise<readonly (PersonNumbers | null)[]> {
    if (standing === 0) return this.numbersOf(keys, signal);
    const version = await this.database.version(signal);
    const asked = keys.slice(0, standing);
    const known = this.standing.find(asked, version);
    if (known !== null) return [...known.value, ...(await this.numbersOf(keys.slice(standing), signal))];
    const numbers = await this.numbersOf(keys, signal);
    await this.standing.keep({ version, asked, value: numbers.slice(0, standing) }, signal);
    return numbers;
  }

  private numbersOf(
    keys: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly (PersonNumbers | null)[]> {
    return loadAligned(keys, REGISTRY_NUMBER, (chunk) =>
      readNumbers(this.database, this.mapper, chunk, signal),
    );
  }

  loadByHealthNumber(
    keys: readonly string[],
    { signal }: AdapterCall,
  ): Promise<readonly (LoadedKeys | null)[]> {
    return this.load({ keys, shape: HEALTH_NUMBER, business: HEALTH, items: new Set(), signal });
  }

  async loadByIntegratedNumber(
    keys: readonly Sealed<string>[],
    { signal }: AdapterCall,
  ): Promise<readonly (string | SourceError | null)[]> {
    const opened = keys.map((key) => openSealed(key, { permit: true, rule: 'R207 linkage' }));
    return loadAligned(opened, INTEGRATED_NUMBER, async (chunk) => {
      const query = (await this.persons(signal)).where(
        this.database.among('t.togoNumber', 'keys', PERSON.columns.togoNumber),
        { keys: this.database.keys(PERSON.columns.togoNumber, chunk) },
      );
      const found = new Map<string, string | SourceError>();
      const rows = await this.database.rows(query, signal);
      for (const [key, own] of groupBy(rows, (row) => String(row['togoNumber']).trimEnd())) {
        const number = this.mapper.registryNumber(own);
        if (number !== null) found.set(key, number);
      }
      return found;
    });
  }

  async findByIndividualNumber(number: Sealed<string>, { signal }: AdapterCall): Promise<string | null> {
    const digits = this.digits(number, 'R168 look-up') ?? NO_NUMBER;
    const query = (await this.persons(signal)).where('t.individualNumber = :number', {
      number: this.database.value(PERSON.columns.individualNumber, digits),
    });
    const found = this.mapper.onlyPerson(await this.database.rows(query, signal));
    if (found instanceof SourceError) throw found;
    return found;
  }

  /** Persons `t` with every number `o` of theirs, also where they have none. */
  private async persons(signal: AbortSignal): Promise<Query> {
    const query = (await this.database.from(PERSON, 't', signal)).leftJoin(
      SYSTEM_NUMBER.name,
      'o',
      'o.togoNumber = t.togoNumber',
    );
    select(query, 't', ['togoNumber', 'municipality', 'merged']);
    return select(query, 'o', ['business', 'number', 'current', 'changedOn']);
  }

  /**
   * One statement and one comparison, whether the person, their number or a well-formed input exists or not (R167).
   * Rejects as CORRUPT where the person's row cannot be read: that the number is another's would be a guess.
   */
  async verify(
    atenaNumber: string,
    number: Sealed<string>,
    { signal }: AdapterCall,
  ): Promise<'MATCH' | 'MISMATCH'> {
    const asked = REGISTRY_NUMBER.test(atenaNumber) ? atenaNumber : '-';
    const more = (query: Query): Query => select(query, 't', ['individualNumber']).limit(1);
    const question = this.joined([asked], REGISTRY, { shape: 'verify', more });
    const [row] = await this.database.ask(question, signal);
    const standing = row === undefined ? 'NOBODYS' : this.mapper.standing(row);
    const stored = row === undefined || standing !== 'OURS' ? null : this.storedNumber(row);
    const matches = this.comparison.matches(stored, this.digits(number, 'R167 verification'));
    if (standing === 'UNREADABLE') throw new SourceError(this.system, 'CORRUPT');
    return matches ? 'MATCH' : 'MISMATCH';
  }

  private async load(call: {
    keys: readonly string[];
    shape: RegExp;
    business: string;
    items: ReadonlySet<AddressNameItem>;
    signal: AbortSignal;
  }): Promise<readonly (LoadedKeys | null)[]> {
    const { items } = call;
    const properties = [
      ...(items.has('individualNumber') ? ['individualNumber' as const] : []),
      ...(items.has('integratedNumber') || items.has('shownIntegratedNumber') ? ['togoNumber' as const] : []),
    ];
    const more = (query: Query): void => {
      // Every number of the person, old ones too, in the same statement.
      query.innerJoin(SYSTEM_NUMBER.name, 'o', 'o.togoNumber = k.togoNumber');
      select(query, 'o', ['business', 'number', 'current', 'changedOn']);
      select(query, 't', properties);
    };
    return loadAligned(call.keys, call.shape, async (chunk) => {
      const question = this.joined(chunk, call.business, { shape: shapeOf(properties), more });
      const found = new Map<string, LoadedKeys>();
      const rows = await this.database.ask(question, call.signal);
      await inTurns(
        groupBy(rows, (row) => String(row['asked']).trimEnd()),
        ([asked, own]) => {
          const keys = this.mapper.keys(asked, own, items);
          if (keys !== null) found.set(asked, keys);
        },
      );
      return found;
    });
  }

  /** The persons `t` behind these numbers `k` of a system. An old number leads to the person it was merged into. */
  private joined(
    chunk: readonly string[],
    business: string,
    { shape, more }: { readonly shape: string; readonly more: (query: Query) => void },
  ): Question {
    const { columns } = SYSTEM_NUMBER;
    return {
      ...{ table: SYSTEM_NUMBER, alias: 'k', shape: `persons ${shape}` },
      write: (query) => {
        query
          .addSelect('k.number', 'asked')
          // A number that leads to no row is told from one that nobody has.
          .leftJoin(PERSON.name, 't', 't.togoNumber = k.togoNumber')
          .where('k.business = :business')
          .andWhere(this.database.among('k.number', 'keys', columns.number));
        more(select(query, 't', ['municipality', 'merged']));
      },
      values: {
        business: this.database.value(columns.business, business),
        // CHAR is blank padded, and SQLite compares the padding too.
        keys: this.database.keys(
          columns.number,
          chunk.map((number) => number.padEnd(15)),
        ),
      },
    };
  }

  private storedNumber(row: Row): string | null {
    const sealed = this.mapper.individualNumber(row);
    return sealed === null ? null : openSealed(sealed, { permit: true, rule: 'R167 verification' });
  }

  /** Null for what cannot be anybody's number, so that a placeholder finds and matches nobody who has it. */
  private digits(number: Sealed<string>, rule: string): string | null {
    const digits = individualNumberDigits(openSealed(number, { permit: true, rule }));
    return digits !== null && isIndividualNumber(digits) ? digits : null;
  }
}
