import { cityRows } from '../support/city.js';

export interface Workload {
  readonly name: string;
  readonly account: string;
  readonly purpose: string;
  readonly case?: string;
  readonly query: string;
  /** Timed rounds: enough for a p95. */
  readonly rounds: number;
}

/** The 14 items of 別添1, with what stands below them. */
const DOSE = `id vaccine { code } date { iso } ageAtVaccination billingMonth setting place preExam { result } institution { name }
  doctor manufacturer lot doseMl`;
const PERSON =
  'atenaNumber status sex age name { kanji kana alias } birthDate { iso wareki precision } residentSince { iso }';
const CLERK = { account: 'clerk', purpose: 'HISTORY', case: '2023-0001' } as const;

/**
 * What staff ask all day, and the two largest screens; all fields are open to who asks, so that both sides
 * answer alike.
 */
export function workloads(): readonly Workload[] {
  const vaccinated = `SELECT g.GYOMU_NO AS id FROM T_GYOMU_ATENA g JOIN T_GYOMU_ATENA k USING (TOGO_NO) WHERE g.GYOMU_KUBUN = 'JK'
    AND k.GYOMU_KUBUN = 'KK' AND TRIM(k.GYOMU_NO) = ?`;
  const [dose] = cityRows<{ number: string }>(
    'health',
    'SELECT kojin_no AS number FROM kk_sessyu GROUP BY 1 ORDER BY COUNT(*) DESC, 1 LIMIT 1',
  );
  const [person] = cityRows<{ id: string }>('address-name', vaccinated, dose?.number.trim());
  const rows = (first: number, shown: string) =>
    `{ residents(where: {}, first: ${first}) { nodes { ${shown} } } }`;
  const one = `{ resident(atenaNumber: "${person?.id}") { ${PERSON} immunizations { ${DOSE} } } }`;
  const households = `household { members { relationship head resident { ${PERSON} } } }`;
  const coverage =
    '{ immunizationCoverage(vaccine: "COVID19", by: [AGE_BAND, SEX]) { key { dimension value } population vaccinated rate } }';
  return [
    { ...CLERK, name: 'one resident', rounds: 100, query: one },
    {
      ...CLERK,
      name: '100 residents x doses x 14',
      rounds: 30,
      query: rows(100, `atenaNumber immunizations { ${DOSE} }`),
    },
    { ...CLERK, name: '310 households', rounds: 30, query: rows(310, households) },
    {
      name: 'coverage by age and sex',
      account: 'dashboard',
      purpose: 'STATISTICS',
      rounds: 50,
      query: coverage,
    },
  ];
}
