import type { Outcome } from '../record/record.js';

/**
 * The derived index over the journal: found in it, described from the journal. It can be thrown away and rebuilt;
 * nothing in it is evidence. Its unit is the subject access, one person in one answer: a hundred million
 * resolver accesses are a few million of these.
 */
export interface AccessIndex {
  /** "Who saw this person between two dates": newest first. */
  accessesTo(subject: string, query: SubjectAccessQuery): Promise<readonly SubjectAccess[]>;
  /** "Whom did this account see": newest first. */
  accessesBy(account: string, query: SubjectAccessQuery): Promise<readonly SubjectAccess[]>;
  /** Every answer of a span, oldest first, a page at a time: what the detectors read. */
  operations(span: Span): AsyncIterable<IndexedOperation>;
  /** Every other record of a span, oldest first: log-ins, changes, policies, starts. */
  events(span: Span): AsyncIterable<IndexedEvent>;
  /** Records of these kinds, of the account where one is named: newest first. */
  eventsOf(query: EventQuery): Promise<readonly IndexedEvent[]>;
  /** Intents of a span that no outcome answers. */
  openIntents(span: Span): Promise<readonly OpenIntent[]>;
  /** How far the index is, by writer. */
  progress(): Promise<readonly IndexProgress[]>;
  close(): Promise<void>;
}

/** UTC instants, ISO 8601 with milliseconds: from this one on, and before that one. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What is asked of an access; of an empty or missing list nothing is. */
export interface AccessConditions {
  readonly accounts?: readonly string[];
  readonly purposes?: readonly string[];
  /** At least one field about the person has one of these outcomes and, where both are asked, one of these names. */
  readonly outcomes?: readonly string[];
  readonly coordinates?: readonly string[];
}

export interface SubjectAccessQuery extends Span, AccessConditions {
  /** At most this many. */
  readonly first: number;
  /** Those behind this place, which an earlier page ended with; null from the newest. */
  readonly after: SubjectAccessPlace | null;
}

export interface EventQuery extends Span {
  readonly kinds: readonly string[];
  /** null: of all accounts. */
  readonly account: string | null;
  readonly first: number;
  /** Record of the row that an earlier page ended with, and its time; null from the newest. */
  readonly after: EventPlace | null;
}

/** Order of events: by time, then record. */
export interface EventPlace {
  readonly at: string;
  readonly record: string;
}

/** Order of subject accesses: by time, then record, then subject. */
export interface SubjectAccessPlace {
  readonly at: string;
  readonly record: string;
  readonly subject: string;
}

/** One person in one answer. */
export interface SubjectAccess extends SubjectAccessPlace {
  /** `WRITER/SEQUENCE` of the OUTCOME. */
  readonly record: string;
  readonly account: string | null;
  readonly role: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
  readonly zone: string | null;
  readonly operationName: string | null;
  /** Keyed pseudonym of the person. */
  readonly subject: string;
  /** What became of the fields about this person, each distinct combination once. */
  readonly fields: readonly FieldOutcome[];
}

export interface FieldOutcome {
  readonly coordinate: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly count: number;
}

/** One OUTCOME record. */
export interface IndexedOperation {
  readonly record: string;
  readonly at: string;
  readonly status: 'ANSWERED' | 'REFUSED' | 'FAILED';
  readonly account: string | null;
  readonly role: string | null;
  readonly purpose: string | null;
  readonly case: string | null;
  readonly zone: string | null;
  readonly operationName: string | null;
  readonly codes: readonly string[];
  readonly detail: string | null;
  /** Resolver accesses in it. */
  readonly accesses: number;
  /** Everybody it was about, with what was disclosed of each. */
  readonly subjects: readonly { readonly subject: string; readonly fields: readonly FieldOutcome[] }[];
  /** What was asked about nobody in particular: a look-up that found no one, a refusal, a sum. */
  readonly aboutNobody: readonly FieldOutcome[];
}

/** A record that is neither INTENT nor OUTCOME, as it stands in the journal. */
export interface IndexedEvent {
  readonly record: string;
  readonly at: string;
  readonly kind: string;
  readonly account: string | null;
  /** The whole record, parsed. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface OpenIntent {
  readonly record: string;
  readonly at: string;
  readonly account: string | null;
  readonly purpose: string | null;
}

export interface IndexProgress {
  readonly writer: string;
  /** Newest record in the index. */
  readonly seq: number;
  readonly at: string;
}
