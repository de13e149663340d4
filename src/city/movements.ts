import { parseDay, type Day } from './calendar.js';
import { KOKUBUNJI, OTHER_PLACES } from './municipality-data.js';
import type { Household, Person } from './person.js';
import { Pace, Weighted, type Random } from './random.js';

/** 異動事由 of the registry (B11). */
export const REASON = {
  MOVE_IN: '10',
  BIRTH: '11',
  ENTERED_EX_OFFICIO: '12',
  NATURALISATION: '13',
  RESTORED: '15',
  MOVE_OUT: '20',
  DEATH: '21',
  STRUCK_OFF: '22',
  MISSING: '24',
} as const;

export interface Movement {
  readonly reason: string;
  readonly day: Day;
  readonly notified: Day;
  readonly place: string | null;
  readonly planned: Day | null;
  readonly confirmed: Day | null;
  readonly cancelled: boolean;
}

/** Events that no correct registry holds; each is told in the truth file. */
export type IllegalRule =
  | 'BIRTH_OF_REGISTERED'
  | 'RESTORED_WITHOUT_STRIKING'
  | 'NOTIFIED_BEFORE_MOVEMENT'
  | 'BEFORE_BECOMING_RESIDENT'
  | 'MOVED_IN_FROM_OWN_MUNICIPALITY'
  | 'DEATH_OF_NON_RESIDENT'
  | 'MOVED_OUT_TWICE'
  | 'CONFIRMED_BEFORE_PLANNED';

const FOR_RESIDENTS: readonly IllegalRule[] = [
  'BIRTH_OF_REGISTERED',
  'RESTORED_WITHOUT_STRIKING',
  'NOTIFIED_BEFORE_MOVEMENT',
  'BEFORE_BECOMING_RESIDENT',
  'MOVED_IN_FROM_OWN_MUNICIPALITY',
];
const FOR_MOVED_OUT: readonly IllegalRule[] = [
  'DEATH_OF_NON_RESIDENT',
  'MOVED_OUT_TWICE',
  'CONFIRMED_BEFORE_PLANNED',
];
/** The event file begins here; who came earlier has only the day in the main table. */
const EVENTS_SINCE = parseDay('2003-04-01');
const PLACE = new Weighted(OTHER_PLACES);

/** The movement events of one person at a time. */
export class MovementMaker {
  private readonly illegalResident: Pace;
  private readonly illegalMovedOut: Pace;
  private readonly made = { resident: 0, movedOut: 0, fled: 0 };
  private readonly naturalised = new Pace(0.0012, 140);
  private readonly restored = new Pace(0.0004, 160);
  private readonly leaving = new Pace(0.002, 40);
  private readonly cancelledLeaving = new Pace(0.017, 25);

  constructor(
    private readonly facts: { readonly municipality: string; readonly asOf: Day; readonly size: number },
    private readonly random: Random,
  ) {
    // More than twenty cases of each rule in a city of 120,000 (D8), two of each in a small one.
    const cases = Math.max(2, (25 * facts.size) / 120_000);
    this.illegalResident = new Pace((FOR_RESIDENTS.length * cases) / (facts.size * 0.65), 10);
    this.illegalMovedOut = new Pace((FOR_MOVED_OUT.length * cases) / (facts.size * 0.17), 10);
  }

  /**
   * Where a household came from or went to. Every other one that applied for measures as it came is from next door: of
   * some whose homes nobody may know, there is something to ask where they lived before.
   */
  place({ support }: Pick<Household, 'support'>): string {
    const place = PLACE.draw(this.random);
    if (support?.onArrival !== true || this.facts.municipality === KOKUBUNJI.code) return place;
    this.made.fled += 1;
    return this.made.fled % 2 === 1 ? KOKUBUNJI.code : place;
  }

  /** `place`: the other municipality of its household. */
  of(person: Person, place: string): { readonly movements: Movement[]; readonly broken: IllegalRule | null } {
    const movements =
      person.since === null
        ? []
        : [...this.arrival(person, person.since, place), ...this.departure(person, place)];
    if (person.status === '1' && person.since !== null) movements.push(...this.during(person, person.since));
    const broken = this.rule(person);
    if (broken) movements.push(this.breaking(broken, person));
    return { movements, broken };
  }

  private arrival(person: Person, since: Day, place: string): Movement[] {
    if (since < EVENTS_SINCE) return [];
    if (person.bornHere) return [this.event(REASON.BIRTH, since)];
    const arrival = { ...this.event(REASON.MOVE_IN, since), place };
    // 再転入: was here before; the 宛名番号 stays the same.
    if (!this.random.chance(0.06)) return [arrival];
    const left = since - this.random.between(200, 2500);
    const cameFirst = left - this.random.between(300, 3000);
    if (cameFirst <= person.birth.day) return [arrival];
    return [
      { ...this.event(REASON.MOVE_IN, cameFirst), place: PLACE.draw(this.random) },
      this.moveOut(left, place),
      arrival,
    ];
  }

  private departure(person: Person, place: string): Movement[] {
    if (person.until === null) return [];
    if (person.status === '3') {
      const late = this.random.chance(0.005) ? this.random.between(61, 120) : this.random.between(0, 14);
      return [{ ...this.event(REASON.DEATH, person.until), notified: this.notified(person.until, late) }];
    }
    if (person.status === '4')
      return [this.event(this.random.chance(0.1) ? REASON.MISSING : REASON.STRUCK_OFF, person.until)];
    // A planned move that was never confirmed ends in a deletion ex officio.
    if (!this.random.chance(0.01)) return [this.moveOut(person.until, place)];
    const unconfirmed = { ...this.moveOut(person.until, place), confirmed: null };
    return [unconfirmed, this.event(REASON.STRUCK_OFF, Math.min(person.until + 180, this.facts.asOf))];
  }

  private during(person: Person, since: Day): Movement[] {
    const { asOf } = this.facts;
    const span = asOf - since;
    if (span < 400) return [];
    const day = asOf - this.random.between(1, Math.min(1900, span - 365));
    if (this.cancelledLeaving.due()) return [{ ...this.moveOut(day), confirmed: null, cancelled: true }];
    if (this.naturalised.due() && person.nationality === null)
      return [this.event(REASON.NATURALISATION, day)];
    if (this.restored.due())
      return [this.event(REASON.STRUCK_OFF, day - 90), this.event(REASON.RESTORED, day)];
    if (!this.leaving.due()) return [];
    // Has announced to leave; stays a resident until the planned day has passed.
    const planned = asOf + this.random.between(1, 28);
    return [{ ...this.moveOut(planned), notified: asOf - this.random.between(0, 7), confirmed: null }];
  }

  private moveOut(day: Day, place = PLACE.draw(this.random)): Movement {
    return {
      ...this.event(REASON.MOVE_OUT, day),
      notified: day - this.random.between(0, 14),
      place,
      planned: day,
      confirmed: day + this.random.between(0, 5),
    };
  }

  private event(reason: string, day: Day): Movement {
    // Some rows carry the three-digit form of the code.
    const code = this.random.chance(0.1) ? `0${reason}` : reason;
    const notified = this.notified(day, this.random.between(0, 14));
    return { reason: code, day, notified, place: null, planned: null, confirmed: null, cancelled: false };
  }

  /** Nothing was notified after the day the city is made for. */
  private notified(day: Day, lag: number): Day {
    return Math.min(day + lag, Math.max(day, this.facts.asOf));
  }

  private rule(person: Person): IllegalRule | null {
    const resident = person.status === '1' && !person.bornHere;
    if (!resident && person.status !== '2') return null;
    const rules = resident ? FOR_RESIDENTS : FOR_MOVED_OUT;
    if (!(resident ? this.illegalResident : this.illegalMovedOut).due()) return null;
    const count = resident ? this.made.resident++ : this.made.movedOut++;
    return rules[count % rules.length] ?? null;
  }

  private breaking(rule: IllegalRule, person: Person): Movement {
    const since = person.since ?? this.facts.asOf;
    const until = person.until ?? this.facts.asOf;
    switch (rule) {
      case 'BIRTH_OF_REGISTERED':
        return this.event(REASON.BIRTH, since + 30);
      case 'RESTORED_WITHOUT_STRIKING':
        return this.event(REASON.RESTORED, since + 1);
      case 'NOTIFIED_BEFORE_MOVEMENT':
        return { ...this.event(REASON.ENTERED_EX_OFFICIO, since), notified: since - 3 };
      case 'BEFORE_BECOMING_RESIDENT':
        return this.event(REASON.ENTERED_EX_OFFICIO, since - 100);
      case 'MOVED_IN_FROM_OWN_MUNICIPALITY':
        return { ...this.event(REASON.MOVE_IN, since), place: this.facts.municipality };
      case 'DEATH_OF_NON_RESIDENT':
        return this.event(REASON.DEATH, until);
      case 'MOVED_OUT_TWICE':
        return this.moveOut(until);
      case 'CONFIRMED_BEFORE_PLANNED':
        return { ...this.moveOut(until), confirmed: until - 20 };
    }
  }
}
