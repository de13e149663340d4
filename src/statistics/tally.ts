import type { CoveragePerson, DoseDay } from '../../adapters/health-management/model.js';
import type { Sex } from '../../adapters/resident-registry/model.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { cohortOf, type Cohort } from '../immunization/target-cohorts.js';
import type { TargetDose } from './target-doses.js';

/** The finest cell of the day, true and never published. */
export interface TrueCell {
  readonly cohort: Cohort;
  /** null: the source's code is unknown. */
  readonly sex: Sex | null;
  /** null: counted in no district. */
  readonly district: string | null;
  population: number;
  /** By the place of the dose in the list of targets: how many have had it. */
  readonly given: number[];
}

export interface CountedPerson {
  readonly birthDate: PlainDate;
  readonly sex: Sex | null;
  readonly district: string | null;
  /** Of all their numbers. */
  readonly doses: readonly DoseDay[];
}

/** Adds up persons, each given once. */
export class Tally {
  private readonly byKey = new Map<string, TrueCell>();
  private readonly targets: ReadonlyMap<
    Cohort,
    readonly { readonly place: number; readonly of: TargetDose }[]
  >;

  constructor(private readonly doses: readonly TargetDose[]) {
    const targets = new Map<Cohort, { place: number; of: TargetDose }[]>();
    doses.forEach((of, place) => {
      for (const cohort of of.cohorts) targets.set(cohort, [...(targets.get(cohort) ?? []), { place, of }]);
    });
    this.targets = targets;
  }

  get cells(): readonly TrueCell[] {
    return [...this.byKey.values()];
  }

  /** Whether some dose is meant for the person: of others nothing more need be read. */
  wants({ birthDate, sex }: Pick<CoveragePerson, 'birthDate' | 'sex'>): boolean {
    if (birthDate === null) return false;
    const meant = this.targets.get(cohortOf(birthDate)) ?? [];
    return meant.some(({ of }) => of.sex === null || of.sex === sex);
  }

  add({ birthDate, sex, district, doses }: CountedPerson): void {
    const cohort = cohortOf(birthDate);
    const cell = this.cell(cohort, sex, district);
    cell.population += 1;
    for (const { place, of } of this.targets.get(cohort) ?? [])
      if (dosesGiven(doses, of) >= of.dose) cell.given[place] = (cell.given[place] ?? 0) + 1;
  }

  private cell(cohort: Cohort, sex: Sex | null, district: string | null): TrueCell {
    const key = `${cohort} ${sex} ${district}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const cell = { cohort, sex, district, population: 0, given: this.doses.map(() => 0) };
    this.byKey.set(key, cell);
    return cell;
  }
}

/** Several on one day are one dose; one whose day is not known is one of its own. */
function dosesGiven(doses: readonly DoseDay[], { vaccine, countFrom }: TargetDose): number {
  const days = new Set<string>();
  let uncertain = 0;
  for (const { vaccine: given, day } of doses) {
    if (given !== vaccine || !counts(day, countFrom)) continue;
    if (day?.length === WHOLE_DAY) days.add(day);
    else uncertain += 1;
  }
  return days.size + uncertain;
}

const WHOLE_DAY = 'YYYY-MM-DD'.length;

/** Of an uncertain day the latest that it can be: a campaign's dose entered as `2023-05` is one of the campaign. */
function counts(day: string | null, countFrom: PlainDate | null): boolean {
  if (countFrom === null) return true;
  return day !== null && day >= countFrom.slice(0, day.length);
}
