import { IsNull, type DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { retryBusy, storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import type { ActRow } from '../acts/act-row.js';
import { SerialQueue } from '../database/serial-queue.js';
import type { GatewayError } from '../errors/gateway-error.js';
import { OtherModeError } from '../database/migration-errors.js';
import type { ListName, StaffRows, StaffTables, Write } from './staff-rows.js';
import { STAFF_MIGRATIONS } from './staff-migrations.js';
import { ACT_TABLE, ALL_TABLES, STAFF_TABLES, VERSION_ID, VERSION_TABLE } from './staff-tables.js';

/** What a change came to. Nothing to write: nothing happens, and the version stays. */
export interface Change<Result> {
  readonly writes: readonly Write[];
  readonly result: Result;
  /** Kept with the rows, in the same transaction: the change is not made again under its key. */
  readonly act?: ActRow | null;
  /** Runs when all is written and nothing is committed yet; a rejection undoes the change. */
  readonly beforeCommit?: () => Promise<void>;
  /** Runs when the commit failed after `beforeCommit`: what was said there did not come about. */
  readonly onUndone?: () => void;
}

/** Whose staff a store holds. It remembers: the demo's accounts, for which everybody makes tokens, never enter another. */
export type StoreMode = 'DEMO' | 'PRODUCTION';

/** Staff at one version of the store. */
export interface StaffEdition extends StaffRows {
  readonly version: number;
}

/** The gateway's own store. All methods reject with SOURCE_UNAVAILABLE where the database does not do its part. */
export class StaffStore {
  private readonly queue = new SerialQueue(staffStoreFault);

  private constructor(private readonly source: DataSource) {}

  /**
   * Connects, applies pending migrations and, where nobody has written yet, puts the seed in.
   * @throws OtherModeError where the store is another mode's
   */
  static async open(
    address: StoreAddress,
    seed: () => StaffRows,
    mode: StoreMode = 'DEMO',
  ): Promise<StaffStore> {
    const store = new StaffStore(
      await openStore(address, {
        tables: ALL_TABLES,
        migrations: STAFF_MIGRATIONS,
        asFault: staffStoreFault,
      }),
    );
    try {
      await store.claim(mode);
      if ((await store.version()) === 0) await store.seed(seed());
      return store;
    } catch (error) {
      await store.close();
      throw staffStoreFault(error);
    }
  }

  version(): Promise<number> {
    return this.queue.run(() => retryBusy(() => readVersion(this.source.manager)));
  }

  /** Everything, at one version. */
  read(): Promise<StaffEdition> {
    return this.queue.run(() =>
      retryBusy(async () => {
        for (;;) {
          const version = await readVersion(this.source.manager);
          const rows = await readRows(this.source.manager);
          // Lists are read one by one; another process may have changed the later ones in between.
          if ((await readVersion(this.source.manager)) === version) return { version, ...rows };
        }
      }),
    );
  }

  /**
   * One change, in one transaction that first takes the version row: changes of all processes come one after
   * another, and each judges by rows that nobody else is changing. `act` is under which it is kept, if it is; what
   * stands under it already is told to whoever decides.
   */
  change<Result>(
    decide: (rows: StaffRows, known: ActRow | null) => Change<Result>,
    act: string | null = null,
  ): Promise<Result> {
    return this.queue.run(async () => {
      const runner = this.source.createQueryRunner();
      try {
        await retryBusy(() => begin(runner));
        const known =
          act === null ? null : await runner.manager.findOneBy<ActRow>(ACT_TABLE.name, { id: act });
        const change = decide(await readRows(runner.manager), known);
        if (change.writes.length === 0) {
          await runner.rollbackTransaction();
          return change.result;
        }
        for (const write of change.writes) await put(runner.manager, write);
        if (change.act) await runner.manager.insert(ACT_TABLE.name, { ...change.act });
        await change.beforeCommit?.();
        await runner.commitTransaction().catch((error: unknown) => {
          change.onUndone?.();
          throw error;
        });
        return change.result;
      } catch (error) {
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      } finally {
        await runner.release();
      }
    });
  }

  async close(): Promise<void> {
    await this.queue.idle();
    if (this.source.isInitialized) await this.source.destroy();
  }

  /**
   * Before the seed: a production that begins without accounts would leave no other trace. A store from before this was
   * remembered, with accounts in it, is left open by a demo, for it may be a production's.
   */
  private claim(mode: StoreMode): Promise<void> {
    return this.queue.run(() =>
      retryBusy(async () => {
        const { manager } = this.source;
        const { version, mode: before } = await readVersionRow(manager);
        if (before === null && (mode === 'PRODUCTION' || version === 0))
          await manager.update(VERSION_TABLE.name, { id: VERSION_ID, mode: IsNull() }, { mode });
        const { mode: now } = await readVersionRow(manager);
        if (now !== null && now !== mode) throw new OtherModeError(now);
      }),
    );
  }

  /** Of two processes that start together, the second finds the rows of the first. */
  private seed(seed: StaffRows): Promise<void> {
    return this.change((rows) => ({
      writes: LISTS.some((list) => rows[list].length > 0)
        ? []
        : LISTS.flatMap((list) => insertsOf(seed, list)),
      result: undefined,
    }));
  }
}

const staffStoreFault = (error: unknown): GatewayError =>
  storeFault(error, { log: 'staff store', ja: '職員台帳', en: 'the staff directory' });

const LISTS = Object.keys(STAFF_TABLES) as readonly ListName[];

function insertsOf(rows: StaffRows, list: ListName): readonly Write[] {
  return rows[list].map((row) => ({ list, mode: 'insert', row }) as Write);
}

/**
 * Raising the version comes first: it takes the lock that a transaction beginning with a read could never be given.
 */
async function begin(runner: QueryRunner): Promise<void> {
  await runner.startTransaction();
  try {
    const { name, columns } = VERSION_TABLE;
    const version = columns.version.name;
    await runner.query(
      `UPDATE ${name} SET ${version} = ${version} + 1 WHERE ${columns.id.name} = ${VERSION_ID}`,
    );
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

interface VersionRow {
  readonly id: number;
  readonly version: number;
  readonly mode: StoreMode | null;
}

const readVersionRow = (manager: EntityManager): Promise<VersionRow> =>
  manager.findOneByOrFail<VersionRow>(VERSION_TABLE.name, { id: VERSION_ID });

const readVersion = async (manager: EntityManager): Promise<number> =>
  (await readVersionRow(manager)).version;

async function readRows(manager: EntityManager): Promise<StaffRows> {
  const rows = <List extends ListName>(list: List): Promise<StaffTables[List][]> =>
    manager.find<StaffTables[List]>(STAFF_TABLES[list].name);
  return {
    accounts: await rows('accounts'),
    grants: await rows('grants'),
    holdings: await rows('holdings'),
    contracts: await rows('contracts'),
    roster: await rows('roster'),
    overrides: await rows('overrides'),
  };
}

async function put(manager: EntityManager, { list, mode, row }: Write): Promise<void> {
  const { name } = STAFF_TABLES[list];
  if (mode === 'insert') {
    await manager.insert(name, { ...row });
    return;
  }
  const { id, ...rest } = row;
  await manager.update(name, { id }, rest);
}
