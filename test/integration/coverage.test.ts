import type { TestGateway } from '../support/gateway.js';
import { askTable } from '../support/statistics/tables.js';
import { StatisticsWorld } from '../support/statistics/world.js';
import { birthsOf } from '../../src/immunization/target-cohorts.js';
import { targetDoses } from '../../src/statistics/target-doses.js';
import { policy } from '../unit/policy/harness.js';

// docs/attacks.md F3: shares of whom the schedule means, in an order and with words of the graph's own.

const DAY = '2023-05-31';
const SLACK = policy.statistics.roundTo - 1;

let world: StatisticsWorld;
let gateway: TestGateway;
beforeAll(async () => {
  world = new StatisticsWorld();
  mergeEverybody(world);
  gateway = await world.start();
});
afterAll(() => world.close());

/**
 * Everybody has an older number in health management, under which their doses were left and a row of theirs is still
 * a resident's: whoever counts rows counts them twice, and nobody as vaccinated.
 */
function mergeEverybody({ files }: StatisticsWorld): void {
  const count = (sql: string, system: 'health' | 'address-name') => Number(files.row(system, sql)['n']);
  const older = (column: string) => `'9' || SUBSTR(${column}, 2)`;
  files.change(
    'address-name',
    `INSERT INTO T_GYOMU_ATENA (GYOMU_KUBUN, GYOMU_NO, TOGO_NO, YUKO_KUBUN, HENKO_DATE)
     SELECT GYOMU_KUBUN, ${older('GYOMU_NO')}, TOGO_NO, '0', HENKO_DATE FROM T_GYOMU_ATENA
     WHERE GYOMU_KUBUN <> 'JK' AND YUKO_KUBUN = '1'`,
    [],
    count(
      "SELECT COUNT(*) AS n FROM T_GYOMU_ATENA WHERE GYOMU_KUBUN <> 'JK' AND YUKO_KUBUN = '1'",
      'address-name',
    ),
  );
  const doses = count('SELECT COUNT(*) AS n FROM kk_sessyu', 'health');
  files.change('health', `UPDATE kk_sessyu SET kojin_no = ${older('kojin_no')}`, [], doses);
  const people = count('SELECT COUNT(*) AS n FROM kk_kojin', 'health');
  const rest =
    'dantai_cd, jumin_kbn, kanji_simei, kana_simei, sei_kbn, umare_wymd, jumin_wymd, hijumin_wymd, tiku_cd';
  files.change(
    'health',
    `INSERT INTO kk_kojin (kojin_no, ${rest}) SELECT ${older('kojin_no')}, ${rest} FROM kk_kojin`,
    [],
    people,
  );
}

interface Truth {
  readonly population: number;
  readonly vaccinated: number;
}

/** Counted from the three systems behind the gateway's back: persons by the registry, doses of all their numbers. */
function truth(vaccine: string, dose: number): Truth {
  const target = targetDoses(policy.schedule, DAY).find(
    (one) => one.vaccine === vaccine && one.dose === dose,
  );
  const births = (target?.cohorts ?? []).map(birthsOf);
  const persons = births.flatMap(({ from, to }) =>
    world.files.rows(
      'registry',
      `SELECT ATENA_NO AS id FROM JUKI_KIHON WHERE JUMIN_JOTAI = '1' AND SICHOSON_CD = '132101' AND JUMIN_YMD <= '20230531'
       AND UMARE_YMD BETWEEN ? AND ? AND UMARE_YMD NOT LIKE '%00'
       ${target?.sex === 'FEMALE' ? "AND SEIBETU_CD = '2'" : target?.sex === 'MALE' ? "AND SEIBETU_CD = '1'" : ''}`,
      ...[from.replaceAll('-', ''), to.replaceAll('-', '')],
    ),
  );
  const codes: Readonly<Record<string, string>> = {
    MR: '071',
    DPT_IPV: '052',
    JE: '091',
    PPSV23: '211',
    HPV: '111',
  };
  const given = persons.filter(({ id }) => {
    const numbers = world.files
      .rows(
        'address-name',
        `SELECT k.GYOMU_NO AS number FROM T_GYOMU_ATENA j JOIN T_GYOMU_ATENA k USING (TOGO_NO)
         WHERE j.GYOMU_KUBUN = 'JK' AND j.GYOMU_NO = ? AND k.GYOMU_KUBUN <> 'JK'`,
        id,
      )
      .map(({ number }) => `'${String(number).trimEnd()}'`);
    const [row] = world.files.rows(
      'health',
      `SELECT COUNT(DISTINCT sessyu_wymd) AS n FROM kk_sessyu
       WHERE yobou_cd = ? AND yosin_kbn = '1' AND sessyu_wymd <= '5050531' AND kojin_no IN (${numbers.join(',')})`,
      codes[vaccine],
    );
    return Number(row?.['n']) >= dose;
  });
  return { population: persons.length, vaccinated: given.length };
}

test.each([
  ['MR', 1],
  ['MR', 2],
  ['DPT_IPV', 1],
  ['DPT_IPV', 4],
  ['JE', 3],
  ['HPV', 1],
  ['PPSV23', 1],
])('%s dose %i: population and doses are the cohort’s, to within the rounding', async (vaccine, dose) => {
  const real = truth(vaccine, dose);
  const [cell] = await askTable(gateway, { vaccine, dose, by: [], asOf: DAY });
  if (cell?.suppressed === true) {
    expect(real.population).toBeLessThan(policy.statistics.hideBelow);
  } else {
    expect(Math.abs((cell?.population ?? 0) - real.population)).toBeLessThanOrEqual(SLACK);
    expect(Math.abs((cell?.vaccinated ?? 0) - real.vaccinated)).toBeLessThanOrEqual(SLACK);
  }
});

test('rows and words are declared ones, youngest band first, each district by its name', async () => {
  const answer = await gateway.as<{
    bands: { key: { value: string; labelJa: string; labelEn: string }[] }[];
    towns: { key: { value: string; labelJa: string; labelEn: string }[] }[];
    years: { key: { value: string; labelJa: string }[] }[];
    sexes: { key: { value: string; labelJa: string }[] }[];
  }>('dashboard', {
    purpose: 'STATISTICS',
    query: `{ bands: immunizationCoverage(vaccine: "COVID19", by: [AGE_BAND]) { key { value labelJa labelEn } }
      towns: immunizationCoverage(vaccine: "COVID19", by: [DISTRICT]) { key { value labelJa labelEn } }
      years: immunizationCoverage(vaccine: "VAR", by: [COHORT]) { key { value labelJa } }
      sexes: immunizationCoverage(vaccine: "VAR", by: [SEX]) { key { value labelJa } } }`,
  });
  expect(answer.errors).toEqual([]);
  const { bands, towns, years, sexes } = answer.data;
  const values = (rows: readonly { key: { value: string }[] }[]) => rows.map(({ key }) => key[0]?.value);
  expect(values(bands)).toEqual(['65-69', '70-74', '75-79', '80-84', '85-89', '90-94', '95-99', '100+']);
  expect(bands[0]?.key[0]).toMatchObject({
    labelJa: '年度内に65〜69歳',
    labelEn: '65 to 69 within the fiscal year',
  });
  expect(values(towns)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']);
  expect(towns.map(({ key }) => key[0]?.labelJa).slice(0, 3)).toEqual(['本町', '前原町', '貫井南町']);
  expect(years.map(({ key }) => [key[0]?.value, key[0]?.labelJa])).toEqual([
    ['2020', '2020年度生まれ(2020-04-02〜2021-04-01)'],
    ['2021', '2021年度生まれ(2021-04-02〜2022-04-01)'],
  ]);
  expect(sexes.map(({ key }) => [key[0]?.value, key[0]?.labelJa])).toEqual([
    ['MALE', '男'],
    ['FEMALE', '女'],
    ['UNKNOWN', '不詳'],
  ]);
});
