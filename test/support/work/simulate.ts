import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCityPeople } from '../../../src/demo/work/city-people.js';
import type { Job, Misuse } from '../../../src/demo/work/job.js';
import { jobsOf } from '../../../src/demo/work/jobs-of.js';
import { daysOf } from '../../../src/demo/work/office-days.js';
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
  const rows = await writeWork(jobsIn(options), options);
  if (options.truth !== undefined)
    await writeFile(options.truth, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return rows;
}

const POLICY = join(__dirname, '..', '..', '..', 'policy', 'koganei', 'detectors.json');
const KINDS: readonly Misuse[] = ['OWN_HOUSEHOLD', 'NEIGHBOURS', 'OFF_HOURS', 'ENUMERATION', 'SAME_SURNAME'];

function jobsIn({
  city,
  seed,
  from,
  months,
}: Pick<SimulationOptions, 'city' | 'seed' | 'from' | 'months'>): readonly Job[] {
  const { holidays } = JSON.parse(readFileSync(POLICY, 'utf8')) as { holidays: string[] };
  const jobs = jobsOf({
    people: readCityPeople(city),
    seed,
    days: daysOf(from, months),
    holidays: new Set(holidays),
  });
  // A small city may have nobody to do it to: then there is nothing that a detector could be held to.
  if (KINDS.some((kind) => jobs.every(({ misuse }) => misuse !== kind)))
    throw new Error('This city lacks the persons to plant a misuse with');
  return jobs;
}
