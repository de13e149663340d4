import { flagsOf } from './flag-states.js';
import { atena, Killed, movement, MovementWorld, TODAY } from './movement-world.js';

/** A gateway that dies before or after every step of every movement, and of what follows from it. docs/attacks.md Y2, Y4. */

const [ME, OTHER] = [atena(1), atena(2)];
const address = { municipality: '132101', townCode: '00101', written: '見本町９９', extra: null };
let world: MovementWorld;
beforeEach(async () => {
  world = new MovementWorld([
    { number: ME, individualNumber: null },
    { number: OTHER, individualNumber: null },
    { number: atena(3), status: '4', until: '20230101' },
  ]);
  await world.start();
});
afterEach(() => world.end());

const MOVES = [
  ['MOVE_WITHIN', ME, movement({ kind: 'MOVE_WITHIN', address })],
  ['MOVE_OUT', ME, movement({ kind: 'MOVE_OUT', movedOn: '2023-06-01', otherMunicipality: '132144' })],
  ['DEATH', ME, movement({ kind: 'DEATH' })],
  ['RESTORATION', atena(3), movement({ kind: 'RESTORATION' })],
  ['MERGE', ME, movement({ kind: 'MERGE', mergedInto: OTHER })],
] as const;

/** Steps of a movement, and of what it brings at once. No movement has more. */
const MOST = 24;

describe.each(MOVES)('%s', (_kind, number, input) => {
  test('killed at whichever step: it ends by itself, is entered once, and the same key tells the same', async () => {
    for (let at = 0; at < MOST; at += 1) {
      const key = 'killed-movement-key';
      world.steps.length = 0;
      world.killAt = at;
      const before = await world.apply(key, number, input).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        return null;
      });
      const reached = world.steps.length;
      await world.restart();
      // No act is left begun, and each of which the store knows has both ends in the log.
      expect(await world.store.openActs(['applyMovement'], 10)).toEqual([]);
      const changes = await world.changes();
      const entered = changes.filter(({ atenaNumber }) => atenaNumber === number);
      expect(entered.length).toBeLessThanOrEqual(1);
      if (before !== null && before.done !== null) expect(entered).toHaveLength(1);
      // Nothing was written that no intent stands before; what was written has its outcome.
      const intents = world.records.filter(({ phase }) => phase === 'INTENT').map(({ id }) => id);
      for (const { id } of world.registry<{ id: string }>('SELECT UKE_ID AS id FROM JUKI_RENKEI'))
        expect([intents.includes(id), world.hasOutcome(id)]).toEqual([true, true]);
      const again = await world.apply(key, number, input);
      const isVoid = again.faults.some(({ code }) => code === 'ABANDONED');
      expect([again.done !== null, isVoid]).toEqual(isVoid ? [false, true] : [true, false]);
      if (isVoid) expect(entered).toHaveLength(0);
      // What is due was carried out, once; the record system's flag waits for it.
      for (const flag of await flagsOf(world))
        expect([flag.target, flag.state]).toEqual([flag.target, flag.target === 'VRS' ? 'OPEN' : 'DONE']);
      const last = reached < at + 1;
      await world.end();
      world = new MovementWorld([
        { number: ME },
        { number: OTHER },
        { number: atena(3), status: '4', until: '20230101' },
      ]);
      await world.start();
      if (last) return;
    }
    throw new Error('a movement has more steps than are killed here');
  });
});

test('the day passes: killed at whichever step, the person leaves once, and the log has both ends', async () => {
  const planned = movement({ kind: 'MOVE_OUT', movedOn: TODAY, otherMunicipality: '132144' });
  for (let at = 0; at < MOST; at += 1) {
    await world.apply('planned-move-key', ME, planned);
    expect(world.status(ME)).toBe('1');
    world.today = '2023-06-28';
    world.steps.length = 0;
    world.killAt = at;
    const isKilled = await world
      .follower()
      .run(world.signal)
      .then(
        () => false,
        (error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          return true;
        },
      );
    await world.restart();
    expect(world.status(ME)).toBe('2');
    expect((await world.changes()).map(({ kind }) => kind)).toEqual(['MOVEMENT', 'EFFECT']);
    for (const { id } of world.registry<{ id: string }>('SELECT UKE_ID AS id FROM JUKI_RENKEI'))
      expect(world.hasOutcome(id)).toBe(true);
    await world.end();
    world = new MovementWorld([{ number: ME }]);
    world.today = TODAY;
    await world.start();
    if (!isKilled) return;
  }
  throw new Error('more steps than are killed here');
});

test('a follower that begins anew at its cursor misses nothing, whenever the gateway died (at least once)', async () => {
  const seen: number[] = [];
  let cursor: string | null = null;
  const read = async () => {
    const page = await world.desk('address-name').page({ first: 1, after: cursor });
    seen.push(...page.changes.map(({ position }) => position));
    // Noted only once it was worked on: every third time the follower dies in between.
    if (seen.length % 3 !== 0) cursor = page.endCursor;
  };
  for (let at = 0; at < 9; at += 1) {
    world.steps.length = 0;
    world.killAt = at;
    const household = { number: `S${at}`, relationship: '02' };
    const change = movement({ kind: 'HOUSEHOLD_CHANGE', household });
    await world.apply(`follow-key-${at}`, ME, change).catch(() => undefined);
    await world.restart();
    await read();
  }
  for (let left = 20; left > 0; left -= 1) await read();
  const all = (await world.changes()).map(({ position }) => position);
  expect(all.length).toBeGreaterThan(3);
  expect([...new Set(seen)]).toEqual(all);
});
