import { createHash } from 'node:crypto';
import { addDays } from '../../../calendar/plain-date.js';
import type { State } from '../../signed-calls/state.js';
import { idOf, type Area } from './area.js';

/** Kind of the ids (`idOf`) of doses that the ledger has not received yet. */
const RECENT = 5;
const PAGE = 5_000;

/**
 * What VRS holds otherwise than a ledger, and is no fault: lots and makers as they were typed or preset, doses given
 * elsewhere, doses of another municipality's coupon that are not here, persons under a number of before a merge, what
 * was registered last week. Always the same for the same city.
 */
export function addOwnWays(state: State, area: Area, today: string): void {
  writeDifferently(state, area);
  leaveToOthers(state, area);
  splitMerged(state, area);
  registerRecently(state, area, today);
}

/** 0 to 999, by the dose alone. */
export function drawOf(label: string, id: string): number {
  return createHash('sha256').update(`${label} ${id}`).digest().readUInt32BE(0) % 1_000;
}

interface Written {
  readonly id: string;
  readonly venue: string;
  readonly doctor: string;
  readonly maker: string;
  readonly lot: string;
}

function writeDifferently(state: State, { municipality }: Area): void {
  const page = state.prepare<[string, string, number], Written>(
    'SELECT id, venue, doctor, maker, lot FROM dose WHERE institution = ? AND id > ? ORDER BY id LIMIT ?',
  );
  const update = state.prepare(
    'UPDATE dose SET venue = ?, doctor = ?, maker = ?, lot = ? WHERE institution = ? AND id = ?',
  );
  for (let after = ''; ;) {
    const rows = page.all(municipality, after, PAGE);
    for (const row of rows) {
      const lot = lotAs(row);
      const maker = makerAs(row);
      const venue = drawOf('venue', row.id) < 30 ? '' : row.venue;
      const doctor = drawOf('doctor', row.id) < 50 ? '' : row.doctor;
      if (lot !== row.lot || maker !== row.maker || venue !== row.venue || doctor !== row.doctor)
        update.run(venue, doctor, maker, lot, municipality, row.id);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

function lotAs({ id, lot }: Written): string {
  const draw = drawOf('lot', id);
  if (draw < 40)
    return lot.replace(/[A-Z0-9]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
  if (draw < 70) return lot.toLowerCase();
  return draw < 90 ? `${lot.slice(0, 2)} ${lot.slice(2)}` : lot;
}

/** The system's presets name one company; what was typed instead is in half-width letters. */
function makerAs({ id, maker }: Written): string {
  const draw = drawOf('maker', id);
  if (maker === '武田/モデルナ') return draw < 500 ? '武田' : draw < 900 ? 'モデルナ' : maker;
  return maker === 'ファイザー' && draw < 20 ? 'ﾌｧｲｻﾞｰ' : maker;
}

/** One dose in four from before somebody moved in was under the coupon of where they lived, so that it is there. */
function leaveToOthers(state: State, { municipality }: Area): void {
  state
    .prepare(
      `DELETE FROM dose WHERE institution = ? AND CAST(substr(id, -6) AS INTEGER) % 4 = 1 AND EXISTS
       (SELECT 1 FROM health.kk_kojin k WHERE k.kojin_no = dose.person AND era_day(k.jumin_wymd) > dose.day)`,
    )
    .run(municipality);
  // Under a coupon of ours, and given at another municipality's venue.
  state
    .prepare(
      `UPDATE dose SET given_in = CASE institution WHEN '132144' THEN '132101' ELSE '132144' END
       WHERE institution = ? AND CAST(substr(id, -6) AS INTEGER) % 50 = 7`,
    )
    .run(municipality);
}

/** Half of those whose ledger has rows under an old number are two persons here, too. */
function splitMerged(state: State, { municipality }: Area): void {
  const old = state
    .prepare<[string], { number: string; person: string; born: string | null }>(
      `SELECT DISTINCT trim(s.kojin_no) AS number, t.person, t.born FROM health.kk_sessyu s
       JOIN address.T_GYOMU_ATENA o ON o.GYOMU_KUBUN = 'KK' AND o.GYOMU_NO = substr(s.kojin_no || '     ', 1, 15) AND o.YUKO_KUBUN <> '1'
       JOIN address.T_GYOMU_ATENA n ON n.TOGO_NO = o.TOGO_NO AND n.GYOMU_KUBUN = 'KK' AND n.YUKO_KUBUN = '1'
       JOIN target t ON t.institution = ? AND t.person = trim(n.GYOMU_NO)
       WHERE s.yobou_cd = '301' AND s.yosin_kbn = '1' ORDER BY 1`,
    )
    .all(municipality);
  for (const [at, { number, person, born }] of old.entries()) {
    if (at % 2 === 1) continue;
    state.prepare('INSERT INTO person VALUES (?, ?, ?)').run(municipality, number, -Number(number));
    state
      .prepare('INSERT INTO target (institution, person, born) VALUES (?, ?, ?)')
      .run(municipality, number, born);
    state
      .prepare(
        'UPDATE dose INDEXED BY dose_person SET person = ? WHERE institution = ? AND person = ? AND dose = 1',
      )
      .run(number, municipality, person);
  }
}

/** Registered within the last weeks: the ledger hears of it a month or two later. */
function registerRecently(state: State, area: Area, today: string): void {
  const { municipality } = area;
  const people = state
    .prepare<[string, string], { person: string; coupon: string; dose: number; maker: string }>(
      `SELECT d.person, d.coupon, max(d.dose) AS dose, d.maker FROM dose d
       JOIN health.kk_kojin k ON k.kojin_no = d.person AND k.jumin_kbn = 'JU'
       WHERE d.institution = ? AND d.withdrawn = 0 AND CAST(d.person AS INTEGER) % 150 = 12
       GROUP BY d.person HAVING max(d.day) < ? AND max(d.dose) BETWEEN 2 AND 8 ORDER BY d.person`,
    )
    .all(municipality, addDays(today, -120));
  for (const { person, coupon, dose, maker } of people) {
    const id = idOf(RECENT, area, Number(person));
    const day = addDays(today, -3 - (drawOf('recent', id) % 50));
    state
      .prepare(
        `INSERT INTO dose (institution, id, person, coupon, dose, day, venue, doctor, maker, lot, given_in, reading, registered_at)
         VALUES (?, ?, ?, ?, ?, ?, '見本会場', '', ?, 'GJ2023', ?, 'CAMERA', ?)`,
      )
      .run(...[municipality, id, person, coupon, dose + 1, day, maker, municipality], `${day}T09:00:00.000Z`);
  }
}
