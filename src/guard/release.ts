import { Sealed } from '../individual-number/sealed.js';
import type { Verdict } from '../policy/terms.js';
import { clean } from './clean-text.js';
import { REDACTED, type Access, type GuardedField } from './guarded-field.js';
import { refuse } from './refuse.js';
import { refusalIn } from './refused-act.js';
import type { RequestGuard } from './request-guard.js';
import type { ResponsePath } from './response-path.js';
import { Unreadable, UNREADABLE } from './set-aside.js';
import { LEFT_OUT } from '../audit/record/outcomes.js';
import type { Outcome } from '../audit/record/record.js';
import { askedBy } from '../audit/record/asked-by.js';
import {
  withSubject,
  AskedAbout,
  ForSubject,
  ForSubjects,
  personsIn,
  unshownIn,
  subjectOf,
  type Subject,
} from './subject.js';

/** Lets a permitted value go: opens what is sealed, cleans what is free text, records what became of it. */
export function release(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { verdict: Verdict; value: unknown },
): unknown {
  const { path, verdict, value } = access;
  if (typeof value === 'object' && value !== null) {
    if (value instanceof Unreadable)
      return release(target, guard, {
        ...{ subject: access.subject, path, verdict, value: value.value as unknown },
        aside: new Map([[target.name, value.aside]]),
      });
    if (value instanceof AskedAbout) return releaseAsked(target, guard, path, value);
    if (isAboutSeveral(value)) return releaseEach(target, guard, path, value);
    if (value instanceof ForSubjects) return releaseAll(target, guard, path, value);
    if (value instanceof ForSubject) {
      const about = access.subject ?? value.subject;
      return releaseOne(target, guard, { ...access, value: value.value as unknown }, about);
    }
  }
  return releaseOne(target, guard, access, access.subject ?? subjectOf(value));
}

/** @param subject whom the value is about, where its object does not say it */
function releaseOne(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { verdict: Verdict; value: unknown },
  subject: Subject | null,
): unknown {
  const { path, verdict, value } = access;
  if (access.subject === null && subject !== null && isSubjectDenied(target, guard, { subject, path }))
    return null;
  const aside = access.aside?.get(target.name);
  if (aside !== undefined) guard.putAside(target.field, path, aside);
  if (value === null || value === undefined) {
    guard.record(target.field, path, subject, aside === undefined ? ABSENT : SET_ASIDE);
    return null;
  }
  if (value instanceof Sealed)
    return releaseSealed(target, guard, { subject, path, verdict, value: value as Sealed<string> });
  guard.record(target.field, path, subject, target.explains ? explained(value) : doneOr(guard, value));
  if (!target.leaf) noteReading(guard, subject, value);
  noteUnshown(target, guard, path, value);
  return clean(target, guard, value, path);
}

/**
 * A list of objects as graphql-js takes it: row by row, as the loop has time for it. Whoever forms an answer and
 * gives way by itself has no need of it.
 */
export function rowByRow(target: GuardedField, guard: RequestGuard, value: unknown): unknown {
  if (target.leaf || !Array.isArray(value) || value.length < 2) return value;
  return guard.loop.rows<unknown>(value, (waiting) => guard.calls.until(waiting));
}

type Became = { readonly outcome: Outcome; readonly reason?: string };

const ABSENT: Became = { outcome: 'ABSENT' };
/** Something stands there, and nobody can read it. */
const SET_ASIDE: Became = { outcome: 'UNSHOWN', reason: UNREADABLE };
const DISCLOSED: Became = { outcome: 'DISCLOSED' };

/** An object that explains itself may say that nothing of it is shown, or that its source is away. */
function explained(value: unknown): Became {
  const { disclosure, reason } = value as { readonly disclosure?: unknown; readonly reason?: string | null };
  if (disclosure === 'REVEALABLE') return { outcome: 'REVEALABLE' };
  if (disclosure === 'UNAVAILABLE') return { outcome: 'UNAVAILABLE', reason: reason ?? disclosure };
  return DISCLOSED;
}

/** What became of a field: a payload says by its faults that nothing was done. */
function doneOr(guard: RequestGuard, value: unknown): Became {
  const refusal = refusalIn(value);
  if (refusal === null) return DISCLOSED;
  guard.refusal ??= refusal;
  return { outcome: 'REFUSED', reason: refusal };
}

/** Persons other than the one whose field it is: a page, the members of a household. */
function noteReading(guard: RequestGuard, subject: Subject | null, value: unknown): void {
  const persons = personsIn(value);
  if (persons.some(({ atenaNumber }) => atenaNumber !== subject?.atenaNumber)) guard.recordReading(persons);
}

/** Whoever was read for a list and left out of it is on record with it, and counts. */
function noteUnshown(target: GuardedField, guard: RequestGuard, path: ResponsePath, value: unknown): void {
  for (const subject of unshownIn(value))
    guard.record(target.field, path, subject, { outcome: 'UNSHOWN', reason: LEFT_OUT });
}

function isAboutSeveral(value: unknown): value is readonly ForSubject<unknown>[] {
  return Array.isArray(value) && value[0] instanceof ForSubject;
}

/**
 * A list of persons who were asked for one by one, as by `_entities` of federation: each is on record, found or
 * not.
 */
function releaseEach(
  target: GuardedField,
  guard: RequestGuard,
  path: ResponsePath,
  list: readonly ForSubject<unknown>[],
): unknown {
  return list.map(({ subject, value }) => {
    if (isSubjectDenied(target, guard, { subject, path })) return null;
    guard.record(target.field, path, subject, { outcome: value === null ? 'ABSENT' : 'DISCLOSED' });
    return value;
  });
}

/**
 * A question that told something of persons: on record for each of them, with what it was asked by. Of whom one
 * of these may not be used the answer tells nothing, for such rows are not searched; that they were asked about
 * is on record as withheld.
 */
function releaseAsked(
  target: GuardedField,
  guard: RequestGuard,
  path: ResponsePath,
  { subjects, by, value }: AskedAbout<unknown>,
): unknown {
  const told: Subject[] = [];
  for (const subject of subjects) {
    const closed = guard.closedAmong(by, subject.labels);
    if (closed === null) told.push(subject);
    else guard.record(target.field, path, subject, { outcome: 'WITHHELD', reason: closed.rule });
  }
  for (const subject of told)
    guard.record(target.field, path, subject, { outcome: 'DISCLOSED', reason: askedBy(by) });
  if (subjects.length === 0) guard.record(target.field, path, null, { outcome: 'DISCLOSED' });
  noteReading(guard, null, value);
  return value;
}

/** One act on several persons: on record for each of them. They were judged one by one before it was done. */
function releaseAll(
  target: GuardedField,
  guard: RequestGuard,
  path: ResponsePath,
  all: ForSubjects<unknown>,
): unknown {
  const access = doneOr(guard, all.value);
  for (const subject of all.subjects) guard.record(target.field, path, subject, access);
  noteReading(guard, null, all.value);
  return all.value;
}

/**
 * Decides again for the person whom a look-up or a verification found: that there is an answer already tells
 * something of them. READ needs no second decision, for each field of the object has its own. A look-up that is
 * closed for the person answers null, as for a number that nobody has: a refusal would tell that the person
 * exists; so is one at the counter. A verification is refused with an error: its caller has named the person.
 */
function isSubjectDenied(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { subject: Subject },
): boolean {
  if (target.field.verb === 'READ') return false;
  const verdict = guard.verdict(target.field, access.subject.labels);
  if (verdict.permit) return false;
  if (target.field.verb !== 'LOOK_UP' && target.field.verb !== 'IDENTIFY')
    refuse(target, guard, { ...access, verdict });
  guard.record(target.field, access.path, access.subject, { outcome: 'DENIED', reason: verdict.rule });
  return true;
}

/**
 * A sealed value opens at a coordinate classified for it and nowhere else, whatever the policy says of the rest.
 */
function releaseSealed(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { verdict: Verdict; value: Sealed<string> },
): string | null {
  const { field } = target;
  if (field.classification !== 'NUMBER' || field.verb !== 'REVEAL') {
    guard.withhold(field, access.path, access.subject, {
      permit: false,
      rule: 'sealed-value',
      reason: 'NOT_DISCLOSABLE',
    });
    return null;
  }
  const reason = access.verdict.rule;
  if (guard.calls.isOver) {
    // Nobody will see it: it stays sealed.
    guard.record(field, access.path, access.subject, { outcome: 'UNSHOWN', reason });
    return null;
  }
  guard.record(field, access.path, access.subject, { outcome: 'REVEALED', reason });
  return guard.reveal(access.value, access.verdict);
}

/** The policy closes the field: a root field is refused with an error, any other is visibly withheld. */
export function close(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { verdict: Verdict },
): unknown {
  const { verdict, subject, path } = access;
  if (target.root) refuse(target, guard, access);
  guard.withhold(target.field, path, subject, verdict);
  if (!target.explains || subject === null) return null;
  return withSubject(subject, { disclosure: REDACTED, value: null, reason: verdict.reason });
}
