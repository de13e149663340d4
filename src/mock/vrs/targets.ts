import type { RequestOf, ResponseOf } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import type {
  Registration,
  Reissue,
  Target,
} from '../../../adapters/vaccination-record-system/protocol/targets.js';
import type { TargetState } from '../../../adapters/vaccination-record-system/protocol/terms.js';
import type { Caller } from '../signed-calls/caller.js';
import type { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import { flagOf, isOpenOn, type FlagRow } from './flag-row.js';
import { refuse, type Parts } from './parts.js';

interface TargetRow {
  readonly person: string;
  readonly born: string | null;
  readonly protected: number;
}

export interface CouponRow {
  readonly coupon: string;
  readonly person: string;
  readonly issued_on: string;
  readonly voided_on: string | null;
}

/** 接種対象者 and their coupons: ten digits, one valid per person, and a number once given is never given again. */
export class Targets {
  constructor(
    private readonly parts: Parts,
    private readonly acts: IdempotentActs,
  ) {}

  /** One who is a target already is refused; one who moved out and is back gets a new coupon, and the flag ends. */
  register(caller: Caller, request: Registration): Target {
    return this.acts.once(caller, 'TGT01', request, () => {
      const { institution } = caller;
      const { person, born, coupon, issuedOn } = request;
      if (this.linkOf(institution, person) === null) refuse('NOT_FOUND');
      const known = this.find(institution, person);
      const state = known === null ? null : this.stateOn(institution, person, this.parts.today());
      if (state === 'ACTIVE') refuse('ALREADY_REGISTERED');
      if (state === 'DEAD') refuse('NOT_A_TARGET');
      if (state === 'MOVED_OUT') this.endMoveOut(caller, request);
      else
        this.parts.state
          .prepare('INSERT INTO target (institution, person, born) VALUES (?, ?, ?)')
          .run(institution, person, born);
      this.issue(institution, { person, coupon, issuedOn });
      return this.read(institution, person);
    });
  }

  reissue(caller: Caller, request: Reissue): Target {
    return this.acts.once(caller, 'CPN01', request, () => {
      const { institution } = caller;
      const { person, issuedOn, reason } = request;
      this.require(institution, person);
      if (this.stateOn(institution, person, issuedOn) !== 'ACTIVE') refuse('NOT_A_TARGET');
      this.void(institution, person, { on: issuedOn, reason });
      this.issue(institution, request);
      return this.read(institution, person);
    });
  }

  list({ institution }: Caller, { persons }: RequestOf<'TGT02'>): ResponseOf<'TGT02'> {
    const known = persons.filter((person) => this.find(institution, person) !== null);
    return { targets: known.map((person) => this.read(institution, person)) };
  }

  /** The target, else the call is refused: whether another municipality knows the person is not told. */
  require(institution: string, person: string): TargetRow {
    return this.find(institution, person) ?? refuse('NOT_FOUND');
  }

  find(institution: string, person: string): TargetRow | null {
    const row = this.parts.state
      .prepare<[string, string], TargetRow>('SELECT * FROM target WHERE institution = ? AND person = ?')
      .get(institution, person);
    return row ?? null;
  }

  findCoupon(institution: string, coupon: string): CouponRow | null {
    const row = this.parts.state
      .prepare<[string, string], CouponRow>('SELECT * FROM coupon WHERE institution = ? AND coupon = ?')
      .get(institution, coupon);
    return row ?? null;
  }

  /** By the flags of that day: a planned move counts from its day on, a cancelled one never did. */
  stateOn(institution: string, person: string, day: string): TargetState {
    const open = this.flags(institution, person).filter((flag) => isOpenOn(flag, day));
    if (open.some(({ kind }) => kind === 'DEATH')) return 'DEAD';
    return open.length > 0 ? 'MOVED_OUT' : 'ACTIVE';
  }

  flags(institution: string, person: string): readonly FlagRow[] {
    return this.parts.state
      .prepare<[string, string], FlagRow>(
        `SELECT * FROM flag INDEXED BY flag_person WHERE institution = ? AND person = ?
         ORDER BY effective_on, movement`,
      )
      .all(institution, person);
  }

  read(institution: string, person: string): Target {
    const { born, protected: hidden } = this.require(institution, person);
    const today = this.parts.today();
    const coupons = this.parts.state
      .prepare<[string, string], CouponRow>(
        `SELECT * FROM coupon INDEXED BY coupon_person WHERE institution = ? AND person = ?
         ORDER BY voided_on IS NULL, voided_on, issued_on`,
      )
      .all(institution, person)
      .map(({ coupon, issued_on: issuedOn, voided_on: voidedOn }) => ({ coupon, issuedOn, voidedOn }));
    return {
      ...{ person, born, state: this.stateOn(institution, person, today), protected: hidden === 1, coupons },
      flags: this.flags(institution, person).map((row) => flagOf(row, today)),
    };
  }

  /** Who that is to the system alone; null for whom the municipality's residents' feed has never named. */
  linkOf(institution: string, person: string): number | null {
    const row = this.parts.state
      .prepare<[string, string], { link: number }>(
        'SELECT link FROM person WHERE institution = ? AND person = ?',
      )
      .get(institution, person);
    return row?.link ?? null;
  }

  private endMoveOut({ institution }: Caller, { person, issuedOn }: Registration): void {
    this.parts.state
      .prepare(
        `UPDATE flag SET ended_on = ? WHERE institution = ? AND person = ? AND kind = 'MOVE_OUT'
         AND cancelled = 0 AND ended_on IS NULL AND effective_on <= ?`,
      )
      .run(this.parts.today(), institution, person, this.parts.today());
    this.void(institution, person, { on: issuedOn, reason: 'RETURNED' });
  }

  private void(
    institution: string,
    person: string,
    { on, reason }: { readonly on: string; readonly reason: string },
  ): void {
    this.parts.state
      .prepare(
        'UPDATE coupon SET voided_on = ?, reason = ? WHERE institution = ? AND person = ? AND voided_on IS NULL',
      )
      .run(on, reason, institution, person);
  }

  private issue(
    institution: string,
    {
      person,
      coupon,
      issuedOn,
    }: { readonly person: string; readonly coupon: string; readonly issuedOn: string },
  ): void {
    if (this.findCoupon(institution, coupon) !== null) refuse('COUPON_IN_USE');
    this.parts.state
      .prepare('INSERT INTO coupon (institution, coupon, person, issued_on) VALUES (?, ?, ?, ?)')
      .run(institution, coupon, person, issuedOn);
  }
}
