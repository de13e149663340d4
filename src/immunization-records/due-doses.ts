import type { RegistryItem } from '../../adapters/resident-registry/model.js';
import type { Persons } from '../persons/persons.js';
import { SourceError } from '../errors/source-error.js';
import type { FileTerm } from '../policy/record-rules.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import { dueOn, latestDueDose } from './file-terms.js';

const UNTIL: ReadonlySet<RegistryItem> = new Set(['residentUntil']);

export interface DueParts {
  readonly sources: Pick<Sources, 'ask' | 'health' | 'address' | 'registry'>;
  readonly persons: Pick<Persons, 'ofAll'>;
  readonly signal: AbortSignal;
  readonly keep: readonly FileTerm[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A record whose term has ended. */
export interface DueDose {
  readonly id: string;
  readonly atenaNumber: string;
  /** First day on which it may be destroyed, `YYYY-MM-DD`. */
  readonly dueOn: string;
  readonly cites: string;
}

export interface DuePage {
  readonly due: readonly DueDose[];
  /**
   * Rows, by number, of which nobody knows whose they are, and old enough to be looked at: whether they may be
   * destroyed nobody can say before health management has found out.
   */
  readonly unowned: readonly string[];
  /** Row after which the next page begins; null after the last. */
  readonly next: string | null;
}

/**
 * Records among the next `first` rows of the ledger that may be destroyed today (R134). Nothing is destroyed here: this is
 * the list of work for whoever decides. A row whose person nobody knows is told apart.
 */
export async function readDuePage(
  { sources, persons, signal, keep, today }: DueParts,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<DuePage> {
  const by = latestDueDose(keep, today);
  if (by === null) return { due: [], unowned: [], next: null };
  const rows = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.listOldDoses({ by, first, after }, { signal: live, items: NO_ITEMS }),
  );
  const next = rows.length < first ? null : (rows.at(-1)?.id ?? null);
  const numbers = [...new Set(rows.map(({ healthNumber }) => healthNumber))];
  if (numbers.length === 0) return { due: [], unowned: [], next };
  const keys = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.loadByHealthNumber(numbers, { signal: live, items: NO_ITEMS }),
  );
  const owners = new Map(
    numbers.map((number, at) => {
      const own = keys[at];
      // Of whom nobody can say who it is, nobody can say when their term ends.
      return [number, own instanceof SourceError ? null : (own?.atenaNumber ?? null)];
    }),
  );
  const known = [...new Set([...owners.values()].filter((number) => number !== null))];
  const unowned = rows.flatMap(({ id, healthNumber }) => (owners.get(healthNumber) == null ? [id] : []));
  if (known.length === 0) return { due: [], unowned, next };
  const [facts, residents] = await Promise.all([
    persons.ofAll(known),
    sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadMany(known, { signal: live, items: UNTIL }),
    ),
  ]);
  const deaths = new Map(
    known.map((number, at) => {
      const isDead = facts[at]?.status === 'DECEASED';
      return [number, isDead ? (residents[at]?.residentUntil?.iso ?? null) : null];
    }),
  );
  const due = rows.flatMap(({ id, healthNumber, date }): readonly DueDose[] => {
    const atenaNumber = owners.get(healthNumber) ?? null;
    if (atenaNumber === null) return [];
    const found = dueOn(keep, { dose: date, death: deaths.get(atenaNumber) ?? null }, today);
    return found === null || found.on > today
      ? []
      : [{ id, atenaNumber, dueOn: found.on, cites: found.rule.cites }];
  });
  return { due, unowned, next };
}
