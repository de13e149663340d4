import { addMonths, type Day } from './calendar.js';
import type { MemberPlan } from './member-plan.js';
import { RELATIONSHIP as R } from './population-data.js';
import { Pace, Weighted, type Random } from './random.js';

/** 支援措置 windows, among them those on which window arithmetic fails. */
export type SupportShape =
  | 'IN_FORCE'
  | 'EXPIRED_YESTERDAY'
  | 'ENDS_TODAY'
  | 'STARTS_TODAY'
  | 'RENEWED'
  | 'RENEWED_ONE_DAY_GAP'
  | 'GAP_TODAY'
  | 'FUTURE'
  | 'PROVISIONAL'
  | 'EXPIRED'
  | 'CANCELLED';

export interface SupportWindow {
  /** 1 支援措置, 2 仮支援措置. */
  readonly kind: '1' | '2';
  readonly from: Day;
  /** Last day in force. */
  readonly to: Day;
  readonly cancelled: boolean;
}

export interface SupportCase {
  readonly shape: SupportShape;
  readonly windows: readonly SupportWindow[];
  /** Applied for together with the move into the city: the first day in force is the day of arrival. */
  readonly onArrival: boolean;
  /** The person protected against is a resident of the city too. */
  readonly opponentResident: boolean;
  /** Bears the surname of a member of staff, so that a same-name look-up can be planted. */
  readonly staffSurname: boolean;
}

/** One of each first, so that even a small city has every shape; then by weight. */
const SHAPES: readonly (readonly [SupportShape, number])[] = [
  ['IN_FORCE', 46],
  ['EXPIRED_YESTERDAY', 4],
  ['ENDS_TODAY', 4],
  ['RENEWED_ONE_DAY_GAP', 6],
  ['FUTURE', 5],
  ['GAP_TODAY', 2],
  ['STARTS_TODAY', 2],
  ['PROVISIONAL', 6],
  ['EXPIRED', 17],
  ['RENEWED', 6],
  ['CANCELLED', 2],
];
const SHAPE = new Weighted(SHAPES);
/** Some 230 households of 60,000, which makes 0.25 % of the residents with their children. */
const HOUSEHOLD_RATE = 0.0038;
const FEWEST_CASES = 14;
const SPOUSES: readonly string[] = [R.HUSBAND, R.WIFE, R.HUSBAND_UNREGISTERED, R.WIFE_UNREGISTERED];

export function covers(window: SupportWindow, day: Day): boolean {
  return !window.cancelled && window.from <= day && day <= window.to;
}

/**
 * Chooses the households under support measures: an adult without a spouse in the household, with the minors.
 */
export class SupportPlanner {
  private made = 0;
  private waiting = 0;
  private readonly pace: Pace;
  private readonly sameName = new Pace(0.05, 2);

  constructor(
    private readonly asOf: Day,
    size: number,
    private readonly random: Random,
  ) {
    this.pace = new Pace(Math.max(HOUSEHOLD_RATE, FEWEST_CASES / (size * 0.45)), 12);
  }

  plan(members: readonly MemberPlan[]): SupportCase | null {
    if (this.pace.due()) this.waiting += 1;
    const head = members[0];
    if (
      this.waiting === 0 ||
      !head ||
      head.age < 20 ||
      members.some((member) => SPOUSES.includes(member.relationship))
    )
      return null;
    this.waiting -= 1;
    const shape = SHAPES[this.made]?.[0] ?? SHAPE.draw(this.random);
    this.made += 1;
    const staffSurname = this.sameName.due();
    return {
      shape,
      windows: this.windows(shape),
      onArrival: this.random.chance(0.7),
      opponentResident: this.random.chance(0.1),
      staffSurname,
    };
  }

  private windows(shape: SupportShape): SupportWindow[] {
    const { asOf } = this;
    const past = this.random.between(10, 330);
    switch (shape) {
      case 'EXPIRED_YESTERDAY':
        return [yearTo(asOf - 1)];
      case 'ENDS_TODAY':
        return [yearTo(asOf)];
      case 'STARTS_TODAY':
        return [yearFrom(asOf)];
      case 'FUTURE':
        return [yearFrom(asOf + this.random.between(1, 30))];
      case 'RENEWED':
        return [yearTo(asOf - past - 1), yearFrom(asOf - past)];
      case 'RENEWED_ONE_DAY_GAP':
        return [yearTo(asOf - past - 2), yearFrom(asOf - past)];
      case 'GAP_TODAY':
        return [yearTo(asOf - 1), yearFrom(asOf + 1)];
      case 'PROVISIONAL':
        return [{ kind: '2', from: asOf - 20, to: asOf + 40, cancelled: false }];
      case 'EXPIRED':
        return [yearTo(asOf - past)];
      case 'CANCELLED':
        return [{ ...yearFrom(asOf - past), cancelled: true }];
      case 'IN_FORCE':
        return [yearFrom(asOf - past)];
    }
  }
}

/** The term is one year (B10). */
function yearFrom(from: Day): SupportWindow {
  return { kind: '1', from, to: addMonths(from, 12) - 1, cancelled: false };
}

function yearTo(to: Day): SupportWindow {
  return { kind: '1', from: addMonths(to + 1, -12), to, cancelled: false };
}
