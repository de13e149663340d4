import { IsNull, type EntityManager } from 'typeorm';
import { newId } from '../../individual-number/new-id.js';
import { abandonedBefore } from '../../acts/resume-acts.js';
import type { VrsStore } from '../vrs-store.js';
import { TAKEN_TABLE, type StagedDoseRow, type TakenDoseRow } from '../vrs-tables.js';
import { LEFT, TAKING, TOLD, type Came } from './taken-state.js';

export interface HoldParts {
  readonly store: VrsStore;
  readonly account: string;
  /** UTC. */
  readonly now: () => string;
}

/** `MINE`: this run does it. `HELD`: another run is at it, or was killed at it. `ENDED`: another run has done it. */
export type Claimed = 'MINE' | 'HELD' | 'ENDED';

/**
 * Which run is at which staged dose. Each is held by one run, in the store, from before it is looked at until what it came
 * to is kept and, where somebody has to hear of it, told: of two processes one does it and tells it. What a run that was
 * killed has left held is free after a minute, as acts are.
 */
export class DoseHolds {
  private readonly holder = newId();

  constructor(private readonly parts: HoldParts) {}

  /** A dose that nothing is kept of. */
  async claim({ id, importId, line, dose }: StagedDoseRow): Promise<Claimed> {
    const { store, account, now } = this.parts;
    return store.run(async ({ manager }) => {
      const at = now();
      const row: TakenDoseRow = {
        ...{ id, importId, line, dose, state: TAKING, codes: '', account, reason: null, at },
        ...{ holder: this.holder, heldAt: at, toldAt: null },
      };
      const known = await manager.findOneBy<TakenDoseRow>(TAKEN_TABLE.name, { id });
      if (known === null) {
        try {
          await manager.insert(TAKEN_TABLE.name, { ...row });
          return 'MINE';
        } catch (error) {
          // The key's own constraint, or any other fault: what is in the table tells them apart on every database.
          if ((await manager.findOneBy<TakenDoseRow>(TAKEN_TABLE.name, { id })) === null) throw error;
          return 'HELD';
        }
      }
      if (known.state !== TAKING) return 'ENDED';
      return this.takeHold(manager, known);
    });
  }

  /** A dose of which a state is kept, as it was read: to tell it, or to decide on it. */
  claimKept(row: TakenDoseRow): Promise<Claimed> {
    return this.parts.store.run(({ manager }) => this.takeHold(manager, row));
  }

  /**
   * What a held dose came to; it is held on where somebody has to hear of it. False where the run was too slow and another
   * has it by now: that one tells.
   */
  keep(id: string, { state, codes }: Came, reason: string | null): Promise<boolean> {
    const { account, now } = this.parts;
    const isTold = !TOLD.has(state);
    return this.change(id, {
      ...{ state, codes: codes.join(' '), account, reason, at: now(), toldAt: null },
      ...(isTold && { holder: null, heldAt: null }),
    });
  }

  /** Somebody has heard of it. */
  async told(id: string): Promise<void> {
    await this.change(id, { toldAt: this.parts.now(), holder: null, heldAt: null });
  }

  /** Nothing came of it: it is as it was before it was held. */
  async release(id: string): Promise<void> {
    await this.parts.store.run(async ({ manager }) => {
      await manager.delete(TAKEN_TABLE.name, { id, holder: this.holder, state: TAKING });
      await manager.update(TAKEN_TABLE.name, { id, holder: this.holder }, { holder: null, heldAt: null });
    });
  }

  /** Doses somebody has to hear of, and that were never told, by file and line. */
  left(after: TakenDoseRow | null, most: number): Promise<readonly TakenDoseRow[]> {
    return this.parts.store.run(({ manager }) => {
      const query = manager
        .createQueryBuilder<TakenDoseRow>(TAKEN_TABLE.name, 't')
        .where('t.toldAt IS NULL AND t.state IN (:...states)', { states: [...LEFT] });
      if (after !== null) query.andWhere(...behind('t', after));
      return query
        .orderBy('t.importId', 'ASC')
        .addOrderBy('t.line', 'ASC')
        .addOrderBy('t.dose', 'ASC')
        .take(most)
        .getMany();
    });
  }

  private change(id: string, to: Partial<TakenDoseRow>): Promise<boolean> {
    return this.parts.store.run(async ({ manager }) => {
      const { affected } = await manager.update(TAKEN_TABLE.name, { id, holder: this.holder }, to);
      return affected === 1;
    });
  }

  /** As the row was read: whoever was first has changed its holder. */
  private async takeHold(
    manager: EntityManager,
    { id, state, holder, heldAt }: TakenDoseRow,
  ): Promise<Claimed> {
    const now = this.parts.now();
    if (holder !== null && (heldAt ?? '') > abandonedBefore(now)) return 'HELD';
    const where = { id, state, holder: holder ?? IsNull(), heldAt: heldAt ?? IsNull() };
    const { affected } = await manager.update(TAKEN_TABLE.name, where, { holder: this.holder, heldAt: now });
    return affected === 1 ? 'MINE' : 'HELD';
  }
}

/** What comes behind a dose, by file and line. */
export const behind = (
  alias: string,
  { importId, line, dose }: Pick<StagedDoseRow, 'importId' | 'line' | 'dose'>,
): [string, Pick<StagedDoseRow, 'importId' | 'line' | 'dose'>] => [
  `(${alias}.importId > :importId OR (${alias}.importId = :importId AND (${alias}.line > :line OR (${alias}.line = :line AND ${alias}.dose > :dose))))`,
  { importId, line, dose },
];
