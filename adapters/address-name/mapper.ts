import type { AdapterOptions } from '../adapter.js';
import { isIndividualNumber } from '../../src/individual-number/check-digit.js';
import { Sealed } from '../../src/individual-number/sealed.js';
import type { Row } from '../database.js';
import { Decoder } from '../decoder.js';
import { parseEraLetters } from '../legacy/era.js';
import { personNumber } from '../legacy/person-number.js';
import { CURRENT, HEALTH, MERGED, REGISTRY } from './codes.js';
import { PERSON, SYSTEM_NUMBER } from './entities.js';
import type { AddressNameItem, PersonKeys, PersonNumbers } from './model.js';

/** One number of one person in one system. */
interface NumberRow {
  readonly number: string;
  readonly business: string;
  readonly current: boolean;
  /** `YYYY-MM-DD`, or '' where it is not known. */
  readonly changedOn: string;
}

/** Digits of the numbers of each system. */
const DIGITS: Readonly<Record<string, number>> = { [REGISTRY]: 15, [HEALTH]: 10 };

/** Rows of the join of T_GYOMU_ATENA (asked), T_TOGO_ATENA and T_GYOMU_ATENA (all numbers) to the model. */
export class PersonMapper {
  private readonly person: Decoder<keyof typeof PERSON.columns>;
  private readonly systemNumbers: Decoder<keyof typeof SYSTEM_NUMBER.columns>;

  constructor(private readonly options: AdapterOptions) {
    this.person = new Decoder('ADDRESS_NAME', PERSON, options.onQuarantine);
    this.systemNumbers = new Decoder('ADDRESS_NAME', SYSTEM_NUMBER, options.onQuarantine);
  }

  /** `rows` all answer the same key. null for a person who is not to be shown: another body's, or merged away. */
  keys(asked: string, rows: readonly Row[], items: ReadonlySet<AddressNameItem>): PersonKeys | null {
    const [first] = rows;
    if (first === undefined || !this.isLiving(first)) return null;
    const numbers = this.inOrder(rows);
    const registry = numbers.find((row) => row.business === REGISTRY && row.current);
    this.person.begin();
    return {
      atenaNumber: registry?.number ?? asked,
      healthNumbers: numbers.filter((row) => row.business === HEALTH).map((row) => row.number),
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

  /** `rows` are the registry's numbers of the person who has the number asked for. */
  numbers(asked: string, rows: readonly Row[]): PersonNumbers {
    const numbers = this.inOrder(rows).filter(({ business }) => business === REGISTRY);
    // A number that is said to be current stands for itself, also beside a second one.
    const own = numbers.find(({ number, current }) => current && number === asked);
    const atenaNumber = own?.number ?? numbers[0]?.number ?? asked;
    return { atenaNumber, atenaNumbers: [...new Set([atenaNumber, ...numbers.map(({ number }) => number)])] };
  }

  /** The registry's current number of the one person in these rows; null for nobody and for several. */
  onlyPerson(rows: readonly Row[]): string | null {
    const numbers = new Set(rows.map((row) => this.systemNumbers.text(row, 'number')));
    // One individual number on two persons is somebody's mistake: picking one of them could show the wrong person.
    if (numbers.size > 1) return this.person.quarantine('individualNumber', 'MALFORMED');
    return [...numbers][0] ?? null;
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
    return text === null ? {} : { integratedNumber: new Sealed(text) };
  }

  private integratedText(row: Row): string | null {
    const text = this.person.text(row, 'togoNumber');
    if (text !== null && /^[0-9]{15}$/.test(text)) return text;
    return this.person.quarantine('togoNumber', 'MALFORMED');
  }

  /** The row is this body's and was not merged into another one. */
  isLiving(row: Row): boolean {
    if (this.person.text(row, 'municipality') !== this.options.municipality) {
      this.person.reportRow('municipality', 'OTHER_MUNICIPALITY'); // R003
      return false;
    }
    return this.person.code(row, 'merged', MERGED) === false;
  }

  private inOrder(rows: readonly Row[]): readonly NumberRow[] {
    return rows
      .map((row) => this.number(row))
      .filter((row) => row !== null)
      .sort(currentFirst);
  }

  private number(row: Row): NumberRow | null {
    const business = this.systemNumbers.text(row, 'business') ?? '';
    const number = personNumber(row['number'], DIGITS[business]);
    if (number === null) return this.systemNumbers.quarantine('number', 'MALFORMED');
    // A number of which nobody can say whether it is current is no current one; the person has it all the same.
    const current = this.systemNumbers.code(row, 'current', CURRENT) ?? false;
    const changed = this.systemNumbers.date(row, 'changedOn', parseEraLetters);
    return {
      number,
      business,
      current,
      changedOn: (changed?.kind === 'DATE' ? changed.date.iso : null) ?? '',
    };
  }
}

/** The current number, then old ones from the latest change backwards. */
function currentFirst(a: NumberRow, b: NumberRow): number {
  if (a.current !== b.current) return a.current ? -1 : 1;
  if (a.changedOn !== b.changedOn) return a.changedOn > b.changedOn ? -1 : 1;
  return a.number < b.number ? -1 : 1;
}
