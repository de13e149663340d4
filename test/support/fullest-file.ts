import { cityRows } from './city.js';

/** 宛名番号 of the child with the most doses in the suites' city. */
export function fullestFile(): string {
  const [row] = cityRows<{ health: string }>(
    'health',
    'SELECT kojin_no AS health FROM kk_sessyu GROUP BY kojin_no ORDER BY COUNT(*) DESC LIMIT 1',
  );
  const [person] = cityRows<{ id: string }>(
    'address-name',
    `SELECT other.GYOMU_NO AS id FROM T_GYOMU_ATENA own
     JOIN T_GYOMU_ATENA other ON other.TOGO_NO = own.TOGO_NO AND other.GYOMU_KUBUN <> own.GYOMU_KUBUN
     WHERE own.GYOMU_NO LIKE ? AND length(trim(other.GYOMU_NO)) = 15 AND other.YUKO_KUBUN = '1'`,
    `%${row?.health}%`,
  );
  return person?.id ?? '';
}
