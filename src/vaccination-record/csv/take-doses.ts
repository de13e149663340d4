import { NamedBy } from '../../acts/named-by.js';
import { TextClosed, type TextKey } from '../../database/sealed-text.js';
import type { RecordAccess, RecordInput, RecordResult } from '../../immunization-records/record-access.js';
import { NO_ITEMS, type Sources } from '../../sources/sources.js';
import type { VrsStore } from '../vrs-store.js';
import { STAGED_TABLE, TAKEN_TABLE, type StagedDoseRow, type TakenDoseRow } from '../vrs-tables.js';
import { openDose, type StagedDose } from './staged-dose.js';
import { contentOfDose, VACCINE } from './content-of-dose.js';

/** What a staged dose came to. */
export type TakenState =
  | 'TAKEN' // a record of the ledger by now
  | 'KNOWN' // the ledger had the same dose of the same day; where they differ in the rest, reconciliation finds it
  | 'SET_ASIDE' // something stops it: no reason makes a record of it
  | 'WAITING' // somebody has to look and decide, with a reason
  | 'REFUSED' // somebody has looked, and it is none
  | 'UNREADABLE'; // it does not open under the key at hand: it stays staged, and is looked at again

export interface TakeParts {
  readonly store: VrsStore;
  readonly desk: Pick<RecordAccess, 'record'>;
  readonly sources: Pick<Sources, 'ask'> & {
    readonly health: Pick<Sources['health'], 'loadLedger' | 'loadCouponHolders'>;
    readonly address: Pick<Sources['address'], 'loadByHealthNumber' | 'loadMany'>;
  };
  /** Whoever runs it: the maker of each record. */
  readonly account: string;
  /** Rejects with FORBIDDEN where whoever runs it may decide nothing about this person (宛名番号). */
  readonly permit: (atenaNumber: string) => Promise<void>;
  /** 全国地方公共団体コード of the city. */
  readonly municipality: string;
  /** Under which the doses lie. */
  readonly key: TextKey;
  readonly signal: AbortSignal;
  /** UTC. */
  readonly now: () => string;
}

/** One dose that somebody has to hear of. */
export type Told = Pick<TakenDoseRow, 'id' | 'line' | 'dose' | 'codes'> & { readonly state: TakenState };

/** What somebody has to hear of. */
const TOLD: ReadonlySet<TakenState> = new Set(['SET_ASIDE', 'WAITING', 'UNREADABLE']);

/** Doses looked at in one turn. */
const MOST = 200;

interface Came {
  readonly state: TakenState;
  readonly codes: readonly string[];
}

/**
 * Makes records of the ledger out of the doses that files of the vaccination record system have staged, through the one
 * engine that judges and keeps them (R158): its way is VRS_IMPORT, so that what somebody has settled stays. What the engine
 * stops is set aside with the line and why; what asks for a look waits for a decision.
 *
 * Each dose is one act of the engine under a key of its own, and what it came to is kept after it: broken off anywhere,
 * the next run goes on, and a file that is read again, or another with the same doses, adds nothing.
 */
export class DoseTaker {
  constructor(private readonly parts: TakeParts) {}

  /** Every staged dose that was not looked at, file by file and line by line. Rejects where a system does not answer. */
  async take(onTold: (told: Told) => void): Promise<ReadonlyMap<TakenState, number>> {
    const counts = new Map<TakenState, number>();
    for (let after: StagedDoseRow | null = null; ;) {
      const page: readonly StagedDoseRow[] = await this.untaken(after);
      for (const row of page) {
        const came = await this.taken(row, null);
        // Somebody is at work on the person's file: the next run looks again.
        if (came === null) continue;
        if (came.state !== 'UNREADABLE') await this.keep(row, came, null);
        counts.set(came.state, (counts.get(came.state) ?? 0) + 1);
        if (TOLD.has(came.state)) onTold({ ...came, ...pick(row), codes: came.codes.join(' ') });
      }
      after = page.at(-1) ?? null;
      if (after === null) return counts;
    }
  }

  /** Doses that wait for a decision, by file and line. */
  async waiting(): Promise<readonly TakenDoseRow[]> {
    return this.parts.store.run(({ manager }) =>
      manager.find<TakenDoseRow>(TAKEN_TABLE.name, {
        where: { state: 'WAITING' },
        order: { importId: 'ASC', line: 'ASC', dose: 'ASC' },
      }),
    );
  }

  /** One that waits: recorded in spite of what was found, or not at all. null: no such dose waits. */
  async decide(
    id: string,
    { isAccepted, reason }: { readonly isAccepted: boolean; readonly reason: string },
  ): Promise<Came | null> {
    const { store } = this.parts;
    const [row, staged] = await store.run(({ manager }) =>
      Promise.all([
        manager.findOneBy<TakenDoseRow>(TAKEN_TABLE.name, { id, state: 'WAITING' }),
        manager.findOneBy<StagedDoseRow>(STAGED_TABLE.name, { id }),
      ]),
    );
    if (row === null || staged === null) return null;
    const opened = this.opened(staged);
    // Whose it is nobody can tell, and so nobody decides.
    if (opened instanceof TextClosed) return unreadable(opened);
    const person = await this.personOf(opened);
    if (person !== null) await this.parts.permit(person);
    const codes = row.codes.split(' ');
    const came = isAccepted ? await this.taken(staged, reason) : { state: 'REFUSED' as const, codes };
    // Stopped by now, or busy: it is told, and goes on waiting.
    if (came === null || came.state === 'SET_ASIDE' || came.state === 'UNREADABLE')
      return came ?? { state: 'WAITING', codes: ['BUSY'] };
    await this.keep(staged, came, reason);
    return came;
  }

  /** null: it cannot be said now. */
  private async taken(row: StagedDoseRow, reason: string | null): Promise<Came | null> {
    const staged = this.opened(row);
    return staged instanceof TextClosed ? unreadable(staged) : this.one(staged, reason);
  }

  private opened(row: StagedDoseRow): StagedDose | TextClosed {
    try {
      return openDose(this.parts.key, row);
    } catch (error) {
      if (error instanceof TextClosed) return error;
      throw error;
    }
  }

  private async one(staged: StagedDose, reason: string | null): Promise<Came | null> {
    const person = await this.personOf(staged);
    if (person === null) return aside('UNKNOWN_PERSON');
    const content = contentOfDose(staged);
    if (content === null) return aside('MANUFACTURER');
    const { desk, municipality } = this.parts;
    const origin = staged.givenIn === municipality ? 'HERE' : 'ELSEWHERE';
    const record = (validateOnly: boolean, despite?: RecordInput['despite']): Promise<RecordResult> =>
      desk.record({
        ...{ idempotencyKey: `vrs-import-${staged.id}`, validateOnly, content },
        // Named by the file: the person may have got another number since.
        ...{ atenaNumber: person, namedBy: NamedBy.person({ atenaNumber: staged.person ?? staged.coupon }) },
        ...{ way: 'VRS_IMPORT', origin, evidence: origin === 'HERE' ? null : 'OFFICIAL_RECORD' },
        ...{ coupon: staged.coupon, reason, ...(despite !== undefined && { despite }) },
      });
    // With a reason the engine would take a second one of the same dose, as it does for a clerk who sees both.
    const asked = await record(reason !== null);
    if (await this.isKnown(asked, staged, person)) return { state: 'KNOWN', codes: [] };
    if (reason === null || asked.faults.length > 0) return cameTo(asked);
    // The reason is for what was seen: somebody else may enter the dose meanwhile.
    const done = await record(
      false,
      asked.warnings.map(({ code }) => code),
    );
    return (await this.isKnown(done, staged, person)) ? { state: 'KNOWN', codes: [] } : cameTo(done);
  }

  /** Whether what stops the dose, or asks for a look, is that the ledger has it. */
  private async isKnown(
    { change, faults, warnings }: RecordResult,
    staged: StagedDose,
    person: string,
  ): Promise<boolean> {
    const isTwice = warnings.some(({ code }) => code === 'DUPLICATE');
    const mayStand = isTwice || faults.some(({ code }) => code === 'LOCKED');
    return change === null && mayStand && (await this.stands(staged, person));
  }

  /** Whether the ledger has the same dose of the same day, and it was not withdrawn. */
  private async stands({ dose, day }: StagedDose, atenaNumber: string): Promise<boolean> {
    const { sources, signal } = this.parts;
    const [keys] = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadMany([atenaNumber], { signal: live, items: NO_ITEMS }),
    );
    const rows = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.loadLedger(keys?.healthNumbers ?? [], { signal: live, items: NO_ITEMS }),
    );
    return rows.some((row) =>
      row?.some(
        ({ withdrawn, content }) =>
          !withdrawn && content.vaccine === VACCINE && content.dose === dose && content.date === day,
      ),
    );
  }

  /** 宛名番号 of the registry; where the file names nobody, the coupon says whose it is. */
  private async personOf({ person, coupon }: StagedDose): Promise<string | null> {
    const { sources, signal } = this.parts;
    const [number = null] =
      person === null
        ? await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
            sources.health.loadCouponHolders([coupon], { signal: live, items: NO_ITEMS }),
          )
        : [person];
    if (number === null) return null;
    const [keys] = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadByHealthNumber([number], { signal: live, items: NO_ITEMS }),
    );
    return keys?.atenaNumber ?? null;
  }

  private untaken(after: StagedDoseRow | null): Promise<readonly StagedDoseRow[]> {
    return this.parts.store.run(({ manager }) => {
      const query = manager
        .createQueryBuilder<StagedDoseRow>(STAGED_TABLE.name, 's')
        .where(`NOT EXISTS (SELECT 1 FROM ${TAKEN_TABLE.name} t WHERE t.id = s.id)`);
      if (after !== null)
        query.andWhere(
          '(s.importId > :importId OR (s.importId = :importId AND (s.line > :line OR (s.line = :line AND s.dose > :dose))))',
          { importId: after.importId, line: after.line, dose: after.dose },
        );
      return query
        .orderBy('s.importId', 'ASC')
        .addOrderBy('s.line', 'ASC')
        .addOrderBy('s.dose', 'ASC')
        .take(MOST)
        .getMany();
    });
  }

  private keep(staged: StagedDoseRow, { state, codes }: Came, reason: string | null): Promise<void> {
    const { store, account, now } = this.parts;
    const { id, importId, line, dose } = staged;
    const row: TakenDoseRow = {
      ...{ id, importId, line, dose, state, codes: codes.join(' ') },
      ...{ account, reason, at: now() },
    };
    return store.run(({ manager }) =>
      manager.transaction(async (within) => {
        await within.delete(TAKEN_TABLE.name, { id });
        await within.insert(TAKEN_TABLE.name, { ...row });
      }),
    );
  }
}

function cameTo({ change, faults, warnings }: RecordResult): Came | null {
  const codes = faults.map(({ code }) => code);
  if (change !== null) return { state: 'TAKEN', codes: change.warnings };
  if (codes.includes('BUSY')) return null;
  const isAsked = codes.length === 1 && codes[0] === 'REASON_NEEDED';
  return isAsked
    ? { state: 'WAITING', codes: warnings.map(({ code }) => code) }
    : { state: 'SET_ASIDE', codes };
}

const unreadable = ({ code }: TextClosed): Came => ({ state: 'UNREADABLE', codes: [code] });

const aside = (code: string): Came => ({ state: 'SET_ASIDE', codes: [code] });

const pick = ({ id, line, dose }: StagedDoseRow) => ({ id, line, dose });
