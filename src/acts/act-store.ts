import { In, IsNull, type DataSource, type EntityManager } from 'typeorm';
import type { Table } from '../database/table.js';
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
  /** Acts of these kinds whose end is not known, oldest first. */
  openActs(actions: readonly string[], most: number): Promise<readonly ActRow[]>;
}

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
    await this.source.manager.update(this.table.name, { id }, { outcome });
  }

  async claim({ id, at: seen }: ActRow, at: string): Promise<boolean> {
    const where = { id, at: seen, outcome: IsNull() };
    const { affected } = await this.source.manager.update(this.table.name, where, { at });
    return affected === 1;
  }

  open(actions: readonly string[], most: number): Promise<readonly ActRow[]> {
    return this.source.manager.find<ActRow>(this.table.name, {
      where: { action: In([...actions]), outcome: IsNull() },
      order: { at: 'ASC', id: 'ASC' },
      take: most,
    });
  }
}
