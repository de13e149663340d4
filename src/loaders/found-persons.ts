import type { RegistryItem, RegistryResident, Sex } from '../../adapters/resident-registry/model.js';
import { withSubject, type HasSubject, type Subject } from '../guard/subject.js';
import type { Sealed } from '../individual-number/sealed.js';
import { NO_ITEMS } from '../sources/sources.js';
import { addressKey, nameKey } from '../text/search-keys.js';
import type { OwnHousehold } from './own-household.js';
import { findByNumber, verifyNumber } from './person-keys.js';
import { loadSubjects } from './residents.js';
import type { LoaderScope } from './scope.js';
import { SET_ASIDE, type HasAside } from '../guard/set-aside.js';
import { asideFields, together } from './set-aside.js';
import { dateValue, type DateValue } from './values.js';

/** What tells two people apart, of somebody whom no case names yet. */
export interface FoundNode extends HasSubject, HasAside {
  readonly atenaNumber: string;
  readonly kanji: string | null;
  readonly kana: string | null;
  readonly birthDate: DateValue | null;
  readonly sex: Sex | null;
}

/** What somebody showed at the counter. */
export interface Shown {
  readonly number: Sealed<string>;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: Sex;
  readonly address: string;
}

/** Whoever fits more has to tell more. */
const MOST_FOUND = 20;
const FOUND_ITEMS: ReadonlySet<RegistryItem> = new Set(['name', 'birthDate', 'sex']);
const FOUR_ITEMS: ReadonlySet<RegistryItem> = new Set(['name', 'birthDate', 'sex', 'address']);
/** 宛名番号 that is never given out. */
const NOBODY = '0'.repeat(15);

/** Those who may be found by these, residents or not; of more than 20 the first, in the order of their reading. */
export async function findPersons(
  scope: LoaderScope,
  ownHousehold: OwnHousehold,
  criteria: { readonly kanaPrefix?: string; readonly birthDate?: string },
): Promise<{ readonly persons: readonly FoundNode[]; readonly more: boolean }> {
  const { sources, signal, budget } = scope;
  const own = await ownHousehold();
  const where = { ...criteria, uncertainBirths: true, ...(own !== null && { exceptHousehold: own }) };
  const page = { sort: 'KANA', descending: false, first: MOST_FOUND, after: null } as const;
  const { positions, hasMore } = await budget.listing(signal, () =>
    sources.ask('RESIDENT_REGISTRY', signal, (live) =>
      sources.registry.search(where, page, [], { signal: live, items: NO_ITEMS }),
    ),
  );
  const numbers = positions.map(({ atenaNumber }) => atenaNumber);
  return { persons: await load(scope, ownHousehold, numbers), more: hasMore };
}

/** Whoever has this number; null where nobody has, or the one who has may not be found. */
export async function findPersonByNumber(
  scope: LoaderScope,
  ownHousehold: OwnHousehold,
  number: Sealed<string>,
): Promise<FoundNode | null> {
  const atenaNumber = await findByNumber(scope, number);
  // Where the number is nobody's, the registry is asked all the same.
  const [found = null] = await load(scope, ownHousehold, [atenaNumber ?? NOBODY]);
  return found;
}

/** Whether everything that was shown is this person's, by number and four items (R168). */
export async function matchPerson(
  scope: LoaderScope,
  atenaNumber: string,
  shown: Shown,
): Promise<'MATCH' | 'MISMATCH' | 'INVALID'> {
  const [verdict, [row]] = await Promise.all([
    verifyNumber(scope, atenaNumber, shown.number),
    read(scope, [atenaNumber], FOUR_ITEMS),
  ]);
  if (verdict !== 'MATCH') return verdict;
  return row != null && fits(row, shown) ? 'MATCH' : 'MISMATCH';
}

/** Names what was compared without telling it, under the log's own key: for an act that is sent again. */
export function digestOf({ guard, accessLog }: LoaderScope, { number, ...items }: Shown): string {
  return guard.fingerprint(number, (digits) => accessLog.pseudonym(JSON.stringify({ digits, ...items })));
}

function fits({ name, birthDate, sex, address }: RegistryResident, shown: Shown): boolean {
  const names = [name?.kanji, name?.alias, name?.roman].filter((one) => one != null);
  return (
    names.some((one) => nameKey(one) === nameKey(shown.name)) &&
    birthDate?.precision === 'DAY' &&
    birthDate.iso === shown.birthDate &&
    sex === shown.sex &&
    address != null &&
    addressKey(address) === addressKey(shown.address)
  );
}

async function load(
  scope: LoaderScope,
  ownHousehold: OwnHousehold,
  numbers: readonly string[],
): Promise<readonly FoundNode[]> {
  const rows = await read(scope, numbers, FOUND_ITEMS);
  const subjects = await loadSubjects(scope, ownHousehold, numbers);
  return numbers.flatMap((number, at) => {
    const [row, subject] = [rows[at], subjects[at]];
    // A row under a number that was merged away is not a second person.
    if (row == null || subject?.atenaNumber !== number) return [];
    return scope.guard.opensAll(['FoundPerson.kana'], subject.labels) ? [node(subject, row)] : [];
  });
}

async function read(
  { sources, signal }: LoaderScope,
  numbers: readonly string[],
  items: ReadonlySet<RegistryItem>,
): Promise<readonly (RegistryResident | null)[]> {
  if (numbers.length === 0) return [];
  const rows = await sources.ask('RESIDENT_REGISTRY', signal, (live) =>
    sources.registry.loadMany(numbers, { signal: live, items }),
  );
  return rows;
}

function node(subject: Subject, row: RegistryResident): FoundNode {
  const { name, birthDate, sex } = row;
  const ofName = asideFields('RESIDENT_REGISTRY', row, { part: 'name' });
  return withSubject(subject, {
    [SET_ASIDE]: together(asideFields('RESIDENT_REGISTRY', row), ofName),
    atenaNumber: subject.atenaNumber,
    kanji: name?.kanji ?? null,
    kana: name?.kana ?? null,
    birthDate: dateValue(subject, birthDate),
    sex: sex ?? null,
  });
}
