import { addMonths, ageOn, civil, dayOf, parseDay, type Day } from './calendar.js';
import type { Dose } from './dose.js';
import type { Person } from './person.js';
import type { Random } from './random.js';
import * as schedule from './schedule-data.js';

/** Hundredths of a mL. */
const HALF_MILLILITRE = 50;
const FIRST_FLU_SEASON = 2018;
const ZOSTER_FROM = 2025;
const RUBELLA = {
  from: parseDay('1962-04-02'),
  to: parseDay('1979-04-01'),
  opens: parseDay('2019-04-01'),
  closes: parseDay('2025-03-31'),
};
const HEALTH_WORKERS_FROM = parseDay('2021-02-17');
const MODERNA_BIVALENT_FROM = parseDay('2022-10-01');

/**
 * Vaccinations of adults (B類 and fifth-period rubella) and of the COVID-19 programme, wherever the person
 * lived.
 */
export class AdultSchedule {
  constructor(
    private readonly asOf: Day,
    private readonly random: Random,
  ) {}

  dosesOf(person: Person, refuses: boolean): Dose[] {
    if (refuses) return [];
    return [...this.elderly(person), ...this.rubella(person), ...this.covid(person)].filter(
      (dose) =>
        dose.day <= Math.min(this.asOf, person.status === '3' ? (person.until ?? this.asOf) : this.asOf),
    );
  }

  private elderly(person: Person): Dose[] {
    const doses: Dose[] = [];
    const birth = person.birth.day;
    const turns65 = addMonths(birth, 780);
    if (turns65 > this.asOf) return doses;
    const year = civil(this.asOf).year;
    // The same people come year after year.
    const faithful = this.random.chance(0.62);
    for (let season = FIRST_FLU_SEASON; season <= year; season += 1) {
      const day = dayOf(season, 10, 1) + Math.min(120, Math.floor(this.random.logNormal(30, 0.5)));
      if (day >= turns65 - 1 && faithful && this.random.chance(0.86)) doses.push(dose('201', 1, day, '17'));
    }
    doses.push(...this.once('211', birth, { from: 2014, uptake: 0.45, maker: '14' }));
    if (year >= ZOSTER_FROM)
      doses.push(...this.once('221', birth, { from: ZOSTER_FROM, uptake: 0.2, maker: '15' }));
    return doses;
  }

  /** Once in a life, in the fiscal year in which somebody becomes 65, 70, ... 100. */
  private once(code: string, birth: Day, rule: { from: number; uptake: number; maker: string }): Dose[] {
    if (!this.random.chance(rule.uptake)) return [];
    const cohort = civil(addMonths(birth, -3)).year;
    for (let year = rule.from; year <= civil(this.asOf).year; year += 1) {
      const age = year - cohort;
      if (age >= 65 && age <= 100 && age % 5 === 0) {
        return [dose(code, 1, dayOf(year, 4, 1) + this.random.between(10, 350), rule.maker)];
      }
    }
    return [];
  }

  private rubella(person: Person): Dose[] {
    const birth = person.birth.day;
    if (person.sex !== 'M' || birth < RUBELLA.from || birth > RUBELLA.to || !this.random.chance(0.06))
      return [];
    return [dose('121', 1, this.random.between(RUBELLA.opens, RUBELLA.closes), '12')];
  }

  private covid(person: Person): Dose[] {
    const doses: Dose[] = [];
    const birth = person.birth.day;
    const age = ageOn(birth, schedule.COVID_ROUNDS[0]?.opens ?? this.asOf);
    const medical = age >= 22 && age < 65 && this.random.chance(0.035);
    // 職域接種・大規模接種: recorded under the coupon, given elsewhere.
    const workplace = age >= 18 && age < 65 && this.random.chance(0.12);
    let maker = this.firstMaker(workplace, age);
    let previous: Day | null = null;
    for (const round of schedule.COVID_ROUNDS) {
      const day = this.covidDay(round, age, medical, previous);
      if (
        day > round.closes + 60 ||
        day > this.asOf ||
        !this.random.chance(this.uptake(round, ageOn(birth, day)))
      )
        break;
      if (round.number === 3 && this.random.chance(0.3)) maker = this.firstMaker(false, age);
      if (round.number > 3 && day >= MODERNA_BIVALENT_FROM && this.random.chance(0.2))
        maker = schedule.MAKER_MODERNA;
      const venue =
        workplace && round.number <= 2 ? 'WORKPLACE' : this.random.chance(0.45) ? 'GROUP' : 'CLINIC';
      doses.push({
        ...dose('301', round.number, day, maker),
        volume: maker === schedule.MAKER_PFIZER ? 30 : HALF_MILLILITRE,
        venue,
      });
      previous = day;
    }
    return doses;
  }

  private covidDay(round: schedule.CovidRound, age: number, medical: boolean, previous: Day | null): Day {
    if (previous === null) {
      if (medical) return HEALTH_WORKERS_FROM + this.random.between(0, 60);
      // The old first, then by age; children from March 2022, infants from November.
      if (age < 5) return parseDay('2022-11-01') + this.random.between(0, 120);
      if (age < 12) return parseDay('2022-02-28') + Math.floor(this.random.logNormal(30, 0.6));
      const start = age >= 65 ? round.opens : round.opens + 40 + Math.floor((65 - age) / 2);
      return start + Math.floor(this.random.logNormal(age >= 65 ? 28 : 50, 0.5));
    }
    const opens = round.opens + (round.number === 2 || age >= 65 ? 0 : 45);
    const delay = round.number === 2 ? this.random.between(0, 6) : Math.floor(this.random.logNormal(25, 0.7));
    return Math.max(previous + round.interval, medical || round.number === 2 ? 0 : opens) + delay;
  }

  private uptake(round: schedule.CovidRound, age: number): number {
    return round.uptake.findLast(([from]) => age >= from)?.[1] ?? 0;
  }

  private firstMaker(workplace: boolean, age: number): string {
    if (workplace) return schedule.MAKER_MODERNA;
    const draw = this.random.next();
    if (age >= 40 && draw < 0.002) return schedule.MAKER_ASTRAZENECA;
    if (age >= 18 && draw < 0.005) return schedule.MAKER_NOVAVAX;
    return age >= 12 && draw < 0.1 ? schedule.MAKER_MODERNA : schedule.MAKER_PFIZER;
  }
}

function dose(code: string, number: number, day: Day, maker: string): Dose {
  return { code, number, day, maker, volume: HALF_MILLILITRE, venue: 'CLINIC', anomaly: null };
}
