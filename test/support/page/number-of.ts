import { cityRows } from '../city.js';

/** The individual number of somebody of the city, by which a test knows what must be nowhere. */
export function numberOf(atenaNumber: string): string {
  const [row] = cityRows<{ number: string }>('address-name', NUMBER_OF, atenaNumber);
  return row?.number ?? '';
}

const NUMBER_OF = `SELECT KOJIN_BANGO AS number FROM T_TOGO_ATENA JOIN T_GYOMU_ATENA USING (TOGO_NO)
  WHERE GYOMU_KUBUN = 'JK' AND trim(GYOMU_NO) = ?`;
