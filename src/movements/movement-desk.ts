import { newId } from '../individual-number/new-id.js';
import type { MovementFacts } from '../../adapters/resident-registry/model.js';
import { ActDesk } from '../acts/act-desk.js';
import type { CursorCodec } from '../paging/cursor.js';
import { checkPageSize } from '../paging/page.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import { judgeMovement, takenFor } from './judge-movement.js';
import type {
  AppliedMovement,
  ChangePage,
  ChangeView,
  MovementAccess,
  MovementResult,
} from './movement-access.js';
import type { MovementFollower } from './movement-follower.js';
import type { MovementLog, MovementRecord } from './movement-log.js';
import type { MovementStore } from './movement-store.js';
import type { RequestRow } from './movement-tables.js';
import type { MovementInput } from './movement-terms.js';
import { movementFault, type MovementFault } from './movement-texts.js';
import { planMovement, type PlannedMovement } from './plan-movement.js';

export interface DeskParts {
  readonly store: MovementStore;
  readonly log: MovementLog;
  readonly follower: Pick<MovementFollower, 'run'>;
  readonly sources: Pick<Sources, 'ask' | 'send'> & {
    readonly registry: Pick<Sources['registry'], 'movements'>;
    readonly address: Pick<Sources['address'], 'merger'>;
  };
  readonly persons: {
    survivors(numbers: readonly string[]): Promise<readonly string[]>;
  };
  /** The caller's own, and the same after a restart. */
  readonly cursors: CursorCodec;
  /** Id of the request. */
  readonly request: string;
  readonly account: string;
  /** Number of the case that the request names. */
  readonly caseNumber: string | null;
  readonly today: string;
  readonly signal: AbortSignal;
  /** UTC, by the gateway's clock. */
  readonly now: () => string;
}

export const ACTION = 'applyMovement';
/** Kept of an act that did nothing and never will. */
export const VOID = 'VOID';
/** Times another movement may come in between. */
const TRIES = 20;
/** Changes that wait to be followed. There are more only where nobody has followed for long. */
const MOST_UNFOLLOWED = 500;
const LIST = 'residentChanges';

const NOTHING_DONE: AppliedMovement = { position: null, before: null, after: null };

/** What speaks against a movement by the time it is carried out. */
class Refused extends Error {
  constructor(readonly faults: readonly MovementFault[]) {
    super('refused');
  }
}

type Act = Parameters<MovementAccess['apply']>[0];

export class MovementDesk implements MovementAccess {
  private readonly desk: ActDesk<typeof ACTION, MovementRecord, RequestRow, MovementFault>;

  constructor(private readonly parts: DeskParts) {
    this.desk = new ActDesk({ ...parts, fault: movementFault });
  }

  async apply(
    { idempotencyKey, validateOnly, atenaNumber, namedBy }: Act,
    given: MovementInput,
  ): Promise<MovementResult> {
    const { account, caseNumber, store } = this.parts;
    const input = await this.resolved(given);
    const holder = newId();
    const requestOf = (id: string): RequestRow => ({
      ...{ id, holder, account, caseNumber, kind: input.kind },
      ...{ atenaNumber, mergedInto: input.mergedInto },
    });
    let plan = NOTHING_DONE;
    let isAgain = false;
    let refusedAct: string | null = null;
    let others: readonly string[] = [];
    const { row, faults, done, earlier } = await this.desk.act<AppliedMovement>(
      { action: ACTION, idempotencyKey, validateOnly, input: { ...given, atenaNumber: namedBy } },
      {
        judge: async (id) => {
          const judged = await this.judge(id, atenaNumber, input);
          if (judged.faults.length === 0) plan = judged.plan();
          others = takenFor(input, judged.facts);
          return judged.faults;
        },
        judgeAgain: () => {
          isAgain = true;
          return Promise.resolve([]);
        },
        beside: requestOf,
        facts: (id) => this.record(id, atenaNumber, input),
        carry: async ({ requestId }) => {
          if (isAgain) await store.hold(requestOf(requestId));
          refusedAct = requestId;
          const value = await this.write(requestId, atenaNumber, input);
          return { value, result: `APPLIED ${value.position}`, kept: String(value.position) };
        },
        refusal: (error) => (error instanceof Refused ? error.faults : []),
      },
    );
    if (row === null) {
      // Left where it is, it would be made void, and the key be good for nothing.
      if (refusedAct !== null) await store.drop(refusedAct, holder);
      return { done: faults.length > 0 ? null : plan, faults, takenFor: others };
    }
    return earlier === null ? { done, faults, takenFor: [] } : told(earlier);
  }

  async page({ first, after }: Parameters<MovementAccess['page']>[0]): Promise<ChangePage> {
    checkPageSize(first);
    const { cursors, sources, signal } = this.parts;
    const position = after === null ? 0 : (cursors.open(LIST, after) as number);
    const found = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.movements.changesAfter(position, first + 1, { signal: live, items: NO_ITEMS }),
    );
    const changes = await this.withFlags(found.slice(0, first));
    const sealed = changes.map((change) => cursors.seal(LIST, change.position));
    return {
      changes,
      cursors: sealed,
      endCursor: sealed.at(-1) ?? cursors.seal(LIST, position),
      hasNextPage: found.length > first,
      hasPreviousPage: position > 0,
    };
  }

  async change(position: number): Promise<ChangeView | null> {
    const { sources, signal } = this.parts;
    const [found] = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.movements.changesAfter(position - 1, 1, { signal: live, items: NO_ITEMS }),
    );
    const [view = null] = found?.position === position ? await this.withFlags([found]) : [];
    return view;
  }

  /** Judged by what stands there now, and written onto that very standing or not at all. */
  private async write(id: string, atenaNumber: string, input: MovementInput): Promise<AppliedMovement> {
    const { sources, signal, follower } = this.parts;
    for (let left = TRIES; left > 0; left -= 1) {
      const { facts, faults, planned } = await this.judge(id, atenaNumber, input);
      if (facts.taken?.kind === 'VOID') throw new Refused([movementFault('ABANDONED', 'idempotencyKey')]);
      // Written before, by a try whose end nobody heard of.
      if (facts.taken !== null) return { position: facts.taken.position, before: null, after: null };
      if (faults.length > 0) throw new Refused(faults);
      const { write, before, after } = planned();
      const applied = await sources.send('RESIDENT_REGISTRY', signal, (live) =>
        sources.registry.movements.apply(write, { signal: live, items: NO_ITEMS }),
      );
      if (applied !== 'APPLIED') continue;
      // What cannot be followed now is followed by the next run; the movement stands.
      await follower.run(signal).catch(() => undefined);
      return { position: write.after + 1, before, after };
    }
    throw new Refused([movementFault('BUSY')]);
  }

  private async judge(
    id: string,
    atenaNumber: string,
    input: MovementInput,
  ): Promise<{
    readonly facts: MovementFacts;
    readonly faults: readonly MovementFault[];
    readonly planned: () => PlannedMovement;
    readonly plan: () => AppliedMovement;
  }> {
    const { sources, signal, today } = this.parts;
    const { name, birthDate, sex, mergedInto } = input;
    const newcomer =
      name === null || birthDate === null || sex === null ? null : { kanji: name.kanji, birthDate, sex };
    const question = { id, atenaNumber, mergedInto, newcomer };
    const facts = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.movements.loadFacts(question, { signal: live, items: NO_ITEMS }),
    );
    const faults = await this.faultsOf(input, facts, atenaNumber);
    const planned = () => planMovement({ id, atenaNumber, today }, input, facts);
    const plan = () => {
      const { before, after } = planned();
      return { position: null, before, after };
    };
    return { facts, faults, planned, plan };
  }

  private async faultsOf(
    input: MovementInput,
    facts: MovementFacts,
    atenaNumber: string,
  ): Promise<readonly MovementFault[]> {
    // The number is another's by now, whom it was not yet led to: sent again, it is.
    if (facts.intake.some(({ kind }) => kind === 'MERGE')) return [movementFault('BUSY', 'atenaNumber')];
    const found = judgeMovement(input, facts, this.parts.today);
    return found.length > 0 ? found : this.mergeFaults(atenaNumber, input);
  }

  /**
   * Two persons, by numbers that only the address-name system compares: and not while it has still to take in a merger of
   * either, for then it compares the numbers of others.
   */
  private async mergeFaults(
    atenaNumber: string,
    { kind, mergedInto }: MovementInput,
  ): Promise<readonly MovementFault[]> {
    if (kind !== 'MERGE' || mergedInto === null) return [];
    const { sources, signal } = this.parts;
    const unheard = await this.unheardMergers();
    if (unheard === null || unheard.has(atenaNumber) || unheard.has(mergedInto))
      return [movementFault('BUSY', 'mergedInto')];
    const verdict = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.merger.judge(atenaNumber, mergedInto, { signal: live, items: NO_ITEMS }),
    );
    if (verdict === 'MERGEABLE') return [];
    const fault = {
      FROM_UNKNOWN: movementFault('NOT_NUMBERED', 'atenaNumber'),
      INTO_UNKNOWN: movementFault('NOT_NUMBERED', 'mergedInto'),
      TWO_PERSONS: movementFault('MERGE_UNLIKE', 'mergedInto'),
      MERGED: movementFault('MERGE_SAME', 'mergedInto'),
    };
    return [fault[verdict]];
  }

  /** Numbers on either side of a merger that the address-name system has still to take in; null: nobody can tell. */
  private async unheardMergers(): Promise<ReadonlySet<string> | null> {
    const { store, sources, signal } = this.parts;
    // The changes first: what is followed meanwhile stands among the flags by then.
    const followed = await store.followed();
    const changes = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.movements.changesAfter(followed, MOST_UNFOLLOWED, { signal: live, items: NO_ITEMS }),
    );
    if (changes.length === MOST_UNFOLLOWED) return null;
    const mergers = [...changes.filter(({ kind }) => kind === 'MERGE'), ...(await store.going('NUMBERS'))];
    return new Set(mergers.flatMap(({ atenaNumber, mergedInto }) => [atenaNumber, mergedInto ?? '']));
  }

  /** A number that was merged itself stands for whom it was merged into. */
  private async resolved(input: MovementInput): Promise<MovementInput> {
    if (input.mergedInto === null) return input;
    const [survivor] = await this.parts.persons.survivors([input.mergedInto]);
    return { ...input, mergedInto: survivor ?? input.mergedInto };
  }

  private async withFlags(changes: readonly Omit<ChangeView, 'flags'>[]): Promise<readonly ChangeView[]> {
    const flags = await this.parts.store.flagsOf(changes.map(({ position }) => position));
    return changes.map((change) => ({
      ...change,
      flags: flags.filter(({ position }) => position === change.position),
    }));
  }

  private record(id: string, atenaNumber: string, { mergedInto }: MovementInput): MovementRecord {
    const { request, account, caseNumber, log } = this.parts;
    const persons = [atenaNumber, ...(mergedInto === null ? [] : [mergedInto])];
    return { act: ACTION, id, request, account, case: caseNumber, subjects: log.pseudonyms(persons) };
  }
}

function told(outcome: string): MovementResult {
  if (outcome === VOID)
    return { done: null, faults: [movementFault('ABANDONED', 'idempotencyKey')], takenFor: [] };
  return { done: { ...NOTHING_DONE, position: Number(outcome) }, faults: [], takenFor: [] };
}
