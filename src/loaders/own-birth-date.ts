import { ageOn, spanOf } from '../calendar/plain-date.js';
import type { PartialDate } from '../calendar/partial-date.js';
import type { RegistryItem } from '../../adapters/resident-registry/model.js';
import type { LoaderScope } from './scope.js';

const BIRTH_DATE: ReadonlySet<RegistryItem> = new Set(['birthDate']);

/**
 * Whether this is the birth date of whoever has this number. Nobody is told which of the two is wrong: a number that
 * nobody has fits no day, as a birth date of which nothing is known does.
 */
export async function isBornOn(
  { sources, signal }: Pick<LoaderScope, 'sources' | 'signal'>,
  atenaNumber: string,
  day: string,
): Promise<boolean> {
  const [resident = null] = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.loadMany([atenaNumber], { signal: live, items: BIRTH_DATE }),
  );
  return resident?.birthDate != null && fitsDay(resident.birthDate, day);
}

/** Of a date of which a part is known (年月日不詳), any day of that month or year. */
export function fitsDay({ iso }: Pick<PartialDate, 'iso'>, day: string): boolean {
  return iso !== null && (day === iso || day.startsWith(`${iso}-`));
}

/**
 * The most completed years that each can have today: of a birth date of which a part is known by its earliest day. null
 * where nothing of it is known.
 */
export async function agesOf(
  { sources, signal, today }: Pick<LoaderScope, 'sources' | 'signal' | 'today'>,
  numbers: readonly string[],
): Promise<readonly (number | null)[]> {
  const rows = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.loadMany(numbers, { signal: live, items: BIRTH_DATE }),
  );
  return rows.map((row) => {
    const iso = row?.birthDate?.iso ?? null;
    return iso === null ? null : ageOn(spanOf(iso)?.first ?? iso, today);
  });
}
