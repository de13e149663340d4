import { In, IsNull, MoreThan, type DataSource, type EntityManager } from 'typeorm';
import type { Table } from '../database/table.js';
import { laterThan } from '../calendar/later-than.js';
import type { ActRow } from './act-row.js';

/**
 * Where acts are kept. `Beside` is what a user keeps of an act in a table of its own, in the same transaction:
 * either both are there or neither.
 */
export interface ActStore<Beside = never> {
  act(id: string): Promise<ActRow | null>;
  /** Takes the key's place; false where another act was there before. */
  begin(act: ActRow, beside: Beside | null): Promise<boolean>;
  finish(id: string, outcome: string): Promise<void>;
  /**
   * Takes an act whose end is not known, at this moment (UTC), to tell its end: false where it has ended, or somebody
   * else has taken it since it was read.
   */
  claim(act: ActRow, at: string): Promise<boolean>;
  /**
   * An act whose end is not known is gone on with under its key, from this moment on (UTC): what the log was told of it
   * is kept again. The act as it stands then; null where it has ended.
   */
  reopen(act: ActRow, at: string, facts: string): Promise<ActRow | null>;
  /** It was refused: of it nothing but the key is kept, unless somebody else goes on with it since it was read. */
  shelve(act: ActRow): Promise<void>;
  /** Acts of these kinds whose end is not known, oldest first, behind a place. */
  openActs(actions: readonly string[], most: number, after?: ActPlace | null): Promise<readonly ActRow[]>;
}

/** Where a page of acts goes on. */
export type ActPlace = Pick<ActRow, 'at' | 'id'>;

/** The acts of one table; whoever owns the connection decides when each of these runs. */
export class ActRows {
  constructor(
    private readonly source: DataSource,
    private readonly table: Table<keyof ActRow>,
  ) {}

  find(id: string): Promise<ActRow | null> {
    return this.source.manager.findOneBy<ActRow>(this.table.name, { id });
  }

  async take(act: ActRow, beside?: (manager: EntityManager) => Promise<unknown>): Promise<boolean> {
    try {
      await this.source.transaction(async (manager) => {
        await manager.insert(this.table.name, { ...act });
        await beside?.(manager);
      });
      return true;
    } catch (error) {
      // The key's own constraint, or any other fault: what is in the table tells them apart on every database.
      if ((await this.find(act.id)) !== null) return false;
      throw error;
    }
  }

  async finish(id: string, outcome: string): Promise<void> {
    await this.source.manager.update(this.table.name, { id }, { outcome, facts: null });
  }

  /**
   * Whoever takes it moves its instant on, so that nobody else finds it as it was read: always by a millisecond at least,
   * for two may come within one, and clocks differ.
   */
  async claim({ id, at: seen }: ActRow, at: string): Promise<boolean> {
    const where = { id, at: seen, outcome: IsNull() };
    const { affected } = await this.source.manager.update(this.table.name, where, {
      at: laterThan(seen, at),
    });
    return affected === 1;
  }

  /** About whom it was begun is told again, whomever their number leads to by now. */
  async reopen(act: ActRow, at: string, facts: string | null): Promise<ActRow | null> {
    const taken = { at, facts: act.facts ?? facts };
    const where = { id: act.id, outcome: IsNull() };
    const { affected } = await this.source.manager.update(this.table.name, where, taken);
    return affected === 1 ? { ...act, ...taken } : null;
  }

  async shelve({ id, at }: ActRow): Promise<void> {
    const where = { id, at, outcome: IsNull() };
    await this.source.manager.update(this.table.name, where, { facts: null });
  }

  open(actions: readonly string[], most: number, after: ActPlace | null = null): Promise<readonly ActRow[]> {
    const of = { action: In([...actions]), outcome: IsNull() };
    return this.source.manager.find<ActRow>(this.table.name, {
      where:
        after === null
          ? of
          : [
              { ...of, at: MoreThan(after.at) },
              { ...of, at: after.at, id: MoreThan(after.id) },
            ],
      order: { at: 'ASC', id: 'ASC' },
      take: most,
    });
  }
}
