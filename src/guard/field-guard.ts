import {
  defaultFieldResolver,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { ClassifiedSchema } from './classification.js';
import type { FailurePlace } from './failure-place.js';
import { guardedAct } from './guarded-act.js';
import { checkInputs } from './check-inputs.js';
import { inputsOf } from './input-guard.js';
import { IF_UNKNOWN, type UnknownAnswer } from './person-argument.js';
import { asideIn } from './set-aside.js';
import { subjectOf } from './subject.js';
import type { Verdict } from '../policy/terms.js';
import type { RequestGuard } from './request-guard.js';
import {
  contextFor,
  ONCE_PER_OBJECT,
  type Access,
  type GuardedField,
  type Resolver,
} from './guarded-field.js';
import { begin, failField } from './refuse.js';
import { close, release, rowByRow } from './release.js';
import { refuseTypedNumbers, typedTextsOf } from './typed-texts.js';

/**
 * Wraps every field of the final schema, once and in place, so that no resolver can forget the guard.
 * Synchronous: a promise only where the resolver behind it returns one, for a microtask a field costs more than
 * the decision.
 */
export function guardSchema(schema: GraphQLSchema, classes: ClassifiedSchema): GuardedResolvers {
  const guardedFields = new Map<unknown, GuardedField>();
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const definition of Object.values(type.getFields())) {
      const field = classes.get(`${type.name}.${definition.name}`);
      if (field === undefined) throw new TypeError(`${type.name}.${definition.name} escaped classification`);
      const target: GuardedField = {
        field,
        name: definition.name,
        root: roots.has(type),
        resolve: (definition.resolve as Resolver | undefined) ?? defaultFieldResolver,
        property: definition.resolve === undefined ? definition.name : null,
        oncePerObject: definition.extensions[ONCE_PER_OBJECT] === true,
        inputs: inputsOf(definition, classes),
        typed: typedTextsOf(definition, classes),
        leaf: isLeafType(getNamedType(definition.type)),
        nullable: !isNonNullType(definition.type),
        explains: explainsItself(definition),
      };
      const { persons } = field;
      if (persons !== undefined) {
        definition.resolve = guardedAct(target, { persons, ifUnknown: unknownAnswerOf(definition) });
        continue;
      }
      definition.resolve = guarded(target);
      guardedFields.set(definition.resolve, target);
    }
  }
  return guardedFields;
}

/**
 * What each resolver guards, for an executor that takes the guard's steps by itself. A resolver that is not in it does
 * more than these: it acts on a person, or somebody has wrapped it once more.
 */
export type GuardedResolvers = ReadonlyMap<unknown, GuardedField>;

/** What stands in the answer for a field that was not opened. */
export class NotOpened {
  constructor(readonly value: unknown) {}
}

const NOTHING = new NotOpened(null);

/**
 * Everything that comes before a resolver: the call is counted and decided, and its inputs are looked through.
 * @returns the verdict that opens the field, or what stands in the answer where it stays closed
 * @throws GraphQLError where the field is refused
 */
export function openField(
  target: GuardedField,
  guard: RequestGuard,
  access: Access,
  args: Record<string, unknown>,
): Verdict | NotOpened {
  if (!begin(target, guard, access)) return NOTHING;
  const { subject, path } = access;
  const verdict = guard.verdict(target.field, subject === null ? 0 : subject.labels);
  if (!verdict.permit) {
    const shown = close(target, guard, { subject, verdict, path });
    return shown === null ? NOTHING : new NotOpened(shown);
  }
  if (target.inputs.size > 0) checkInputs(target, guard, args, path);
  return verdict;
}

/** What graphql-js calls. A promise only where the resolver behind it returns one. */
function guarded(target: GuardedField): Resolver {
  return (source, args, context, info) => {
    const { guard } = context;
    const access = { subject: subjectOf(source), path: info.path, aside: asideIn(source) };
    const verdict = openField(target, guard, access, args);
    if (verdict instanceof NotOpened) return verdict.value;
    let value: unknown;
    try {
      if (target.typed !== null) refuseTypedNumbers(target.typed, args, guard.typed);
      value = target.resolve(source, args, contextFor(context), info);
    } catch (error) {
      return failField(target, guard, { ...access, error });
    }
    const released = (settled: unknown): unknown =>
      rowByRow(target, guard, release(target, guard, { ...access, verdict, value: settled }));
    if (!isPromise(value)) return released(value);
    const place = { nodes: info.fieldNodes, path: info.path };
    return guard.calls.until(
      value.then(
        (settled) =>
          // A batch answers a thousand rows in one go: each is a step of its own.
          guard.loop.isOver()
            ? guard.loop.wait().then(() => lateOutcome(guard, place, () => released(settled)))
            : lateOutcome(guard, place, () => released(settled)),
        (error: unknown) => lateOutcome(guard, place, () => failField(target, guard, { ...access, error })),
      ),
    );
  };
}

/** What became of a field later than of its neighbours; where it failed, that is told when everything else has come. */
function lateOutcome(guard: RequestGuard, place: FailurePlace, outcome: () => unknown): unknown {
  try {
    return outcome();
  } catch (error) {
    return guard.calls.turnToFail(place).then(() => {
      throw error;
    });
  }
}

function unknownAnswerOf(definition: GraphQLField<unknown, unknown>): UnknownAnswer | null {
  const answer = definition.extensions[IF_UNKNOWN];
  return typeof answer === 'function' ? (answer as UnknownAnswer) : null;
}

function explainsItself(definition: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(definition.type);
  return isObjectType(type) && 'disclosure' in type.getFields();
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
