import type { FlagRow } from '../../../src/movements/movement-tables.js';
import type { MovementWorld } from './movement-world.js';

/** Every flag that is there, in the order of its change. */
export async function flagsOf(world: MovementWorld): Promise<readonly FlagRow[]> {
  const changes = await world.changes();
  return world.store.flagsOf(changes.map(({ position }) => position));
}
