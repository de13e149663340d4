import type { KeptDose } from '../../adapters/health-management/model.js';
import type { RegistryItem, Sex } from '../../adapters/resident-registry/model.js';
import type { PartialDate } from '../calendar/partial-date.js';
import { healthNumbersOf } from '../persons/person-keys.js';
import type { Persons } from '../persons/persons.js';
import { NO_ITEMS, type Sources } from '../sources/sources.js';
import type { ChangeRow, SeenFile } from './change-row.js';
import type { OtherDose } from './dose-facts.js';
import { couponNumberOf } from './judge-dose.js';
import type { RecordStore } from './record-store.js';

const ITEMS: ReadonlySet<RegistryItem> = new Set(['birthDate', 'sex', 'residentUntil']);
const UNKNOWN_DAY: PartialDate = { iso: null, precision: 'UNKNOWN', display: null };

export interface FileParts {
  readonly sources: Pick<Sources, 'ask' | 'registry' | 'health' | 'address'>;
  readonly persons: Pick<Persons, 'of'>;
  readonly store: Pick<RecordStore, 'changesOfPersons'>;
  readonly signal: AbortSignal;
}

/** What a day of a dose is held against. */
export interface Life {
  readonly birth: PartialDate | null;
  readonly sex: Sex | null;
  /** Null while the person is not known to be dead; of a death without a day, a date without one. */
  readonly death: PartialDate | null;
}

/** By the registry, of each person in their order; all null of whom it does not know. */
export async function livesOf(
  { sources, persons, signal }: Omit<FileParts, 'store'>,
  atenaNumbers: readonly string[],
): Promise<readonly Life[]> {
  const [residents, people] = await Promise.all([
    sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.loadMany(atenaNumbers, { signal: live, items: ITEMS }),
    ),
    Promise.all(atenaNumbers.map((number) => persons.of(number))),
  ]);
  return atenaNumbers.map((_, at) => {
    const resident = residents[at];
    return {
      birth: resident?.birthDate ?? null,
      sex: resident?.sex ?? null,
      death: people[at]?.status === 'DECEASED' ? (resident?.residentUntil ?? UNKNOWN_DAY) : null,
    };
  });
}

/** One person's vaccination file as a change is judged by it, whole: nothing of it is for an answer. */
export interface DoseFile extends Life {
  /** Under which a new dose is entered, first; then old ones whose rows were never rewritten. */
  readonly healthNumbers: readonly string[];
  readonly ledger: readonly KeptDose[];
  readonly changes: readonly ChangeRow[];
}

/** Null where health management has no file of the person. */
export async function readDoseFile(parts: FileParts, atenaNumber: string): Promise<DoseFile | null> {
  const { sources, store, signal } = parts;
  const [keys] = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.loadMany([atenaNumber], { signal: live, items: NO_ITEMS }),
  );
  const healthNumbers = healthNumbersOf(keys);
  if (healthNumbers.length === 0) return null;
  // The changes first: what becomes of them afterwards is seen by the store, which compares how many stand, and how far.
  const changes = await store.changesOfPersons(healthNumbers);
  const [rows, [life]] = await Promise.all([
    sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
      sources.health.loadLedger(healthNumbers, { signal: live, items: NO_ITEMS }),
    ),
    livesOf(parts, [atenaNumber]),
  ]);
  if (rows[0] == null || life === undefined) return null;
  return { ...life, healthNumbers, changes, ledger: rows.flatMap((row) => row ?? []) };
}

/** How far the file was when it was read: the store takes no change that was judged by another. */
export function seenOf({ healthNumbers, changes }: DoseFile): SeenFile {
  const done = changes.filter(({ state }) => state === 'DONE').length;
  return { healthNumbers, changes: changes.length, done };
}

/** Doses on file that stand, but for one. */
export function standingDoses({ ledger }: DoseFile, except: string | null): readonly OtherDose[] {
  return ledger.flatMap(({ id, withdrawn, content }) => {
    const { vaccine, dose, date, manufacturer, preExam } = content;
    if (withdrawn || id === except || vaccine === null || preExam === 'PRE_EXAM_ONLY') return [];
    return [{ vaccine, dose, date, manufacturer }];
  });
}

/** Whether later imports change nothing of the row: somebody has settled it. */
export function isLocked({ changes }: Pick<DoseFile, 'changes'>, doseId: string): boolean {
  return changes.some((change) => change.doseId === doseId && locksNow(change));
}

export const locksNow = ({ state, locks }: ChangeRow): boolean => state === 'DONE' && locks === 1;

/** Which of these codes there is an institution of. */
export async function knownInstitutions(
  { sources, signal }: Pick<FileParts, 'sources' | 'signal'>,
  codes: readonly (string | null)[],
): Promise<ReadonlySet<string>> {
  const asked = [...new Set(codes.filter((code) => code !== null))];
  if (asked.length === 0) return new Set();
  const known = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.loadInstitutions(asked, { signal: live, items: NO_ITEMS }),
  );
  return new Set(asked.filter((_, at) => known[at] != null));
}

/** Whose coupon it is; null where none was given, or no such coupon is on file. */
export async function holderOf(
  { sources, signal }: Pick<FileParts, 'sources' | 'signal'>,
  coupon: string | null,
  of: { readonly healthNumbers: readonly string[]; readonly municipality: string },
): Promise<'OWN' | 'ANOTHER' | null> {
  const number = couponNumberOf(coupon, of.municipality);
  if (number === null) return null;
  const [holder] = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.loadCouponHolders([number], { signal: live, items: NO_ITEMS }),
  );
  if (holder == null) return null;
  return of.healthNumbers.includes(holder) ? 'OWN' : 'ANOTHER';
}
