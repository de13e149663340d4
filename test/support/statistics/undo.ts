import loadHighs, { type HighsSolution } from 'highs';
import type { PublishedTable } from '../../../src/statistics/make-tables.js';
import { ageBand } from '../../../src/statistics/make-tables.js';
import type { TargetDose } from '../../../src/statistics/target-doses.js';

/** What the attacker reads: tables, whom the schedule means each for, and the parameters, which are no secret. */
export interface PublishedFamily {
  readonly day: string;
  readonly tables: readonly (PublishedTable & { readonly target: TargetDose })[];
  readonly roundTo: number;
  readonly hideBelow: number;
  readonly districts: readonly string[];
}

/** A true count behind a published or hidden figure, as a sum of the finest counts. */
interface Figure {
  readonly name: string;
  readonly terms: readonly string[];
}

/** Share by which a solution may fall short of the best: any world that fits will do, or only the very last. */
const ROUGH = 10;
const EXACT = 0;

const SEXES = ['MALE', 'FEMALE', 'UNKNOWN'];
/** Persons who are counted in no district; how many there are nobody says. */
const NOWHERE = 'none';

/**
 * Undoes tables by integer programming: every true count is a whole number, parts add up to totals, nobody is
 * vaccinated who is not there, and each published figure is a true one plus its cell's offset, rounded down. Whoever
 * finds that only one number fits has found a count.
 */
export class UndoingAttack {
  private readonly rows = new Map<string, string>();
  private readonly finest = new Set<string>();
  private readonly offsets = new Set<string>();
  private readonly figures = new Map<string, Figure>();

  constructor(private readonly family: PublishedFamily) {
    for (const table of family.tables) this.read(table);
  }

  /** Figures whose true count only one number fits. */
  async run(worlds = 6): Promise<{ readonly attacked: number; readonly found: readonly string[] }> {
    const highs = await loadHighs();
    const solve = (objective: string, gap: number): HighsSolution =>
      highs.solve(this.model(objective), { output_flag: false, mip_rel_gap: gap, time_limit: 60 });
    const seen = new Map<string, Set<number>>();
    const note = ({ Columns, Status }: HighsSolution): void => {
      if (Status === 'Infeasible') throw new Error('The published tables contradict each other.');
      for (const { name, terms } of this.figures.values()) {
        const sum = terms.reduce((total, term) => total + Math.round(Number(Columns[term]?.Primal ?? 0)), 0);
        seen.set(name, (seen.get(name) ?? new Set()).add(sum));
      }
    };
    // Any two worlds that differ in a figure are enough for it: most fall in a few random directions.
    const random = randomOf(worlds);
    for (let at = 0; at < worlds; at++)
      note(
        solve(
          [...this.finest]
            .map((name) => `${random() < 0.5 ? '+' : '-'} ${1 + Math.floor(random() * 3)} ${name}`)
            .join(' '),
          ROUGH,
        ),
      );
    const isOpen = ({ name }: Figure): boolean => (seen.get(name)?.size ?? 0) < 2;
    for (const figure of this.figures.values())
      for (const sign of ['+', '-'])
        if (isOpen(figure)) note(solve(figure.terms.map((term) => `${sign} ${term}`).join(' '), EXACT));
    const found = [...this.figures.values()].filter(isOpen).map(({ name }) => name);
    return { attacked: this.figures.size, found };
  }

  private read({ target, cut, cells }: PublishedFamily['tables'][number]): void {
    const { roundTo, hideBelow } = this.family;
    for (const { key, population, vaccinated } of cells) {
      const value = new Map(cut.map((dimension, at) => [dimension as string, key[at] ?? '']));
      const finest = this.finestOf(target, value);
      const people = finest.map((one) => `n_${one}`);
      const cell = finest.length > 0 ? `u_${this.nameOf(target, value)}` : 'u_nobody';
      this.offsets.add(cell);
      const [low, high] = population === null ? [0, hideBelow - 1] : [population, population + roundTo - 1];
      this.row(people, cell, low, high);
      this.figures.set(`${cell} people`, { name: `${cell} people`, terms: people });
      const given = finest.map((one) => this.vaccinated(target, one));
      const name = `${cell} ${target.vaccine} ${target.dose}`;
      this.figures.set(name, { name, terms: given });
      if (vaccinated !== null) this.row(given, cell, vaccinated, vaccinated + roundTo - 1);
    }
  }

  private row(terms: readonly string[], cell: string, low: number, high: number): void {
    const sum = [...terms, cell].join(' + ');
    if (low > 0) this.rows.set(`${sum} >= ${low}`, '');
    this.rows.set(`${sum} <= ${high}`, '');
  }

  private finestOf(target: TargetDose, value: ReadonlyMap<string, string>): readonly string[] {
    const cohorts = target.cohorts.filter(
      (cohort) =>
        (value.get('COHORT') ?? String(cohort)) === String(cohort) &&
        (value.get('AGE_BAND') ?? ageBand(cohort, this.family.day)) === ageBand(cohort, this.family.day),
    );
    const sexes = SEXES.filter((sex) => sex === (value.get('SEX') ?? target.sex ?? sex));
    const district = value.get('DISTRICT');
    const districts = district === undefined ? [...this.family.districts, NOWHERE] : [district];
    const names = cohorts.flatMap((cohort) =>
      sexes.flatMap((sex) => districts.map((one) => `${cohort}_${sex}_${one}`)),
    );
    for (const name of names) this.finest.add(`n_${name}`);
    return names;
  }

  /** Cells of the same people have the same offset. */
  private nameOf(target: TargetDose, value: ReadonlyMap<string, string>): string {
    const cohorts = new Set(
      this.finestOf(
        target,
        new Map([...value].filter(([name]) => ['COHORT', 'AGE_BAND'].includes(name))),
      ).map((name) => name.slice(0, 4)),
    );
    const sex = value.get('SEX') ?? target.sex ?? 'ALL';
    return `${[...cohorts].join('_')}_${sex}_${value.get('DISTRICT') ?? 'ALL'}`;
  }

  private vaccinated({ vaccine, dose, cohorts }: TargetDose, one: string): string {
    const name = `v_${vaccine}_${dose}_${one}`;
    if (this.finest.has(name)) return name;
    this.finest.add(name);
    this.rows.set(`${name} - n_${one} <= 0`, '');
    const before = this.family.tables.find(
      ({ target }) =>
        target.vaccine === vaccine &&
        target.dose === dose - 1 &&
        cohorts.every((c) => target.cohorts.includes(c)),
    );
    if (before !== undefined) this.rows.set(`${name} - ${this.vaccinated(before.target, one)} <= 0`, '');
    return name;
  }

  /** In the CPLEX LP format; lines are kept short, for its readers have a limit. */
  private model(objective: string): string {
    const wrapped = (text: string): string => text.replace(/((?:\S+ ){24})/g, '$1\n ');
    const names = [...this.finest, ...this.offsets];
    return [
      'Maximize',
      wrapped(` obj: ${objective}`),
      'Subject To',
      ...[...this.rows.keys()].map((row, at) => wrapped(` r${at}: ${row}`)),
      'Bounds',
      ...[...this.offsets].map((name) => ` 0 <= ${name} <= ${this.family.roundTo - 1}`),
      ...[...this.finest].map((name) => ` 0 <= ${name} <= 5000`),
      'General',
      wrapped(` ${names.join(' ')}`),
      'End',
    ].join('\n');
  }
}

/** The same directions at each run: a failure can be run again. */
function randomOf(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
