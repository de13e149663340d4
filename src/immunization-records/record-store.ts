import { In, type DataSource, type EntityManager } from 'typeorm';
import { ActConflict } from '../acts/act-conflict.js';
import type { ActRow } from '../acts/act-row.js';
import { RoomStore } from '../acts/room-store.js';
import { storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import type { BusyRow, ChangeRow, RecordWrite, SeenFile } from './change-row.js';
import { RECORD_MIGRATIONS } from './record-migrations.js';
import { ACT_TABLE, BUSY_TABLE, CHANGE_TABLE, RECORD_TABLES } from './record-tables.js';
import type { RecordFaultCode } from './record-texts.js';
import type { ChangeState } from './terms.js';

const STORE = { log: 'record store', ja: '接種記録の変更', en: 'changes of vaccination records' };
const asFault = (error: unknown): Error => (error instanceof ActConflict ? error : storeFault(error, STORE));
/** Keys in one statement: SQL Server takes 2,100 parameters. */
const KEYS_AT_ONCE = 1_000;
const UNSETTLED: readonly ChangeState[] = ['PENDING', 'AWAITING_APPROVAL'];

/** Where a page of changes goes on: oldest first. */
export interface ChangePlace {
  readonly at: string;
  readonly id: string;
}

/** What became of a change. */
export type Settled = Pick<ChangeRow, 'state' | 'doseId' | 'version'>;

/** Changes of vaccination records, in the gateway's own store. Rejects with SOURCE_UNAVAILABLE. */
export class RecordStore extends RoomStore<RecordWrite> {
  private constructor(source: DataSource) {
    super(source, ACT_TABLE, asFault);
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<RecordStore> {
    const room = { tables: RECORD_TABLES, migrations: RECORD_MIGRATIONS };
    return new RecordStore(await openStore(address, { ...room, asFault }));
  }

  change(id: string): Promise<ChangeRow | null> {
    return this.alone(() => this.source.manager.findOneBy<ChangeRow>(CHANGE_TABLE.name, { id }));
  }

  /** What an act has begun, or decided. */
  changeOfAct(requestId: string): Promise<ChangeRow | null> {
    return this.alone(async () => {
      const begun = await this.source.manager.findOneBy<ChangeRow>(CHANGE_TABLE.name, { id: requestId });
      return begun ?? this.source.manager.findOneBy<ChangeRow>(CHANGE_TABLE.name, { decidedAct: requestId });
    });
  }

  /** Every change of these rows of the ledger, oldest first. */
  changesOfDoses(doseIds: readonly string[]): Promise<readonly ChangeRow[]> {
    return this.alone(() => changesBy(this.source.manager, 'doseId', doseIds));
  }

  /** Every change on the files of these numbers of health management, oldest first. */
  changesOfPersons(healthNumbers: readonly string[]): Promise<readonly ChangeRow[]> {
    return this.alone(() => changesBy(this.source.manager, 'healthNumber', healthNumbers));
  }

  /** Changes in a state behind a place, oldest first. */
  inState(
    state: ChangeState,
    { most, after }: { readonly most: number; readonly after: ChangePlace | null },
  ): Promise<readonly ChangeRow[]> {
    return this.alone(() => {
      const query = this.source.manager
        .createQueryBuilder<ChangeRow>(CHANGE_TABLE.name, 'change')
        .where('change.state = :state', { state });
      if (after !== null)
        query.andWhere('(change.at > :at OR (change.at = :at AND change.id > :id))', { ...after });
      return query.orderBy('change.at', 'ASC').addOrderBy('change.id', 'ASC').take(most).getMany();
    });
  }

  /**
   * Takes the key's place and notes the change, in one transaction; false where another act was there before. Rejects
   * with `ActConflict`, and has written nothing, where the file is no longer as it was judged.
   */
  begin(act: ActRow, write: RecordWrite | null): Promise<boolean> {
    return this.alone(() =>
      this.acts.take(act, async (manager) => {
        if (write?.is === 'CHANGE') await beginChange(manager, write);
        if (write?.is === 'DECIDE') await decide(manager, write);
      }),
    );
  }

  /** What the legacy system said, or what was decided; whoever waits for the dose may go on. */
  settle(id: string, settled: Settled): Promise<void> {
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        await manager.update(CHANGE_TABLE.name, { id }, { ...settled });
        await manager.delete(BUSY_TABLE.name, { changeId: id });
      }),
    );
  }
}

async function beginChange(
  manager: EntityManager,
  { row, subject, seen }: Extract<RecordWrite, { readonly is: 'CHANGE' }>,
): Promise<void> {
  const busy: BusyRow = { subject, changeId: row.id };
  if (await manager.existsBy<BusyRow>(BUSY_TABLE.name, { subject }))
    throw new ActConflict<RecordFaultCode>('BUSY');
  await holdToSeen(manager, seen);
  await manager.insert(BUSY_TABLE.name, { ...busy });
  await manager.insert(CHANGE_TABLE.name, { ...row });
}

/** Somebody has changed something of this person since the act was judged, or is about to: the judge did not read it. */
async function holdToSeen(manager: EntityManager, seen: SeenFile): Promise<void> {
  const ofPerson = { healthNumber: In([...seen.healthNumbers]) };
  const count = (state?: ChangeState): Promise<number> =>
    manager.countBy<ChangeRow>(CHANGE_TABLE.name, { ...ofPerson, ...(state && { state }) });
  const stands = (await count()) === seen.changes && (await count('DONE')) === seen.done;
  // On its way to the ledger: of what comes of it nobody could be judged by now.
  if (!stands || (await count('PENDING')) > 0) throw new ActConflict<RecordFaultCode>('BUSY');
}

/** Only what still waits is decided, and once. */
async function decide(
  manager: EntityManager,
  { id, to, seen }: Extract<RecordWrite, { readonly is: 'DECIDE' }>,
): Promise<void> {
  const waiting: ChangeState = 'AWAITING_APPROVAL';
  if (seen !== null) await holdToSeen(manager, seen);
  const { affected } = await manager.update(CHANGE_TABLE.name, { id, state: waiting }, { ...to });
  if (affected !== 1) throw new ActConflict<RecordFaultCode>('UNKNOWN_CHANGE');
  if (!UNSETTLED.includes(to.state as ChangeState)) await manager.delete(BUSY_TABLE.name, { changeId: id });
}

async function changesBy(
  manager: EntityManager,
  property: 'doseId' | 'healthNumber',
  keys: readonly string[],
): Promise<readonly ChangeRow[]> {
  const found: ChangeRow[] = [];
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const part = keys.slice(at, at + KEYS_AT_ONCE);
    found.push(
      ...(await manager.find<ChangeRow>(CHANGE_TABLE.name, {
        where: { [property]: In(part) },
        order: { at: 'ASC', id: 'ASC' },
      })),
    );
  }
  return found;
}
