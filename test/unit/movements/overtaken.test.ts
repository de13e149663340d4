import { addDays } from '../../../src/calendar/plain-date.js';
import { MovementFollower } from '../../../src/movements/movement-follower.js';
import { flagsOf } from './flag-states.js';
import { atena, movement, MovementWorld, TODAY } from './movement-world.js';

/** A residence that could not be ended is neither ended nor cancelled, says so and is tried again. docs/attacks.md Y10. */

const ME = atena(1);
let world: MovementWorld;
beforeEach(async () => {
  world = new MovementWorld([{ number: ME, individualNumber: null }]);
  await world.start();
});
afterEach(() => world.end());

test('whose place in the order others always take: it stays open, is counted, and ended when they leave it one', async () => {
  const planned = { movedOn: addDays(TODAY, 2), otherMunicipality: '132144' };
  const announced = await world.apply('announced-key', ME, movement({ kind: 'MOVE_OUT', ...planned }));
  expect(announced.faults).toEqual([]);
  world.today = addDays(planned.movedOn, 1);
  world.records.length = 0;
  const { registry } = world.sources;
  let minute = 0;
  let writes = 0;
  let isBusy = true;
  const movements = new Proxy(registry.movements, {
    get: (target, name) => {
      if (name === 'apply' && isBusy)
        return () => {
          writes += 1;
          return Promise.resolve('STALE');
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
  const { store, sources, log } = world;
  const follower = new MovementFollower({
    ...{ store, log, sources: { ...sources, registry: { movements } } },
    clock: {
      today: () => world.today,
      now: () => new Date(Date.parse('2023-06-29T03:00:00Z') + minute * 60_000),
    },
  });
  const residence = async () => (await flagsOf(world)).find(({ target }) => target === 'RESIDENCE')?.state;
  const phases = () => world.records.map(({ phase, result }) => [phase, result]);

  await expect(follower.run(world.signal)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect([await residence(), follower.overtaken(), phases()]).toEqual(['OPEN', 1, [['INTENT', null]]]);
  // Soon again: it rests, and there is no all-clear.
  const tried = writes;
  minute = 5;
  await expect(follower.run(world.signal)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect([writes, follower.overtaken()]).toEqual([tried, 1]);

  isBusy = false;
  minute = 10;
  await follower.run(world.signal);
  expect([await residence(), follower.overtaken(), world.status(ME)]).toEqual(['DONE', 0, '2']);
  const ends = world.records.filter(({ phase }) => phase === 'OUTCOME');
  expect(ends.map(({ id, result }) => [id, result?.split(' ')[0]])).toEqual([
    [world.records[0]?.id, 'ENDED'],
  ]);
});
