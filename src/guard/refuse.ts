import { GatewayError } from '../errors/gateway-error.js';
import { toGatewayError } from '../errors/to-gateway-error.js';
import { toGraphQLError } from '../errors/to-graphql-error.js';
import { REASON_TEXTS, roleName } from '../policy/names.js';
import type { Verdict } from '../policy/terms.js';
import { ANSWER_ENDED, AnswerEnded } from './answer-ended.js';
import type { Access, GuardedField } from './guarded-field.js';
import type { RequestGuard } from './request-guard.js';
import type { ResponsePath } from './response-path.js';
import type { Subject } from './subject.js';

/**
 * Lets a call begin; past the limit of an answer it is on record as not read, and the field has no value. The
 * first such field fails, and so does each that may not be null; another error for each of the others would cost
 * more than all that was read.
 */
export function begin(target: GuardedField, guard: RequestGuard, access: Access): boolean {
  const wasFull = guard.overflowed;
  try {
    guard.countAccess(access.path.key);
    return true;
  } catch (error) {
    guard.record(target.field, access.path, access.subject, {
      outcome: 'UNREAD',
      reason: TOO_MANY_FIELDS,
    });
    if (wasFull && target.nullable) return false;
    throw error;
  }
}

/** Ground in the record. */
export const TOO_MANY_FIELDS = 'too many fields';

export function refuse(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { verdict: Verdict },
): never {
  guard.record(target.field, access.path, access.subject, {
    outcome: 'DENIED',
    reason: access.verdict.rule,
  });
  throw toGraphQLError(refusal(access.verdict, () => guard.rolesFor(target.field)));
}

/** What closes an act for one of its persons. */
export interface Closed {
  readonly verdict: Verdict;
  /** For the record: the rule, and the key of the input where it is that which is closed. */
  readonly reason: string;
}

/** Ground in the record. */
export const CLOSED_FOR_ANOTHER = 'closed for another person of the act';

/**
 * Refuses an act that is closed for one of its persons: on record as denied for each of them, for it was asked of each
 * and is done for none. Where it is closed for nobody, nothing happens.
 */
export function refuseFor(
  target: GuardedField,
  guard: RequestGuard,
  people: readonly { readonly subject: Subject; readonly closed: Closed | null }[],
  path: ResponsePath,
): void {
  const first = people.find(({ closed }) => closed !== null)?.closed;
  if (first === undefined || first === null) return;
  recordDenied(target, guard, people, path);
  throw toGraphQLError(refusal(first.verdict, () => guard.rolesFor(target.field)));
}

/** On record as denied for each, whatever the caller is told. */
export function recordDenied(
  target: GuardedField,
  guard: RequestGuard,
  people: readonly { readonly subject: Subject; readonly closed: Closed | null }[],
  path: ResponsePath,
): void {
  for (const { subject, closed } of people)
    guard.record(target.field, path, subject, {
      outcome: 'DENIED',
      reason: closed?.reason ?? CLOSED_FOR_ANOTHER,
    });
}

/**
 * Why something is closed, in the words that stand beside a closed field. None tells more than its reason, and a reason
 * about the person is the same for whatever closes them.
 *
 * @param rolesFor those to which it is open, for whoever has to ask one of them; asked only where they are told
 */
export function refusal(
  { rule, reason }: Verdict,
  rolesFor: () => readonly string[] = () => [],
): GatewayError {
  if (reason === 'CASE_REQUIRED') {
    return new GatewayError('PURPOSE_REQUIRED', {
      detail: rule,
      en: 'This needs a case number. Send it in the Sekisho-Case header.',
      ja: 'この操作には案件番号が必要です。Sekisho-Case ヘッダーに指定してください。',
    });
  }
  const ground = reason ?? 'NOT_GRANTED';
  const { ja, en } = REASON_TEXTS[ground];
  const names = ground === 'NOT_GRANTED' ? rolesFor().map(roleName) : [];
  if (names.length === 0) return new GatewayError('FORBIDDEN', { detail: rule, ja, en });
  return new GatewayError('FORBIDDEN', {
    detail: rule,
    ja: `${ja}認められているのは: ${names.map((name) => name.ja).join('、')}。`,
    en: `${en} It is granted to: ${names.map((name) => name.en).join('; ')}.`,
  });
}

/** What a resolver threw, as the caller is told it and as the record has it. */
export function failed(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { error: unknown },
): Error {
  if (access.error instanceof AnswerEnded) {
    guard.record(target.field, access.path, access.subject, { outcome: 'UNREAD', reason: ANSWER_ENDED });
    return access.error;
  }
  return toGraphQLError(onRecord(target, guard, access));
}

/**
 * The same of one field of many: throws what the caller is told. Where a great many have failed before, a field that
 * may be null is null instead, and told with all that failed alike: a hundred thousand errors help nobody, and each
 * costs as much as a hundred fields.
 */
export function failField(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { error: unknown },
): null {
  if (access.error instanceof AnswerEnded) throw failed(target, guard, access);
  const error = onRecord(target, guard, access);
  if (guard.tellsFailure(target.field, access.path, error) || !target.nullable) throw toGraphQLError(error);
  return null;
}

function onRecord(
  target: GuardedField,
  guard: RequestGuard,
  access: Access & { error: unknown },
): GatewayError {
  const error = toGatewayError(access.error);
  const outcome = error.code === 'SOURCE_UNAVAILABLE' ? 'UNAVAILABLE' : 'FAILED';
  guard.record(target.field, access.path, access.subject, {
    outcome,
    reason: error.detail ?? error.code,
  });
  return error;
}

/** The same of an act on several persons, or on nobody: on record as failed for each. */
export function failedForAll(
  target: GuardedField,
  guard: RequestGuard,
  {
    subjects,
    error,
    path,
  }: {
    readonly subjects: readonly Subject[];
    readonly error: unknown;
    readonly path: ResponsePath;
  },
): Error {
  const [subject = null, ...others] = subjects;
  for (const other of others) failed(target, guard, { subject: other, error, path });
  return failed(target, guard, { subject, error, path });
}
