import type { RequestOf } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import type { FlagRequest, Target } from '../../../adapters/vaccination-record-system/protocol/targets.js';
import { isoInstant, type Caller } from '../signed-calls/caller.js';
import type { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import { stands, type FlagRow } from './flag-row.js';
import { refuse, type Parts } from './parts.js';
import type { Targets } from './targets.js';

/** 転出/死亡時等のフラグ (R021). Nothing is done on the effective day: what holds is worked out of the flags then. */
export class Flags {
  constructor(
    private readonly parts: Parts,
    private readonly targets: Targets,
    private readonly acts: IdempotentActs,
  ) {}

  /** Of a movement that has a flag, the day and whether it is confirmed are changed; a confirmed one stays so. */
  set(caller: Caller, request: FlagRequest): Target {
    return this.acts.once(caller, 'FLG01', request, () => {
      const { institution } = caller;
      const { person, kind, effectiveOn } = request;
      const { born } = this.targets.require(institution, person);
      if (born !== null && effectiveOn < born) refuse('IMPOSSIBLE_DAY');
      const known = this.find(institution, request.movement);
      if (known === null) this.checkNew(institution, request);
      else if (!stands(known) || known.person !== person || known.kind !== kind || confirmed(known, request))
        refuse('CONFLICT');
      this.write(institution, request);
      return this.targets.read(institution, person);
    });
  }

  /** 転出取消: the person is what they were, as if the movement had never been. */
  cancel(caller: Caller, request: RequestOf<'FLG02'>): Target {
    return this.acts.once(caller, 'FLG02', request, () => {
      const { institution } = caller;
      const known = this.find(institution, request.movement) ?? refuse('NOT_FOUND');
      if (!stands(known)) refuse('CONFLICT');
      this.parts.state
        .prepare('UPDATE flag SET cancelled = 1, changed_at = ? WHERE institution = ? AND movement = ?')
        .run(isoInstant(this.parts.clock()), institution, request.movement);
      return this.targets.read(institution, known.person);
    });
  }

  protect(caller: Caller, request: RequestOf<'FLG03'>): Target {
    return this.acts.once(caller, 'FLG03', request, () => {
      this.targets.require(caller.institution, request.person);
      this.parts.state
        .prepare('UPDATE target SET protected = ? WHERE institution = ? AND person = ?')
        .run(Number(request.protected), caller.institution, request.person);
      return this.targets.read(caller.institution, request.person);
    });
  }

  private checkNew(institution: string, { person, kind }: FlagRequest): void {
    const standing = this.targets.flags(institution, person).filter(stands);
    if (standing.some((flag) => flag.kind === kind)) refuse('FLAG_EXISTS');
    // The dead do not move.
    if (standing.some((flag) => flag.kind === 'DEATH')) refuse('NOT_A_TARGET');
  }

  private find(institution: string, movement: string): FlagRow | null {
    const row = this.parts.state
      .prepare<[string, string], FlagRow>('SELECT * FROM flag WHERE institution = ? AND movement = ?')
      .get(institution, movement);
    return row ?? null;
  }

  private write(institution: string, { movement, person, kind, effectiveOn, planned }: FlagRequest): void {
    this.parts.state
      .prepare(
        `INSERT INTO flag (institution, movement, person, kind, effective_on, planned, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (institution, movement) DO UPDATE SET
         effective_on = excluded.effective_on, planned = excluded.planned, changed_at = excluded.changed_at`,
      )
      .run(institution, movement, person, kind, effectiveOn, Number(planned), isoInstant(this.parts.clock()));
  }
}

/** 転出(確定) before 転出(予定) is an error of whoever reports it. */
const confirmed = ({ planned }: FlagRow, request: FlagRequest): boolean => planned === 0 && request.planned;
