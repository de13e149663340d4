import { civil, type Day } from './calendar.js';
import type { Family, HouseholdMaker } from './households.js';
import type { MemberPlan } from './member-plan.js';
import type { Birth, Household, Person, Status } from './person.js';
import * as shares from './population-data.js';
import { RELATIONSHIP as R } from './population-data.js';
import { Random } from './random.js';
import { arrivalBefore, birthdayAt, leaveDay, type Stay } from './residence.js';

type Departure = 'MOVED_OUT' | 'DECEASED' | 'STRUCK_OFF' | 'NON_RESIDENT';

/** Per resident; half of the dead are kept on the cards of living households instead. */
const RATES: Readonly<Record<Departure, number>> = {
  MOVED_OUT: shares.MOVED_OUT_SHARE,
  DECEASED: shares.DECEASED_SHARE / 2,
  STRUCK_OFF: shares.STRUCK_OFF_SHARE,
  NON_RESIDENT: shares.NON_RESIDENT_SHARE,
};
const KINDS: readonly Departure[] = ['MOVED_OUT', 'DECEASED', 'STRUCK_OFF', 'NON_RESIDENT'];

/**
 * People still in the file who live here no more, or never did; made beside the residents at a steady rate.
 */
export class DepartedMaker {
  private readonly owed: Record<Departure, number> = {
    MOVED_OUT: 0,
    DECEASED: 0.5,
    STRUCK_OFF: 0.8,
    NON_RESIDENT: 0.5,
  };
  private readonly random: Random;

  constructor(private readonly maker: HouseholdMaker) {
    const { seed, municipality } = maker.block;
    this.random = new Random(seed, `${municipality.code}/departed`);
  }

  /** The households due after this many more residents. */
  *after(residents: number): Generator<Household> {
    for (const kind of KINDS) {
      this.owed[kind] += RATES[kind] * residents;
      while (this.owed[kind] >= 1) {
        const household = this.household(kind);
        this.owed[kind] -= household.members.length;
        yield household;
      }
    }
  }

  private household(kind: Departure): Household {
    const plans = this.plans(kind);
    const family = this.maker.family(null);
    const address =
      kind === 'NON_RESIDENT' ? this.maker.addresses.outside() : this.maker.addresses.next('ORDINARY');
    const { asOf } = this.maker.block;
    const until = leaveDay(asOf - 100_000, asOf, this.random);
    const births = plans.map((plan) => ({
      day: birthdayAt(plan.age, until - 1, this.random),
      known: 'DAY' as const,
    }));
    const arrival = arrivalBefore(until, births[0]?.day ?? until, this.random);
    const members = plans.map((plan, index) =>
      this.person({
        kind,
        plan,
        family,
        birth: births[index] ?? { day: until, known: 'DAY' },
        arrival,
        until,
      }),
    );
    return { number: this.maker.householdNumber(), address, members, support: null, refuses: false };
  }

  private person(facts: {
    kind: Departure;
    plan: MemberPlan;
    family: Family;
    birth: Birth;
    arrival: Stay;
    until: Day;
  }): Person {
    const { kind, plan, birth, arrival, until } = facts;
    const stranger = kind === 'NON_RESIDENT';
    const bornHere = !stranger && birth.day >= arrival.since;
    const status: Status = { MOVED_OUT: '2', DECEASED: '3', STRUCK_OFF: '4', NON_RESIDENT: '9' }[
      kind
    ] as Status;
    return {
      sequence: this.maker.sequence(),
      atenaNumber: this.maker.atenaNumber(),
      sex: plan.sex,
      birth,
      relationship: plan.relationship,
      status,
      ...this.maker.name(plan, facts.family, civil(birth.day).year),
      since: stranger ? null : bornHere ? birth.day : arrival.since,
      sinceUnknown: false,
      bornHere,
      until: stranger ? null : until,
    };
  }

  private plans(kind: Departure): MemberPlan[] {
    const { random } = this;
    const sex = random.chance(0.5) ? 'M' : 'F';
    if (kind === 'DECEASED')
      return [{ sex, age: Math.min(108, Math.floor(84 + 9 * random.normal())), relationship: R.HEAD }];
    const age = random.between(20, 44);
    const head: MemberPlan = { sex, age, relationship: R.HEAD };
    if (kind !== 'MOVED_OUT' || random.chance(0.7)) return [head];
    const wife: MemberPlan = {
      sex: 'F',
      age: Math.max(20, age - random.between(-2, 5)),
      relationship: R.WIFE,
    };
    const couple: MemberPlan[] = [{ ...head, sex: 'M' }, wife];
    const children = random.chance(0.6) ? random.between(1, 2) : 0;
    for (let child = 0; child < children; child += 1) {
      couple.push({
        sex: random.chance(0.512) ? 'M' : 'F',
        age: random.between(0, Math.max(0, Math.min(15, wife.age - 20))),
        relationship: R.CHILD,
      });
    }
    return couple;
  }
}
