import { IsNull, LessThan, MoreThan, type DataSource } from 'typeorm';
import { ActConflict } from '../acts/act-conflict.js';
import type { ActRow } from '../acts/act-row.js';
import { ActRows, type ActStore } from '../acts/act-store.js';
import { retryBusy, storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
import { SerialQueue } from '../database/serial-queue.js';
import { CASE_MIGRATIONS } from './case-migrations.js';
import type { AdditionRow, CasePersonRow, CaseRow, CaseWrite, MatchRow } from './case-rows.js';
import {
  ACT_TABLE,
  ADDITION_TABLE,
  CASE_TABLE,
  CASE_TABLES,
  MATCH_TABLE,
  NAME_TABLE,
  PERSON_TABLE,
} from './case-tables.js';
import type { CaseFaultCode } from './case-texts.js';
import { apply, insertCase, insertPersons, ROWS_AT_ONCE } from './case-writes.js';

/** A case and whom it is about. */
export interface StoredCase {
  readonly row: CaseRow;
  /** 宛名番号, in their order. */
  readonly persons: readonly string[];
}

/** Where a page of cases goes on: newest first. */
export interface CasePlace {
  readonly openedAt: string;
  readonly number: string;
}

/** What an act of this room has written: for whoever brings it to its end after a crash. */
export interface ActTrace {
  readonly account: string;
  readonly caseNumber: string | null;
  readonly persons: readonly string[];
  readonly result: string;
}

/** Makes what an act writes. Asked outside any transaction, and before one is begun. */
export type MakeWrite = () => CaseWrite | Promise<CaseWrite>;

/** Times the next number is taken anew where another gateway had the same one. */
const TRIES = 20;

/** Cases, in the gateway's own store. Rejects with SOURCE_UNAVAILABLE. */
export class CaseStore implements ActStore<MakeWrite> {
  private readonly queue = new SerialQueue((error) =>
    error instanceof ActConflict ? error : storeFault(error, STORE),
  );
  private readonly acts: ActRows;

  private constructor(private readonly source: DataSource) {
    this.acts = new ActRows(source, ACT_TABLE);
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<CaseStore> {
    const room = { tables: CASE_TABLES, migrations: CASE_MIGRATIONS };
    return new CaseStore(await openStore(address, { ...room, asFault: (error) => storeFault(error, STORE) }));
  }

  /** By its own number or by the city's; null where no case has this name, to the letter. */
  byName(name: string): Promise<StoredCase | null> {
    return this.alone(async () => {
      const row = await this.source.manager
        .createQueryBuilder<CaseRow>(CASE_TABLE.name, 'file')
        .where(
          `file.number IN (SELECT known.case_number FROM ${NAME_TABLE.name} known WHERE known.name = :name)`,
        )
        .setParameters({ name })
        .getOne();
      // A database may take one width or case of a letter for another.
      return this.whole(row !== null && (row.number === name || row.documentNumber === name) ? row : null);
    });
  }

  /** The case that an act has opened. */
  byAct(openedAct: string): Promise<StoredCase | null> {
    return this.alone(async () => {
      const row = await this.source.manager.findOneBy<CaseRow>(CASE_TABLE.name, { openedAct });
      return this.whole(row);
    });
  }

  /** Cases that an account has opened, newest first, behind a place. */
  openedBy(
    account: string,
    {
      most,
      after,
      open,
    }: { readonly most: number; readonly after: CasePlace | null; readonly open: boolean },
  ): Promise<readonly StoredCase[]> {
    const of = { openedBy: account, ...(open ? { closedAt: IsNull() } : {}) };
    const where =
      after === null
        ? of
        : [
            { ...of, openedAt: LessThan(after.openedAt) },
            { ...of, openedAt: after.openedAt, number: LessThan(after.number) },
          ];
    return this.alone(async () => {
      const rows = await this.source.manager.find<CaseRow>(CASE_TABLE.name, {
        where,
        order: { openedAt: 'DESC', number: 'DESC' },
        take: most,
      });
      return this.withPersons(rows);
    });
  }

  /** Every case, in the order of their numbers, a thousand at a time. */
  async *all(): AsyncGenerator<StoredCase> {
    for (let after = ''; ;) {
      const part = await this.alone(async () =>
        this.withPersons(
          await this.source.manager.find<CaseRow>(CASE_TABLE.name, {
            where: { number: MoreThan(after) },
            order: { number: 'ASC' },
            take: PAGE,
          }),
        ),
      );
      yield* part;
      const last = part.at(-1);
      if (last === undefined || part.length < PAGE) return;
      after = last.row.number;
    }
  }

  /** Newest first. */
  matchesOf(caseNumber: string): Promise<readonly MatchRow[]> {
    return this.alone(() =>
      this.source.manager.find<MatchRow>(MATCH_TABLE.name, {
        where: { caseNumber },
        order: { matchedAt: 'DESC', id: 'DESC' },
        take: MOST_MATCHES,
      }),
    );
  }

  /** Oldest first. */
  additionsOf(caseNumber: string): Promise<readonly AdditionRow[]> {
    return this.alone(() =>
      this.source.manager.find<AdditionRow>(ADDITION_TABLE.name, {
        where: { caseNumber },
        order: { addedAt: 'ASC', id: 'ASC' },
      }),
    );
  }

  match(id: string): Promise<MatchRow | null> {
    return this.alone(() => this.source.manager.findOneBy<MatchRow>(MATCH_TABLE.name, { id }));
  }

  act(id: string): Promise<ActRow | null> {
    return this.alone(() => this.acts.find(id));
  }

  /**
   * Takes the key's place and writes what the act is about, in one transaction; false where another act was there
   * before. Rejects with `ActConflict`, and has written nothing, where the case is no longer as it was judged.
   */
  async begin(act: ActRow, make: MakeWrite | null): Promise<boolean> {
    const write = (await make?.()) ?? null;
    for (let left = TRIES; ; left -= 1) {
      try {
        return await this.alone(() =>
          this.acts.take(act, async (manager) => {
            if (write !== null) await apply(manager, write);
          }),
        );
      } catch (error) {
        if (left === 0 || error instanceof ActConflict) throw error;
        // Another gateway may have added the same person meanwhile.
        if (write?.is === 'ADD') continue;
        if (write?.is !== 'OPEN') throw error;
        const name = write.row.documentNumber;
        if (name !== null && (await this.byName(name)) !== null)
          throw new ActConflict<CaseFaultCode>('DOCUMENT_NUMBER_TAKEN');
      }
    }
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

  /** Null where the act has written nothing. */
  traceOf({ requestId }: ActRow): Promise<ActTrace | null> {
    return this.alone(async () => {
      const { manager } = this.source;
      const match = await manager.findOneBy<MatchRow>(MATCH_TABLE.name, { id: requestId });
      if (match !== null) {
        const { account, caseNumber, atenaNumber, decision } = match;
        return { account, caseNumber, persons: [atenaNumber], result: decision };
      }
      const addition = await manager.findOneBy<AdditionRow>(ADDITION_TABLE.name, { id: requestId });
      if (addition !== null) {
        const { account, caseNumber, persons } = addition;
        return { account, caseNumber, persons: words(persons), result: `ADDED ${caseNumber}` };
      }
      for (const [by, account, result] of TRACES) {
        const row = await manager.findOneBy<CaseRow>(CASE_TABLE.name, { [by]: requestId });
        if (row === null) continue;
        const persons = (await this.whole(row))?.persons ?? [];
        return {
          account: row[account] ?? '',
          caseNumber: row.number,
          persons,
          result: `${result} ${row.number}`,
        };
      }
      return null;
    });
  }

  /** A case as it stands, without an act: for the demo and for tests. Whom it is about is replaced where it is there. */
  put({ row, persons }: StoredCase): Promise<void> {
    return this.alone(() =>
      this.source.transaction(async (manager) => {
        const { number } = row;
        const isThere = await manager.existsBy<CaseRow>(CASE_TABLE.name, { number });
        if (!isThere) await insertCase(manager, row);
        await manager.delete(PERSON_TABLE.name, { caseNumber: number });
        await insertPersons(manager, number, persons);
      }),
    );
  }

  async close(): Promise<void> {
    await this.queue.idle();
    if (this.source.isInitialized) await this.source.destroy();
  }

  private async withPersons(rows: readonly CaseRow[]): Promise<readonly StoredCase[]> {
    const persons = new Map(rows.map(({ number }) => [number, new Array<string>()]));
    const numbers = [...persons.keys()];
    for (let at = 0; at < numbers.length; at += ROWS_AT_ONCE) {
      const found = await this.source.manager
        .createQueryBuilder<CasePersonRow>(PERSON_TABLE.name, 'person')
        .select('person.caseNumber', 'caseNumber')
        .addSelect('person.atenaNumber', 'atenaNumber')
        .where('person.caseNumber IN (:...numbers)', { numbers: numbers.slice(at, at + ROWS_AT_ONCE) })
        .orderBy('person.id')
        .getRawMany<Pick<CasePersonRow, 'caseNumber' | 'atenaNumber'>>();
      for (const { caseNumber, atenaNumber } of found) persons.get(caseNumber)?.push(atenaNumber);
    }
    return rows.map((row) => ({ row, persons: persons.get(row.number) ?? [] }));
  }

  private async whole(row: CaseRow | null): Promise<StoredCase | null> {
    const [found = null] = row === null ? [] : await this.withPersons([row]);
    return found;
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.run(() => retryBusy(work));
  }
}

const STORE = { log: 'case store', ja: '案件', en: 'cases' };
const MOST_MATCHES = 100;
const PAGE = 1_000;
const TRACES = [
  ['openedAct', 'openedBy', 'OPENED'],
  ['closedAct', 'closedBy', 'CLOSED'],
  ['withdrawnAct', 'withdrawnBy', 'WITHDRAWN'],
] as const;

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
