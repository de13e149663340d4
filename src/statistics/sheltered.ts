import type { PolicyAttributes } from '../../adapters/resident-registry/model.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';

/**
 * Who is in no table that tells districts: whoever is under support measures on one of the days, and whoever shares
 * their household, for one address is the other's.
 */
export class Sheltered {
  private constructor(
    private readonly persons: ReadonlySet<string>,
    private readonly households: ReadonlySet<string>,
  ) {}

  /** @param days `YYYY-MM-DD`: the day of the table and the day on which it is made */
  static async read(sources: Sources, days: readonly string[], signal: AbortSignal): Promise<Sheltered> {
    const persons = new Set<string>();
    for (const day of new Set(days)) {
      const numbers = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
        sources.registry.listUnderSupportMeasures(day, { signal: live, items: NO_ITEMS }),
      );
      for (const number of numbers) persons.add(number);
    }
    const rows = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadPolicyAttributes([...persons], days.at(-1) ?? '', {
        signal: live,
        items: NO_ITEMS,
      }),
    );
    return new Sheltered(
      persons,
      new Set(
        rows.flatMap((row) => (row === null || row.householdNumber === '' ? [] : [row.householdNumber])),
      ),
    );
  }

  has({ atenaNumber, householdNumber }: PolicyAttributes): boolean {
    return this.persons.has(atenaNumber) || this.households.has(householdNumber);
  }
}
