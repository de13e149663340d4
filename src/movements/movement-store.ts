import { In, LessThanOrEqual, type DataSource, type EntityManager } from 'typeorm';
import type { RegistryChange } from '../../adapters/resident-registry/model.js';
import type { ActRow } from '../acts/act-row.js';
import type { ActPlace } from '../acts/act-store.js';
import { RoomStore } from '../acts/room-store.js';
import { storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import type { GatewayError } from '../errors/gateway-error.js';
import { flagsOfChange } from './flags-of-change.js';
import { MOVEMENT_MIGRATIONS } from './movement-migrations.js';
import {
  ACT_TABLE,
  FLAG_TABLE,
  FOLLOWED_TABLE,
  MOVEMENT_TABLES,
  REQUEST_TABLE,
  type FlagRow,
  type FlagState,
  type FlagTarget,
  type FollowedRow,
  type RequestRow,
} from './movement-tables.js';

const STORE = { log: 'movement store', ja: '異動', en: 'movements' };
const asFault = (error: unknown): GatewayError => storeFault(error, STORE);
const FOLLOWED = 'registry';

/** Acts, and what follows from movements, in the gateway's own store. Rejects with SOURCE_UNAVAILABLE. */
export class MovementStore extends RoomStore<RequestRow> {
  private constructor(source: DataSource) {
    super(source, ACT_TABLE, asFault);
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<MovementStore> {
    const room = { tables: MOVEMENT_TABLES, migrations: MOVEMENT_MIGRATIONS };
    return new MovementStore(await openStore(address, { ...room, asFault }));
  }

  /** Takes the key's place, and keeps whom the act is about. */
  begin(act: ActRow, request: RequestRow | null): Promise<boolean> {
    return this.alone(() =>
      this.acts.take(act, async (manager) => {
        if (request !== null) await manager.insert(REQUEST_TABLE.name, { ...request });
      }),
    );
  }

  /** Those that were refused are their client's to send again, and are not among them. */
  override openActs(
    actions: readonly string[],
    most: number,
    after: ActPlace | null = null,
  ): Promise<readonly ActRow[]> {
    return this.alone(() => {
      const query = this.source.manager
        .createQueryBuilder<ActRow>(ACT_TABLE.name, 'act')
        .where('act.action IN (:...actions) AND act.outcome IS NULL', { actions })
        .andWhere(`EXISTS (SELECT 1 FROM ${REQUEST_TABLE.name} r WHERE r.id = act.requestId)`);
      if (after !== null)
        query.andWhere('(act.at > :at OR (act.at = :at AND act.id > :id))', { at: after.at, id: after.id });
      return query.orderBy({ 'act.at': 'ASC', 'act.id': 'ASC' }).take(most).getMany();
    });
  }

  /** An act that was refused is tried again under its key; another that is at it holds it as well. */
  hold(request: RequestRow): Promise<void> {
    return this.alone(
      async () => void (await this.source.manager.insert(REQUEST_TABLE.name, { ...request })),
    );
  }

  /** The act was refused to this holder: nobody brings it to another end before it is sent again, or another holds it. */
  drop(id: string, holder: string): Promise<void> {
    return this.alone(
      async () => void (await this.source.manager.delete(REQUEST_TABLE.name, { id, holder })),
    );
  }

  /** The act as any of its holders keeps it: they hold the same. */
  request(id: string): Promise<RequestRow | null> {
    return this.alone(() => this.source.manager.findOneBy<RequestRow>(REQUEST_TABLE.name, { id }));
  }

  /** How far the registry's changes have been followed. */
  followed(): Promise<number> {
    return this.alone(() => followedBy(this.source.manager));
  }

  /**
   * Keeps what follows from these changes, in their order, each once. Nothing where another gateway has followed any of
   * them meanwhile: whoever asks again finds the rest.
   */
  follow(after: number, changes: readonly RegistryChange[], at: string): Promise<void> {
    const last = changes.at(-1);
    if (last === undefined) return Promise.resolve();
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        if (!(await advance(manager, after, last.position))) return;
        for (const change of changes) await keepFlags(manager, change, at);
      }),
    );
  }

  /** Flags of these changes, in their order. */
  flagsOf(positions: readonly number[]): Promise<readonly FlagRow[]> {
    if (positions.length === 0) return Promise.resolve([]);
    return this.alone(() =>
      this.source.manager.find<FlagRow>(FLAG_TABLE.name, {
        where: { position: In([...positions]) },
        order: { position: 'ASC', id: 'ASC' },
      }),
    );
  }

  /** Flags of these targets whose day has come and which have not ended, the oldest first. */
  due(targets: readonly FlagTarget[], today: string, most: number): Promise<readonly FlagRow[]> {
    return this.alone(() =>
      this.source.manager.find<FlagRow>(FLAG_TABLE.name, {
        where: { state: In(GOING), dueOn: LessThanOrEqual(today), target: In([...targets]) },
        order: { position: 'ASC', id: 'ASC' },
        take: most,
      }),
    );
  }

  /** Flags of a target that have not ended, whatever their day. */
  going(target: FlagTarget): Promise<readonly FlagRow[]> {
    return this.alone(() =>
      this.source.manager.find<FlagRow>(FLAG_TABLE.name, { where: { state: In(GOING), target } }),
    );
  }

  /**
   * Kept before a flag is told to another system, which may have it from then on: a movement that is cancelled later
   * undoes it there. False where the flag has ended, or was withdrawn, meanwhile.
   */
  beginFlag(id: string): Promise<boolean> {
    return this.alone(async () => {
      const where = { id, state: In(GOING) };
      const { affected } = await this.source.manager.update(FLAG_TABLE.name, where, { state: 'BEGUN' });
      return affected === 1;
    });
  }

  /** Ends a flag that has not ended. */
  end(id: string, at: string, state: 'DONE' | 'BY_HAND' = 'DONE'): Promise<void> {
    return this.alone(async () => {
      const where = { id, state: In(GOING) };
      await this.source.manager.update(FLAG_TABLE.name, where, { state, endedAt: at });
    });
  }
}

/** Flags that have not ended. */
const GOING: readonly FlagState[] = ['OPEN', 'BEGUN'];

async function followedBy(manager: EntityManager): Promise<number> {
  const row = await manager.findOneBy<FollowedRow>(FOLLOWED_TABLE.name, { id: FOLLOWED });
  return row?.position ?? 0;
}

/** False where it stands elsewhere by now. */
async function advance(manager: EntityManager, from: number, to: number): Promise<boolean> {
  const { affected } = await manager.update(
    FOLLOWED_TABLE.name,
    { id: FOLLOWED, position: from },
    { position: to },
  );
  if (affected === 1) return true;
  if ((await manager.existsBy<FollowedRow>(FOLLOWED_TABLE.name, { id: FOLLOWED })) || from !== 0)
    return false;
  // Of two that begin at once, the second finds the key taken, and has done nothing.
  await manager.insert(FOLLOWED_TABLE.name, { id: FOLLOWED, position: to });
  return true;
}

async function keepFlags(manager: EntityManager, change: RegistryChange, endedAt: string): Promise<void> {
  const own = await manager.find<FlagRow>(FLAG_TABLE.name, {
    where: { atenaNumber: change.atenaNumber },
    order: { position: 'ASC', id: 'ASC' },
  });
  const { withdrawn, revived, added } = flagsOfChange(change, own);
  for (const { id } of withdrawn) {
    const withdrawnBy = change.kind === 'MOVEMENT' ? change.movementNumber : null;
    const ended = { state: 'WITHDRAWN' as const, endedAt, withdrawnBy };
    const { affected } = await manager.update(FLAG_TABLE.name, { id, state: 'OPEN' }, ended);
    // Begun or ended since it was read: all of this is undone, and the next run looks again.
    if (affected !== 1) throw new Error('a flag was carried out meanwhile');
  }
  for (const { id } of revived)
    await manager.update(FLAG_TABLE.name, { id }, { state: 'OPEN', endedAt: null, withdrawnBy: null });
  for (const row of added)
    await manager.insert(FLAG_TABLE.name, { ...row, endedAt: row.state === 'OPEN' ? null : endedAt });
}
