import { IsNull, LessThan, MoreThan, type DataSource } from 'typeorm';
import { ActConflict } from '../acts/act-conflict.js';
import type { ActRow } from '../acts/act-row.js';
import { RoomStore } from '../acts/room-store.js';
import { storeFault, type StoreAddress } from '../database/connection.js';
import { openStore } from '../database/open-store.js';
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
import { traceOf, type ActTrace } from './case-trace.js';
import { apply, putCase, ROWS_AT_ONCE } from './case-writes.js';

/** A case and whom it is about. */
export interface StoredCase {
  readonly row: CaseRow;
  /** 宛名番号, in their order. */
  readonly persons: readonly string[];
  /** Those of them whom its consent covers: who was added after it was given gave none. */
  readonly consented: readonly string[];
  /** Since when those are on it who were added after it was opened; UTC. */
  readonly addedAt: ReadonlyMap<string, string>;
}

/** Where a page of cases goes on: newest first. */
export interface CasePlace {
  readonly openedAt: string;
  readonly number: string;
}

/** Makes what an act writes. Asked outside any transaction, and before one is begun. */
export type MakeWrite = () => CaseWrite | Promise<CaseWrite>;

/** Times the next number is taken anew where another gateway had the same one. */
const TRIES = 20;

/** Cases, in the gateway's own store. Rejects with SOURCE_UNAVAILABLE. */
export class CaseStore extends RoomStore<MakeWrite> {
  private constructor(source: DataSource) {
    super(source, ACT_TABLE, asFault);
  }

  /** Connects and applies pending migrations. */
  static async open(address: StoreAddress): Promise<CaseStore> {
    const room = { tables: CASE_TABLES, migrations: CASE_MIGRATIONS };
    return new CaseStore(await openStore(address, { ...room, asFault }));
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

  /** Null where the act has written nothing. */
  traceOf({ requestId }: ActRow): Promise<ActTrace | null> {
    return this.alone(() =>
      traceOf(this.source.manager, requestId, async (row) => (await this.whole(row))?.persons ?? []),
    );
  }

  /** A case as it stands, without an act: for the demo and for tests. Whom it is about is replaced where it is there. */
  put({ row, persons, consented, addedAt }: StoredCase): Promise<void> {
    const members = persons.map((atenaNumber) => ({
      atenaNumber,
      consentedOn: consented.includes(atenaNumber) ? row.consentOn : null,
      addedAt: addedAt.get(atenaNumber) ?? null,
    }));
    return this.alone(() => this.source.transaction((manager) => putCase(manager, row, members)));
  }

  private async withPersons(rows: readonly CaseRow[]): Promise<readonly StoredCase[]> {
    const persons = new Map(rows.map(({ number }) => [number, new Array<CaseMember>()]));
    const numbers = [...persons.keys()];
    for (let at = 0; at < numbers.length; at += ROWS_AT_ONCE) {
      const found = await this.source.manager
        .createQueryBuilder<CasePersonRow>(PERSON_TABLE.name, 'person')
        .select('person.caseNumber', 'caseNumber')
        .addSelect('person.atenaNumber', 'atenaNumber')
        .addSelect('person.consentedOn', 'consentedOn')
        .addSelect('person.addedAt', 'addedAt')
        .where('person.caseNumber IN (:...numbers)', { numbers: numbers.slice(at, at + ROWS_AT_ONCE) })
        .orderBy('person.id')
        .getRawMany<CaseMember>();
      for (const one of found) persons.get(one.caseNumber)?.push(one);
    }
    return rows.map((row) => {
      const members = persons.get(row.number) ?? [];
      const consented = members.filter(({ consentedOn }) => consentedOn !== null);
      const addedAt = new Map(
        members.flatMap(({ atenaNumber, addedAt: at }) => (at === null ? [] : [[atenaNumber, at]])),
      );
      return { row, persons: members.map(numberOf), consented: consented.map(numberOf), addedAt };
    });
  }

  private async whole(row: CaseRow | null): Promise<StoredCase | null> {
    const [found = null] = row === null ? [] : await this.withPersons([row]);
    return found;
  }
}

type CaseMember = Omit<CasePersonRow, 'id'>;
const numberOf = ({ atenaNumber }: CaseMember): string => atenaNumber;

const STORE = { log: 'case store', ja: '案件', en: 'cases' };
const asFault = (error: unknown): Error => (error instanceof ActConflict ? error : storeFault(error, STORE));
const MOST_MATCHES = 100;
const PAGE = 1_000;
