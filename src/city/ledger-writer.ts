import { addMonths, civil, dayOf, eraYmd, pad, type Day } from './calendar.js';
import type { Cell, CityDatabase } from './city-database.js';
import type { Dose } from './dose.js';
import type { Institution } from './institutions.js';
import { Pace, type Random } from './random.js';
import { MAKER_MODERNA } from './schedule-data.js';

const COVID = '301';
const UNKNOWN_VACCINE = '999';

/** Whose row it is: the current number, or for some older rows the number from before a merge. */
export interface LedgerOwner {
  readonly healthNumber: string;
  readonly old: { readonly number: string; readonly mergedOn: Day } | null;
}

export interface LedgerRow {
  readonly id: number;
  readonly number: string;
  readonly unknownCode: boolean;
}

/** Fills kk_sessyu. */
export class LedgerWriter {
  rows = 0;
  private readonly insert: (row: readonly Cell[]) => void;
  private readonly unknown: Pace;

  constructor(
    database: CityDatabase,
    private readonly clinics: {
      readonly inside: readonly Institution[];
      readonly outside: readonly Institution[];
    },
    private readonly asOf: Day,
    private readonly random: Random,
  ) {
    this.insert = database.inserter('kk_sessyu');
    this.unknown = new Pace(1 / 20_000, 700);
  }

  /**
   * null when the slip has not come in yet: clinics bill a month or two later, and only then is the dose
   * known.
   */
  write(dose: Dose, owner: LedgerOwner): LedgerRow | null {
    const billed = dose.venue === 'CLINIC' ? billingMonth(dose.day, this.random.chance(0.6) ? 1 : 2) : null;
    if (billed !== null && dose.code !== COVID && billed > this.asOf) return null;
    this.rows += 1;
    const number = dose.underNumber ?? this.ownerNumber(dose, owner);
    const unknownCode = this.unknown.due() && dose.anomaly === null;
    this.insert(this.columns({ dose, number, billed, code: unknownCode ? UNKNOWN_VACCINE : dose.code }));
    return { id: this.rows, number, unknownCode };
  }

  private columns(facts: { dose: Dose; number: string; billed: Day | null; code: string }): Cell[] {
    const { dose, billed } = facts;
    // 里帰り接種: 1.5 % of the doses at a clinic are given in another municipality.
    const clinic = this.random.pick(
      dose.venue === 'CLINIC' && this.random.chance(0.015) ? this.clinics.outside : this.clinics.inside,
    );
    const doctor = this.random.pick(clinic.doctors);
    // 予診のみ: examined, not given.
    const examOnly = dose.anomaly === null && this.random.chance(0.008);
    return [
      this.rows,
      facts.number,
      facts.code,
      dose.number,
      eraYmd(dose.day),
      billed === null ? null : eraYmd(billed).slice(0, 5),
      { GROUP: '1', CLINIC: '2', WORKPLACE: '3' }[dose.venue],
      this.place(dose, clinic),
      examOnly ? '2' : '1',
      clinic.code,
      doctor,
      examOnly ? null : clinic.code,
      examOnly ? null : doctor,
      examOnly ? null : dose.maker,
      examOnly ? null : (dose.lot ?? this.lot(dose)),
      examOnly || dose.volume === null ? null : pad(dose.volume, 4),
      // Nothing was withdrawn or changed yet, and all of it was entered in this system.
      ...['0', 0, null, null],
    ];
  }

  private ownerNumber(dose: Dose, owner: LedgerOwner): string {
    return owner.old && dose.day < owner.old.mergedOn ? owner.old.number : owner.healthNumber;
  }

  private place(dose: Dose, clinic: Institution): string {
    if (dose.venue === 'WORKPLACE')
      return this.random.chance(0.5) ? '大規模接種センター' : '職域接種会場（見本工業）';
    if (dose.venue === 'CLINIC') return clinic.name;
    return dose.code === COVID ? '総合体育館　集団接種会場' : '保健センター';
  }

  /** Patterned like the makers' lots, yet invented. */
  private lot(dose: Dose): string | null {
    if (dose.maker === null) return null;
    if (dose.maker === MAKER_MODERNA && dose.code === COVID) return `30${this.random.digits(5)}`;
    const letters = this.random.pick(['EY', 'FA', 'FC', 'FF', 'GJ', 'HH', 'KM', 'YB']);
    return `${letters}${this.random.digits(4)}`;
  }
}

function billingMonth(day: Day, later: number): Day {
  const { year, month } = civil(day);
  return addMonths(dayOf(year, month, 1), later);
}
