import { In, LessThan, MoreThan, type DataSource } from 'typeorm';
import type { ActRow } from '../acts/act-row.js';
import { ActRows, type ActStore } from '../acts/act-store.js';
import { connectStore, retryBusy, storeFault, type StoreAddress } from '../database/connection.js';
import { createTables } from '../database/create-tables.js';
import type { RequestRow } from './rows.js';
import { ACT_TABLE, CURSOR_ID, CURSOR_TABLE, FIRST_CURSOR, LINKAGE_TABLES, REQUEST_TABLE } from './tables.js';
import type { RequestState } from './views.js';

/** Where a page of requests goes on: newest first. */
export interface RequestPlace {
  readonly requestedAt: string;
  readonly id: string;
}

/** Something may still come of these. */
const OPEN: readonly RequestState[] = ['UNSENT', 'REQUESTED', 'LIST_CHECKED', 'PERMIT_RECEIVED', 'SENT'];

/** The gateway's own memory of the exchange, in its store's database. Rejects with SOURCE_UNAVAILABLE. */
export class LinkageStore implements ActStore<RequestRow> {
  /** SQLite has one connection: a read beside a transaction under way would see what may yet be undone. */
  private queue: Promise<unknown> = Promise.resolve();

  private readonly acts: ActRows;

  private constructor(private readonly source: DataSource) {
    this.acts = new ActRows(source, ACT_TABLE);
  }

  static async open(address: StoreAddress): Promise<LinkageStore> {
    try {
      const source = await connectStore(address, LINKAGE_TABLES);
      await retryBusy(() => createTables(source, LINKAGE_TABLES, [FIRST_CURSOR]));
      return new LinkageStore(source);
    } catch (error) {
      throw storeFault(error);
    }
  }

  act(id: string): Promise<ActRow | null> {
    return this.alone(() => this.acts.find(id));
  }

  /** Takes the key's place, with the request where the act is one; false where another was there before. */
  begin(act: ActRow, request: RequestRow | null): Promise<boolean> {
    return this.alone(() =>
      this.acts.take(act, async (manager) => {
        if (request !== null) await manager.insert(REQUEST_TABLE.name, { ...request });
      }),
    );
  }

  async finish(id: string, outcome: string): Promise<void> {
    await this.alone(() => this.acts.finish(id, outcome));
  }

  openActs(actions: readonly string[], most: number): Promise<readonly ActRow[]> {
    return this.alone(() => this.acts.open(actions, most));
  }

  request(id: string): Promise<RequestRow | null> {
    return this.alone(() => this.source.manager.findOneBy<RequestRow>(REQUEST_TABLE.name, { id }));
  }

  byProcessingNumber(processingNumber: string): Promise<RequestRow | null> {
    return this.alone(() =>
      this.source.manager.findOneBy<RequestRow>(REQUEST_TABLE.name, { processingNumber }),
    );
  }

  /** Newest first. */
  requestsOf(atenaNumber: string, most: number): Promise<readonly RequestRow[]> {
    return this.alone(() =>
      this.source.manager.find<RequestRow>(REQUEST_TABLE.name, {
        where: { atenaNumber },
        order: { requestedAt: 'DESC', id: 'DESC' },
        take: most,
      }),
    );
  }

  /** Newest first, behind a place. */
  requests(page: {
    readonly states: readonly RequestState[] | null;
    readonly after: RequestPlace | null;
    readonly most: number;
  }): Promise<readonly RequestRow[]> {
    const { states, after, most } = page;
    const of = states === null ? {} : { state: In([...states]) };
    const where =
      after === null
        ? of
        : [
            { ...of, requestedAt: LessThan(after.requestedAt) },
            { ...of, requestedAt: after.requestedAt, id: LessThan(after.id) },
          ];
    return this.alone(() =>
      this.source.manager.find<RequestRow>(REQUEST_TABLE.name, {
        where,
        order: { requestedAt: 'DESC', id: 'DESC' },
        take: most,
      }),
    );
  }

  /** Oldest first, behind a place. */
  openRequests(most: number, after: RequestPlace | null = null): Promise<readonly RequestRow[]> {
    const of = { state: In([...OPEN]) };
    const where =
      after === null
        ? of
        : [
            { ...of, requestedAt: MoreThan(after.requestedAt) },
            { ...of, requestedAt: after.requestedAt, id: MoreThan(after.id) },
          ];
    return this.alone(() =>
      this.source.manager.find<RequestRow>(REQUEST_TABLE.name, {
        where,
        order: { requestedAt: 'ASC', id: 'ASC' },
        take: most,
      }),
    );
  }

  async count(state: RequestState): Promise<number> {
    return this.alone(() => this.source.manager.countBy(REQUEST_TABLE.name, { state }));
  }

  /** Changes a request that is still as it was read; false where another process has moved it on. */
  move(row: RequestRow, change: Partial<Omit<RequestRow, 'id'>>): Promise<boolean> {
    return this.alone(async () => {
      const { affected } = await this.source.manager.update(
        REQUEST_TABLE.name,
        { id: row.id, state: row.state },
        change,
      );
      return affected === 1;
    });
  }

  cursor(): Promise<number> {
    return this.alone(async () => {
      const row = await this.source.manager.findOneByOrFail<{ id: number; delivery: number }>(
        CURSOR_TABLE.name,
        { id: CURSOR_ID },
      );
      return row.delivery;
    });
  }

  /** Never backwards: of two processes the one that has read further is right. */
  async advance(delivery: number): Promise<void> {
    await this.alone(() =>
      this.source.manager.update(
        CURSOR_TABLE.name,
        { id: CURSOR_ID, delivery: LessThan(delivery) },
        { delivery },
      ),
    );
  }

  async close(): Promise<void> {
    await this.queue.catch(() => undefined);
    if (this.source.isInitialized) await this.source.destroy();
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue
      .then(() => retryBusy(work))
      .catch((error: unknown) => {
        throw storeFault(error);
      });
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}
