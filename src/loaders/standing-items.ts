import type { RegistryItem, RegistryName } from '../../adapters/resident-registry/model.js';
import type { Subject } from '../guard/subject.js';
import type { LoaderScope } from './scope.js';
import { tellSetAside } from './set-aside.js';

/** What of a person beside the days a movement changes, as it was; what was closed or not asked for was not read. */
export interface StandingItems {
  readonly name: RegistryName | null;
  readonly address: string | null;
}

const ITEMS: readonly (readonly [coordinate: string, item: RegistryItem])[] = [
  ['MovementStanding.name', 'name'],
  ['MovementStanding.address', 'address'],
];

/** Read before the movement is entered, for afterwards nobody knows it any more. */
export async function loadStandingItems(
  { sources, guard, signal }: LoaderScope,
  { atenaNumber, labels }: Subject,
): Promise<StandingItems> {
  const items = new Set(
    ITEMS.flatMap(([coordinate, item]) => (guard.opens(coordinate, labels) ? [item] : [])),
  );
  if (items.size === 0) return { name: null, address: null };
  const rows = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.loadMany([atenaNumber], { signal: live, items }),
  );
  tellSetAside(guard, 'RESIDENT_REGISTRY', rows);
  return { name: rows[0]?.name ?? null, address: rows[0]?.address ?? null };
}
