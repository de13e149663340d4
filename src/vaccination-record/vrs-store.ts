import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { ActRow } from '../acts/act-row.js';
import { ActRows, type ActStore } from '../acts/act-store.js';
import { retryBusy, storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import { SerialQueue } from '../database/serial-queue.js';
import { VRS_MIGRATIONS } from './vrs-migrations.js';
import {
  ACT_TABLE,
  CALL_TABLE,
  MOVEMENT_TABLE,
  PROTECTION_TABLE,
  VRS_TABLES,
  type CallRow,
  type MovementRow,
  type ProtectionRow,
} from './vrs-tables.js';

/** What is kept of a call beside its act: by whom, about whom, and the call itself. */
export type CallBeside = Omit<CallRow, 'id'>;

/** An act whose end is not known, and the call it made. */
export interface OpenCall {
  readonly act: ActRow;
  readonly call: CallRow;
}

/** What the gateway keeps of its acts at the vaccination record system. Rejects with SOURCE_UNAVAILABLE. */
export class VrsStore implements ActStore<CallBeside> {
  private readonly queue = new SerialQueue((error) => storeFault(error, STORE));
  private readonly acts: ActRows;

  private constructor(private readonly source: DataSource) {
    this.acts = new ActRows(source, ACT_TABLE);
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<VrsStore> {
    const room = { tables: VRS_TABLES, migrations: VRS_MIGRATIONS };
    return new VrsStore(await openStore(address, { ...room, asFault: (error) => storeFault(error, STORE) }));
  }

  act(id: string): Promise<ActRow | null> {
    return this.alone(() => this.acts.find(id));
  }

  /** Takes the key's place and keeps the call, in one transaction; false where another act was there before. */
  begin(act: ActRow, beside: CallBeside | null): Promise<boolean> {
    return this.alone(() =>
      this.acts.take(act, async (manager) => {
        if (beside !== null) await manager.insert(CALL_TABLE.name, { ...beside, id: act.id });
      }),
    );
  }

  /** The act ends, and its call with it: what was in it is of no use any more. */
  finish(id: string, outcome: string): Promise<void> {
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        await manager.update(ACT_TABLE.name, { id }, { outcome });
        await manager.delete(CALL_TABLE.name, { id });
      }),
    );
  }

  claim(act: ActRow, at: string): Promise<boolean> {
    return this.alone(() => this.acts.claim(act, at));
  }

  openActs(actions: readonly string[], most: number): Promise<readonly ActRow[]> {
    return this.alone(() => this.acts.open(actions, most));
  }

  /** An act that was refused is tried again under its key: with a call that may be another one by now. */
  hold(id: string, beside: CallBeside): Promise<void> {
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        await manager.delete(CALL_TABLE.name, { id });
        await manager.insert(CALL_TABLE.name, { ...beside, id });
      }),
    );
  }

  /** The act was refused: nothing goes on by itself. */
  drop(id: string): Promise<void> {
    return this.alone(async () => void (await this.source.manager.delete(CALL_TABLE.name, { id })));
  }

  /** The call of an act whose end is not known; null: it has ended, or was refused. */
  callOf(id: string): Promise<CallRow | null> {
    return this.alone(() => this.source.manager.findOneBy<CallRow>(CALL_TABLE.name, { id }));
  }

  /** Calls whose end is not known, oldest first. */
  openCalls(most: number): Promise<readonly OpenCall[]> {
    return this.alone(async () => {
      const calls = await this.source.manager.find<CallRow>(CALL_TABLE.name, { take: most });
      const found: OpenCall[] = [];
      for (const call of calls) {
        const act = await this.acts.find(call.id);
        if (act !== null) found.push({ act, call });
      }
      return found.sort((one, other) => (one.act.at < other.act.at ? -1 : 1));
    });
  }

  /** The name of a movement of the registry at the vaccination record system; it is given one here, once. */
  movementOf(id: string): Promise<string> {
    return this.alone(async () => {
      const { manager } = this.source;
      const known = await manager.findOneBy<MovementRow>(MOVEMENT_TABLE.name, { id });
      if (known !== null) return known.movement;
      const movement = randomUUID();
      try {
        await manager.insert(MOVEMENT_TABLE.name, { id, movement });
        return movement;
      } catch (error) {
        // Another gateway was first: its name stands.
        const theirs = await manager.findOneBy<MovementRow>(MOVEMENT_TABLE.name, { id });
        if (theirs === null) throw error;
        return theirs.movement;
      }
    });
  }

  /** Once for each person, however often. */
  noteProtection(atenaNumber: string, carriedAt: string): Promise<void> {
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        await manager.delete(PROTECTION_TABLE.name, { atenaNumber });
        await manager.insert(PROTECTION_TABLE.name, { atenaNumber, carriedAt });
      }),
    );
  }

  /** 宛名番号 of everybody whose measure was carried over and has not been lifted. */
  notedProtections(): Promise<readonly string[]> {
    return this.alone(async () => {
      const rows = await this.source.manager.find<ProtectionRow>(PROTECTION_TABLE.name);
      return rows.map(({ atenaNumber }) => atenaNumber);
    });
  }

  forgetProtection(atenaNumber: string): Promise<void> {
    return this.alone(
      async () => void (await this.source.manager.delete(PROTECTION_TABLE.name, { atenaNumber })),
    );
  }

  /** Work on this room's tables, in turn. */
  run<T>(work: (source: DataSource) => Promise<T>): Promise<T> {
    return this.alone(() => work(this.source));
  }

  async close(): Promise<void> {
    await this.queue.idle();
    if (this.source.isInitialized) await this.source.destroy();
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.run(() => retryBusy(work));
  }
}

const STORE = {
  log: 'vaccination record store',
  ja: 'ワクチン接種記録',
  en: 'vaccination records',
};
