import { createSecretKey, randomBytes } from 'node:crypto';
import { KeyedRounding } from '../../src/statistics/keyed-rounding.js';
import { tablesOf } from '../../src/statistics/make-tables.js';
import type { TrueCell } from '../../src/statistics/tally.js';
import { targetDoses, type TargetDose } from '../../src/statistics/target-doses.js';
import { policy } from '../unit/policy/harness.js';
import { someOf } from '../support/effort.js';
import { UndoingAttack, type PublishedFamily } from '../support/statistics/undo.js';

// docs/attacks.md F2: all tables of all vaccines together, taken apart by integer programming, give no count away.

const DAY = '2023-05-31';
/** Vaccines of overlapping cohorts: each table says something of the others. */
const CHILDHOOD = ['BCG', 'HEPB', 'MR', 'VAR'];

const TARGETS = targetDoses(policy.schedule, DAY).filter(({ vaccine }) => CHILDHOOD.includes(vaccine));
const RULES = policy.statistics;

/** A town of so many children a cohort, of which nine in ten or so are vaccinated. */
function town(children: number, seed: number): readonly TrueCell[] {
  let state = seed;
  const random = () => (state = (Math.imul(state, 69_069) + 12_345) >>> 0) / 2 ** 32;
  const cells: TrueCell[] = [];
  const cohorts = [...new Set(TARGETS.flatMap((target) => target.cohorts))];
  for (const cohort of cohorts)
    for (const sex of ['MALE', 'FEMALE', 'UNKNOWN'] as const)
      for (const district of [...RULES.districts.map(({ code }) => code), null]) {
        const share = sex === 'UNKNOWN' ? 0.001 : 0.5;
        const mean = district === null ? share * 2 : (children * share) / RULES.districts.length;
        const population = Math.round(mean * (0.4 + 1.2 * random()));
        const given = TARGETS.map(() => 0);
        TARGETS.forEach(({ vaccine, dose }, place) => {
          const before = TARGETS.findIndex((one) => one.vaccine === vaccine && one.dose === dose - 1);
          const most = before < 0 ? population : (given[before] ?? 0);
          given[place] = Math.max(0, most - Math.floor(random() * random() * 0.3 * (most + 3)));
        });
        cells.push({ cohort, sex, district, population, given });
      }
  return cells;
}

function publish(
  cells: readonly TrueCell[],
  rounding: KeyedRounding,
  targets: readonly TargetDose[],
): PublishedFamily {
  const making = { day: DAY, rules: RULES, rounding };
  const tables = targets.flatMap((target) =>
    tablesOf(target, TARGETS.indexOf(target), cells, making).map((table) => ({ ...table, target })),
  );
  const { roundTo, hideBelow, districts } = RULES;
  return { day: DAY, tables, roundTo, hideBelow, districts: districts.map(({ code }) => code) };
}

/** Counts as they are, small cells hidden: what a threshold alone would publish. */
class NoRounding extends KeyedRounding {
  override of(): (count: number) => number {
    return (count) => count;
  }
}

const key = createSecretKey(randomBytes(32));

const TOWNS = someOf(
  'towns',
  [
    ['a village', 15, 1],
    ['a town', 150, 2],
    ['the city', 1_000, 3],
  ] as const,
  { every: 3 },
);

test.each(TOWNS)(
  '%s of %i children a cohort: no count follows from all tables',
  async (_what, children, seed) => {
    const family = publish(town(children, seed), new KeyedRounding(key, RULES.roundTo), TARGETS);
    const { attacked, found } = await new UndoingAttack(family).run();
    expect(attacked).toBeGreaterThan(500);
    expect(found).toEqual([]);
  },
);

test('the same attack finds counts where small cells are hidden and nothing is rounded', async () => {
  const some = TARGETS.filter(({ vaccine, dose }) => vaccine === 'MR' && dose === 1);
  const family = publish(town(150, 2), new NoRounding(key, 1), some);
  const { found } = await new UndoingAttack({ ...family, roundTo: 1 }).run();
  expect(found.length).toBeGreaterThan(20);
});
