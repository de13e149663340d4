import { join } from 'node:path';
import { MANUFACTURERS } from '../../../../adapters/health-management/codes.js';
import {
  DOCTOR_LENGTH,
  LOT_LENGTH,
  VENUE_LENGTH,
} from '../../../../adapters/vaccination-record-system/protocol/fields.js';
import { parseEraDigits } from '../../../../adapters/legacy/era.js';
import type { State } from '../../signed-calls/state.js';
import { idOf, type Area } from './area.js';
import { setRight } from './as-given.js';
import { readCityTruth, type PlantedFault } from './city-truth.js';
import { plantOwnFaults, type OwnTruth } from './own-faults.js';
import { addOwnWays } from './own-ways.js';

const COVID = '301';

/**
 * The area of one municipality: targets with coupons and flags of who left or died as its health management has them,
 * and the doses as they were really given, in VRS's own writing, with a few faults that only VRS has.
 * @param today `YYYY-MM-DD`
 * @returns what is wrong here and right in the ledger
 */
export function fillArea(
  state: State,
  area: Area,
  digest: (number: string) => string,
  today: string,
): readonly OwnTruth[] {
  const { municipality } = area;
  state.function('digest', { deterministic: true }, (number) => digest(String(number)));
  state.function('era_day', { deterministic: true }, (text) => dayOf(String(text)));
  state.function(
    'maker',
    { deterministic: true },
    (code) => MANUFACTURERS.get(String(code ?? '').trim()) ?? '',
  );
  state.function('own_id', { deterministic: true }, (kind, number) =>
    idOf(Number(kind), area, Number(number)),
  );
  const run = (sql: string, ...values: readonly (string | number)[]): void => {
    state.prepare(sql).run(...values);
  };
  run(
    `INSERT INTO person SELECT ?, trim(g.GYOMU_NO), CAST(g.TOGO_NO AS INTEGER) * 2 + ?
     FROM address.T_GYOMU_ATENA g JOIN address.T_TOGO_ATENA t ON t.TOGO_NO = g.TOGO_NO AND t.SAKUJO_KUBUN = '0'
     WHERE g.GYOMU_KUBUN = 'KK' AND g.YUKO_KUBUN = '1'`,
    municipality,
    area.place,
  );
  run(
    `INSERT OR IGNORE INTO number SELECT digest(KOJIN_BANGO), CAST(TOGO_NO AS INTEGER) * 2 + ?
     FROM address.T_TOGO_ATENA WHERE SAKUJO_KUBUN = '0' AND KOJIN_BANGO IS NOT NULL`,
    area.place,
  );
  run(
    `INSERT INTO target (institution, person, born) SELECT p.institution, p.person, era_day(k.umare_wymd)
     FROM person p JOIN health.kk_kojin k ON k.kojin_no = p.person
     WHERE p.institution = ? AND EXISTS (SELECT 1 FROM health.kk_ken n WHERE n.kojin_no = k.kojin_no)`,
    municipality,
  );
  const faults = readCityTruth(area);
  fillHeld(run, municipality, faults);
  setRight(state, area, faults);
  addOwnWays(state, area, today);
  return plantOwnFaults(state, area, faults, today);
}

function fillHeld(
  run: (sql: string, ...values: readonly (string | number)[]) => void,
  municipality: string,
  faults: readonly PlantedFault[],
): void {
  run(
    `INSERT INTO coupon (institution, coupon, person, issued_on, voided_on, reason)
     SELECT t.institution, n.ken_no, t.person, era_day(n.hakko_wymd), era_day(a.hakko_wymd), iif(a.ken_no IS NULL, NULL, 'LOST')
     FROM target t JOIN health.kk_ken n ON n.kojin_no = t.person
     LEFT JOIN health.kk_ken a ON a.kojin_no = n.kojin_no AND a.saihakko = '1' AND n.saihakko = '0'
     WHERE t.institution = ?`,
    municipality,
  );
  run(
    `INSERT INTO flag (institution, movement, person, kind, effective_on, planned, changed_at)
     SELECT t.institution, own_id(1, CAST(t.person AS INTEGER)), t.person, iif(k.jumin_kbn = 'SI', 'DEATH', 'MOVE_OUT'),
     era_day(k.hijumin_wymd), 0, era_day(k.hijumin_wymd) || 'T00:00:00.000Z'
     FROM target t JOIN health.kk_kojin k ON k.kojin_no = t.person
     WHERE t.institution = ? AND k.jumin_kbn IN ('TE', 'SI', 'SJ') AND era_day(k.hijumin_wymd) IS NOT NULL`,
    municipality,
  );
  copyDoses(run, municipality, `s.yobou_cd = '${COVID}'`);
  // Doses that the ledger has under a code of no vaccine: they were given all the same.
  const unknown = faults.filter(({ kind, right }) => kind === 'UNKNOWN_VACCINE_CODE' && right === COVID);
  const rows = unknown.map(({ immunizationId }) => Number(immunizationId)).join(', ');
  copyDoses(run, municipality, `s.sessyu_id IN (${rows})`);
}

/** An old 宛名番号 keeps its rows of the ledger; the person is found through the number that is valid now. */
function copyDoses(
  run: (sql: string, ...values: readonly (string | number)[]) => void,
  municipality: string,
  which: string,
): void {
  run(
    `INSERT INTO dose (institution, id, person, coupon, dose, day, venue, doctor, maker, lot, given_in, reading, registered_at)
     SELECT t.institution, own_id(2, s.sessyu_id), t.person,
     (SELECT coupon FROM coupon c INDEXED BY coupon_person WHERE c.institution = t.institution AND c.person = t.person ORDER BY issued_on LIMIT 1),
     s.kaisu, era_day(s.sessyu_wymd), substr(coalesce(s.basyo, ''), 1, ${VENUE_LENGTH}),
     substr(coalesce(s.sessyu_isi, ''), 1, ${DOCTOR_LENGTH}), maker(s.kaisya_cd), substr(coalesce(s.lot_no, ''), 1, ${LOT_LENGTH}),
     t.institution, 'CAMERA', era_day(s.sessyu_wymd) || 'T09:00:00.000Z'
     FROM health.kk_sessyu s
     JOIN address.T_GYOMU_ATENA o ON o.GYOMU_KUBUN = 'KK' AND o.GYOMU_NO = substr(s.kojin_no || '     ', 1, 15)
     JOIN address.T_GYOMU_ATENA n ON n.TOGO_NO = o.TOGO_NO AND n.GYOMU_KUBUN = 'KK' AND n.YUKO_KUBUN = '1'
     JOIN target t ON t.institution = ? AND t.person = trim(n.GYOMU_NO)
     WHERE ${which} AND s.yosin_kbn = '1' AND s.kaisu BETWEEN 1 AND 9 AND era_day(s.sessyu_wymd) IS NOT NULL`,
    municipality,
  );
}

/** Databases of an area, by the names under which the statements above know them. */
export function databasesOf({
  directory,
  municipality,
}: Area): readonly (readonly [name: string, file: string])[] {
  const folder = join(directory, municipality);
  return [
    ['address', join(folder, 'address-name.sqlite')],
    ['health', join(folder, 'health.sqlite')],
  ];
}

/** null unless it is known to the day. */
function dayOf(text: string): string | null {
  const parsed = parseEraDigits(text);
  return parsed.kind === 'DATE' && parsed.date.precision === 'DAY' ? parsed.date.iso : null;
}
