import type { BenchCity } from './bench-city.js';

/** Whom the shapes are about. All of it is open to a clerk, so that every server answers alike. */
export interface BenchPeople {
  /** With three doses. */
  readonly person: string;
  /** At most 1,000. */
  readonly residents: readonly string[];
  /** Heads of at most 290 households. */
  readonly heads: readonly string[];
  /** Of these households, the heads among them. */
  readonly members: readonly string[];
  /** Grown-up persons, at most 600, who have a dose entered when all else has been compared. */
  readonly receivers: readonly string[];
}

interface Row {
  readonly id: string;
  readonly household: string;
  readonly head: number;
  readonly adult: number;
}

const RESIDENTS = 1_000;
const HOUSEHOLDS = 290;
const RECEIVERS = 600;

export function chooseBenchPeople(city: BenchCity): BenchPeople {
  const rows = openResidents(city);
  const residents = rows.slice(0, RESIDENTS).map(({ id }) => id);
  const heads = rows.filter(({ head }) => head === 1).slice(0, HOUSEHOLDS);
  const homes = new Set(heads.map(({ household }) => household));
  const members = rows.filter(({ household }) => homes.has(household)).map(({ id }) => id);
  const person = personWithDoses(city, new Set(residents));
  const receivers = rows.filter(({ id, adult }) => adult === 1 && id !== person).slice(-RECEIVERS);
  return {
    ...{ person, residents, members },
    heads: heads.map(({ id }) => id),
    receivers: receivers.map(({ id }) => id),
  };
}

/**
 * Nobody under support measures and nobody of the staff, nor who lives with one of them; no rows with doubts, of which
 * the gateway says more than another server.
 */
function openResidents(city: BenchCity): readonly Row[] {
  const staff = Object.values(city.manifest.staff).filter((number) => number !== null);
  return city.rows<Row>(
    'registry',
    `WITH closed AS (SELECT SETAI_NO, JUSHO FROM JUKI_KIHON
       WHERE ATENA_NO IN (SELECT ATENA_NO FROM JUKI_SIEN) OR ATENA_NO IN (SELECT value FROM json_each(?)))
     SELECT ATENA_NO AS id, SETAI_NO AS household, ZOKUGARA_CD = '02' AS head, UMARE_YMD < '19730000' AS adult
     FROM JUKI_KIHON
     WHERE JUMIN_JOTAI = '1' AND SICHOSON_CD = '132101' AND UMARE_FUMEI = '0' AND UMARE_YMD NOT LIKE '%00'
       AND SETAI_NO NOT IN (SELECT SETAI_NO FROM closed) AND JUSHO NOT IN (SELECT JUSHO FROM closed)
     ORDER BY ATENA_NO`,
    JSON.stringify(staff),
  );
}

function personWithDoses(city: BenchCity, among: ReadonlySet<string>): string {
  const numbers = city.rows<{ number: string }>(
    'health',
    "SELECT kojin_no AS number FROM kk_sessyu WHERE torikesi_flg = '0' GROUP BY 1 HAVING COUNT(*) = 3 ORDER BY 1",
  );
  const known = city.rows<{ id: string; number: string }>(
    'address-name',
    `SELECT o.GYOMU_NO AS id, TRIM(k.GYOMU_NO) AS number FROM T_GYOMU_ATENA k JOIN T_GYOMU_ATENA o USING (TOGO_NO)
     WHERE k.GYOMU_KUBUN = 'KK' AND o.GYOMU_KUBUN = 'JK' AND TOGO_NO IN (
       SELECT TOGO_NO FROM T_GYOMU_ATENA GROUP BY 1 HAVING COUNT(*) = 2)`,
  );
  const withThree = new Set(numbers.map(({ number }) => number));
  const found = known.find(({ id, number }) => among.has(id) && withThree.has(number));
  if (found === undefined) throw new RangeError('Nobody of the city has three doses');
  return found.id;
}
