import { namedId } from '../acts/named-id.js';
import type { MovementFacts } from '../../adapters/resident-registry/model.js';
import { OWN_ACCOUNT } from '../about.js';
import { GatewayError } from '../errors/gateway-error.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import type { MovementLog } from './movement-log.js';
import type { MovementStore } from './movement-store.js';
import type { FlagRow, FlagTarget } from './movement-tables.js';
import { REASON_OF } from './movement-terms.js';

export interface FollowerParts {
  readonly store: MovementStore;
  readonly sources: Pick<Sources, 'ask' | 'send'> & {
    readonly registry: Pick<Sources['registry'], 'movements'>;
    readonly address: Pick<Sources['address'], 'merger'>;
  };
  readonly log: MovementLog;
  readonly clock: { today(): string; now(): Date };
}

/** Changes, or flags, looked at in one turn. */
const MOST = 500;
/** Times another movement may come in between. */
const TRIES = 20;
/** Milliseconds before a flag is tried again that others always came in before. */
const REST = 600_000;
const ACT = 'carryOutMovement';

/** Others came in before it each time: nothing was done, and nothing is cancelled. */
class Overtaken extends GatewayError {
  constructor() {
    super('SOURCE_UNAVAILABLE', { detail: 'other movements came in each time a residence was to be ended' });
  }
}

/**
 * Follows the registry's changes: keeps what each brings, and carries out what is due. Whatever breaks off, the next
 * run goes on with: how far it has come is in the store, and each thing it does is done once under its own id.
 *
 * VRS is not among what is carried out here: the record system takes its flags from health management's side (R025).
 */
export class MovementFollower {
  private readonly carriedOut: readonly FlagTarget[] = ['RESIDENCE', 'NUMBERS'];
  /** Flags that others came in before, by id: when each is tried again. They stay open meanwhile. */
  private readonly resting = new Map<string, { readonly until: number; readonly fault: Overtaken }>();

  constructor(private readonly parts: FollowerParts) {}

  /** Flags that are due, and that others came in before too often: somebody has to look, though each is tried again. */
  overtaken(): number {
    return this.resting.size;
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.follow(signal);
    await this.carryOut(signal);
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const { store, sources } = this.parts;
    for (;;) {
      const after = await store.followed();
      const changes = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
        sources.registry.movements.changesAfter(after, MOST, { signal: live, items: NO_ITEMS }),
      );
      if (changes.length === 0) return;
      await store.follow(after, changes, this.now());
      // Another gateway may have been at it; then this one looks again.
      if ((await store.followed()) <= after) return;
    }
  }

  /** What one person's flag waits for keeps nobody else's waiting. Rejects with the first fault when all were tried. */
  private async carryOut(signal: AbortSignal): Promise<void> {
    const { store, clock } = this.parts;
    const faults: unknown[] = [];
    /** What comes after a flag of theirs that could not be carried out would overtake it. */
    const waiting = new Set<string>();
    const tried = new Set<string>();
    for (;;) {
      const due = await store.due(this.carriedOut, clock.today(), MOST);
      const untried = due.filter(({ id }) => !tried.has(id));
      for (const flag of untried) {
        tried.add(flag.id);
        const persons = [flag.atenaNumber, ...(flag.mergedInto === null ? [] : [flag.mergedInto])];
        if (persons.some((person) => waiting.has(person))) continue;
        try {
          await this.carryUnlessResting(flag, signal);
        } catch (error) {
          faults.push(error);
          for (const person of persons) waiting.add(person);
        }
      }
      if (due.length === MOST && untried.length > 0) continue;
      const open = new Set(due.map(({ id }) => id));
      // Ended by another gateway, or withdrawn.
      if (due.length < MOST) for (const id of this.resting.keys()) if (!open.has(id)) this.resting.delete(id);
      if (faults.length > 0) throw faults[0];
      return;
    }
  }

  /** What was overtaken is told as a fault for as long as it is: there is no all-clear before it is done. */
  private async carryUnlessResting(flag: FlagRow, signal: AbortSignal): Promise<void> {
    const now = this.parts.clock.now().getTime();
    const rest = this.resting.get(flag.id);
    if (rest !== undefined && now < rest.until) throw rest.fault;
    try {
      await this.carry(flag, signal);
      this.resting.delete(flag.id);
    } catch (error) {
      if (error instanceof Overtaken) this.resting.set(flag.id, { until: now + REST, fault: error });
      throw error;
    }
  }

  private async carry(flag: FlagRow, signal: AbortSignal): Promise<void> {
    const { store, log } = this.parts;
    const persons = [flag.atenaNumber, ...(flag.mergedInto === null ? [] : [flag.mergedInto])];
    const facts = {
      ...{ act: ACT, id: idOf(flag), request: null, account: OWN_ACCOUNT, case: null },
      subjects: log.pseudonyms(persons),
    };
    await log.intend(facts);
    const result =
      flag.target === 'NUMBERS' ? await this.merge(flag, signal) : await this.endResidence(flag, signal);
    await log.close(facts, `${result} ${flag.position}`);
    // Whoever cancelled it meanwhile has withdrawn the flag, or will.
    if (result !== 'CANCELLED') await store.end(flag.id, this.now());
  }

  private async merge(
    { atenaNumber, mergedInto, effectiveOn }: FlagRow,
    signal: AbortSignal,
  ): Promise<string> {
    const { sources } = this.parts;
    await sources.send('ADDRESS_NAME', signal, (live) =>
      sources.address.merger.merge(atenaNumber, mergedInto ?? '', effectiveOn, {
        signal: live,
        items: NO_ITEMS,
      }),
    );
    return 'MERGED';
  }

  /** The planned day has passed: the person is resident no more. */
  private async endResidence(flag: FlagRow, signal: AbortSignal): Promise<string> {
    const { sources } = this.parts;
    const { atenaNumber, movementNumber, effectiveOn } = flag;
    const id = idOf(flag);
    for (let left = TRIES; left > 0; left -= 1) {
      const facts = await this.factsOf(flag, id, signal);
      if (facts.taken !== null) return 'ENDED';
      if (facts.movements.some((one) => one.movementNumber === movementNumber && one.cancelled))
        return 'CANCELLED';
      if (facts.person?.status !== 'RESIDENT') return 'ENDED_BEFORE';
      const applied = await sources.send('RESIDENT_REGISTRY', signal, (live) =>
        sources.registry.movements.apply(
          {
            ...{ id, kind: 'EFFECT', after: facts.position, atenaNumber, effectiveOn, mergedInto: null },
            ...{ reason: REASON_OF.MOVE_OUT, enters: null },
            // So that the place in the order names the movement; nothing of its row changes.
            changes: null,
            person: { was: 'RESIDENT', becomes: { status: 'MOVED_OUT', residentTo: effectiveOn } },
          },
          { signal: live, items: NO_ITEMS },
        ),
      );
      if (applied === 'APPLIED') return 'ENDED';
    }
    // Its INTENT stays open: the next try has the same id.
    throw new Overtaken();
  }

  private factsOf({ atenaNumber }: FlagRow, id: string, signal: AbortSignal): Promise<MovementFacts> {
    const { sources } = this.parts;
    const question = { id, atenaNumber, mergedInto: null, newcomer: null };
    return sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.movements.loadFacts(question, { signal: live, items: NO_ITEMS }),
    );
  }

  private now(): string {
    return this.parts.clock.now().toISOString();
  }
}

/** The same however often it is tried, by whichever gateway. */
const idOf = ({ id, atenaNumber }: FlagRow): string => namedId(`${ACT} ${id} ${atenaNumber}`, '8');
