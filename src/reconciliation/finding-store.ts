import { IsNull, LessThan, MoreThan, type DataSource, type EntityManager } from 'typeorm';
import { ActConflict } from '../acts/act-conflict.js';
import type { ActRow } from '../acts/act-row.js';
import { RoomStore } from '../acts/room-store.js';
import { storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import { RECONCILIATION_MIGRATIONS } from './finding-migrations.js';
import type { FindingRow, RunRow, StrayRow } from './finding-row.js';
import { ACT_TABLE, FINDING_TABLE, RECONCILIATION_TABLES, RUN_TABLE, STRAY_TABLE } from './finding-tables.js';
import { RunInUse } from './run-in-use.js';
import { changeFinding, keepFound, keepStrays, type FindingWrite, type FoundRow } from './finding-writes.js';
import type { FindingState } from './terms.js';

const STORE = { log: 'reconciliation store', ja: '突合の結果', en: 'findings of the reconciliation' };
const asFault = (error: unknown): Error =>
  error instanceof ActConflict || error instanceof RunInUse ? error : storeFault(error, STORE);

/** How far a run has come. */
type PlaceOfRun = Pick<RunRow, 'phase' | 'after'>;

/** A page of a run: what it found, and where the run goes on, in one transaction. */
export interface PageOfRun {
  readonly run: RunRow;
  /** Where the run stood when the page was read. */
  readonly from: PlaceOfRun;
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
export class FindingStore extends RoomStore<FindingWrite> {
  private constructor(source: DataSource) {
    super(source, ACT_TABLE, asFault);
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<FindingStore> {
    const room = { tables: RECONCILIATION_TABLES, migrations: RECONCILIATION_MIGRATIONS };
    return new FindingStore(await openStore(address, { ...room, asFault }));
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

  /**
   * A page that is read again after a crash writes the same rows again. Rejects with `RunInUse`, and has written nothing,
   * where another process has taken the run further meanwhile.
   */
  async keepPage({ run, from, found, strays, at }: PageOfRun): Promise<void> {
    await this.alone(() =>
      this.source.transaction(async (manager) => {
        await goOn(manager, run, from);
        await keepFound(manager, found, { run: run.number, at });
        await keepStrays(manager, strays);
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

  /**
   * Ends the run: what was open and has not been found again is gone, and what was decided stays as it is. Rejects with
   * `RunInUse` as a page does.
   */
  async endRun(run: RunRow, from: PlaceOfRun): Promise<void> {
    const open: FindingState = 'OPEN';
    const gone: FindingState = 'GONE';
    await this.alone(() =>
      this.source.transaction(async (manager) => {
        await goOn(manager, run, from);
        await manager.update(
          FINDING_TABLE.name,
          { state: open, seenRun: LessThan(run.number) },
          { state: gone },
        );
        await manager.delete(STRAY_TABLE.name, { run: run.number });
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

  /** The finding that stands as the act has left it; null: it was decided on, or found, anew since. */
  ofAct(requestId: string): Promise<FindingRow | null> {
    return this.alone(async () => {
      const by = (property: 'proposedAct' | 'decidedAct') =>
        this.source.manager.findOneBy<FindingRow>(FINDING_TABLE.name, { [property]: requestId });
      return (await by('decidedAct')) ?? by('proposedAct');
    });
  }

  /** Takes the key's place and changes the finding, in one transaction. Rejects with `ActConflict` where it cannot. */
  begin(act: ActRow, write: FindingWrite | null): Promise<boolean> {
    return this.alone(() =>
      this.acts.take(act, async (manager) => {
        if (write !== null) await changeFinding(manager, write);
      }),
    );
  }

  /**
   * What became of a decision in the systems. False where another gateway has told it: whatever became of the finding
   * since is somebody else's.
   */
  settle(
    { id, decidedAct }: Pick<FindingRow, 'id' | 'decidedAct'>,
    to: Pick<FindingRow, 'state' | 'outcome'>,
  ): Promise<boolean> {
    const state: FindingState = 'CORRECTING';
    const where = { id, decidedAct: decidedAct ?? IsNull(), state };
    return this.alone(async () => {
      const { affected } = await this.source.manager.update(FINDING_TABLE.name, where, { ...to });
      return affected === 1;
    });
  }
}

/** Of two processes at one run each page is kept by one: the other has read what is behind it by now. */
async function goOn(manager: EntityManager, run: RunRow, { phase, after }: PlaceOfRun): Promise<void> {
  const where = { number: run.number, phase, after: after ?? IsNull() };
  const { affected } = await manager.update(RUN_TABLE.name, where, { ...run });
  if (affected !== 1) throw new RunInUse();
}
