import type { RegistryItem } from '../../adapters/resident-registry/model.js';
import type { LoaderScope } from './scope.js';

/**
 * Household number of the staff member who asks, null where they do not live in the city. Asked for once a request.
 */
export type OwnHousehold = () => Promise<string | null>;

const HOUSEHOLD: ReadonlySet<RegistryItem> = new Set(['household']);

export function createOwnHousehold({ sources, signal, ownAtenaNumber }: LoaderScope): OwnHousehold {
  let asked: Promise<string | null> | null = null;
  return () => (asked ??= ownAtenaNumber === null ? Promise.resolve(null) : ask(ownAtenaNumber));

  async function ask(own: string): Promise<string | null> {
    const [resident] = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadMany([own], { signal: live, items: HOUSEHOLD }),
    );
    return resident?.householdNumber ?? null;
  }
}
