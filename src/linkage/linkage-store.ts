import { In, LessThan, MoreThan, type DataSource } from 'typeorm';
import type { ActRow } from '../acts/act-row.js';
import { RoomStore } from '../acts/room-store.js';
import { storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import type { GatewayError } from '../errors/gateway-error.js';
import { LINKAGE_MIGRATIONS } from './linkage-migrations.js';
import { LinkageHistories } from './linkage-histories.js';
import type { RequestRow } from './rows.js';
import { ACT_TABLE, CURSOR_ID, CURSOR_TABLE, LINKAGE_TABLES, REQUEST_TABLE } from './tables.js';
import type { RequestState } from './views.js';

/** Where a page of requests goes on: newest first. */
export interface RequestPlace {
  readonly requestedAt: string;
  readonly id: string;
}

/** States in which an inquiry is still open. */
const OPEN: readonly RequestState[] = ['UNSENT', 'REQUESTED', 'LIST_CHECKED', 'PERMIT_RECEIVED', 'SENT'];

/** The gateway's own memory of the exchange, in its store's database. Rejects with SOURCE_UNAVAILABLE. */
export class LinkageStore extends RoomStore<RequestRow> {
  /** How inquiries and provisions came to where they are. */
  readonly histories: LinkageHistories;

  private constructor(source: DataSource) {
    super(source, ACT_TABLE, asFault);
    this.histories = new LinkageHistories(source, (work) => this.alone(work));
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<LinkageStore> {
    const room = { tables: LINKAGE_TABLES, migrations: LINKAGE_MIGRATIONS };
    return new LinkageStore(await openStore(address, { ...room, asFault }));
  }

  /**
   * Takes the key's place, with the request where the act is one; false where another was there before. What the log was
   * told of it is kept with none: only its client goes on with it, or its request does.
   */
  begin(act: ActRow, request: RequestRow | null): Promise<boolean> {
    return this.alone(() =>
      this.acts.take({ ...act, facts: null }, async (manager) => {
        if (request !== null) await manager.insert(REQUEST_TABLE.name, { ...request });
      }),
    );
  }

  override reopen(act: ActRow, at: string): Promise<ActRow | null> {
    return super.reopen(act, at, null);
  }

  request(id: string): Promise<RequestRow | null> {
    return this.alone(() => this.source.manager.findOneBy<RequestRow>(REQUEST_TABLE.name, { id }));
  }

  byProcessingNumber(processingNumber: string): Promise<RequestRow | null> {
    return this.alone(() =>
      this.source.manager.findOneBy<RequestRow>(REQUEST_TABLE.name, { processingNumber }),
    );
  }

  /**
   * Of each of these persons, in order, the newest `most`, newest first: one statement for all of them. At most
   * 1,000 persons, for SQL Server takes 2,100 parameters.
   */
  async requestsOf(
    atenaNumbers: readonly string[],
    most: number,
  ): Promise<readonly (readonly RequestRow[])[]> {
    const rows = atenaNumbers.length === 0 ? [] : await this.alone(() => this.newestOf(atenaNumbers, most));
    const byPerson = new Map<string, RequestRow[]>(atenaNumbers.map((number) => [number, []]));
    for (const row of rows) byPerson.get(row.atenaNumber)?.push(row);
    return atenaNumbers.map((number) => byPerson.get(number) ?? []);
  }

  private newestOf(atenaNumbers: readonly string[], most: number): Promise<RequestRow[]> {
    const { manager } = this.source;
    const numbered = manager
      .createQueryBuilder()
      .select('one.id', 'id')
      .addSelect(
        'ROW_NUMBER() OVER (PARTITION BY one.atenaNumber ORDER BY one.requestedAt DESC, one.id DESC)',
        'place',
      )
      .from(REQUEST_TABLE.name, 'one')
      .where('one.atenaNumber IN (:...atenaNumbers)', { atenaNumbers });
    return manager
      .createQueryBuilder<RequestRow>(REQUEST_TABLE.name, 'request')
      .where(
        `request.id IN (SELECT newest.id FROM (${numbered.getQuery()}) newest WHERE newest.place <= :most)`,
      )
      .setParameters({ ...numbered.getParameters(), most })
      .orderBy({ 'request.requestedAt': 'DESC', 'request.id': 'DESC' })
      .getMany();
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

  /** In these states; all where null. */
  async count(states: readonly RequestState[] | null): Promise<number> {
    const where = states === null ? {} : { state: In([...states]) };
    return this.alone(() => this.source.manager.countBy(REQUEST_TABLE.name, where));
  }

  /**
   * Changes a request that is still as it was read, and keeps which state it has reached; false where another process
   * has moved it on.
   */
  move(row: RequestRow, change: Partial<Omit<RequestRow, 'id'>>): Promise<boolean> {
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        const { affected } = await manager.update(
          REQUEST_TABLE.name,
          { id: row.id, state: row.state },
          change,
        );
        if (affected !== 1) return false;
        await this.histories.reach(manager, row, change);
        return true;
      }),
    );
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

  /** Only ever raised: of two processes the one that has read further is right. */
  async advance(delivery: number): Promise<void> {
    await this.alone(() =>
      this.source.manager.update(
        CURSOR_TABLE.name,
        { id: CURSOR_ID, delivery: LessThan(delivery) },
        { delivery },
      ),
    );
  }
}

const asFault = (error: unknown): GatewayError =>
  storeFault(error, {
    log: 'linkage store',
    ja: '情報連携の記録',
    en: 'the exchange with the intermediate server',
  });
