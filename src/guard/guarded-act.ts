import type { GraphQLResolveInfo } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import type { Verdict } from '../policy/terms.js';
import { contextFor, type GuardedContext, type GuardedField, type Resolver } from './guarded-field.js';
import { checkInputs } from './check-inputs.js';
import {
  readPersonTexts,
  ROWS_SHOWN_AT,
  type NamedPerson,
  type People,
  type PersonArgument,
  type PersonArguments,
  type UnknownAnswer,
} from './person-argument.js';
import { findClosedInput } from './input-guard.js';
import { begin, failedForAll, recordDenied, refuseFor, type Closed } from './refuse.js';
import { close, release, rowByRow } from './release.js';
import { ForSubjects, type Subject } from './subject.js';
import { refuseTypedNumbers } from './typed-texts.js';

/** What a field declares of the persons it is about. */
export interface Declaration {
  readonly persons: PersonArguments;
  /** Null: the field is refused where the registry knows nobody by the number. */
  readonly ifUnknown: UnknownAnswer | null;
}

/**
 * A field that names its persons in arguments. The guard of a root field decides before the person is known,
 * and a refusal after the resolver would come when the act is done. So the persons are loaded and decided on
 * here, one by one, and the resolver runs only when the act is open for all of them. It finds those of the first
 * argument in its context as `people`.
 */
export function guardedAct(target: GuardedField, declared: Declaration): Resolver {
  return (source, args, context, info) => {
    const { guard } = context;
    if (!begin(target, guard, { subject: null, path: info.path })) return null;
    // Without any person first: what is closed for everybody costs no look into the registry.
    const verdict = guard.verdict(target.field, 0);
    if (!verdict.permit) return close(target, guard, { subject: null, verdict, path: info.path });
    checkInputs(target, guard, args, info.path);
    try {
      if (target.typed !== null) refuseTypedNumbers(target.typed, args, guard.typed);
    } catch (error) {
      throw failedForAll(target, guard, { subjects: [], error, path: info.path });
    }
    const asked = { source, args, context: contextFor(context), info, verdict };
    return guard.calls.until(
      act(target, declared, asked).catch(async (error: unknown) => {
        await guard.calls.turnToFail({ nodes: info.fieldNodes, path: info.path });
        throw error;
      }),
    );
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
  const found = await find(target, declared, asked);
  const named = found.map((one) => unlessHidden(target, one, asked));
  const subjects = each(named.flatMap(({ people }) => people)).map(({ subject }) => subject);
  refuseFor(target, guard, judged(target, subjects, asked), info.path);
  const unknown = named.find((one) => !one.isComplete);
  const people = named[0]?.people.map(({ subject }) => subject) ?? [];
  let value: unknown;
  try {
    value =
      unknown === undefined && isPeople(people)
        ? await target.resolve(source, args, { ...context, people }, info)
        : answerUnknown(declared, subjects, unknown?.argument ?? declared.persons[0]);
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

/** Whom one argument names. */
interface Named {
  readonly argument: PersonArgument;
  /** Each once. A text that leads to nobody is left out. */
  readonly people: readonly NamedPerson[];
  /** Each of its texts leads to somebody whom the registry knows. Where one does not, the act is done for none. */
  readonly isComplete: boolean;
}

/** In the order of the arguments. All are read before anybody is asked for. */
async function find(
  target: GuardedField,
  { persons }: Declaration,
  { args, context, info }: Asked,
): Promise<readonly Named[]> {
  try {
    const given = persons.map((argument, at) => ({
      argument,
      texts: readPersonTexts(args, argument, at > 0),
    }));
    return await Promise.all(
      given.map(async ({ argument, texts }) => {
        const load = context.subjects[argument.kind];
        const found = await Promise.all(texts.map((text) => load(text)));
        const people = each(found.flat().filter((one) => one !== null));
        const isComplete = !found.includes(null) && people.every(({ known }) => known);
        return { argument, people, isComplete };
      }),
    );
  } catch (error) {
    throw failedForAll(target, context.guard, { subjects: [], error, path: info.path });
  }
}

function each(found: readonly NamedPerson[]): readonly NamedPerson[] {
  const people = new Map<string, NamedPerson>();
  for (const one of found) {
    const { atenaNumber } = one.subject;
    people.set(atenaNumber, together(people.get(atenaNumber), one));
  }
  return [...people.values()];
}

/** One person, by all the numbers that named them. */
function together(before: NamedPerson | undefined, one: NamedPerson): NamedPerson {
  if (before?.subject.namedBy === undefined) return one;
  const numbers = [...before.subject.namedBy, ...(one.subject.namedBy ?? [])];
  return { ...one, subject: { ...one.subject, namedBy: numbers } };
}

/**
 * What an argument names, or that it leads to nobody: a row that is closed to whoever asks, to act on and to see, is
 * answered as one that is not there. For whom it is closed is on record.
 */
function unlessHidden(target: GuardedField, named: Named, asked: Asked): Named {
  const { guard } = asked.context;
  const shownAt = ROWS_SHOWN_AT[named.argument.kind];
  if (shownAt === undefined) return named;
  const people = judged(
    target,
    named.people.map(({ subject }) => subject),
    asked,
  );
  const isOpen = people.every(({ closed }) => closed === null);
  if (isOpen || people.every(({ subject: { labels } }) => guard.opensAll([shownAt], labels))) return named;
  recordDenied(target, guard, people, asked.info.path);
  return { ...named, people: [], isComplete: false };
}

/** For whom of them the act, or a key of its input, is closed. */
function judged(
  target: GuardedField,
  subjects: readonly Subject[],
  { args, context: { guard } }: Asked,
): readonly { readonly subject: Subject; readonly closed: Closed | null }[] {
  const closedFor = ({ labels }: Subject): Closed | null => {
    const verdict = guard.verdict(target.field, labels);
    if (!verdict.permit) return { verdict, reason: verdict.rule };
    const input = findClosedInput(target.inputs, args, guard, labels);
    return input && { verdict: input.verdict, reason: `${input.field.coordinate} ${input.verdict.rule}` };
  };
  return subjects.map((subject) => ({ subject, closed: closedFor(subject) }));
}

function isPeople(subjects: readonly Subject[]): subjects is People {
  return subjects.length > 0;
}

function answerUnknown(
  { ifUnknown }: Declaration,
  subjects: readonly Subject[],
  { path }: PersonArgument,
): unknown {
  if (ifUnknown !== null) return ifUnknown(subjects, path.at(-1) ?? '');
  throw new GatewayError('BAD_USER_INPUT', {
    detail: 'unknown person',
    en: 'The registry knows nobody by this number. Check the number.',
    ja: 'この番号の人は台帳にありません。番号を確かめてください。',
  });
}
