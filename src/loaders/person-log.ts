import type { AccessHistory, AccessRow } from '../audit/index/access-history.js';
import type { SubjectAccessPlace, SubjectAccessQuery } from '../audit/index/access-index.js';
import { idOfName } from '../audit/index/record-id.js';
import { SourceError } from '../errors/source-error.js';
import type { LoaderScope } from './scope.js';

/** A person of whom the log is asked. */
export interface Logged {
  /** Every number the person has had, the present one first; null while the address-name system cannot say. */
  readonly numbers: readonly string[] | null;
  /** Pseudonyms of these numbers in the log; of the number asked for alone where they are not known. */
  readonly pseudonyms: readonly string[];
}

/**
 * The person in the log: whoever looked at them while they had another number looked at them. `strict` rejects with
 * `SourceError` where nobody can say which numbers those were.
 */
export async function loggedPerson(
  { accessLog, persons }: LoaderScope,
  atenaNumber: string,
  { strict }: { readonly strict: boolean },
): Promise<Logged> {
  const numbers = strict
    ? (await persons.numbersOf(atenaNumber)).atenaNumbers
    : await unlessSilent(persons.numbersOf(atenaNumber).then((person) => person.atenaNumbers));
  return { numbers, pseudonyms: (numbers ?? [atenaNumber]).map((number) => accessLog.pseudonym(number)) };
}

/** The number the person now has; the one asked for while the address-name system cannot say. */
export async function numberThatStands({ persons }: LoaderScope, atenaNumber: string): Promise<string> {
  return (await unlessSilent(persons.numbersOf(atenaNumber)))?.atenaNumber ?? atenaNumber;
}

function unlessSilent<Value>(asked: Promise<Value>): Promise<Value | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof SourceError) return null;
    throw error;
  });
}

/** Accesses to the person under any of their pseudonyms, newest first, as a page of one. */
export async function accessesToPerson(
  history: AccessHistory,
  { pseudonyms }: Logged,
  query: SubjectAccessQuery,
): Promise<readonly AccessRow[]> {
  const pages = await Promise.all(pseudonyms.map((pseudonym) => history.accessesTo(pseudonym, query)));
  return pages
    .flat()
    .sort((one, other) => newestFirst(one.place, other.place))
    .slice(0, query.first);
}

/** The order of the index: by time, then record, then pseudonym. */
function newestFirst(one: SubjectAccessPlace, other: SubjectAccessPlace): number {
  if (one.at !== other.at) return one.at > other.at ? -1 : 1;
  const records = idOfName(other.record) - idOfName(one.record);
  if (records !== 0) return records;
  return one.subject > other.subject ? -1 : one.subject < other.subject ? 1 : 0;
}
