import { eachDespite } from '../background/each-despite.js';
import { NamedBy } from '../acts/named-by.js';
import { createHash } from 'node:crypto';
import type { Flag, Target } from '../../adapters/vaccination-record-system/protocol/targets.js';
import type { FlagKind } from '../../adapters/vaccination-record-system/protocol/terms.js';
import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import { healthNumbersOf } from '../persons/person-keys.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import type { CallPerformer } from './perform-call.js';
import { VrsActs } from './vrs-acts.js';
import type { RecordCall } from './record-call.js';
import type { VrsFaultCode } from './vrs-faults.js';
import type { VrsLog } from './vrs-log.js';
import type { VrsStore } from './vrs-store.js';
import type { VrsAction } from './vrs-terms.js';

/** A movement of the registry that ends somebody's being a target, as it stands now. */
export interface MovementEvent {
  /** The registry's own id of it, at most 64 letters: the same when its day changes, and when it is cancelled. */
  readonly id: string;
  /** 宛名番号 of the registry. */
  readonly atenaNumber: string;
  readonly kind: FlagKind;
  /** First day on which the person is no resident any more, `YYYY-MM-DD`. */
  readonly effectiveOn: string;
  /** 転出(予定). */
  readonly planned: boolean;
  /** 転出取消 and the like: as if it had never been. */
  readonly cancelled: boolean;
}

/** Calls without an end that are looked through. There are more only while the system has been silent for long. */
const MOST_CALLS = 10_000;

/** What carrying a movement over came to; a code where the system refused it, for somebody to look at. */
export type Carried = 'DONE' | 'UNCHANGED' | 'NO_TARGET' | VrsFaultCode;

export interface CarrierParts {
  readonly vrs: VaccinationRecordSystem;
  readonly sources: Pick<Sources, 'ask'> & { readonly address: Pick<Sources['address'], 'loadMany'> };
  readonly store: VrsStore;
  readonly log: VrsLog;
  readonly performer: CallPerformer;
  /** The machine's user of the system. */
  readonly staff: () => string;
  /** UTC. */
  readonly now: () => string;
}

/**
 * What the gateway itself tells the vaccination record system: flags of movements (R008, R021) and support measures
 * (R202). Each looks first how things stand there, so that it may be told as often as one likes; what is to be changed is
 * an act with an intent and an outcome, in the name of the machine's own user, and goes on by itself after a crash.
 */
export class FlagCarrier {
  private readonly acts: VrsActs;

  constructor(private readonly parts: CarrierParts) {
    const account = parts.staff();
    this.acts = new VrsActs({ ...parts, request: null, account, caseNumber: null });
  }

  /** Sets, changes or undoes the flag of a movement. Rejects with SourceError while a system does not answer. */
  async carry(event: MovementEvent, signal: AbortSignal): Promise<Carried> {
    const target = await this.targetOf(event.atenaNumber, signal);
    if (target === null) return 'NO_TARGET';
    const movement = await this.parts.store.movementOf(event.id);
    const flag = target.flags.find((one) => one.movement === movement) ?? null;
    const { person } = target;
    const { kind, effectiveOn, planned, cancelled, atenaNumber } = event;
    if (stands(event, flag)) return 'UNCHANGED';
    const wanted = { movement, cancelled, effectiveOn, planned };
    return this.act('carryFlag', atenaNumber, { wanted, seen: flag?.changedAt ?? '' }, (requestId) =>
      cancelled
        ? { op: 'FLG02', request: { requestId, movement } }
        : { op: 'FLG01', request: { requestId, person, movement, kind, effectiveOn, planned } },
    );
  }

  /** Whether the system has the person as one who is no target now. Rejects as `carry` does. */
  async isAway(atenaNumber: string, signal: AbortSignal): Promise<boolean> {
    const target = await this.targetOf(atenaNumber, signal);
    return target !== null && target.state !== 'ACTIVE';
  }

  /**
   * Tells the system of everybody here whose home must not be found out, and notes whom. A protection that stands there
   * already is somebody else's, and is not noted.
   */
  async protectAll(atenaNumbers: readonly string[], signal: AbortSignal): Promise<number> {
    let told = 0;
    await eachDespite(atenaNumbers, async (atenaNumber) => {
      const target = await this.targetOf(atenaNumber, signal);
      if (target === null || target.protected) return;
      // First, so that it is lifted at its end even where nobody hears of the answer.
      await this.parts.store.noteProtection(atenaNumber, this.parts.now());
      await this.protect(atenaNumber, target.person, true);
      told += 1;
    });
    return told;
  }

  /**
   * Lifts what was carried there, of everybody whom no measure covers any more. A measure may begin again while its end
   * is being lifted: so it is asked once more behind the lift, and what was lifted too early is set again at once.
   * @param isCovered as things stand at the moment it is asked
   */
  async liftEnded(
    isCovered: (atenaNumber: string) => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<number> {
    const { store } = this.parts;
    let lifted = 0;
    const noted = await store.notedProtections();
    const underWay = noted.length === 0 ? [] : await store.openCalls(MOST_CALLS);
    await eachDespite(noted, async (atenaNumber) => {
      // One that may still arrive would stand there for ever once this is forgotten.
      const mayArrive = underWay.some(
        ({ act, call }) => act.action === 'carryProtection' && call.atenaNumber === atenaNumber,
      );
      if (mayArrive || (await isCovered(atenaNumber))) return;
      const target = await this.targetOf(atenaNumber, signal);
      if (target?.protected === true) {
        // Refused: it stands there, stays noted, and is tried again.
        if ((await this.protect(atenaNumber, target.person, false)) !== 'DONE') return;
        lifted += 1;
        if (await isCovered(atenaNumber)) {
          // It stays noted. Where this breaks off, the next turn sets it.
          await this.protect(atenaNumber, target.person, true);
          return;
        }
      }
      await store.forgetProtection(atenaNumber);
    });
    return lifted;
  }

  private protect(atenaNumber: string, person: string, isProtected: boolean): Promise<Carried> {
    const wanted = { person, ...(!isProtected && { ended: true }) };
    return this.act('carryProtection', atenaNumber, { wanted, seen: this.parts.now() }, (requestId) => ({
      op: 'FLG03',
      request: { requestId, person, protected: isProtected },
    }));
  }

  private async act(
    action: VrsAction,
    atenaNumber: string,
    { wanted, seen }: { readonly wanted: Readonly<Record<string, string | boolean>>; readonly seen: string },
    compose: (requestId: string) => RecordCall,
  ): Promise<Carried> {
    // What was seen is part of the key: a day that is set, changed and set again is three acts.
    const key = createHash('sha256').update(JSON.stringify([action, atenaNumber, wanted, seen]));
    const given = { idempotencyKey: key.digest('base64url'), validateOnly: false };
    const work = {
      ...{ atenaNumber, staff: this.parts.staff() },
      faults: () => Promise.resolve([]),
      compose: (requestId: string) => Promise.resolve(compose(requestId)),
    };
    const named = NamedBy.person({ atenaNumber });
    const { faults } = await this.acts.act(action, given, { ...wanted, atenaNumber: named }, work);
    return faults[0]?.code ?? 'DONE';
  }

  private async targetOf(atenaNumber: string, signal: AbortSignal): Promise<Target | null> {
    const { sources, vrs, staff } = this.parts;
    const [keys] = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadMany([atenaNumber], { signal: live, items: NO_ITEMS }),
    );
    const [number] = healthNumbersOf(keys);
    if (number === undefined) return null;
    const [target = null] = await sources.ask('VACCINATION_RECORD_SYSTEM', signal, (live) =>
      vrs.targets([number], { staff: staff(), signal: live }),
    );
    return target;
  }
}

/** Whether the flag is as the movement wants it. A confirmed one is never made planned again. */
function stands({ cancelled, effectiveOn, planned }: MovementEvent, flag: Flag | null): boolean {
  const isOpen = flag !== null && flag.state !== 'CANCELLED' && flag.state !== 'ENDED';
  if (cancelled) return !isOpen;
  if (flag !== null && !isOpen) return true;
  return flag?.effectiveOn === effectiveOn && (flag.planned === planned || !flag.planned);
}
