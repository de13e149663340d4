import { Random } from '../../city/random.js';
import type { CityPeople } from './city-people.js';
import type { Job } from './job.js';
import { misuses } from './misuse.js';
import { isOfficeDay } from './office-days.js';
import { UsualWork } from './usual-day.js';

export interface WorkOptions {
  readonly people: CityPeople;
  readonly seed: number;
  /** `YYYY-MM-DD` each, in order. */
  readonly days: readonly string[];
  readonly holidays: ReadonlySet<string>;
  /** How many of everybody a notice run is about, 0 to 1. */
  readonly noticed?: number;
}

const NOTICED = 0.4;

/** What the staff of a city hall did in these days, with misuse among it, in order of time. */
export function jobsOf({ people, seed, days, holidays, noticed = NOTICED }: WorkOptions): readonly Job[] {
  const work = new UsualWork(people, new Random(seed, 'work'), noticed);
  const office = days.filter((day) => isOfficeDay(day, holidays));
  const usual = days.flatMap((day) => [
    ...work.machines(day),
    ...(office.includes(day) ? work.desk(day) : []),
    ...(office.find((first) => first.slice(0, 7) === day.slice(0, 7)) === day ? work.noticeRun(day) : []),
  ]);
  const sunday = days.find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 0) ?? '';
  const planted = misuses(people, { office: office.filter((_, place) => place % 3 === 2), sunday });
  return [...usual, ...planted].sort((a, b) => a.at - b.at);
}
