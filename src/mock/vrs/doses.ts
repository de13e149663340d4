import {
  misreadingsOf,
  parseCouponLine,
  readAs,
  type CouponLine,
} from '../../../adapters/vaccination-record-system/protocol/coupon-line.js';
import type {
  Correction,
  DoseFacts,
  DoseRequest,
  RecordedDose,
  Withdrawal,
} from '../../../adapters/vaccination-record-system/protocol/doses.js';
import type { RequestOf, ResponseOf } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import {
  PROGRAMME_BEGINS,
  type DoseWarning,
} from '../../../adapters/vaccination-record-system/protocol/terms.js';
import { isoInstant, type Caller } from '../signed-calls/caller.js';
import type { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import { doseOf, type DoseRow } from './dose-row.js';
import { refuse, type Parts } from './parts.js';
import type { Targets } from './targets.js';

/** A dose of somebody, as it is to stand. */
interface Given extends DoseFacts {
  readonly person: string;
  readonly coupon: string;
  readonly dose: number;
}

/** 接種記録. Whose a dose is, the coupon's line says: misread in one digit it is somebody else's. */
export class Doses {
  constructor(
    private readonly parts: Parts,
    private readonly targets: Targets,
    private readonly acts: IdempotentActs,
  ) {}

  record(caller: Caller, request: DoseRequest): RecordedDose {
    return this.acts.once(caller, 'DOS01', request, () => {
      const { institution } = caller;
      const { requestId: id, line: text, reading, ...facts } = request;
      const line = this.seenLine(text, reading);
      const { municipality, kind, dose, coupon } = parseCouponLine(line) ?? refuse('BAD_LINE');
      // Before anything is looked up: of another's coupon nobody learns whether it is there.
      if (municipality !== institution) refuse('OTHER_MUNICIPALITY');
      if (kind === '2') refuse('EXAMINATION_ONLY');
      const { person, voided_on: voidedOn } =
        this.targets.findCoupon(institution, coupon) ?? refuse('UNKNOWN_COUPON');
      if (voidedOn !== null && voidedOn <= facts.day) refuse('VOID_COUPON');
      const given = { ...facts, person, coupon, dose };
      this.check(institution, given, null);
      this.insert(institution, { id, reading }, given);
      return this.told(institution, id, reading === 'CAMERA' ? line : null);
    });
  }

  /** The row as it was is kept; what it is now is locked. */
  correct(caller: Caller, request: Correction): RecordedDose {
    return this.acts.once(caller, 'DOS02', request, () => {
      const { institution } = caller;
      const { requestId: _requestId, id, version, reason, ...right } = request;
      this.keep(caller, this.requireDose(institution, id, version), reason);
      const { person } = this.targets.findCoupon(institution, right.coupon) ?? refuse('UNKNOWN_COUPON');
      const given = { ...right, person };
      this.check(institution, given, id);
      const { coupon, dose, day, venue, doctor, maker, lot, givenIn } = given;
      this.parts.state
        .prepare(
          `UPDATE dose SET person = ?, coupon = ?, dose = ?, day = ?, venue = ?, doctor = ?, maker = ?, lot = ?, given_in = ?,
           version = version + 1, locked = 1 WHERE institution = ? AND id = ?`,
        )
        .run(person, coupon, dose, day, venue, doctor, maker, lot, givenIn, institution, id);
      return this.told(institution, id, null);
    });
  }

  withdraw(caller: Caller, request: Withdrawal): ResponseOf<'DOS03'> {
    return this.acts.once(caller, 'DOS03', request, () => {
      const { id, version, reason } = request;
      this.keep(caller, this.requireDose(caller.institution, id, version), reason);
      this.parts.state
        .prepare('UPDATE dose SET withdrawn = 1, version = version + 1 WHERE institution = ? AND id = ?')
        .run(caller.institution, id);
      return { id };
    });
  }

  list({ institution }: Caller, { persons }: RequestOf<'DOS04'>): ResponseOf<'DOS04'> {
    return {
      doses: persons.flatMap((person) =>
        this.of(institution, person).map((row) => ({ ...doseOf(row), person })),
      ),
    };
  }

  page({ institution }: Caller, { after, max }: RequestOf<'DOS05'>): ResponseOf<'DOS05'> {
    const persons = this.parts.state
      .prepare<[string, string, number], { person: string }>(
        `SELECT person FROM target t WHERE institution = ? AND person > ? AND EXISTS
         (SELECT 1 FROM dose d INDEXED BY dose_person WHERE d.institution = t.institution AND d.person = t.person AND d.withdrawn = 0)
         ORDER BY person LIMIT ?`,
      )
      .all(institution, after ?? '', max);
    return {
      persons: persons.map(({ person }) => ({ person, doses: this.of(institution, person).map(doseOf) })),
    };
  }

  candidates({ institution }: Caller, { line }: RequestOf<'DOS06'>): ResponseOf<'DOS06'> {
    if (!/^\d{18}$/.test(line)) refuse('BAD_LINE');
    return {
      candidates: this.ownLines(institution, readAs(line)).map(({ line: true_, person }) => ({
        line: true_,
        person,
      })),
    };
  }

  /** Live ones, by number and day. */
  of(institution: string, person: string): readonly DoseRow[] {
    return this.parts.state
      .prepare<[string, string], DoseRow>(
        `SELECT * FROM dose INDEXED BY dose_person WHERE institution = ? AND person = ? AND withdrawn = 0
         ORDER BY dose, day, id`,
      )
      .all(institution, person);
  }

  private seenLine(line: string, reading: DoseRequest['reading']): string {
    const { faults } = this.parts;
    if (reading !== 'CAMERA' || faults.misreads === 0) return line;
    faults.misreads -= 1;
    // The camera's fault is in the ten digits of the coupon: elsewhere the line would be refused.
    return misreadingsOf(line).find((other) => other.slice(0, 8) === line.slice(0, 8)) ?? line;
  }

  private check(institution: string, { person, dose, day }: Given, but: string | null): void {
    const { born } = this.targets.require(institution, person);
    if (day < PROGRAMME_BEGINS || day > this.parts.today() || (born !== null && day < born))
      refuse('IMPOSSIBLE_DAY');
    if (this.targets.stateOn(institution, person, day) !== 'ACTIVE') refuse('NOT_A_TARGET');
    const same = this.of(institution, person).filter((row) => row.dose === dose && row.id !== but);
    if (same.length > 0) refuse(same.some(({ locked }) => locked === 1) ? 'LOCKED' : 'DOSE_EXISTS');
  }

  private requireDose(institution: string, id: string, version: number): DoseRow {
    const row = this.parts.state
      .prepare<[string, string], DoseRow>('SELECT * FROM dose WHERE institution = ? AND id = ?')
      .get(institution, id);
    if (row === undefined) return refuse('NOT_FOUND');
    // Somebody else was faster: what is to be corrected is not what was read.
    if (row.version !== version || row.withdrawn === 1) return refuse('CONFLICT');
    return row;
  }

  private keep({ institution, staff }: Caller, row: DoseRow, reason: string): void {
    this.parts.state
      .prepare('INSERT INTO dose_before VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        institution,
        row.id,
        row.version,
        JSON.stringify(row),
        reason,
        staff,
        isoInstant(this.parts.clock()),
      );
  }

  private insert(
    institution: string,
    { id, reading }: { readonly id: string; readonly reading: string },
    { person, coupon, dose, day, venue, doctor, maker, lot, givenIn }: Given,
  ): void {
    this.parts.state
      .prepare(
        `INSERT INTO dose (institution, id, person, coupon, dose, day, venue, doctor, maker, lot, given_in, reading, registered_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[institution, id, person, coupon, dose, day, venue, doctor, maker, lot, givenIn, reading],
        isoInstant(this.parts.clock()),
      );
  }

  private told(institution: string, id: string, line: string | null): RecordedDose {
    const row = this.parts.state
      .prepare<[string, string], DoseRow>('SELECT * FROM dose WHERE institution = ? AND id = ?')
      .get(institution, id);
    if (row === undefined) throw new TypeError('A dose that was just written is there');
    return { person: row.person, dose: doseOf(row), warnings: this.warnings(institution, row, line) };
  }

  private warnings(
    institution: string,
    { person, id, dose, day }: DoseRow,
    line: string | null,
  ): DoseWarning[] {
    const others = this.of(institution, person).filter((row) => row.id !== id);
    const disordered = others.some(
      (row) => (row.dose < dose && row.day > day) || (row.dose > dose && row.day < day),
    );
    const gap = dose > 1 && !others.some((row) => row.dose === dose - 1);
    const misread = line !== null && this.ownLines(institution, readAs(line)).length > 0;
    return [
      ...(disordered ? (['OUT_OF_ORDER'] as const) : []),
      ...(gap ? (['GAP'] as const) : []),
      ...(misread ? (['POSSIBLE_MISREAD'] as const) : []),
    ];
  }

  private ownLines(
    institution: string,
    lines: readonly string[],
  ): readonly (CouponLine & { readonly line: string; readonly person: string })[] {
    return lines.flatMap((line) => {
      const parsed = parseCouponLine(line);
      if (parsed?.municipality !== institution) return [];
      const owner = this.targets.findCoupon(institution, parsed.coupon);
      return owner === null ? [] : [{ ...parsed, line, person: owner.person }];
    });
  }
}
