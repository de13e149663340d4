import type { AccessRow } from '../audit/index/access-history.js';
import type { IndexProgress, SubjectAccessPlace } from '../audit/index/access-index.js';
import { entryOf, type ExtractEntry } from '../disclosure/extract.js';
import { withSubject, type HasSubject, type Subject } from '../guard/subject.js';
import type { LoaderScope } from './scope.js';
import { indexContradicts, spanOf, type LogListing } from './access-history.js';
import { isBornOn } from './own-birth-date.js';
import { accessesToPerson, loggedPerson } from './person-log.js';
import { GatewayError } from '../errors/gateway-error.js';

export interface Extract extends HasSubject {
  /** Every number the person has had: the extract tells of accesses under all of them. */
  readonly numbers: readonly string[];
  readonly indexedUpTo: readonly IndexProgress[];
  readonly entries: readonly (ExtractEntry & HasSubject)[];
}

/** Whose extract, as the applicant has named themselves: by number and birth date, which must belong together. */
export interface ExtractAsked extends Pick<LogListing, 'from' | 'to'> {
  /** 宛名番号 as it was asked for, which may have been merged into another since. */
  readonly asked: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
}

export const CHUNK = 200;
export const MOST_ENTRIES = 2000;

/**
 * The log of a person as it is handed to them, oldest first; see `disclosure/withholding.ts` for what is not in it.
 */
export async function loadDisclosureExtract(
  scope: LoaderScope,
  subject: Subject,
  { asked, birthDate, ...bounds }: ExtractAsked,
): Promise<Extract> {
  scope.budget.countListing();
  const { accessLog, today } = scope;
  // An extract of some of the numbers would be one with a hole, so it is none.
  const logged = await loggedPerson(scope, subject.atenaNumber, { strict: true });
  const person = await scope.persons.of(subject.atenaNumber);
  const isTheirs = await isBornOn(scope, subject.atenaNumber, birthDate);
  const facts = {
    ...accessLog,
    ...accessLog.policy,
    today,
    isHomeProtected: person !== null && (person.underSupportMeasures || person.sharesHome),
  };
  // Before the rows, as on a page of the history.
  const indexedUpTo = await accessLog.history.progress();
  // One wrong digit names a stranger. Told is what is told of a number that nobody has, the number as it was asked for.
  if (!isTheirs) return withSubject(subject, { indexedUpTo, numbers: [asked], entries: [] });
  const entries: (ExtractEntry & HasSubject)[] = [];
  for (let after: SubjectAccessPlace | null = null; ;) {
    const rows: readonly AccessRow[] = await accessesToPerson(accessLog.history, logged, {
      ...spanOf(bounds),
      first: CHUNK,
      after,
    });
    for (const { entry: described } of rows) {
      // An extract with a hole that is not the law's is none.
      if (described === null) throw indexContradicts();
      const entry = entryOf(described, facts);
      if (entry !== null) entries.push(withSubject(subject, entry));
    }
    // Counted are those shown: a limit on the others would tell of them.
    if (entries.length > MOST_ENTRIES) throw tooLong();
    after = rows.at(-1)?.place ?? null;
    if (rows.length < CHUNK) {
      const numbers = logged.numbers ?? [];
      return withSubject(subject, { indexedUpTo, numbers, entries: entries.reverse() });
    }
  }
}

export function tooLong(): GatewayError {
  return new GatewayError('BAD_USER_INPUT', {
    detail: 'extract too long',
    en: `An extract holds up to ${MOST_ENTRIES} entries. Ask for a shorter time.`,
    ja: `写しに載せられるのは${MOST_ENTRIES}件までです。期間を短くしてください。`,
  });
}
