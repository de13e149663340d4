import type { LoadedKeys, PersonKeys } from '../../adapters/address-name/model.js';
import type { RecallCandidate, RecallDoses } from '../../adapters/health-management/model.js';
import { SourceError } from '../errors/source-error.js';
import { SUBJECT, type Subject } from '../guard/subject.js';
import { healthNumbersOf, tried } from '../persons/person-keys.js';
import { NO_ITEMS } from '../sources/sources.js';
import { unknownPerson } from './named-person.js';
import type { ResidentLoader, ResidentNode } from './residents.js';
import type { LoaderScope } from './scope.js';

/** Of which vaccine, and until which day, doses count. */
interface Asked {
  readonly vaccine: string;
  readonly asOf: string;
}

/** A candidate, and all that is known of their doses. */
export interface KnownDoses {
  readonly candidate: RecallCandidate;
  /** null: no system knows a person, or nobody can read whom. */
  readonly person: Pick<PersonKeys, 'atenaNumber'> | null;
  /** Another row of the person stands under the number that is theirs now. */
  readonly isSuperseded: boolean;
  readonly doses: RecallDoses;
}

/** The same, and whom the registry has for them. */
export interface Candidate extends KnownDoses {
  readonly resident: ResidentNode | null;
  /** Who was read, also where the registry has nobody; null where no system knows a person. */
  readonly subject: Subject | null;
}

/** Whom a number stands for, as far as that can be read. */
interface Known {
  readonly person: PersonKeys | null;
  readonly healthNumbers: readonly string[];
  /** Whether these are all numbers of the person. */
  readonly isWhole: boolean;
}

/** What may stand under a number that cannot be read: nobody gets a letter before somebody has looked. */
const UNREAD: RecallDoses = { doses: [], doubtful: 1 };

function knownAs(found: LoadedKeys | null): Known {
  const numbers = tried(() => healthNumbersOf(found));
  const isWhole = !(numbers instanceof SourceError);
  const person = found instanceof SourceError ? null : found;
  return { person, healthNumbers: isWhole ? numbers : [], isWhole };
}

/** In the order of the page. */
export async function findDoses(
  scope: LoaderScope,
  page: readonly RecallCandidate[],
  asked: Asked,
): Promise<readonly KnownDoses[]> {
  if (page.length === 0) return [];
  const { sources, signal } = scope;
  const numbers = page.map((candidate) => candidate.healthNumber);
  const found = await sources.ask('ADDRESS_NAME', signal, (live) =>
    sources.address.loadByHealthNumber(numbers, { signal: live, items: NO_ITEMS }),
  );
  const people = found.map(knownAs);
  const [elsewhere, superseded] = await Promise.all([
    dosesElsewhere(scope, page, people, asked),
    findSuperseded(scope, page, people),
  ]);
  return page.map((candidate, at) => ({
    candidate,
    person: people[at]?.person ?? null,
    isSuperseded: superseded.has(candidate.healthNumber),
    doses: together(candidate, [
      ...(elsewhere[at] ?? []),
      ...(people[at]?.isWhole === false ? [UNREAD] : []),
    ]),
  }));
}

/** In their order. */
export async function findResidents(
  residents: ResidentLoader,
  known: readonly KnownDoses[],
): Promise<readonly Candidate[]> {
  const found = await Promise.all(
    known.map(({ person }) => (person === null ? null : residents.load(person.atenaNumber))),
  );
  return known.map((one, at) => {
    const resident = found[at] ?? null;
    const { person } = one;
    const subject = resident?.[SUBJECT] ?? (person === null ? null : unknownPerson(person.atenaNumber));
    return { ...one, resident, subject };
  });
}

/** What the ledger has under the other numbers of each candidate; one statement, and none where nobody has any. */
async function dosesElsewhere(
  { sources, signal }: LoaderScope,
  page: readonly RecallCandidate[],
  people: readonly Known[],
  asked: Asked,
): Promise<readonly (readonly RecallDoses[])[]> {
  const others = page.map(({ healthNumber }, at) =>
    (people[at]?.healthNumbers ?? []).filter((number) => number !== healthNumber),
  );
  const numbers = [...new Set(others.flat())];
  if (numbers.length === 0) return [];
  const loaded = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.loadRecallDoses(numbers, asked, { signal: live, items: NO_ITEMS }),
  );
  const byNumber = new Map(numbers.map((number, at) => [number, loaded[at] ?? null]));
  return others.map((own) => own.flatMap((number) => byNumber.get(number) ?? []));
}

/** Old numbers that still have a row of their own although the person has one under the number that stands. */
async function findSuperseded(
  { sources, signal }: LoaderScope,
  page: readonly RecallCandidate[],
  people: readonly Known[],
): Promise<ReadonlySet<string>> {
  const old = page.flatMap(({ healthNumber }, at) => {
    const [current] = people[at]?.healthNumbers ?? [];
    return current === undefined || current === healthNumber ? [] : [{ healthNumber, current }];
  });
  if (old.length === 0) return new Set();
  const current = old.map((one) => one.current);
  const rows = await sources.ask('HEALTH_MANAGEMENT', signal, (live) =>
    sources.health.loadMany(current, { signal: live, items: NO_ITEMS }),
  );
  return new Set(old.flatMap(({ healthNumber }, at) => (rows[at] == null ? [] : [healthNumber])));
}

/**
 * Two rows of one day are one dose, entered twice. Nobody is vaccinated before they are born: such a day is somebody’s
 * mistake, and the dose one of doubt.
 */
function together(candidate: RecallCandidate, elsewhere: readonly RecallDoses[]): RecallDoses {
  const all = [candidate, ...elsewhere];
  const days = all.flatMap(({ doses }) => doses);
  const possible = days.filter((day) => day >= (candidate.birthDate.iso ?? ''));
  const unread = all.reduce((sum, { doubtful }) => sum + doubtful, 0);
  return { doses: [...new Set(possible)].sort(), doubtful: unread + days.length - possible.length };
}
