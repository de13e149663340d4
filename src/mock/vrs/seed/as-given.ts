import { LOT_LENGTH } from '../../../../adapters/vaccination-record-system/protocol/fields.js';
import { PROGRAMME_BEGINS } from '../../../../adapters/vaccination-record-system/protocol/terms.js';
import type { State } from '../../signed-calls/state.js';
import { idOf, type Area } from './area.js';
import type { PlantedFault } from './city-truth.js';

/** Kinds of ids (`idOf`): a row of the ledger, a dose that the ledger has not. */
export const LEDGER_ROW = 2;
export const NOT_IN_LEDGER = 4;

/** One correction in so many was made by hand, one by one, and is locked. */
const LOCKED_EVERY = 3;

/**
 * Turns a copy of the ledger into what was really given, as VRS held it after the clean-up of 2021: what the city has
 * planted in the ledger is set right, what the ledger lacks is there.
 */
export function setRight(state: State, area: Area, faults: readonly PlantedFault[]): void {
  const { municipality } = area;
  const lots = new Lots(state, faults);
  const rowOf = state.prepare<[string, string], Row>(
    'SELECT id, person, dose, day, maker, lot, venue FROM dose WHERE institution = ? AND id = ?',
  );
  const set = (id: string, what: Partial<Record<'day' | 'maker' | 'lot' | 'person' | 'coupon', string>>) => {
    for (const [column, value] of Object.entries(what))
      state
        .prepare(`UPDATE dose SET ${column} = ? WHERE institution = ? AND id = ?`)
        .run(value, municipality, id);
  };
  for (const fault of faults) {
    if (fault.kind === 'VRS_MISSING') addMissing(state, area, fault, lots);
    if (fault.immunizationId === undefined) continue;
    const id = idOf(LEDGER_ROW, area, fault.immunizationId);
    const row = rowOf.get(municipality, id);
    if (row === undefined) continue;
    const right = String(fault.right ?? '');
    switch (fault.kind) {
      case 'VRS_DATE_WRONG':
      case 'VRS_SECOND_BEFORE_FIRST':
        set(id, { day: right });
        break;
      case 'VRS_MAKER_SWAPPED': {
        const maker = lots.nameOf(right);
        set(id, { maker, lot: lots.of({ ...row, maker }) });
        break;
      }
      case 'VRS_LOT_TYPO':
        set(id, { lot: lots.rightOf(row) });
        break;
      case 'VRS_DOSE_NUMBER_WRONG':
        state
          .prepare('UPDATE dose SET dose = ? WHERE institution = ? AND id = ?')
          .run(Number(right), municipality, id);
        break;
      case 'VRS_OTHER_PERSON':
        giveTo(state, area, { id, atenaNumber: fault.atenaNumber });
        continue;
      case 'VRS_DUPLICATE':
        // Found in the clean-up and withdrawn, as nothing is ever deleted there.
        state
          .prepare('UPDATE dose SET withdrawn = 1, version = 2 WHERE institution = ? AND id = ?')
          .run(municipality, id);
        continue;
    }
    settle(state, municipality, { id, locked: fault.immunizationId % LOCKED_EVERY === 0 });
  }
  state.prepare('DELETE FROM dose WHERE institution = ? AND day < ?').run(municipality, PROGRAMME_BEGINS);
}

interface Row {
  readonly id: string;
  readonly person: string;
  readonly dose: number;
  readonly day: string;
  readonly maker: string;
  readonly lot: string;
  readonly venue: string;
}

function settle(state: State, municipality: string, { id, locked }: { id: string; locked: boolean }): void {
  state
    .prepare(
      `UPDATE dose SET registered_at = day || 'T09:00:00.000Z', locked = ?, version = ? WHERE institution = ? AND id = ?`,
    )
    .run(locked ? 1 : 0, locked ? 2 : 1, municipality, id);
}

/** To whose coupon it was; somebody without one never had a record here. */
function giveTo(
  state: State,
  { municipality }: Area,
  { id, atenaNumber }: { readonly id: string; readonly atenaNumber: string },
): void {
  const owner = state
    .prepare<[string, string], { person: string; coupon: string }>(
      `SELECT c.person, c.coupon FROM address.T_GYOMU_ATENA o
       JOIN address.T_GYOMU_ATENA n ON n.TOGO_NO = o.TOGO_NO AND n.GYOMU_KUBUN = 'KK' AND n.YUKO_KUBUN = '1'
       JOIN coupon c INDEXED BY coupon_person ON c.institution = ? AND c.person = trim(n.GYOMU_NO)
       WHERE o.GYOMU_KUBUN = 'JK' AND o.GYOMU_NO = ? ORDER BY c.issued_on LIMIT 1`,
    )
    .get(municipality, atenaNumber);
  if (owner === undefined)
    state.prepare('DELETE FROM dose WHERE institution = ? AND id = ?').run(municipality, id);
  else
    state
      .prepare('UPDATE dose SET person = ?, coupon = ? WHERE institution = ? AND id = ?')
      .run(owner.person, owner.coupon, municipality, id);
}

function addMissing(state: State, area: Area, fault: PlantedFault, lots: Lots): void {
  const { healthNumber: person, doseNumber = 0, right: day, maker: code } = fault;
  const coupon = state
    .prepare<[string, string], { coupon: string }>(
      'SELECT coupon FROM coupon INDEXED BY coupon_person WHERE institution = ? AND person = ? ORDER BY issued_on LIMIT 1',
    )
    .get(area.municipality, person);
  if (coupon === undefined || typeof day !== 'string') return;
  const maker = lots.nameOf(code ?? '');
  const id = idOf(NOT_IN_LEDGER, area, Number(person));
  const venue = '総合体育館　集団接種会場';
  const lot = lots.of({ id, person, dose: doseNumber, day, maker, lot: '', venue });
  state
    .prepare(
      `INSERT INTO dose (institution, id, person, coupon, dose, day, venue, doctor, maker, lot, given_in, reading, registered_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, 'CAMERA', ?)`,
    )
    .run(
      ...[area.municipality, id, person, coupon.coupon, doseNumber, day, venue, maker, lot],
      ...[area.municipality, `${day}T09:00:00.000Z`],
    );
}

const MODERNA = '武田/モデルナ';
const FORM: Readonly<Record<string, RegExp>> = { [MODERNA]: /^30\d{5}$/ };
const OTHER_FORM = /^[A-Z]{2}\d{4}$/;

/** The lots that others were given, by day and maker, from rows of the ledger with which nothing is wrong. */
class Lots {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly state: State,
    faults: readonly PlantedFault[],
  ) {
    const planted = new Set(faults.map(({ immunizationId }) => immunizationId));
    const rows = state.prepare<[], { id: number; maker: string; day: string | null; lot: string | null }>(
      `SELECT sessyu_id AS id, maker(kaisya_cd) AS maker, era_day(sessyu_wymd) AS day, lot_no AS lot
       FROM health.kk_sessyu WHERE yobou_cd = '301' AND yosin_kbn = '1'`,
    );
    for (const { id, maker, day, lot } of rows.iterate()) {
      if (planted.has(id) || lot === null || !(FORM[maker] ?? OTHER_FORM).test(lot.trim())) continue;
      const key = `${day} ${maker}`;
      if (!this.known.has(key)) this.known.set(key, lot.trim());
    }
  }

  /** What the ledger's code of a maker is called. */
  nameOf(code: string): string {
    return this.state.prepare<[string], string>('SELECT maker(?)').pluck().get(code) ?? '';
  }

  of({ id, day, maker }: Row): string {
    const digits = id.slice(-5);
    const made = maker === MODERNA ? `30${digits}` : `FC${digits.slice(1)}`;
    return (this.known.get(`${day} ${maker}`) ?? made).slice(0, LOT_LENGTH);
  }

  /** What was meant by a lot that was typed wrong, where that can be told; else one that others got that day. */
  rightOf(row: Row): string {
    const [first = ''] = row.lot.split('/');
    const meant = first.toUpperCase().replace(/[OIL]/g, (letter) => (letter === 'O' ? '0' : '1'));
    return (FORM[row.maker] ?? OTHER_FORM).test(meant) ? meant : this.of(row);
  }
}
