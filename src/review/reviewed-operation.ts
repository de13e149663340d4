import type { IndexedOperation } from '../audit/index/access-index.js';
import { coordinatesAskedBy } from '../audit/record/asked-by.js';
import { LEFT_OUT } from '../audit/record/outcomes.js';
import type { Outcome } from '../audit/record/record.js';
import { inJapanTime, type JapanTime } from '../calendar/japan-time.js';

/** What one operation was about one person. */
export interface PersonSeen {
  /** Keyed pseudonym. */
  readonly subject: string;
  /** At least one item of this person left. */
  readonly shown: boolean;
  /** The number asked for is nobody's, or nobody that may be found. */
  readonly missed: boolean;
  /** Times the person's individual number was verified. */
  readonly verifications: number;
}

/** One sealed answer, as the detectors see it: no field of it, but whom it was about. */
export interface ReviewedOperation {
  readonly record: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly japan: JapanTime;
  readonly account: string | null;
  readonly role: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
  readonly status: IndexedOperation['status'];
  readonly codes: readonly string[];
  readonly detail: string | null;
  /** Whom somebody named or was shown; not whom a list by itself kept from them. */
  readonly persons: readonly PersonSeen[];
  /** Look-ups that found nobody. */
  readonly misses: number;
  /** Accesses that the policy closed, by rule or ground. */
  readonly closed: ReadonlyMap<string, number>;
}

const SHOWN: ReadonlySet<Outcome> = new Set(['DISCLOSED', 'REVEALED']);
const CLOSED: ReadonlySet<Outcome> = new Set(['WITHHELD', 'REDACTED', 'DENIED', 'REFUSED']);
const LOOK_UPS: ReadonlySet<string> = new Set(['Query.resident', 'Query.residentByIndividualNumber']);
const NOT_READ: ReadonlySet<Outcome> = new Set(['UNAVAILABLE', 'FAILED', 'UNREAD']);
const ROOT = /^(Query|Mutation)\./;
const LIST = /(Connection|Edge)\./;
/** Hold no item of a person: whether the systems behind answer. */
const SOURCES = /^SourceStatus\.|^Resident\.sources$/;
const VERIFICATION = 'Query.verifyIndividualNumber';

export function reviewedOperation(operation: IndexedOperation): ReviewedOperation {
  const { record, at, account, role, purpose, status, codes, detail, subjects, aboutNobody } = operation;
  const persons = subjects.filter(({ fields }) => fields.some(isLook)).map(personSeen);
  const missed = aboutNobody.filter(isMiss).reduce((sum, { count }) => sum + count, 0);
  return {
    record,
    at,
    japan: inJapanTime(at),
    account,
    role,
    purpose,
    case: operation.case,
    status,
    codes,
    detail,
    persons,
    misses: missed + persons.filter((person) => person.missed).length,
    closed: closedIn(operation),
  };
}

type Told = IndexedOperation['subjects'][number];
type Field = Told['fields'][number];

function personSeen({ subject, fields }: Told): PersonSeen {
  return {
    subject,
    shown: fields.some(isShown),
    missed: fields.every(isMiss),
    verifications: fields.reduce(
      (sum, { coordinate, count }) => (coordinate === VERIFICATION ? sum + count : sum),
      0,
    ),
  };
}

/**
 * Whether somebody named the person, or had something of them. Whom a list by itself kept back is on record with it, too,
 * as left out, as one of those that it says are not on it, or with rows in which all is withheld: nobody chose them. Who
 * was asked for by number or by what a filter says is on record at the root or with the list's own fields, refused or not.
 */
function isLook({ coordinate, outcome, reason }: Field): boolean {
  if (ROOT.test(coordinate)) return reason !== LEFT_OUT;
  if (LIST.test(coordinate)) return CLOSED.has(outcome) || coordinatesAskedBy(reason).length > 0;
  return !SOURCES.test(coordinate) && !CLOSED.has(outcome) && !NOT_READ.has(outcome);
}

/** A frame holds no item, but for one that was asked by an item: it tells whether the person's is like that. */
const isShown = ({ coordinate, outcome, reason }: Field): boolean =>
  SHOWN.has(outcome) && (!isFrame(coordinate) || coordinatesAskedBy(reason).length > 0);

const isFrame = (coordinate: string): boolean =>
  [ROOT, LIST, SOURCES].some((frame) => frame.test(coordinate));

/** A number that the policy keeps from being found is answered like one that nobody has, and recorded as denied. */
const isMiss = ({ coordinate, outcome }: Field): boolean => LOOK_UPS.has(coordinate) && outcome === 'ABSENT';

function closedIn({ subjects, aboutNobody }: IndexedOperation): ReadonlyMap<string, number> {
  const closed = new Map<string, number>();
  for (const { outcome, reason, count } of [...aboutNobody, ...subjects.flatMap(({ fields }) => fields)]) {
    if (!CLOSED.has(outcome)) continue;
    const ground = reason ?? outcome;
    closed.set(ground, (closed.get(ground) ?? 0) + count);
  }
  return closed;
}
