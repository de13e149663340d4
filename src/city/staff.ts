import { ageOn, type Day } from './calendar.js';
import { STAFF_ACCOUNTS } from './manifest.js';
import type { Household, Person } from './person.js';
import type { Surname } from './names.js';

const FIRST_HOUSEHOLD = 10;
const HOUSEHOLDS_APART = 6;
const NEIGHBOURS = 3;

/** What a household is to the staff: for the misuse an audit report must find (own household, neighbours). */
export type StaffTie =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'OWN'; readonly account: string; readonly person: Person }
  | { readonly kind: 'NEIGHBOUR'; readonly account: string };

/**
 * Makes residents of the demo accounts: adults of different households of two and more, none under support
 * measures.
 */
export class StaffPlanner {
  readonly numbers: Record<string, string> = {};
  /** Surname of the first account's person, for a same-surname look-up. */
  surname: Surname | null = null;
  private households = 0;
  private nextAt = FIRST_HOUSEHOLD;
  private neighbours = 0;
  private readonly waiting: string[];

  constructor(
    private readonly asOf: Day,
    employer: boolean,
  ) {
    this.waiting = employer ? [...STAFF_ACCOUNTS] : [];
  }

  /** Whether the household to come lives next door to the first account's. */
  neighbourNext(): boolean {
    return this.neighbours > 0;
  }

  tie(household: Household): StaffTie {
    this.households += 1;
    const first = STAFF_ACCOUNTS[0];
    if (this.neighbours > 0) {
      this.neighbours -= 1;
      return { kind: 'NEIGHBOUR', account: first };
    }
    const person = this.households >= this.nextAt ? this.eligible(household) : null;
    const account = person ? this.waiting.shift() : undefined;
    if (!person || account === undefined) return { kind: 'NONE' };
    this.nextAt = this.households + HOUSEHOLDS_APART;
    this.numbers[account] = person.atenaNumber;
    if (account === first) this.rememberFirst(person);
    return { kind: 'OWN', account, person };
  }

  private eligible(household: Household): Person | null {
    const residents = household.members.filter((member) => member.status === '1');
    const head = residents[0];
    if (
      !head ||
      residents.length < 2 ||
      household.support ||
      head.nationality !== null ||
      head.name.oddity !== null
    )
      return null;
    const age = ageOn(head.birth.day, this.asOf);
    return age >= 25 && age <= 60 ? head : null;
  }

  private rememberFirst(person: Person): void {
    const [kanji = '', kana = ''] = [person.name.kanji.split('　')[0], person.name.kana.split('　')[0]];
    this.surname = { kanji, kana, oddity: null };
    this.neighbours = NEIGHBOURS;
  }
}
