/** What is counted for one table of coverage, as columns of the ledger have it. */
export interface CoverageCount {
  /** yobou_cd */
  readonly vaccine: string;
  /** Births, era digits, both inclusive. */
  readonly bornFrom: string;
  readonly bornTo: string;
  /** First and last day of the doses that count, era digits. */
  readonly givenFrom: string;
  readonly givenTo: string;
  /** First year of the fiscal year of the table's day. */
  readonly fiscalYear: number;
  /** Oldest first. */
  readonly cohorts: readonly number[];
}

export interface CoverageCell {
  readonly key: readonly { readonly dimension: 'AGE_BAND' | 'SEX'; readonly value: string }[];
  readonly population: number;
  readonly vaccinated: number;
  readonly rate: number | null;
}

/** One row of the statement: a school year of birth and a sex. */
export interface CoverageRow {
  readonly cohort: number;
  readonly sex: string;
  readonly population: number;
  readonly vaccinated: number;
}

/**
 * Every resident of these births once, by their current number; doses under older numbers are theirs. On a connection
 * to health management with the registry as `reg` and the address-name system as `adr`.
 */
export const COVERAGE_SQL = `
  SELECT cohort, sex, COUNT(*) AS population, SUM(given) AS vaccinated FROM (
    SELECT p.sei_kbn AS sex,
      CASE substr(p.umare_wymd, 1, 1) WHEN '1' THEN 1867 WHEN '2' THEN 1911 WHEN '3' THEN 1925 WHEN '4' THEN 1988 ELSE 2018 END
        + CAST(substr(p.umare_wymd, 2, 2) AS INTEGER) - (substr(p.umare_wymd, 4, 4) < '0402') AS cohort,
      EXISTS (SELECT 1 FROM adr.T_GYOMU_ATENA n JOIN kk_sessyu d ON d.kojin_no = substr(n.GYOMU_NO, 1, 10)
        WHERE n.TOGO_NO = k.TOGO_NO AND n.GYOMU_KUBUN = 'KK' AND d.yobou_cd = ? AND d.yosin_kbn = '1'
          AND d.torikesi_flg <> '1' AND d.sessyu_wymd BETWEEN ? AND ?) AS given
    FROM kk_kojin p
    JOIN adr.T_GYOMU_ATENA k ON k.GYOMU_KUBUN = 'KK' AND k.GYOMU_NO = p.kojin_no || '     ' AND k.YUKO_KUBUN = '1'
    JOIN adr.T_TOGO_ATENA t ON t.TOGO_NO = k.TOGO_NO AND t.DANTAI_CD = '132101' AND t.SAKUJO_KUBUN = '0'
    JOIN adr.T_GYOMU_ATENA j ON j.TOGO_NO = k.TOGO_NO AND j.GYOMU_KUBUN = 'JK' AND j.YUKO_KUBUN = '1'
    JOIN reg.JUKI_KIHON r ON r.ATENA_NO = j.GYOMU_NO AND r.JUMIN_JOTAI = '1' AND r.SICHOSON_CD = '132101'
    WHERE p.jumin_kbn = 'JU' AND p.dantai_cd = '132101' AND p.jumin_wymd <= ? AND p.umare_wymd BETWEEN ? AND ?
      AND substr(p.umare_wymd, 6, 2) <> '00')
  GROUP BY cohort, sex`;

export function coverageParameters(count: CoverageCount): readonly string[] {
  return [count.vaccine, count.givenFrom, count.givenTo, count.givenTo, count.bornFrom, count.bornTo];
}

const SEXES: readonly (readonly [column: string, value: string])[] = [
  ['M', 'MALE'],
  ['F', 'FEMALE'],
  ['U', 'UNKNOWN'],
];

/** Every age band with every sex, whoever lives there; the youngest first. */
export function coverageCells(rows: readonly CoverageRow[], count: CoverageCount): readonly CoverageCell[] {
  const counts = new Map<string, { population: number; vaccinated: number }>();
  for (const cohort of [...count.cohorts].reverse())
    for (const [column] of SEXES)
      counts.set(`${bandOf(cohort, count)} ${column}`, { population: 0, vaccinated: 0 });
  for (const row of rows) {
    const cell = counts.get(`${bandOf(row.cohort, count)} ${row.sex}`);
    if (cell === undefined || !count.cohorts.includes(row.cohort)) continue;
    cell.population += row.population;
    cell.vaccinated += row.vaccinated;
  }
  return [...counts].map(([name, cell]) => {
    const [band = '', column = ''] = name.split(' ');
    const sex = SEXES.find(([one]) => one === column)?.[1] ?? '';
    return {
      key: [
        { dimension: 'AGE_BAND', value: band },
        { dimension: 'SEX', value: sex },
      ],
      ...cell,
      rate: cell.population === 0 ? null : Math.round((cell.vaccinated / cell.population) * 10_000) / 10_000,
    };
  });
}

function bandOf(cohort: number, { fiscalYear }: CoverageCount): string {
  const first = Math.floor((fiscalYear - cohort) / 5) * 5;
  return first >= 100 ? '100+' : `${first}-${first + 4}`;
}
