import { atena, movement, MovementWorld } from './movement-world.js';

/** A movement that was refused when it was begun is its client's to send again, for as long as they like. docs/attacks.md Y9. */

const ME = atena(1);
const INPUT = movement({
  kind: 'MOVE_WITHIN',
  address: { municipality: '132101', townCode: '00101', written: '見本町1番', extra: null },
});

test('where others come in between each time, the key is good also after what is left behind was looked at', async () => {
  const world = new MovementWorld([{ number: ME }]);
  await world.start();
  try {
    const { movements } = world.sources.registry;
    const apply = jest.spyOn(movements, 'apply').mockResolvedValue('STALE');
    const busy = await world.apply('key-of-a-busy-day', ME, INPUT);
    expect(busy.faults.map(({ code }) => code)).toEqual(['BUSY']);
    apply.mockRestore();
    // As after a minute, or a start: every act that is there is nobody's.
    await world.restart();
    expect(world.records.map(({ phase, result }) => result ?? phase)).toEqual(['INTENT', 'BUSY']);
    const again = await world.apply('key-of-a-busy-day', ME, INPUT);
    expect([again.faults, again.done?.position]).toEqual([[], 1]);
    expect(world.records.map(({ phase, result }) => result ?? phase)).toEqual([
      ...['INTENT', 'BUSY', 'INTENT', 'APPLIED 1'],
    ]);
  } finally {
    await world.end();
  }
});

test('and broken off as it is sent again, it is brought to an end like any other', async () => {
  const world = new MovementWorld([{ number: ME }]);
  await world.start();
  try {
    const apply = jest.spyOn(world.sources.registry.movements, 'apply').mockResolvedValue('STALE');
    await world.apply('key-of-a-busy-day', ME, INPUT);
    apply.mockRejectedValue(new Error('silent'));
    await expect(world.apply('key-of-a-busy-day', ME, INPUT)).rejects.toThrow('silent');
    apply.mockRestore();
    await world.restart();
    expect(world.records.map(({ phase, result }) => result ?? phase)).toEqual([
      ...['INTENT', 'BUSY', 'INTENT', 'ABANDONED'],
    ]);
  } finally {
    await world.end();
  }
});
