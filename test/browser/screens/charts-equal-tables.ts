import type { Locator, Page } from 'playwright-core';
import type { CoverageDimension } from '../../../src/policy/statistics-rules.js';
import { targetDoses, type TargetDose } from '../../../src/statistics/target-doses.js';
import { answered } from '../../support/answered.js';
import { TABLE } from '../../support/page/asked-beside.js';
import { allReceived } from '../../support/page/chromium.js';
import { atWork, type Stage, type User } from '../../support/page/stage.js';
import { UndoingAttack, type PublishedFamily } from '../../support/statistics/undo.js';
import { policy } from '../../unit/policy/harness.js';

/** The newest publication day of the suites' city. */
const DAY = '2023-05-31';
const COHORTS = 50;
const HIDDEN = '秘匿(10人未満など)';

interface GraphCell {
  readonly key: readonly { readonly dimension: string; readonly value: string; readonly labelJa: string }[];
  readonly population: number | null;
  readonly vaccinated: number | null;
  readonly rate: number | null;
  readonly suppressed: boolean;
}

/** K12: what is drawn is the table beside it and the frozen table of the graph, and nothing hidden follows from it. */
export function chartsEqualTables(stage: Stage): void {
  test('of fifty cohorts chart, table and graph have the same figures, and what was hidden does not follow', async () => {
    const user = await atWork(stage, 'manager', '統計の作成', '接種率');
    const seen: GraphCell[] = [];
    const targets = someTargets();
    for (const target of targets) {
      await choose(user, target);
      await user.choiceOf(user.page.getByLabel('区分'), '生年度');
      seen.push(...(await compare(user.page, stage, { target, by: ['COHORT'] })));
      await user.press(user.button('生年度と地区の地図'));
      await compare(user.page, stage, { target, by: ['COHORT', 'DISTRICT'] });
      await user.press(user.button('区分別'));
    }
    expect(seen.length).toBeGreaterThanOrEqual(COHORTS);
    expect(new Set(seen.map(({ suppressed }) => suppressed))).toEqual(new Set([true, false]));
    const { attacked, found } = await new UndoingAttack(await receivedFamily(targets)).run();
    expect(attacked).toBeGreaterThan(15);
    expect(found).toEqual([]);
    expect(user.watched).toEqual({ faults: [], elsewhere: [] });
    await user.leave();
  });
}

/** The same at each run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** Doses at random, until there are fifty cohorts; one for all ages is among them, for in a small city only that has cells to show. */
function someTargets(): readonly TargetDose[] {
  const random = randomOf(20_231);
  const all = targetDoses(policy.schedule, DAY);
  const chosen = all.filter(({ vaccine, dose }) => vaccine === 'COVID19' && dose === 1);
  const others = all
    .filter(({ vaccine }) => vaccine !== 'COVID19')
    .map((target) => ({ target, at: random() }));
  let cohorts = chosen.reduce((sum, target) => sum + target.cohorts.length, 0);
  for (const { target } of others.sort((one, other) => one.at - other.at)) {
    if (cohorts >= COHORTS && chosen.length > 3) break;
    chosen.push(target);
    cohorts += target.cohorts.length;
  }
  return chosen;
}

async function choose(user: User, { vaccine, dose }: TargetDose): Promise<void> {
  const list = user.page.getByLabel('予防接種');
  await user.reach(list);
  await list.selectOption(vaccine);
  await user.choiceOf(user.page.getByLabel('回数'), `${dose}回目まで`);
  const name = await list.locator('option:checked').innerText();
  await user.page.getByText(`公表: ${name} ${dose}回目まで`).waitFor();
}

interface Shown {
  readonly target: TargetDose;
  readonly by: readonly CoverageDimension[];
}

/** Point by point and row by row against the graph's own answer, which another account gets. */
async function compare(page: Page, stage: Stage, { target, by }: Shown): Promise<readonly GraphCell[]> {
  const chart = page.getByRole('group', { name: /のグラフ/ });
  const map = by.length > 1;
  await page.getByRole('table', { name: map ? /、生年度・地区別の接種率/ : /、生年度別の接種率/ }).waitFor();
  await chart.waitFor();
  const { vaccine, dose } = target;
  const asked = { query: TABLE, variables: { vaccine, dose, by, asOf: DAY }, purpose: 'STATISTICS' };
  const { table } = await answered(() =>
    stage.gateway.as<{ table: readonly GraphCell[] }>('dashboard', asked),
  );
  const cells = map ? byTile(table) : table;
  const said = await chart
    .getByRole('img')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  expect(said).toEqual(cells.map(inWords));
  expect(await figuresIn(page.getByRole('table'), map)).toEqual(cells.map(map ? inCell : inRow));
  return cells;
}

/** The map goes from district to district, and shows the youngest six school years at first. */
function byTile(cells: readonly GraphCell[]): readonly GraphCell[] {
  const valuesOf = (at: number) => [...new Set(cells.map(({ key }) => key[at]?.value))];
  const shown = valuesOf(0).slice(-6);
  return valuesOf(1).flatMap((district) =>
    cells.filter(({ key: [cohort, of] }) => of?.value === district && shown.includes(cohort?.value)),
  );
}

const percent = (rate: number | null): string => (rate === null ? '–' : `${(rate * 100).toFixed(0)}%`);
const labelOf = ({ key }: GraphCell): string => key.map(({ labelJa }) => labelJa).join(' ');
const inWords = (cell: GraphCell): string =>
  cell.suppressed
    ? `${labelOf(cell)} ${HIDDEN}`
    : `${labelOf(cell)} 対象者 ${cell.population}人、接種した者 ${cell.vaccinated}人、接種率 ${percent(cell.rate)}`;
const inRow = (cell: GraphCell): string =>
  [
    labelOf(cell),
    ...(cell.suppressed ? [HIDDEN] : [`${cell.population}人`, `${cell.vaccinated}人`, percent(cell.rate)]),
  ].join('|');
const inCell = (cell: GraphCell): string =>
  cell.suppressed ? HIDDEN : `${percent(cell.rate)}|${cell.vaccinated}/${cell.population}人`;

async function figuresIn(table: Locator, map: boolean): Promise<readonly string[]> {
  const texts = await table.locator(map ? 'tbody td:not(:first-child)' : 'tbody tr').allInnerTexts();
  return texts.map((text) => text.replace(/[\n\t]+/g, '|'));
}

interface Answered {
  readonly data: { readonly whole?: readonly GraphCell[]; readonly parts?: readonly GraphCell[] } | null;
}

/** Most cohorts of a dose that is taken apart here; test/attack/statistics-undone takes whole families apart, which hold all of these tables. */
const MOST = 2;

/** Every table that came to a page for these doses; a hidden cell has no figure in any. */
async function receivedFamily(targets: readonly TargetDose[]): Promise<PublishedFamily> {
  const tables = new Map<string, PublishedFamily['tables'][number]>();
  for (const { to, text } of await allReceived()) {
    if (!to.includes('"vaccine"') || to.includes('"from"')) continue;
    const { vaccine, dose } = (JSON.parse(to) as { variables: { vaccine: string; dose: number } }).variables;
    const target = targets.find((one) => one.vaccine === vaccine && one.dose === dose);
    const { data } = JSON.parse(text) as Answered;
    for (const cells of [data?.whole, data?.parts]) {
      if (cells === undefined || cells.length === 0) continue;
      for (const { suppressed, population, vaccinated, rate } of cells)
        if (suppressed) expect([population, vaccinated, rate]).toEqual([null, null, null]);
      if (target === undefined || target.cohorts.length > MOST) continue;
      const cut = (cells[0]?.key ?? []).map(({ dimension }) => dimension as CoverageDimension);
      const published = cells.map(({ key, population, vaccinated }) => ({
        ...{ key: key.map(({ value }) => value), population, vaccinated },
      }));
      tables.set(`${vaccine} ${dose} ${cut.join()}`, { vaccine, dose, cut, cells: published, target });
    }
  }
  const { roundTo, hideBelow, districts } = policy.statistics;
  return {
    day: DAY,
    tables: [...tables.values()],
    roundTo,
    hideBelow,
    districts: districts.map(({ code }) => code),
  };
}
