import fc from 'fast-check';
import { SourceError } from '../../../src/errors/source-error.js';
import { FlagCarrier, type MovementEvent } from '../../../src/vaccination-record/movement-flags.js';
import { settle } from '../../support/vrs/acts.js';
import { atena, Killed, RecordWorld } from '../../support/vrs/record-world.js';
import { as, known, KOGANEI, TODAY } from '../../support/vrs/world.js';

/** Movements of the registry as flags of the record system (R008, R021). docs/attacks.md V10. */

let world: RecordWorld;
beforeEach(async () => {
  world = new RecordWorld();
  await world.start();
  await settle(world);
});
afterEach(() => world.end());

const carrier = () =>
  new FlagCarrier({
    ...{ ...world.parts(), vrs: world.vrs.of(KOGANEI), sources: world.sources(), staff: () => 'B-2' },
    performer: world.performers().performer(world.sources()),
  });
const carry = (more: Partial<MovementEvent> = {}) =>
  carrier().carry(
    {
      ...{ id: 'M-1', atenaNumber: atena(1), kind: 'MOVE_OUT', effectiveOn: TODAY, planned: false },
      ...{ cancelled: false, ...more },
    },
    AbortSignal.timeout(10_000),
  );
const target = async () => (await world.vrs.of(KOGANEI).targets([known(KOGANEI, 1)], as()))[0];

test('a flag holds from its day on, follows a change of the day, and is gone with a cancelled move', async () => {
  expect(await carry({ effectiveOn: '2023-09-01', planned: true })).toBe('DONE');
  expect(await target()).toMatchObject({ state: 'ACTIVE', flags: [{ state: 'PENDING', planned: true }] });
  expect(await carry({ effectiveOn: TODAY })).toBe('DONE');
  expect(await target()).toMatchObject({
    state: 'MOVED_OUT',
    flags: [{ state: 'IN_FORCE', planned: false }],
  });
  expect(await carry({ cancelled: true })).toBe('DONE');
  expect(await target()).toMatchObject({ state: 'ACTIVE', flags: [{ state: 'CANCELLED' }] });
  expect(world.records.map(({ act, account, result }) => [act, account, result])).toEqual(
    ['SET MOVE_OUT', 'SET MOVE_OUT', 'CANCELLED'].flatMap((result) => [
      ['carryFlag', 'B-2', null],
      ['carryFlag', 'B-2', result],
    ]),
  );
});

test('told again, or about somebody who is no target, it changes nothing and is no act', async () => {
  await carry();
  const count = world.records.length;
  expect(await carry()).toBe('UNCHANGED');
  expect(await carry({ id: 'M-2', atenaNumber: atena(3) })).toBe('NO_TARGET');
  expect(await carry({ id: 'M-3', cancelled: true })).toBe('UNCHANGED');
  expect(world.records).toHaveLength(count);
});

test('the movement is named at random: nothing of the registry’s id reaches the system', async () => {
  await carry({ id: 'IDO-0000012345' });
  const movement = (await target())?.flags[0]?.movement;
  expect(movement).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/);
  expect(await world.store.movementOf('IDO-0000012345')).toBe(movement);
});

test('killed before and after each step, a movement is carried over once', async () => {
  for (let at = 0; at < 10; at++) {
    world.killAt = at;
    await carry().catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    await world.restart();
  }
  await carry();
  expect(await target()).toMatchObject({ state: 'MOVED_OUT', flags: [{ state: 'IN_FORCE' }] });
  expect(await world.store.openCalls(10)).toEqual([]);
});

test('whatever order movements change and are cancelled in, the system ends as the last of each says', async () => {
  const event = fc.record({
    day: fc.constantFrom('2023-06-01', TODAY, '2023-09-01'),
    cancelled: fc.boolean(),
    planned: fc.constant(false),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 6 }), async (events) => {
      const id = `M-${Math.random()}`;
      let gone = false;
      let last: (typeof events)[number] | null = null;
      for (const one of events) {
        await carry({ id, effectiveOn: one.day, planned: one.planned, cancelled: one.cancelled });
        // A movement that was cancelled is over: whatever comes after is another one.
        if (!gone && (last !== null || !one.cancelled)) last = one;
        gone ||= last?.cancelled === true;
      }
      const movement = await world.store.movementOf(id);
      const flag = (await target())?.flags.find((one) => one.movement === movement);
      if (last === null) expect(flag).toBeUndefined();
      else if (last.cancelled) expect(flag?.state).toBe('CANCELLED');
      else
        expect(flag).toMatchObject({
          effectiveOn: last.day,
          state: last.day <= TODAY ? 'IN_FORCE' : 'PENDING',
        });
      await carry({ id, cancelled: true });
    }),
    { numRuns: 10 },
  );
});

test('whoever is under support measures is protected at the system, once', async () => {
  expect(await carrier().protectAll([atena(1), atena(3)], AbortSignal.timeout(10_000))).toBe(1);
  expect(await target()).toMatchObject({ protected: true });
  expect(await carrier().protectAll([atena(1)], AbortSignal.timeout(10_000))).toBe(0);
  expect(world.records.map(({ act, result }) => [act, result])).toEqual([
    ['carryProtection', null],
    ['carryProtection', 'PROTECTED'],
  ]);
});

test('one person whose row cannot be read keeps no other from being protected, and is told', async () => {
  const sources = world.sources();
  const { address } = sources;
  const loadMany: typeof address.loadMany = async (numbers, call) =>
    (await address.loadMany(numbers, call)).map((found, at) =>
      numbers[at] === atena(3) ? new SourceError('ADDRESS_NAME', 'CORRUPT') : found,
    );
  const parts = { ask: sources.ask.bind(sources), address: { loadMany } };
  const one = new FlagCarrier({
    ...{ ...world.parts(), vrs: world.vrs.of(KOGANEI), sources: parts, staff: () => 'B-2' },
    performer: world.performers().performer(sources),
  });
  const told = one.protectAll([atena(3), atena(1)], AbortSignal.timeout(10_000));
  await expect(told).rejects.toMatchObject({ system: 'ADDRESS_NAME', kind: 'CORRUPT' });
  expect(await target()).toMatchObject({ protected: true });
});
