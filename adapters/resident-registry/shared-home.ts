import { homeKeys, householdKey, isSameHome, type HomeKey } from '../../src/text/home-key.js';
import { inTurns } from '../batch.js';
import { select, type LegacyDatabase, type Row } from '../database.js';
import type { Query, Question } from '../question.js';
import { otherForms, personNumber } from '../legacy/person-number.js';
import { RESIDENT } from './entities.js';

const { atenaNumber } = RESIDENT.columns;

/**
 * Adds to a query on `r` what homes are compared by: the household number as such, the address under names of its own, so
 * that no mapper takes it for one that may be shown.
 */
export function selectHome(query: Query): Query {
  return query
    .addSelect('r.householdNumber', 'householdNumber')
    .addSelect('r.address', 'comparedAddress')
    .addSelect('r.addressExtra', 'comparedDoor');
}

/** Adds homes and the rows of protected persons, that one statement may read them together with those they are compared with. */
export function withHomes(
  question: Question,
  database: LegacyDatabase,
  numbers: readonly string[],
): Question {
  const some = numbers.length > 0;
  return {
    ...question,
    shape: `${question.shape} homes ${some}`,
    write: (query) => {
      question.write(query);
      selectHome(query);
      if (some) query.orWhere(`r.atenaNumber IN (${database.listed('protectedNumbers', atenaNumber)})`);
    },
    values: some ? { ...question.values, protectedNumbers: database.list(numbers) } : question.values,
  };
}

/** The rows of these persons with what homes are compared by, and their numbers as the column has them. */
export async function readHomeRows(
  database: LegacyDatabase,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const question: Question = {
    ...{ table: RESIDENT, alias: 'r', shape: 'at home', values: {} },
    write: (query) => select(query, 'r', ['atenaNumber']),
  };
  return database.ask(withHomes(question, database, numbers), signal);
}

/**
 * The homes of protected persons. `rows`: those read with `withHomes`, others may be among them. Whose row is not there
 * may stand in the registry under another writing of the number, and is looked for once more: nobody's home is
 * open because a clerk left out zeros.
 */
export async function readHomes(
  database: LegacyDatabase,
  numbers: readonly string[],
  rows: readonly Row[],
  signal: AbortSignal,
): Promise<ProtectedHomes> {
  const homes = new ProtectedHomes(numbers);
  const missing = new Set(numbers);
  await inTurns(rows, (row) => {
    if (!homes.isOfProtected(row)) return;
    missing.delete(String(row['atenaNumber']));
    homes.add(row);
  });
  if (missing.size === 0) return homes;
  const forms = [...missing].flatMap((number) => otherForms(number, atenaNumber.length ?? 0));
  for (const row of await readHomeRows(database, forms, signal)) homes.add(row);
  return homes;
}

/**
 * Homes of protected persons, for as long as the file says what it said when they were read. This is the one place
 * that reads addresses of persons of whom none may be shown, because no database folds what clerks write at the
 * price of a page. So nothing of them leaves it: it answers yes or no, and names nobody.
 */
export class ProtectedHomes {
  private readonly households = new Set<string>();
  private readonly byHouse = new Map<string, HomeKey[]>();
  private readonly written = new Set<string>();
  private readonly numbers: ReadonlySet<string>;

  constructor(numbers: readonly string[]) {
    this.numbers = new Set(numbers);
  }

  isOfProtected(row: Row): boolean {
    const written = row['atenaNumber'];
    return this.numbers.has(written as string) || this.numbers.has(personNumber(written) ?? '');
  }

  /** The home of a row that `selectHome` has read. */
  add(row: Row): void {
    const household = householdKey(text(row, 'householdNumber'));
    if (household !== '') this.households.add(household);
    // Those who are protected together live together, mostly.
    const written = writtenHome(row);
    if (this.written.has(written)) return;
    this.written.add(written);
    for (const home of homesOf(row))
      this.byHouse.set(home.house, [...(this.byHouse.get(home.house) ?? []), home]);
  }

  /**
   * Whether a row is of one of these homes: the same household number or the same address, whatever the status of
   * either: whoever moved out left their last address behind, and those who stay still live there. Also where the
   * row does not say which household it is of.
   *
   * For the rows of one answer, in which whole households live at one address: each is read once. Nobody else's address
   * is kept beyond it.
   */
  judge(): (row: Row) => boolean {
    const judged = new Map<string, boolean>();
    return (row) => {
      if (this.numbers.size === 0) return false;
      const household = householdKey(text(row, 'householdNumber'));
      if (household === '' || this.households.has(household) || this.isOfProtected(row)) return true;
      const written = writtenHome(row);
      let isOne = judged.get(written);
      if (isOne === undefined) judged.set(written, (isOne = this.isAt(row)));
      return isOne;
    };
  }

  private isAt(row: Row): boolean {
    return homesOf(row).some((home) => this.byHouse.get(home.house)?.some((one) => isSameHome(one, home)));
  }
}

/** Both columns as they stand, so that no two homes are one text. */
function writtenHome(row: Row): string {
  const address = text(row, 'comparedAddress');
  return `${address.length} ${address}${text(row, 'comparedDoor')}`;
}

function text(row: Row, column: 'householdNumber' | 'comparedAddress' | 'comparedDoor'): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}

function homesOf(row: Row): readonly HomeKey[] {
  return homeKeys(text(row, 'comparedAddress'), text(row, 'comparedDoor'));
}
