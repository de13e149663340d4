import type { RegistryItem, RegistryName } from '../../adapters/resident-registry/model.js';
import type { Subject } from '../guard/subject.js';
import type { LoaderScope } from './scope.js';
import { SET_ASIDE, type HasAside } from '../guard/set-aside.js';
import { asideFields, readable, type Readable } from './set-aside.js';

/** What of a person beside the days a movement changes, as it was; what was closed or not asked for was not read. */
export interface StandingItems {
  readonly name: (RegistryName & Partial<HasAside>) | null;
  readonly address: Readable<string>;
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
  const [row] = rows;
  const address = readable('RESIDENT_REGISTRY', row, ['address', row?.address]);
  if (row?.name === undefined) return { name: null, address };
  const aside = asideFields('RESIDENT_REGISTRY', row, { part: 'name' });
  return { name: { ...row.name, [SET_ASIDE]: aside }, address };
}
