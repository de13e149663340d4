import type { GraphQLResolveInfo } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import type { Verdict } from '../policy/terms.js';
import { contextFor, type GuardedContext, type GuardedField, type Resolver } from './guarded-field.js';
import { checkInputs } from './check-inputs.js';
import {
  readPersonTexts,
  type NamedPerson,
  type People,
  type PersonArgument,
  type UnknownAnswer,
} from './person-argument.js';
import { begin, failedForAll, refuseFor } from './refuse.js';
import { close, release, rowByRow } from './release.js';
import type { RequestGuard } from './request-guard.js';
import { ForSubjects, type Subject } from './subject.js';
import { refuseTypedNumbers } from './typed-texts.js';

/** What a field declares of the persons it is about. */
export interface Declaration {
  readonly person: PersonArgument;
  /** Null: the field is refused where the registry knows nobody by the number. */
  readonly ifUnknown: UnknownAnswer | null;
}

/**
 * A field that names its persons in an argument. The guard of a root field decides before the person is known,
 * and a refusal after the resolver would come when the act is done. So the persons are loaded and decided on
 * here, one by one, and the resolver runs only when the act is open for all of them. It finds them in its context
 * as `people`.
 */
export function guardedAct(target: GuardedField, declared: Declaration): Resolver {
  return (source, args, context, info) => {
    const { guard } = context;
    if (!begin(target, guard, { subject: null, path: info.path })) return null;
    // Without any person first: what is closed for everybody costs no look into the registry.
    const verdict = guard.verdict(target.field, 0);
    if (!verdict.permit) return close(target, guard, { subject: null, verdict, path: info.path });
    checkInputs(target, guard, args, { subject: null, path: info.path });
    try {
      if (target.typed !== null) refuseTypedNumbers(target.typed, args);
    } catch (error) {
      throw failedForAll(target, guard, { subjects: [], error, path: info.path });
    }
    const asked = { source, args, context: contextFor(context), info, verdict };
    return guard.calls.until(act(target, declared, asked));
  };
}

interface Asked {
  readonly source: unknown;
  readonly args: Record<string, unknown>;
  readonly context: GuardedContext;
  readonly info: GraphQLResolveInfo;
  /** Without any person. */
  readonly verdict: Verdict;
}

async function act(target: GuardedField, declared: Declaration, asked: Asked): Promise<unknown> {
  const { source, args, context, info, verdict } = asked;
  const { guard } = context;
  const named = await find(target, declared.person, asked);
  const subjects = named.map(({ subject }) => subject);
  judge(target, guard, subjects, asked);
  let value: unknown;
  try {
    value =
      isPeople(subjects) && named.every(({ known }) => known)
        ? await target.resolve(source, args, { ...context, people: subjects }, info)
        : answerUnknown(declared, subjects);
  } catch (error) {
    throw failedForAll(target, guard, { subjects, error, path: info.path });
  }
  const [subject = null, ...others] = subjects;
  const answer = others.length > 0 ? new ForSubjects(subjects, value) : value;
  return rowByRow(
    target,
    guard,
    release(target, guard, { subject, verdict, path: info.path, value: answer }),
  );
}

/** The persons the argument names, each once. A text that leads to nobody is left out. */
async function find(
  target: GuardedField,
  person: PersonArgument,
  { args, context, info }: Asked,
): Promise<readonly NamedPerson[]> {
  try {
    const load = context.subjects[person.kind];
    const found = await Promise.all(readPersonTexts(args, person).map((text) => load(text)));
    const people = new Map<string, NamedPerson>();
    for (const one of found.flat())
      if (one !== null)
        people.set(one.subject.atenaNumber, together(people.get(one.subject.atenaNumber), one));
    // Where one of several leads to nobody, the act is done for none of them.
    return found.includes(null) ? [...people.values()].map(asUnknown) : [...people.values()];
  } catch (error) {
    throw failedForAll(target, context.guard, { subjects: [], error, path: info.path });
  }
}

/** One person, by all the numbers that named them. */
function together(before: NamedPerson | undefined, one: NamedPerson): NamedPerson {
  if (before?.subject.namedBy === undefined) return one;
  const numbers = [...before.subject.namedBy, ...(one.subject.namedBy ?? [])];
  return { ...one, subject: { ...one.subject, namedBy: numbers } };
}

const asUnknown = ({ subject }: NamedPerson): NamedPerson => ({ subject, known: false });

/** Refuses where the act, or a key of its input, is closed for one of the persons. */
function judge(
  target: GuardedField,
  guard: RequestGuard,
  subjects: readonly Subject[],
  { args, info }: Asked,
): void {
  const closed = subjects.flatMap((subject) => {
    const verdict = guard.verdict(target.field, subject.labels);
    return verdict.permit ? [] : [{ subject, verdict }];
  });
  refuseFor(target, guard, closed, info.path);
  for (const subject of subjects) checkInputs(target, guard, args, { subject, path: info.path });
}

function isPeople(subjects: readonly Subject[]): subjects is People {
  return subjects.length > 0;
}

function answerUnknown({ ifUnknown }: Declaration, subjects: readonly Subject[]): unknown {
  if (ifUnknown !== null) return ifUnknown(subjects);
  throw new GatewayError('BAD_USER_INPUT', {
    detail: 'unknown person',
    en: 'The registry knows nobody by this number. Check the number.',
    ja: 'この番号の人は台帳にありません。番号を確かめてください。',
  });
}
