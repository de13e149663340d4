import { ageOn, spanOf } from '../calendar/plain-date.js';
import type { PartialDate } from '../calendar/partial-date.js';
import type { RegistryItem } from '../../adapters/resident-registry/model.js';
import type { Subject } from '../guard/subject.js';
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

/** Fields by which somebody may learn a birth date: of whom they have found, or of a resident. */
const SHOWN_IN = ['FoundPerson.birthDate', 'Resident.birthDate'] as const;

/**
 * The most completed years that each can have today: of a birth date of which a part is known by its earliest day. null
 * where nothing of it is known, and of whom the caller may see no birth date: what a rule says of an age tells it.
 */
export async function agesOf(
  { sources, signal, today, guard }: Pick<LoaderScope, 'sources' | 'signal' | 'today' | 'guard'>,
  subjectsOf: (numbers: readonly string[]) => Promise<readonly (Subject | null)[]>,
  numbers: readonly string[],
): Promise<readonly (number | null)[]> {
  const isOpen = (subject: Subject | null): subject is Subject =>
    subject !== null && SHOWN_IN.some((coordinate) => guard.opensAll([coordinate], subject.labels));
  const subjects = await subjectsOf(numbers);
  const open = subjects.filter(isOpen).map(({ atenaNumber }) => atenaNumber);
  if (open.length === 0) return numbers.map(() => null);
  const rows = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.loadMany(open, { signal: live, items: BIRTH_DATE }),
  );
  const births = new Map(open.map((number, at) => [number, rows[at]?.birthDate?.iso ?? null]));
  return subjects.map((subject) => {
    const iso = births.get(subject?.atenaNumber ?? '') ?? null;
    return iso === null ? null : ageOn(spanOf(iso)?.first ?? iso, today);
  });
}
