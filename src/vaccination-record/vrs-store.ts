import { In, type DataSource } from 'typeorm';
import { newId } from '../individual-number/new-id.js';
import type { ActRow } from '../acts/act-row.js';
import type { ActPlace } from '../acts/act-store.js';
import { RoomStore } from '../acts/room-store.js';
import { groupBy } from '../collections/group-by.js';
import { storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import { FileInUse } from './csv/file-in-use.js';
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

/** Keys in one statement: SQL Server takes 2,100 parameters. */
const KEYS_AT_ONCE = 1_000;

/** What is kept of a call beside its act: by whom, about whom, and the call itself. */
export type CallBeside = Omit<CallRow, 'id'>;

/** An act whose end is not known, and the call it made, which is one whoever holds it. */
export interface OpenCall {
  readonly act: ActRow;
  readonly call: CallRow;
  readonly holders: readonly string[];
}

/** What the gateway keeps of its acts at the vaccination record system. Rejects with SOURCE_UNAVAILABLE. */
export class VrsStore extends RoomStore<CallBeside> {
  private constructor(source: DataSource) {
    super(source, ACT_TABLE, asFault);
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<VrsStore> {
    const room = { tables: VRS_TABLES, migrations: VRS_MIGRATIONS };
    return new VrsStore(await openStore(address, { ...room, asFault }));
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
  override finish(id: string, outcome: string): Promise<void> {
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        await manager.update(ACT_TABLE.name, { id }, { outcome, facts: null });
        await manager.delete(CALL_TABLE.name, { id });
      }),
    );
  }

  /** An act that is taken up again under its key is held by whoever does so as well. */
  hold(id: string, beside: CallBeside): Promise<void> {
    return this.alone(
      async () => void (await this.source.manager.insert(CALL_TABLE.name, { ...beside, id })),
    );
  }

  /** The act was refused to these: nothing of theirs goes on by itself. */
  drop(id: string, holders: readonly string[]): Promise<void> {
    return this.alone(
      async () => void (await this.source.manager.delete(CALL_TABLE.name, { id, holder: In([...holders]) })),
    );
  }

  /** The call of an act whose end is not known; null: it has ended, or was refused. */
  callOf(id: string): Promise<CallRow | null> {
    return this.alone(() => this.source.manager.findOneBy<CallRow>(CALL_TABLE.name, { id }));
  }

  /** Calls whose end is not known, in the order of their acts, oldest first, behind a place. */
  openCalls(most: number, after: ActPlace | null = null): Promise<readonly OpenCall[]> {
    return this.alone(async () => {
      const { manager } = this.source;
      const query = manager
        .createQueryBuilder<ActRow>(ACT_TABLE.name, 'act')
        .where(`EXISTS (SELECT 1 FROM ${CALL_TABLE.name} held WHERE held.id = act.id)`);
      if (after !== null)
        query.andWhere('(act.at > :at OR (act.at = :at AND act.id > :id))', { at: after.at, id: after.id });
      const acts = await query.orderBy({ 'act.at': 'ASC', 'act.id': 'ASC' }).take(most).getMany();
      const held = new Map<string, readonly CallRow[]>();
      for (let at = 0; at < acts.length; at += KEYS_AT_ONCE) {
        const ids = acts.slice(at, at + KEYS_AT_ONCE).map(({ id }) => id);
        const calls = await manager.find<CallRow>(CALL_TABLE.name, {
          where: { id: In(ids) },
          order: { id: 'ASC', holder: 'ASC' },
        });
        for (const [id, group] of groupBy(calls, ({ id: of }) => of)) held.set(id, group);
      }
      return acts.flatMap((act) => {
        const [call, ...others] = held.get(act.id) ?? [];
        return call === undefined
          ? []
          : [{ act, call, holders: [call, ...others].map(({ holder }) => holder) }];
      });
    });
  }

  /** The name of a movement of the registry at the vaccination record system; it is given one here, once. */
  movementOf(id: string): Promise<string> {
    return this.alone(async () => {
      const { manager } = this.source;
      const known = await manager.findOneBy<MovementRow>(MOVEMENT_TABLE.name, { id });
      if (known !== null) return known.movement;
      const movement = newId();
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
}

const STORE = {
  log: 'vaccination record store',
  ja: 'ワクチン接種記録',
  en: 'vaccination records',
};
const asFault = (error: unknown): Error => (error instanceof FileInUse ? error : storeFault(error, STORE));
