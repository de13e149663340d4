import { LessThan, MoreThan, type DataSource } from 'typeorm';
import { ActConflict } from '../acts/act-conflict.js';
import type { ActRow } from '../acts/act-row.js';
import { ActRows, type ActStore } from '../acts/act-store.js';
import { retryBusy, storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import { SerialQueue } from '../database/serial-queue.js';
import { RECONCILIATION_MIGRATIONS } from './finding-migrations.js';
import type { FindingRow, RunRow, StrayRow } from './finding-row.js';
import { ACT_TABLE, FINDING_TABLE, RECONCILIATION_TABLES, RUN_TABLE, STRAY_TABLE } from './finding-tables.js';
import { changeFinding, keepFound, keepStrays, type FindingWrite, type FoundRow } from './finding-writes.js';
import type { FindingState } from './terms.js';

const STORE = { log: 'reconciliation store', ja: '突合の結果', en: 'findings of the reconciliation' };

/** A page of a run: what it found, and where the run goes on, in one transaction. */
export interface PageOfRun {
  readonly run: RunRow;
  readonly found: readonly FoundRow[];
  readonly strays: readonly StrayRow[];
  /** UTC. */
  readonly at: string;
}

export interface FindingFilter {
  readonly states: readonly string[];
  readonly kinds: readonly string[];
  readonly suspected: readonly string[];
  /** Hundredths. */
  readonly leastConfidence: number;
  /** 宛名番号; null: of everybody. */
  readonly atenaNumbers: readonly string[] | null;
}

/** Findings, in the gateway's own store. Rejects with SOURCE_UNAVAILABLE. */
export class FindingStore implements ActStore<FindingWrite> {
  private readonly queue = new SerialQueue((error) =>
    error instanceof ActConflict ? error : storeFault(error, STORE),
  );
  private readonly acts: ActRows;

  private constructor(private readonly source: DataSource) {
    this.acts = new ActRows(source, ACT_TABLE);
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<FindingStore> {
    const room = { tables: RECONCILIATION_TABLES, migrations: RECONCILIATION_MIGRATIONS };
    return new FindingStore(
      await openStore(address, { ...room, asFault: (error) => storeFault(error, STORE) }),
    );
  }

  /** The newest run; null before the first. */
  lastRun(): Promise<RunRow | null> {
    return this.alone(async () => {
      const [run = null] = await this.source.manager.find<RunRow>(RUN_TABLE.name, {
        order: { number: 'DESC' },
        take: 1,
      });
      return run;
    });
  }

  async beginRun(run: RunRow): Promise<void> {
    await this.alone(() =>
      this.source.transaction(async (manager) => {
        await manager.insert(RUN_TABLE.name, { ...run });
        // What a run before left behind is read anew.
        await manager.delete(STRAY_TABLE.name, { run: LessThan(run.number) });
      }),
    );
  }

  /** A page that is read again after a crash writes the same rows again. */
  async keepPage({ run, found, strays, at }: PageOfRun): Promise<void> {
    await this.alone(() =>
      this.source.transaction(async (manager) => {
        await keepFound(manager, found, { run: run.number, at });
        await keepStrays(manager, strays);
        await manager.update(RUN_TABLE.name, { number: run.number }, { ...run });
      }),
    );
  }

  /** Strays behind a hash, whole groups of one hash; empty where there are none left. */
  straysAfter(run: number, after: string | null, most: number): Promise<readonly StrayRow[]> {
    return this.alone(async () => {
      const { manager } = this.source;
      const rows = await manager.find<StrayRow>(STRAY_TABLE.name, {
        where: { run, joinHash: MoreThan(after ?? '') },
        order: { joinHash: 'ASC', id: 'ASC' },
        take: most,
      });
      const last = rows.at(-1);
      if (last === undefined || rows.length < most) return rows;
      // The last group may be cut off; it is read whole.
      const group = await manager.find<StrayRow>(STRAY_TABLE.name, {
        where: { run, joinHash: last.joinHash },
        order: { id: 'ASC' },
      });
      return [...rows.filter(({ joinHash }) => joinHash !== last.joinHash), ...group];
    });
  }

  /** Ends the run: what was open and has not been found again is gone, and what was decided stays as it is. */
  async endRun(run: RunRow): Promise<void> {
    const open: FindingState = 'OPEN';
    const gone: FindingState = 'GONE';
    await this.alone(() =>
      this.source.transaction(async (manager) => {
        await manager.update(
          FINDING_TABLE.name,
          { state: open, seenRun: LessThan(run.number) },
          { state: gone },
        );
        await manager.delete(STRAY_TABLE.name, { run: run.number });
        await manager.update(RUN_TABLE.name, { number: run.number }, { ...run });
      }),
    );
  }

  find(id: string): Promise<FindingRow | null> {
    return this.alone(() => this.source.manager.findOneBy<FindingRow>(FINDING_TABLE.name, { id }));
  }

  /** In the order of their ids, behind one. */
  page(filter: FindingFilter, { most, after }: { readonly most: number; readonly after: string | null }) {
    return this.alone(() => {
      const query = this.source.manager
        .createQueryBuilder<FindingRow>(FINDING_TABLE.name, 'found')
        .where('found.confidence >= :least AND found.id > :after', {
          least: filter.leastConfidence,
          after: after ?? '',
        });
      for (const [column, terms] of [
        ['state', filter.states],
        ['kind', filter.kinds],
        ['suspected', filter.suspected],
      ] as const)
        if (terms.length > 0) query.andWhere(`found.${column} IN (:...${column})`, { [column]: terms });
      if (filter.atenaNumbers !== null)
        query.andWhere('(found.atenaNumber IN (:...persons) OR found.otherNumber IN (:...persons))', {
          persons: filter.atenaNumbers,
        });
      return query.orderBy('found.id', 'ASC').take(most).getMany();
    });
  }

  /** How many findings of each kind are in a state. */
  async counts(): Promise<readonly { kind: string; state: string; suspected: string; count: number }[]> {
    const rows = await this.alone(() =>
      this.source.manager
        .createQueryBuilder<FindingRow>(FINDING_TABLE.name, 'found')
        .select('found.kind', 'kind')
        .addSelect('found.state', 'state')
        .addSelect('found.suspected', 'suspected')
        .addSelect('COUNT(*)', 'count')
        .groupBy('found.kind')
        .addGroupBy('found.state')
        .addGroupBy('found.suspected')
        .getRawMany<{ kind: string; state: string; suspected: string; count: number | string }>(),
    );
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  inState(state: FindingState, most: number): Promise<readonly FindingRow[]> {
    return this.alone(() =>
      this.source.manager.find<FindingRow>(FINDING_TABLE.name, {
        where: { state },
        order: { id: 'ASC' },
        take: most,
      }),
    );
  }

  ofAct(requestId: string): Promise<FindingRow | null> {
    return this.alone(async () => {
      const by = (property: 'proposedAct' | 'decidedAct') =>
        this.source.manager.findOneBy<FindingRow>(FINDING_TABLE.name, { [property]: requestId });
      return (await by('decidedAct')) ?? by('proposedAct');
    });
  }

  act(id: string): Promise<ActRow | null> {
    return this.alone(() => this.acts.find(id));
  }

  /** Takes the key's place and changes the finding, in one transaction. Rejects with `ActConflict` where it cannot. */
  begin(act: ActRow, write: FindingWrite | null): Promise<boolean> {
    return this.alone(() =>
      this.acts.take(act, async (manager) => {
        if (write !== null) await changeFinding(manager, write);
      }),
    );
  }

  /** What became of a decision in the systems. */
  async settle(id: string, to: Pick<FindingRow, 'state' | 'outcome'>): Promise<void> {
    await this.alone(() => this.source.manager.update(FINDING_TABLE.name, { id }, { ...to }));
  }

  async finish(id: string, outcome: string): Promise<void> {
    await this.alone(() => this.acts.finish(id, outcome));
  }

  claim(act: ActRow, at: string): Promise<boolean> {
    return this.alone(() => this.acts.claim(act, at));
  }

  openActs(actions: readonly string[], most: number): Promise<readonly ActRow[]> {
    return this.alone(() => this.acts.open(actions, most));
  }

  async close(): Promise<void> {
    await this.queue.idle();
    if (this.source.isInitialized) await this.source.destroy();
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.run(() => retryBusy(work));
  }
}
