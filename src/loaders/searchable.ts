import type { ResidentCriteria } from '../../adapters/resident-registry/model.js';
import type { NamedCase } from '../cases/named-case.js';
import { SourceError } from '../errors/source-error.js';
import { LABEL, type ContractScope } from '../policy/terms.js';
import { requireEnough } from './enough.js';
import { isBounded } from './labels.js';
import type { OwnHousehold } from './own-household.js';
import type { LoaderScope } from './scope.js';

/**
 * Criteria that find only those whom the caller may find by them. A row whose label closes one of the inputs in
 * use (coordinates, e.g. `ResidentFilter.birthDate`) would otherwise tell by its presence, its place or its
 * count what none of its fields shows. Numbers that were merged away name whom they were merged into.
 */
export async function searchable(
  { guard, contract, persons, namedCase = null, enough = null }: LoaderScope,
  ownHousehold: OwnHousehold,
  criteria: ResidentCriteria,
  uses: readonly string[],
): Promise<ResidentCriteria> {
  requireEnough(enough, new Set(uses.map((coordinate) => coordinate.replace('ResidentFilter.', ''))));
  const statuses = guard.opensAll(uses, LABEL.NOT_RESIDENT)
    ? criteria.statuses
    : (criteria.statuses ?? ['RESIDENT']).filter((status) => status === 'RESIDENT');
  const within =
    guard.opensAll(uses, LABEL.OUT_OF_CONTRACT) || !isBounded(contract)
      ? criteria
      : withinContract(criteria, contract);
  const named = criteria.atenaNumbers && (await beside(persons.ofAll(criteria.atenaNumbers), ownHousehold));
  const own = guard.opensAll(uses, LABEL.OWN_HOUSEHOLD) ? null : await ownHousehold();
  const numbers = named?.flatMap((person) => person?.atenaNumber ?? []);
  // Also a list without a condition: whoever names a case is told of its persons, and of nobody else that they exist.
  const among = namedCase === null ? null : await inCase(persons, namedCase);
  return {
    ...{ ...within, statuses, atenaNumbers: numbers },
    ...(own !== null && { exceptHousehold: own }),
    ...(among !== null && { among }),
  };
}

/**
 * Whoever is found is held against the household of the one who asks: it is read with those who are named. Where it cannot
 * be, whoever needs it hears of it.
 */
function beside<Named>(named: Promise<Named>, ownHousehold: OwnHousehold): Promise<Named> {
  ownHousehold().catch(() => undefined);
  return named;
}

/** Persons followed in one question to the address-name system. */
const AT_ONCE = 1_000;

/** Every number of the persons of a case: its row may stand under another one than that of the case by now. */
async function inCase(
  persons: LoaderScope['persons'],
  { persons: numbers }: NamedCase,
): Promise<readonly string[]> {
  const given = [...numbers];
  const all = new Set(given);
  for (let at = 0; at < given.length; at += AT_ONCE)
    for (const own of await persons.knownNumbersOf(given.slice(at, at + AT_ONCE)))
      for (const number of own) all.add(number);
  return [...all];
}

/**
 * Those whose homes no address may find. Rejects where merges cannot be followed: an old number under a measure may
 * be anybody's, and a page that might hold them is none.
 */
export async function protectedNumbersFor(
  { persons }: LoaderScope,
  { addressContains }: ResidentCriteria,
): Promise<readonly string[]> {
  if (addressContains === undefined) return [];
  const { numbers, certain } = await persons.protected();
  if (!certain) {
    await persons.survivors([...numbers]);
    throw new SourceError('ADDRESS_NAME', 'CORRUPT');
  }
  return [...numbers];
}

/** The narrower of the bounds asked for and the contract's. */
function withinContract(criteria: ResidentCriteria, { bornFrom, bornTo }: ContractScope): ResidentCriteria {
  const from = [criteria.birthDateFrom, bornFrom]
    .filter((day) => day != null)
    .sort()
    .at(-1);
  const to = [criteria.birthDateTo, bornTo]
    .filter((day) => day != null)
    .sort()
    .at(0);
  // An uncertain birth date proves nothing, so whoever has one lies outside (`isOutOfContract`).
  return { ...criteria, birthDateFrom: from, birthDateTo: to, uncertainBirths: false };
}
