import type { AdapterOptions } from '../adapter.js';
import { SourceError } from '../../src/errors/source-error.js';
import { isIndividualNumber } from '../../src/individual-number/check-digit.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import { groupBy } from '../../src/collections/group-by.js';
import type { Row } from '../database.js';
import { Decoder } from '../decoder.js';
import { parseEraLetters } from '../legacy/era.js';
import { personNumber } from '../legacy/person-number.js';
import { CURRENT, DIGITS, HEALTH, MERGED, REGISTRY } from './codes.js';
import { PERSON, SYSTEM_NUMBER } from './entities.js';
import type { AddressNameItem, LoadedKeys, PersonKeys, PersonNumbers } from './model.js';

/** One number of one person in one system. */
interface NumberRow {
  readonly number: string;
  readonly business: string;
  /** null: nobody can say. */
  readonly current: boolean | null;
  /** `YYYY-MM-DD`, or '' where it is not known. */
  readonly changedOn: string;
}

/** What a person's rows of T_GYOMU_ATENA say. */
interface NumberRows {
  readonly numbers: readonly NumberRow[];
  /** Each of them could be read. */
  readonly whole: boolean;
}

/** OURS: the row is this body's and was not merged into another one. UNREADABLE: nobody can say. */
type Standing = 'OURS' | 'NOBODYS' | 'UNREADABLE';

const unreadable = (): SourceError => new SourceError('ADDRESS_NAME', 'CORRUPT');

/** Rows of the join of T_GYOMU_ATENA (asked), T_TOGO_ATENA and T_GYOMU_ATENA (all numbers) to the model. */
export class PersonMapper {
  private readonly person: Decoder<keyof typeof PERSON.columns>;
  private readonly systemNumbers: Decoder<keyof typeof SYSTEM_NUMBER.columns>;

  constructor(private readonly options: AdapterOptions) {
    this.person = new Decoder('ADDRESS_NAME', PERSON, options.onQuarantine);
    this.systemNumbers = new Decoder('ADDRESS_NAME', SYSTEM_NUMBER, options.onQuarantine);
  }

  /** `rows` all answer the same key. null for a person who is not to be shown: another body's, or merged away. */
  keys(asked: string, rows: readonly Row[], items: ReadonlySet<AddressNameItem>): LoadedKeys | null {
    const [first] = rows;
    const standing = first === undefined ? 'NOBODYS' : this.standing(first);
    if (first === undefined || standing === 'NOBODYS') return null;
    if (standing === 'UNREADABLE') return unreadable();
    const { numbers, whole } = this.inOrder(rows);
    const registry = numbers.find(({ business }) => business === REGISTRY);
    // Who it is may stand in the row that cannot be read.
    if (registry === undefined && !whole) return unreadable();
    const health = numbers.filter(({ business }) => business === HEALTH);
    this.person.begin();
    return {
      atenaNumber: registry?.number ?? asked,
      healthNumbers: whole && hasFirst(health) ? health.map(({ number }) => number) : unreadable(),
      ...(items.has('individualNumber') && this.numberOf(first)),
      ...(items.has('integratedNumber') && this.integratedNumber(first)),
      ...(items.has('shownIntegratedNumber') && { shownIntegratedNumber: this.integratedText(first) }),
      setAside: this.person.takeSetAside({ togoNumber: ['shownIntegratedNumber'] }),
    };
  }

  /** The number that a row answers, by its value. */
  askedNumber(row: Row): string | null {
    return personNumber(row['asked']);
  }

  /** `rows` are those of the person who has the number asked for, health management's left out. */
  numbers(asked: string, rows: readonly Row[]): PersonNumbers {
    const [first, second] = rows;
    // Nearly everybody has had one number.
    if (first !== undefined && second === undefined && first['number'] !== null) {
      const only = this.number(first);
      const isWhole = only !== null && this.isLinked(first);
      const own = only?.business === REGISTRY ? only.number : asked;
      return { atenaNumber: own, atenaNumbers: [own], ...(!isWhole && { incomplete: true }) };
    }
    const read = this.inOrder(rows);
    const numbers = read.numbers.filter(({ business }) => business === REGISTRY);
    const whole = read.whole && rows.every((row) => this.isLinked(row));
    // A number that is said to be current stands for itself, also beside a second one.
    const own = numbers.find(({ number, current }) => current === true && number === asked);
    const atenaNumber = own?.number ?? numbers[0]?.number ?? asked;
    const atenaNumbers = [...new Set([atenaNumber, ...numbers.map(({ number }) => number)])];
    return { atenaNumber, atenaNumbers, ...(!whole && { incomplete: true }) };
  }

  /** The registry's number of the one person in these rows of several; null for nobody and for several. */
  onlyPerson(rows: readonly Row[]): string | SourceError | null {
    const persons = [...groupBy(rows, (row) => row['togoNumber']).values()]
      .map((own) => this.registryNumber(own))
      .filter((one) => one !== null);
    // One individual number on two persons is somebody's mistake: picking one of them could show the wrong person.
    if (persons.length > 1) return this.person.quarantine('individualNumber', 'MALFORMED');
    return persons[0] ?? null;
  }

  /** The registry's number of the person whose rows these are; null where they have none, or are not to be shown. */
  registryNumber(rows: readonly Row[]): string | SourceError | null {
    const [first] = rows;
    const standing = first === undefined ? 'NOBODYS' : this.standing(first);
    if (standing !== 'OURS') return standing === 'UNREADABLE' ? unreadable() : null;
    const { numbers, whole } = this.inOrder(rows);
    return numbers.find(({ business }) => business === REGISTRY)?.number ?? (whole ? null : unreadable());
  }

  private numberOf(row: Row): Pick<PersonKeys, 'individualNumber' | 'numberSetAside'> {
    const individualNumber = this.individualNumber(row);
    const isBlank = !this.person.isPresent(row, 'individualNumber');
    return { individualNumber, ...(individualNumber === null && !isBlank && { numberSetAside: true }) };
  }

  /**
   * Sealed before anything else can see it. What is no individual number, a placeholder and a wrong check digit among
   * it, is reported and not passed on: nobody's number is shown, matched or found by it.
   */
  individualNumber(row: Row): Sealed<string> | null {
    const text = this.person.text(row, 'individualNumber');
    if (text === null) return null;
    if (!isIndividualNumber(text)) return this.person.quarantine('individualNumber', 'MALFORMED');
    return new Sealed(text);
  }

  private integratedNumber(row: Row): Pick<PersonKeys, 'integratedNumber'> {
    const text = this.integratedText(row);
    return { integratedNumber: text === null ? unreadable() : new Sealed(text) };
  }

  private integratedText(row: Row): string | null {
    const text = this.person.text(row, 'togoNumber');
    if (text !== null && /^[0-9]{15}$/.test(text)) return text;
    return this.person.quarantine('togoNumber', 'MALFORMED');
  }

  standing(row: Row): Standing {
    if (!this.isLinked(row)) return 'UNREADABLE';
    const municipality = this.person.text(row, 'municipality') ?? '';
    if (!/^[0-9]{6}$/.test(municipality)) {
      this.person.quarantine('municipality', 'MALFORMED');
      return 'UNREADABLE';
    }
    if (municipality !== this.options.municipality) {
      this.person.reportRow('municipality', 'OTHER_MUNICIPALITY'); // R003
      return 'NOBODYS';
    }
    const merged = this.person.code(row, 'merged', MERGED);
    if (merged === null) return 'UNREADABLE';
    return merged ? 'NOBODYS' : 'OURS';
  }

  /** A number leads to a row of T_TOGO_ATENA: what it has there is never empty. */
  private isLinked(row: Row): boolean {
    if (this.person.isPresent(row, 'municipality')) return true;
    this.systemNumbers.quarantine('togoNumber', 'MALFORMED');
    return false;
  }

  private inOrder(rows: readonly Row[]): NumberRows {
    const read = rows
      // A person without any number is one row of nothing.
      .filter((row) => row['number'] !== null)
      .map((row) => this.number(row));
    const numbers = read.filter((row) => row !== null);
    return { numbers: numbers.sort(currentFirst), whole: numbers.length === read.length };
  }

  private number(row: Row): NumberRow | null {
    const business = this.systemNumbers.text(row, 'business') ?? '';
    const digits = DIGITS.get(business);
    if (digits === undefined) return this.systemNumbers.quarantine('business', 'UNKNOWN_CODE');
    const number = personNumber(row['number'], digits);
    if (number === null) return this.systemNumbers.quarantine('number', 'MALFORMED');
    // A number of which nobody can say whether it is current is no current one; the person has it all the same.
    const current = this.systemNumbers.code(row, 'current', CURRENT);
    const changed = this.systemNumbers.date(row, 'changedOn', parseEraLetters);
    return {
      number,
      business,
      current,
      changedOn: (changed?.kind === 'DATE' ? changed.date.iso : null) ?? '',
    };
  }
}

/** Whether it is known which number comes first: one says that it is current, or none may be without saying so. */
function hasFirst(numbers: readonly NumberRow[]): boolean {
  const [first] = numbers;
  return numbers.length < 2 || first?.current === true || numbers.every(({ current }) => current === false);
}

/** The current number, then old ones from the latest change backwards. */
function currentFirst(a: NumberRow, b: NumberRow): number {
  if (a.current !== b.current && (a.current === true || b.current === true))
    return a.current === true ? -1 : 1;
  if (a.changedOn !== b.changedOn) return a.changedOn > b.changedOn ? -1 : 1;
  return a.number < b.number ? -1 : 1;
}
