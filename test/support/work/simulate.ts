import { writeFile } from 'node:fs/promises';
import { Random } from '../../../src/city/random.js';
import { readCityPeople } from './city-people.js';
import type { Job } from './job.js';
import { misuses } from './misuse.js';
import { daysOf, isOfficeDay } from './office-days.js';
import { UsualWork } from './usual-day.js';
import { writeWork, type TruthRow, type WorkPlace } from './write-work.js';

export interface SimulationOptions extends WorkPlace {
  /** Folder of a built city. */
  readonly city: string;
  readonly seed: number;
  /** `YYYY-MM`. */
  readonly from: string;
  readonly months: number;
  /** File for the truth rows, one JSON line each; none where left out. */
  readonly truth?: string;
}

/**
 * The work of a city hall (docs/glossary.md#a-year-of-the-citys-work) in an audit folder of its own:
 * 8,000 inquiries, 1,100 certificates and twelve notice runs a year, with misuse among it. The same seed makes
 * the same work.
 */
export async function simulateWork(options: SimulationOptions): Promise<readonly TruthRow[]> {
  const rows = await writeWork(jobsOf(options), options);
  if (options.truth !== undefined)
    await writeFile(options.truth, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return rows;
}

export function jobsOf({
  city,
  seed,
  from,
  months,
}: Pick<SimulationOptions, 'city' | 'seed' | 'from' | 'months'>): readonly Job[] {
  const people = readCityPeople(city);
  const work = new UsualWork(people, new Random(seed, 'work'));
  const days = daysOf(from, months);
  const office = days.filter(isOfficeDay);
  const usual = days.flatMap((day) => [
    ...work.machines(day),
    ...(office.includes(day) ? work.desk(day) : []),
    ...(office.find((first) => first.slice(0, 7) === day.slice(0, 7)) === day ? work.noticeRun(day) : []),
  ]);
  const sunday = days.find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 0) ?? '';
  const planted = misuses(people, { office: office.filter((_, place) => place % 3 === 2), sunday });
  return [...usual, ...planted].sort((a, b) => a.at - b.at);
}
