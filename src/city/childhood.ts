import { addMonths, dayOf, schoolCohort, type Day } from './calendar.js';
import type { Dose } from './dose.js';
import type { Person } from './person.js';
import { Pace, type Random } from './random.js';
import { CHILDHOOD, JE_SECOND, type DoseRule, type Series } from './schedule-data.js';

/** From before this day the ledger was kept on paper. */
const LEDGER_SINCE = dayOf(1998, 4, 1);

/**
 * Routine childhood doses of one person by the schedule of its birth year, all of them, wherever the person
 * lived.
 */
export class ChildhoodSchedule {
  /** 0.6 %: given a few days before the interval or age allowed it (間違い接種). */
  private readonly early = new Pace(0.006, 45);

  constructor(
    private readonly asOf: Day,
    private readonly random: Random,
  ) {}

  dosesOf(person: Person, refuses: boolean): Dose[] {
    const birth = person.birth.day;
    if (refuses || birth < LEDGER_SINCE - 12 * 365) return [];
    const doses: Dose[] = [];
    for (const series of CHILDHOOD) {
      if (birth < series.bornFrom || birth > series.bornTo || (series.sex && series.sex !== person.sex))
        continue;
      this.give(series, birth, 0, doses);
    }
    if (birth >= JE_SECOND.bornFrom) this.give(JE_SECOND, birth, 3, doses);
    return doses;
  }

  private give(series: Series, birth: Day, offset: number, doses: Dose[]): void {
    const end = addMonths(birth, series.untilMonths) - 1;
    const maker = series.makers.length > 0 ? this.random.pick(series.makers) : null;
    let previous: Day | null = null;
    for (const [index, rule] of series.doses.entries()) {
      if (!this.random.chance(rule.uptake)) return;
      const given = this.day(rule, birth, previous);
      if (given.day > Math.min(end, this.asOf)) return;
      previous = given.day;
      if (given.day < LEDGER_SINCE) continue;
      doses.push({
        code: series.code,
        number: offset + index + 1,
        day: given.day,
        // Infants' tuberculosis vaccine is given in groups at the health centre, all else at the doctor's.
        venue: series.code === '061' && this.random.chance(0.7) ? 'GROUP' : 'CLINIC',
        maker,
        volume: series.volume,
        anomaly: given.early ? 'INTERVAL_VIOLATION' : null,
      });
    }
  }

  private day(
    rule: DoseRule,
    birth: Day,
    previous: Day | null,
  ): { readonly day: Day; readonly early: boolean } {
    const due = this.due(rule, birth);
    const allowed =
      previous === null || rule.after === undefined ? due : Math.max(due, previous + rule.after);
    if (previous !== null && rule.after !== undefined && allowed > due && this.early.due()) {
      return { day: allowed - this.random.between(1, 4), early: true };
    }
    const late = this.random.chance(0.03) ? this.random.between(120, 700) : 0;
    return { day: allowed + Math.min(400, Math.floor(this.random.logNormal(9, 0.9))) + late, early: false };
  }

  private due(rule: DoseRule, birth: Day): Day {
    if (rule.schoolAge === undefined) return addMonths(birth, rule.months ?? 0);
    return dayOf(schoolCohort(birth) + rule.schoolAge, 4, 1) + this.random.between(0, 200);
  }
}
