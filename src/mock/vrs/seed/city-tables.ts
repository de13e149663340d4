import { join } from 'node:path';
import { MANUFACTURERS } from '../../../../adapters/health-management/codes.js';
import {
  DOCTOR_LENGTH,
  LOT_LENGTH,
  VENUE_LENGTH,
} from '../../../../adapters/vaccination-record-system/protocol/fields.js';
import { PROGRAMME_BEGINS } from '../../../../adapters/vaccination-record-system/protocol/terms.js';
import { parseEraDigits } from '../../../../adapters/legacy/era.js';
import type { State } from '../../signed-calls/state.js';

/** One municipality of the synthetic city: where its databases lie, and its place among the municipalities. */
export interface Area {
  readonly municipality: string;
  readonly directory: string;
  readonly place: 0 | 1;
}

/** The person's key in the system alone, from the municipality's 統合宛名番号: never the same in two municipalities. */
export const linkOf = (integrated: string, { place }: Pick<Area, 'place'>): number =>
  Number(integrated) * 2 + place;

/** A name of the system's own making, for what the city has numbered. */
export const idOf = (kind: number, { place }: Pick<Area, 'place'>, number: number): string =>
  `${String(kind * 10 + place).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;

const COVID = '301';

/**
 * The area of one municipality as its health management has it: targets with coupons, flags of who left or died, and
 * the doses, wrong ones among them: what the ledger has wrong, it had from here.
 */
export function fillArea(state: State, area: Area, digest: (number: string) => string): void {
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
  fillHeld(run, municipality);
}

function fillHeld(
  run: (sql: string, ...values: readonly (string | number)[]) => void,
  municipality: string,
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
  // An old 宛名番号 keeps its rows of the ledger; the person is found through the number that is valid now.
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
     WHERE s.yobou_cd = '${COVID}' AND s.yosin_kbn = '1' AND s.kaisu BETWEEN 1 AND 9
     AND era_day(s.sessyu_wymd) >= '${PROGRAMME_BEGINS}'`,
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
