import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegistryChange } from '../../../adapters/resident-registry/model.js';
import { MovementStore } from '../../../src/movements/movement-store.js';
import { carryMovements } from '../../../src/vaccination-record/carry-movements.js';
import type { CallPerformer } from '../../../src/vaccination-record/perform-call.js';
import { FlagCarrier } from '../../../src/vaccination-record/movement-flags.js';
import { effort } from '../../support/effort.js';
import { settle } from '../../support/vrs/acts.js';
import { atena, Killed, RecordWorld } from '../../support/vrs/record-world.js';
import { as, known, KOGANEI, TODAY } from '../../support/vrs/world.js';

/** What follows from movements, carried to the record system in the background. docs/attacks.md Y6, V15. */

let world: RecordWorld;
let folder: string;
let movements: MovementStore;
let byHand: (readonly [number, string])[];
beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  await settle(world);
  folder = mkdtempSync(join(tmpdir(), 'sekisho-flags-'));
  movements = await MovementStore.open({ url: { kind: 'sqlite', path: join(folder, 'store.sqlite') } });
  byHand = [];
});
afterEach(async () => {
  await movements.close();
  rmSync(folder, { recursive: true, force: true });
  await world.end();
});

const change = (position: number, more: Partial<RegistryChange> = {}): RegistryChange => ({
  ...{ position, kind: 'MOVEMENT', movementNumber: 7, atenaNumber: atena(1), reason: '20' },
  ...{ effectiveOn: '2023-06-20', mergedInto: null, ...more },
});
const follow = async (...changes: readonly RegistryChange[]): Promise<void> =>
  movements.follow(await movements.followed(), changes, '2023-06-27T00:00:00.000Z');

const signal = new AbortController().signal;
const carrier = (tick: () => void = () => undefined) =>
  new FlagCarrier({
    ...{ ...world.parts(), vrs: world.vrs.of(KOGANEI), sources: world.sources(), staff: () => 'B-2' },
    performer: {
      perform: async (...asked: Parameters<CallPerformer['perform']>) => {
        tick();
        const made = await world
          .performers()
          .performer(world.sources())
          .perform(...asked);
        tick();
        return made;
      },
    } as unknown as CallPerformer,
  });
const carryOut = (today = TODAY, store: Parameters<typeof carryMovements>[0]['movements'] = movements) =>
  carryMovements(
    {
      ...{ movements: store, carrier: carrier(), today, now: () => '2023-06-27T01:00:00.000Z' },
      onByHand: (position, why) => byHand.push([position, why]),
    },
    signal,
  );
const target = async () => (await world.vrs.of(KOGANEI).targets([known(KOGANEI, 1)], as()))[0];
const states = async (...positions: readonly number[]) =>
  (await movements.flagsOf(positions))
    .filter(({ target: where }) => where === 'VRS')
    .map(({ action, state }) => [action, state]);

test('a move out is carried on the day after the planned one, once, and says so', async () => {
  await follow(change(1, { effectiveOn: TODAY }));
  expect(await carryOut()).toBe(0);
  expect(await states(1)).toEqual([['SET', 'OPEN']]);
  expect(await carryOut('2023-06-28')).toBe(1);
  expect(await states(1)).toEqual([['SET', 'DONE']]);
  expect(await target()).toMatchObject({ flags: [{ kind: 'MOVE_OUT', effectiveOn: '2023-06-28' }] });
  const sealed = world.records.length;
  expect(await carryOut('2023-06-29')).toBe(0);
  expect(world.records).toHaveLength(sealed);
});

test('a cancelled move is undone there, one that was not due never gets there', async () => {
  await follow(change(1));
  await carryOut();
  expect(await target()).toMatchObject({ state: 'MOVED_OUT' });
  await follow(change(2, { kind: 'CANCELLATION', effectiveOn: TODAY }));
  await carryOut();
  expect(await states(1, 2)).toEqual([
    ['SET', 'DONE'],
    ['LIFT', 'DONE'],
  ]);
  expect(await target()).toMatchObject({ state: 'ACTIVE', flags: [{ state: 'CANCELLED' }] });
  await follow(change(3, { movementNumber: 8, effectiveOn: '2023-09-01' }));
  await follow(change(4, { movementNumber: 8, kind: 'CANCELLATION' }));
  await carryOut('2023-09-02');
  expect((await target())?.flags).toHaveLength(1);
});

test('a death stands beside a move out, and whoever is no target is nobody’s business there', async () => {
  await follow(change(1), change(2, { movementNumber: 8, reason: '21', effectiveOn: TODAY }));
  await follow(change(3, { movementNumber: 9, atenaNumber: atena(3), reason: '21', effectiveOn: TODAY }));
  await carryOut();
  // The move was withdrawn by the death, before anybody was told of it.
  expect(await states(1, 2, 3)).toEqual([
    ['SET', 'WITHDRAWN'],
    ['SET', 'DONE'],
    ['SET', 'DONE'],
  ]);
  expect(await target()).toMatchObject({ state: 'DEAD', flags: [{ kind: 'DEATH' }] });
});

test('what the system refuses is told once, stands as by hand, and is an outcome in the log', async () => {
  await follow(change(1));
  await carryOut();
  // Back without being registered anew: to the system they have left already.
  await follow(change(2, { movementNumber: 8, reason: '10', effectiveOn: TODAY }));
  await follow(change(3, { movementNumber: 9, effectiveOn: '2023-06-26' }));
  for (let turn = 0; turn < 3; turn++) await carryOut();
  expect(byHand).toEqual([
    [2, 'REGISTER_ANEW'],
    [3, 'FLAG_EXISTS'],
  ]);
  expect(await states(2, 3)).toEqual([
    ['LIFT', 'BY_HAND'],
    ['SET', 'BY_HAND'],
  ]);
  expect(world.records.filter(({ result }) => result === 'FLAG_EXISTS')).toHaveLength(1);
  // Whoever set it by hand undoes it by hand.
  await follow(change(4, { movementNumber: 9, kind: 'CANCELLATION', effectiveOn: TODAY }));
  expect(await states(4)).toEqual([['LIFT', 'BY_HAND']]);
});

test('while the system is silent everything waits in its order, and goes on after it', async () => {
  await follow(change(1));
  const silent = { ...movements, due: movements.due.bind(movements), end: movements.end.bind(movements) };
  let begun = 0;
  const store = {
    ...silent,
    beginFlag: async (id: string) => {
      begun += 1;
      await movements.beginFlag(id);
      throw new Error('silent');
    },
  };
  await expect(carryOut(TODAY, store)).rejects.toThrow('silent');
  await follow(change(2, { kind: 'CANCELLATION', effectiveOn: TODAY }));
  await expect(carryOut(TODAY, store)).rejects.toThrow('silent');
  // The second of the same person was not tried before the first.
  expect([begun, await states(1, 2)]).toEqual([
    2,
    [
      ['SET', 'BEGUN'],
      ['LIFT', 'OPEN'],
    ],
  ]);
  expect(await carryOut()).toBe(2);
  expect(await target()).toMatchObject({ state: 'ACTIVE', flags: [{ state: 'CANCELLED' }] });
});

test('killed before and after each step: it is there once, its flag is done, and the log has both ends', async () => {
  for (let at = 0; ; at++) {
    // The cancellation comes while the gateway is dead: what may have arrived is undone.
    const position = 2 * at + 1;
    await follow(change(position, { movementNumber: 100 + at }));
    world.killAt = at;
    const dead = new Dying(movements, at);
    const isKilled = await carryOut(TODAY, dead.store()).then(
      () => false,
      (error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        return true;
      },
    );
    await world.restart();
    await carryOut();
    expect(await states(position)).toEqual([['SET', 'DONE']]);
    expect(await target()).toMatchObject({ state: 'MOVED_OUT' });
    await follow(change(position + 1, { movementNumber: 100 + at, kind: 'CANCELLATION' }));
    await carryOut();
    expect(await target()).toMatchObject({ state: 'ACTIVE' });
    const ends = (phase: string) =>
      new Set(world.records.filter((one) => one.phase === phase).map(({ id }) => id));
    // An intent that nothing followed took no key: it is the one that stays open, and sent nothing.
    for (const id of ends('OUTCOME')) expect(ends('INTENT').has(id)).toBe(true);
    expect(await world.store.openCalls(10)).toEqual([]);
    if (!isKilled) break;
  }
  expect((await target())?.flags.every(({ state }) => state === 'CANCELLED')).toBe(true);
});

test('cancelled while it is being carried: what may have arrived is undone', async () => {
  for (const when of ['before', 'after'] as const) {
    const number = when === 'before' ? 50 : 51;
    const position = when === 'before' ? 1 : 3;
    await follow(change(position, { movementNumber: number }));
    const cancel = () => follow(change(position + 1, { movementNumber: number, kind: 'CANCELLATION' }));
    const store = {
      due: movements.due.bind(movements),
      beginFlag: async (id: string) => {
        if (when === 'before') await cancel();
        const begun = await movements.beginFlag(id);
        if (when === 'after') await cancel();
        return begun;
      },
      end: movements.end.bind(movements),
    };
    await carryOut(TODAY, store);
    await carryOut();
    expect((await target())?.state).toBe('ACTIVE');
  }
});

/** The movements’ store of a gateway that dies before or after its n-th step with it. */
class Dying {
  private steps = 0;

  constructor(
    private readonly given: MovementStore,
    private readonly killAt: number,
  ) {}

  store(): Parameters<typeof carryMovements>[0]['movements'] {
    const step = async <T>(work: () => Promise<T>): Promise<T> => {
      this.pass();
      const value = await work();
      this.pass();
      return value;
    };
    return {
      due: (...asked) => this.given.due(...asked),
      beginFlag: (id) => step(() => this.given.beginFlag(id)),
      end: (...told: Parameters<MovementStore['end']>) => step(() => this.given.end(...told)),
    };
  }

  private pass(): void {
    if (this.steps++ === this.killAt) throw new Killed('a flag');
  }
}

test('a measure that ended is lifted where it was carried, and nowhere else', async () => {
  await carrier().protectAll([atena(1)], signal);
  expect(await target()).toMatchObject({ protected: true });
  expect(await carrier().liftEnded(async () => true, signal)).toBe(0);
  expect(await carrier().liftEnded(async () => false, signal)).toBe(1);
  expect(await target()).toMatchObject({ protected: false });
  expect(await carrier().liftEnded(async () => false, signal)).toBe(0);
  // One that somebody else has put there stays.
  await world.vrs
    .of(KOGANEI)
    .protect(
      { requestId: '00000000-0000-4000-8000-000000000001', person: known(KOGANEI, 1), protected: true },
      as(),
    );
  await carrier().protectAll([atena(1)], signal);
  expect(await carrier().liftEnded(async () => false, signal)).toBe(0);
  expect(await target()).toMatchObject({ protected: true });
  expect(world.records.flatMap(({ result }) => result ?? [])).toEqual(['PROTECTED', 'UNPROTECTED']);
});

test('killed before and after each step, a measure that ended is lifted all the same', async () => {
  for (let at = 0; at < 12; at++) {
    world.killAt = at;
    const isCovered = async () => false;
    const run = async () => {
      await carrier().protectAll([atena(1)], signal);
      await carrier().liftEnded(isCovered, signal);
    };
    await run().catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    await world.restart();
    await carrier().liftEnded(isCovered, signal);
    expect(await target()).toMatchObject({ protected: false });
    expect(await world.store.notedProtections()).toEqual([]);
  }
});

test('whenever a measure begins or ends while its end is being lifted, nobody whom it covers is left unprotected (V15)', async () => {
  const moments = fc.array(fc.boolean(), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(moments, async (changes) => {
      await carrier().protectAll([atena(1)], signal);
      const left = [...changes];
      let isUnderMeasure = false;
      const tick = () => {
        if (left.shift() === true) isUnderMeasure = !isUnderMeasure;
      };
      const isCovered = async () => {
        tick();
        return isUnderMeasure;
      };
      await carrier(tick).liftEnded(isCovered, signal);
      const { protected: isProtected } = (await target()) ?? {};
      if (isUnderMeasure) expect(isProtected).toBe(true);
      // Whatever stands there by the gateway is noted, so that it is lifted one day.
      expect((await world.store.notedProtections()).length).toBe(isProtected === true ? 1 : 0);
      await carrier().liftEnded(() => Promise.resolve(false), signal);
      expect(await target()).toMatchObject({ protected: false });
    }),
    { numRuns: effort({ short: 25, full: 200 }) },
  );
});
