import type { PlainDate } from '../calendar/plain-date.js';
import { ageOfCohort, type Cohort } from '../immunization/target-cohorts.js';
import type { Sex } from '../../adapters/resident-registry/model.js';
import type { CoverageDimension, StatisticsRules } from '../policy/statistics-rules.js';
import type { CellPeople, KeyedRounding } from './keyed-rounding.js';
import type { TrueCell } from './tally.js';
import type { TargetDose } from './target-doses.js';

/** A cell as it is published, and nothing else is kept. */
export interface PublishedCell {
  /** One value per dimension of the cut, in its order. */
  readonly key: readonly string[];
  /** null: hidden. */
  readonly population: number | null;
  readonly vaccinated: number | null;
}

export interface PublishedTable {
  readonly vaccine: string;
  readonly dose: number;
  readonly cut: readonly CoverageDimension[];
  /** Every combination of the declared values, in their order, whoever lives there. */
  readonly cells: readonly PublishedCell[];
}

const SEX_ORDER: readonly Sex[] = ['MALE', 'FEMALE', 'UNKNOWN'];
const BAND = 5;
const LAST_BAND = 100;

/** `0-4`, `5-9` and so on to `100+`, of the age that the cohort attains within the fiscal year of the day. */
export function ageBand(cohort: Cohort, day: PlainDate): string {
  const start = Math.floor(ageOfCohort(cohort, day) / BAND) * BAND;
  return start >= LAST_BAND ? `${LAST_BAND}+` : `${start}-${start + BAND - 1}`;
}

interface Making {
  readonly day: PlainDate;
  readonly rules: StatisticsRules;
  readonly rounding: KeyedRounding;
}

/** All tables of one dose: the cuts of the policy, each cell rounded by itself. */
export function tablesOf(
  target: TargetDose,
  place: number,
  cells: readonly TrueCell[],
  making: Making,
): readonly PublishedTable[] {
  const { vaccine, dose, sex } = target;
  const members = new Set(target.cohorts);
  const own = cells.filter((cell) => members.has(cell.cohort) && (sex === null || cell.sex === sex));
  const everybody: CellPeople = { cohorts: target.cohorts, sex, district: null };
  return making.rules.cuts.map((cut) => {
    const axes = cut.map((dimension) => axisOf(dimension, target, making));
    const counts = countsBy(own, place, axes);
    const published = product(axes).map(({ key, people }) => {
      const { population, vaccinated } = counts.get(key.join()) ?? NOBODY;
      const round = making.rounding.of({ ...everybody, ...people });
      const shown = round(population);
      return shown < making.rules.hideBelow
        ? { key, population: null, vaccinated: null }
        : { key, population: shown, vaccinated: round(vaccinated) };
    });
    return { vaccine, dose, cut, cells: published };
  });
}

const NOBODY = { population: 0, vaccinated: 0 };

/** A dimension as a table has it. */
interface Axis {
  /** All its values in their order, and whom each narrows a cell to. */
  readonly values: readonly { readonly name: string; readonly people: Partial<CellPeople> }[];
  /** Value of a true cell. One that is not among the values stands in no table with this dimension. */
  readonly of: (cell: TrueCell) => string | null;
}

function axisOf(dimension: CoverageDimension, target: TargetDose, { day, rules }: Making): Axis {
  switch (dimension) {
    case 'COHORT':
      return {
        values: target.cohorts.map((cohort) => ({ name: String(cohort), people: { cohorts: [cohort] } })),
        of: ({ cohort }) => String(cohort),
      };
    case 'AGE_BAND':
      return {
        values: [...bandsOf(target.cohorts, day)].map(([name, cohorts]) => ({ name, people: { cohorts } })),
        of: ({ cohort }) => ageBand(cohort, day),
      };
    case 'SEX':
      return {
        values: SEX_ORDER.filter((sex) => target.sex === null || sex === target.sex).map((sex) => ({
          name: sex,
          people: { sex },
        })),
        of: ({ sex }) => sex,
      };
    case 'DISTRICT':
      return {
        values: rules.districts.map(({ code }) => ({ name: code, people: { district: code } })),
        of: ({ district }) => district,
      };
  }
}

/** Youngest band first; within a band the oldest cohort first, as in every list of cohorts. */
function bandsOf(cohorts: readonly Cohort[], day: PlainDate): ReadonlyMap<string, readonly Cohort[]> {
  const bands = new Map<string, Cohort[]>();
  for (const cohort of [...cohorts].reverse()) {
    const band = ageBand(cohort, day);
    bands.set(band, [cohort, ...(bands.get(band) ?? [])]);
  }
  return bands;
}

function countsBy(
  cells: readonly TrueCell[],
  place: number,
  axes: readonly Axis[],
): ReadonlyMap<string, { readonly population: number; readonly vaccinated: number }> {
  const counts = new Map<string, { population: number; vaccinated: number }>();
  for (const cell of cells) {
    const key = axes.map((axis) => axis.of(cell)).join();
    const count = counts.get(key) ?? { population: 0, vaccinated: 0 };
    counts.set(key, {
      population: count.population + cell.population,
      vaccinated: count.vaccinated + (cell.given[place] ?? 0),
    });
  }
  return counts;
}

interface Combination {
  readonly key: readonly string[];
  readonly people: Partial<CellPeople>;
}

function product(axes: readonly Axis[]): readonly Combination[] {
  return axes.reduce<readonly Combination[]>(
    (rows, { values }) =>
      rows.flatMap((row) =>
        values.map(({ name, people }) => ({
          key: [...row.key, name],
          people: { ...row.people, ...people },
        })),
      ),
    [{ key: [], people: {} }],
  );
}
