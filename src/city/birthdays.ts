import { addMonths, ageOn, parseDay, type Day } from './calendar.js';
import type { Birth } from './person.js';
import { EDGE_BIRTHDAYS } from './population-data.js';
import { Pace, type Random } from './random.js';

const GOLDEN = 0.6180339887498949;
/** People wanted on each edge day in a city of 120,000, as far as the year's cohort allows. */
const WANTED_PER_EDGE = 30 / 120_000;

/**
 * Birthdays of residents. Within a year of age they follow the golden ratio, which spreads them over all days
 * far more evenly than chance: at full size each of the 546 days of 1948-1951 on which naive code slips has
 * somebody.
 */
export class BirthdayMaker {
  private readonly placed = new Map<number, number>();
  private readonly edges = new Map<number, { day: Day; wanted: number }[]>();
  private readonly partialForeign = new Pace(0.004, 3);
  private readonly partialOld = new Pace(0.0002, 4);

  constructor(
    private readonly asOf: Day,
    size: number,
    private readonly random: Random,
  ) {
    for (const iso of EDGE_BIRTHDAYS) {
      const day = parseDay(iso);
      const age = ageOn(day, asOf);
      const list = this.edges.get(age) ?? [];
      list.push({ day, wanted: Math.max(1, Math.round(WANTED_PER_EDGE * size)) });
      this.edges.set(age, list);
    }
  }

  next(age: number, foreign: boolean): Birth {
    return { day: this.day(age), known: this.known(age, foreign) };
  }

  private day(age: number): Day {
    const count = this.placed.get(age) ?? 0;
    this.placed.set(age, count + 1);
    const edge = this.edges.get(age)?.find(({ wanted }) => wanted > 0);
    // Every second of an age: the rest keeps to the ordinary spread.
    if (edge && count % 2 === 0) {
      edge.wanted -= 1;
      return edge.day;
    }
    const first = addMonths(this.asOf, -12 * (age + 1)) + 1;
    const last = addMonths(this.asOf, -12 * age);
    return first + Math.floor(((count * GOLDEN + age * Math.SQRT2) % 1) * (last - first + 1));
  }

  /** Unknown parts: 0.4 % of foreign residents, 0.02 % of the Japanese of 85 and more (D7). */
  private known(age: number, foreign: boolean): Birth['known'] {
    if (foreign) return this.partialForeign.due() ? this.random.pick(['MONTH', 'YEAR', 'NOTHING']) : 'DAY';
    if (age < 85) return 'DAY';
    return this.partialOld.due() ? this.random.pick(['MONTH', 'YEAR', 'YEAR']) : 'DAY';
  }
}
