import { AddressMaker, type Address } from './addresses.js';
import { BirthdayMaker } from './birthdays.js';
import { civil, pad, type Day } from './calendar.js';
import { HouseholdComposer, type HouseholdPlan } from './composition.js';
import type { NameCulture, ForeignWord } from './foreign-name-data.js';
import type { Municipality } from './municipality-data.js';
import { NameMaker, type PersonName, type Surname } from './names.js';
import type { MemberPlan } from './member-plan.js';
import type { Birth, Household, Person } from './person.js';
import { DECEASED_SHARE, RELATIONSHIP as R } from './population-data.js';
import { Pace, Random } from './random.js';
import { birthdayAt, leaveDay, moveInDay, stayOf } from './residence.js';
import { SupportPlanner, type SupportCase } from './support-measures.js';

const FOREIGN_HOUSEHOLD_SHARE = 0.027;
const PRIVATE_RELATIONS: readonly string[] = [R.LODGER, R.RELATIVE];

/** A family's names and nationality: foreign for all, or foreign for the head with Japanese members. */
export interface Family {
  readonly surname: Surname;
  readonly foreign: {
    readonly code: string;
    readonly culture: NameCulture;
    readonly family: ForeignWord;
  } | null;
  readonly mixed: boolean;
}

export interface CityBlock {
  readonly municipality: Municipality;
  readonly seed: number;
  readonly size: number;
  readonly asOf: Day;
  readonly firstSequence: number;
  /** The demo accounts are residents of this municipality. */
  readonly employer: boolean;
}

/**
 * Makes the current households of one municipality one by one; nothing of an earlier household is kept but
 * its address.
 */
export class HouseholdMaker {
  readonly random: Random;
  readonly names: NameMaker;
  readonly addresses: AddressMaker;
  private readonly composer: HouseholdComposer;
  private readonly birthdays: BirthdayMaker;
  private readonly support: SupportPlanner;
  private readonly foreign = new Pace(FOREIGN_HOUSEHOLD_SHARE, 8);
  /** Half of the dead stay on the card of a household that goes on. */
  private readonly deceased: Pace;
  private readonly sinceLost = new Pace(0.003, 31);
  private households = 0;
  private persons = 0;
  private atena = 100_000;
  private previous: Address | null = null;

  constructor(readonly block: CityBlock) {
    const stream = (label: string): Random => new Random(block.seed, `${block.municipality.code}/${label}`);
    this.random = stream('households');
    this.names = new NameMaker(stream('names'));
    this.addresses = new AddressMaker(block.municipality, stream('addresses'));
    this.composer = new HouseholdComposer(block.size, stream('composition'));
    this.birthdays = new BirthdayMaker(block.asOf, block.size, stream('birthdays'));
    this.support = new SupportPlanner(block.asOf, block.size, stream('support'));
    this.deceased = new Pace((DECEASED_SHARE / 2) * 7, 5);
  }

  /** `neighbours`: lives next door to the household before. null when the table of ages is used up. */
  next(neighbours: boolean, staffSurname: Surname | null): Household | null {
    const plan = this.composer.next();
    if (!plan) return null;
    const support = this.support.plan(plan.members);
    const family = this.family(support?.staffSurname ? staffSurname : null);
    const since = this.arrival(plan, support);
    const members = this.withDeceased(plan.members).map((member) => this.member(member, family, since));
    const address = this.address(plan, neighbours);
    return { number: this.householdNumber(), address, members, support, refuses: this.random.chance(0.015) };
  }

  householdNumber(): string {
    this.households += 1;
    return pad(5_000_000 + this.households * 2, 15);
  }

  /** Small numbers in order with gaps; can hold no individual number, which never begins with two zeros. */
  atenaNumber(): string {
    this.atena += this.random.between(1, 3);
    return pad(this.atena, 15);
  }

  sequence(): number {
    this.persons += 1;
    return this.block.firstSequence + this.persons;
  }

  family(surname: Surname | null): Family {
    const foreign = surname === null && this.foreign.due() ? this.names.nationality() : null;
    return {
      surname: surname ?? this.names.surname(),
      foreign,
      mixed: foreign !== null && this.random.chance(0.25),
    };
  }

  name(
    member: MemberPlan,
    family: Family,
    birthYear: number,
  ): { readonly name: PersonName; readonly nationality: string | null } {
    const head = member.relationship === R.HEAD;
    if (family.foreign && (head || !family.mixed)) {
      return {
        name: this.names.foreign(family.foreign.culture, family.foreign.family),
        nationality: family.foreign.code,
      };
    }
    const unrelated = PRIVATE_RELATIONS.includes(member.relationship);
    const surname = unrelated ? { ...this.names.plainSurname(), oddity: null } : family.surname;
    return { name: this.names.japanese(surname, member.sex, birthYear), nationality: null };
  }

  private arrival(plan: HouseholdPlan, support: SupportCase | null): Day {
    const { asOf } = this.block;
    const start = support?.windows[0]?.from;
    if (support?.onArrival && start !== undefined && start <= asOf) return start;
    return moveInDay(asOf, plan.members[0]?.age ?? 0, this.random);
  }

  private address(plan: HouseholdPlan, neighbours: boolean): Address {
    // 世帯分離: two households at one address.
    const shared = plan.dwelling === 'ORDINARY' && this.random.chance(0.04);
    const address =
      this.previous && neighbours
        ? this.addresses.neighbour(this.previous)
        : this.previous && shared
          ? this.previous
          : this.addresses.next(plan.dwelling);
    this.previous = plan.dwelling === 'ORDINARY' ? address : null;
    return address;
  }

  /** A parent who died since March 2021 joins the card of a household whose head could be the child. */
  private withDeceased(members: readonly MemberPlan[]): readonly MemberPlan[] {
    const head = members[0];
    if (!head || head.age < 50 || head.age > 70 || !this.deceased.due()) return members;
    const sex = this.random.chance(0.5) ? 'M' : 'F';
    const age = Math.min(104, head.age + this.random.between(22, 34));
    return [...members, { sex, age, relationship: sex === 'M' ? R.FATHER : R.MOTHER, deceased: true }];
  }

  private member(plan: MemberPlan, family: Family, householdSince: Day): Person {
    const { asOf } = this.block;
    const foreign = family.foreign !== null && (plan.relationship === R.HEAD || !family.mixed);
    const birth: Birth = plan.deceased
      ? { day: birthdayAt(plan.age, asOf, this.random), known: 'DAY' }
      : this.birthdays.next(plan.age, foreign);
    const stay = stayOf(birth.day, householdSince, this.random);
    return {
      sequence: this.sequence(),
      atenaNumber: this.atenaNumber(),
      sex: plan.sex,
      birth,
      relationship: plan.relationship,
      status: plan.deceased ? '3' : '1',
      ...this.name(plan, family, civil(birth.day).year),
      ...stay,
      sinceUnknown: !stay.bornHere && this.sinceLost.due(),
      until: plan.deceased ? leaveDay(stay.since, asOf, this.random) : null,
    };
  }
}
