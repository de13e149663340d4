import { In } from 'typeorm';
import { SourceError } from '../../errors/source-error.js';
import { TextClosed, type TextKey } from '../../database/sealed-text.js';
import type { VrsStore } from '../vrs-store.js';
import { STAGED_TABLE, TAKEN_TABLE, type StagedDoseRow, type TakenDoseRow } from '../vrs-tables.js';
import type { VrsLog } from '../vrs-log.js';
import { openDose, type StagedDose } from './staged-dose.js';
import { endLeftLooks, TakeLog, type GoesOn } from './take-log.js';
import {
  KEPT,
  LEFT,
  pick,
  STAYS_STAGED,
  TAKING,
  TOLD,
  unreadable,
  type Came,
  type TakenState,
  type Told,
} from './taken-state.js';
import { waitingDoses, withStaged } from './waiting-doses.js';
import { behind, DoseHolds } from './dose-holds.js';
import { LedgerOfDoses, type LedgerParts } from './ledger-of-doses.js';

export interface TakeParts extends LedgerParts {
  readonly store: VrsStore;
  readonly log: VrsLog;
  /** Whoever runs it: the maker of each record. */
  readonly account: string;
  /** Under which the doses lie. */
  readonly key: TextKey;
  /** UTC. */
  readonly now: () => string;
}

/** Doses looked at in one turn. */
const MOST = 200;

/**
 * Makes records of the ledger out of the doses that files of the vaccination record system have staged, through the one
 * engine that judges and keeps them (R158): its way is VRS_IMPORT, so that what somebody has settled stays. What the engine
 * stops is set aside with the line and why; what asks for a look waits for a decision.
 *
 * Each dose is one act of the engine under a key of its own, held by one run (`dose-holds.ts`), and what it came to is kept
 * after it, then told: broken off anywhere, the next run goes on and tells what was not told, and a file that is read again,
 * or another with the same doses, adds nothing.
 */
export class DoseTaker {
  private readonly log: TakeLog;
  private readonly holds: DoseHolds;
  private readonly ledger: LedgerOfDoses;

  constructor(private readonly parts: TakeParts) {
    this.ledger = new LedgerOfDoses(parts);
    this.log = new TakeLog(parts);
    this.holds = new DoseHolds(parts);
  }

  /** Every staged dose that was not looked at, file by file and line by line. Rejects where a system does not answer. */
  async take(onTold: (told: Told) => void): Promise<ReadonlyMap<TakenState, number>> {
    const counts = new Map<TakenState, number>();
    const count = (states: readonly TakenState[]): void => {
      for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
    };
    await endLeftLooks(this.parts);
    count(await this.tellLeft(onTold));
    for (let after: StagedDoseRow | null = null; ;) {
      const page: readonly StagedDoseRow[] = await this.untaken(after);
      if (page.length === 0) return counts;
      const look = { act: 'takeDoses', doses: this.readable(page) } as const;
      count(await this.log.around(look, (goesOn) => this.takenOf(page, onTold, goesOn)));
      after = page.at(-1) ?? null;
    }
  }

  private async takenOf(
    page: readonly StagedDoseRow[],
    onTold: (told: Told) => void,
    goesOn: GoesOn,
  ): Promise<{ readonly value: readonly TakenState[]; readonly result: string }> {
    const states: TakenState[] = [];
    for (const row of page) {
      await goesOn();
      const claimed = await this.holds.claim(row);
      if (claimed === 'ENDED') continue;
      const came = claimed === 'HELD' ? HELD : await this.held(row.id, () => this.takenOne(row, onTold));
      // Another run has it by now.
      if (came !== null) states.push(came.state);
    }
    const made = states.filter((state) => state === 'TAKEN').length;
    return { value: states, result: `TAKEN ${made} OF ${page.length}` };
  }

  /** A dose that this run holds. null: it was too slow, and another run has it. */
  private async takenOne(row: StagedDoseRow, onTold: (told: Told) => void): Promise<Came | null> {
    // Somebody is at work on the person's file.
    const came = (await this.taken(row, null)) ?? HELD;
    const isKept = came.state !== 'HELD' && !STAYS_STAGED.has(came.state);
    if (!isKept) await this.holds.release(row.id);
    else if (!(await this.holds.keep(row.id, came, null))) return null;
    if (!TOLD.has(came.state)) return came;
    onTold({ ...came, ...pick(row), codes: came.codes.join(' ') });
    if (isKept) await this.holds.told(row.id);
    return came;
  }

  /** What breaks off is free for the next run at once; what a kill breaks off, after a minute. */
  private async held<Value>(id: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      await this.holds.release(id).catch(() => undefined);
      throw error;
    }
  }

  /** Lines that an earlier run kept and did not come to tell. */
  private async tellLeft(onTold: (told: Told) => void): Promise<readonly TakenState[]> {
    const states: TakenState[] = [];
    for (let after: TakenDoseRow | null = null; ;) {
      const page: readonly TakenDoseRow[] = await this.holds.left(after, MOST);
      if (page.length === 0) return states;
      const rows = await this.parts.store.run(({ manager }) => withStaged(manager, page));
      const opened = rows.map(({ row, staged }) => ({ row, dose: this.opened(staged) }));
      const work = async (goesOn: GoesOn) => {
        const value: TakenState[] = [];
        for (const { row, dose } of opened) {
          await goesOn();
          value.push(await this.tellOne(row, dose, onTold));
        }
        return { value, result: `TOLD ${value.length}` };
      };
      const doses = opened.flatMap(({ dose }) => (dose instanceof TextClosed ? [] : dose));
      const look = { act: 'listDoses', doses } as const;
      states.push(...(await this.log.around(look, work)));
      after = page.at(-1) ?? null;
    }
  }

  /** Of one that is closed to whoever runs it the line alone: somebody else still has to hear of it. */
  private async tellOne(
    row: TakenDoseRow,
    dose: StagedDose | TextClosed,
    onTold: (told: Told) => void,
  ): Promise<TakenState> {
    if ((await this.holds.claimKept(row)) !== 'MINE') return 'HELD';
    return this.held(row.id, async () => {
      const { codes } = await this.asOpen(row, dose);
      const isOpen = codes === row.codes;
      const state = isOpen ? (row.state as TakenState) : dose instanceof TextClosed ? 'UNREADABLE' : 'CLOSED';
      onTold({ ...pick(row), state, codes });
      await (isOpen ? this.holds.told(row.id) : this.holds.release(row.id));
      return state;
    });
  }

  /** Of these, those that open under the key: of the others nobody can tell whose they are. */
  private readable(rows: readonly StagedDoseRow[]): readonly StagedDose[] {
    return rows.flatMap((row) => {
      const dose = this.opened(row);
      return dose instanceof TextClosed ? [] : dose;
    });
  }

  /**
   * Doses that wait for a decision or were set aside, by file and line. Of one that is closed to whoever asks, or whose person nobody can
   * tell, the line alone is told.
   */
  async waiting(): Promise<readonly TakenDoseRow[]> {
    const told: TakenDoseRow[] = [];
    const all = await waitingDoses(this.parts.store);
    for (let at = 0; at < all.length; at += MOST) {
      const part = all.slice(at, at + MOST).map(({ row, staged }) => ({ row, dose: this.opened(staged) }));
      const doses = part.flatMap(({ dose }) => (dose instanceof TextClosed ? [] : dose));
      const look = { act: 'listDoses', doses } as const;
      const rows = await this.log.around(look, async () => {
        const value = await Promise.all(part.map(({ row, dose }) => this.asOpen(row, dose)));
        return { value, result: `LISTED ${value.length}` };
      });
      told.push(...rows);
    }
    return told;
  }

  private async asOpen(row: TakenDoseRow, dose: StagedDose | TextClosed): Promise<TakenDoseRow> {
    if (dose instanceof TextClosed) return { ...row, codes: dose.code };
    const person = await this.ledger.personOf(dose);
    const isClosed =
      person instanceof SourceError || (person !== null && (await this.parts.closedFor(person)) !== null);
    return isClosed ? { ...row, codes: 'CLOSED_PERSON' } : row;
  }

  /** One that waits or was set aside: recorded in spite of what was found, or not at all. null: there is no such dose. */
  async decide(
    id: string,
    { isAccepted, reason }: { readonly isAccepted: boolean; readonly reason: string },
  ): Promise<Came | null> {
    const { store } = this.parts;
    const [row, staged] = await store.run(({ manager }) =>
      Promise.all([
        manager.findOneBy<TakenDoseRow>(TAKEN_TABLE.name, { id, state: In([...LEFT]) }),
        manager.findOneBy<StagedDoseRow>(STAGED_TABLE.name, { id }),
      ]),
    );
    if (row === null || staged === null) return null;
    const opened = this.opened(staged);
    // Whose it is nobody can tell, and so nobody decides.
    if (opened instanceof TextClosed) return unreadable(opened);
    const came = await this.log.around<Came | Error>({ act: 'decideDose', doses: [opened] }, async () => {
      const person = await this.ledger.personOf(opened);
      if (person instanceof SourceError) return { value: person, result: 'FAILED' };
      const closed = person === null ? null : await this.parts.closedFor(person);
      if (closed !== null) return { value: closed, result: 'CLOSED_PERSON' };
      // Another decision, or a run that tells the line.
      if ((await this.holds.claimKept(row)) !== 'MINE') return { value: busy(row), result: 'BUSY' };
      return this.held(id, async () => {
        const refused: Came = { state: 'REFUSED', codes: row.codes.split(' ') };
        const value = isAccepted ? await this.decided(staged, row, reason) : refused;
        const isKept = KEPT.has(value.state) && (await this.holds.keep(id, value, reason));
        if (!isKept) await this.holds.release(id);
        return { value, result: value.state };
      });
    });
    if (came instanceof Error) throw came;
    return came;
  }

  /** One that is stopped by now, or busy, is told, and goes on waiting. */
  private async decided(staged: StagedDoseRow, row: TakenDoseRow, reason: string): Promise<Came> {
    return (await this.taken(staged, reason)) ?? busy(row);
  }

  /** null: it cannot be said now. */
  private async taken(row: StagedDoseRow, reason: string | null): Promise<Came | null> {
    const staged = this.opened(row);
    return staged instanceof TextClosed ? unreadable(staged) : this.ledger.take(staged, reason);
  }

  private opened(row: StagedDoseRow): StagedDose | TextClosed {
    try {
      return openDose(this.parts.key, row);
    } catch (error) {
      if (error instanceof TextClosed) return error;
      throw error;
    }
  }

  /** Those that nothing is kept of, or that a run is at. */
  private untaken(after: StagedDoseRow | null): Promise<readonly StagedDoseRow[]> {
    return this.parts.store.run(({ manager }) => {
      const query = manager
        .createQueryBuilder<StagedDoseRow>(STAGED_TABLE.name, 's')
        .where(
          `NOT EXISTS (SELECT 1 FROM ${TAKEN_TABLE.name} t WHERE t.id = s.id AND t.state <> '${TAKING}')`,
        );
      if (after !== null) query.andWhere(...behind('s', after));
      return query
        .orderBy('s.importId', 'ASC')
        .addOrderBy('s.line', 'ASC')
        .addOrderBy('s.dose', 'ASC')
        .take(MOST)
        .getMany();
    });
  }
}

const HELD: Came = { state: 'HELD', codes: [] };

/** It goes on waiting, or set aside. */
const busy = ({ state }: TakenDoseRow): Came => ({ state: state as TakenState, codes: ['BUSY'] });
