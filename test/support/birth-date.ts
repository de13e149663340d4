import { cityRows } from './city.js';

/** Birth date of somebody of the suites' city, `YYYY-MM-DD`; of a date of which a part is known a day that fits it. */
export function birthDateOf(atenaNumber: string): string {
  const [row] = cityRows<{ born: string }>(
    'registry',
    'SELECT UMARE_YMD AS born FROM JUKI_KIHON WHERE ATENA_NO = ?',
    atenaNumber,
  );
  return dayOf(row?.born ?? '');
}

/** The legacy text of a birth date as a day: `20180403`, and `00` for what is not known. */
export function dayOf(born: string): string {
  const [, year = '1900', month = '01', day = '01'] = /^(\d{4})(\d{2})(\d{2})$/.exec(born) ?? [];
  return [year, month === '00' ? '01' : month, day === '00' ? '01' : day].join('-');
}
