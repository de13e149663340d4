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
import { guardedAct } from './guarded-act.js';
import { checkInputs } from './check-inputs.js';
import { inputsOf } from './input-guard.js';
import { IF_UNKNOWN, type UnknownAnswer } from './person-argument.js';
import { subjectOf } from './subject.js';
import { contextFor, type GuardedField, type Resolver } from './guarded-field.js';
import { begin, failField } from './refuse.js';
import { close, release } from './release.js';
import { refuseTypedNumbers, typedTextsOf } from './typed-texts.js';

/**
 * Wraps every field of the final schema, once and in place, so that no resolver can forget the guard.
 * Synchronous: a promise only where the resolver behind it returns one, for a microtask a field costs more than
 * the decision.
 */
export function guardSchema(schema: GraphQLSchema, classes: ClassifiedSchema): void {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const definition of Object.values(type.getFields())) {
      const field = classes.get(`${type.name}.${definition.name}`);
      if (field === undefined) throw new TypeError(`${type.name}.${definition.name} escaped classification`);
      const target: GuardedField = {
        field,
        root: roots.has(type),
        resolve: (definition.resolve as Resolver | undefined) ?? defaultFieldResolver,
        inputs: inputsOf(definition, classes),
        typed: typedTextsOf(definition, classes),
        leaf: isLeafType(getNamedType(definition.type)),
        nullable: !isNonNullType(definition.type),
        explains: explainsItself(definition),
      };
      const { person } = field;
      definition.resolve =
        person === undefined
          ? guarded(target)
          : guardedAct(target, { person, ifUnknown: unknownAnswerOf(definition) });
    }
  }
}

function guarded(target: GuardedField): Resolver {
  return (source, args, context, info) => {
    const { guard } = context;
    const subject = subjectOf(source);
    if (!begin(target, guard, { subject, info })) return null;
    const verdict = guard.verdict(target.field, subject?.labels ?? 0);
    if (!verdict.permit) return close(target, guard, { subject, verdict, info });
    if (target.inputs.size > 0) checkInputs(target, guard, args, { subject: null, info });
    let value: unknown;
    try {
      if (target.typed !== null) refuseTypedNumbers(target.typed, args);
      value = target.resolve(source, args, contextFor(context), info);
    } catch (error) {
      return failField(target, guard, { subject, error, info });
    }
    if (!isPromise(value)) return release(target, guard, { subject, verdict, info, value });
    return guard.calls.until(
      value.then(
        (settled) => {
          const access = { subject, verdict, info, value: settled };
          // A batch answers a thousand rows in one go: each is a step of its own.
          return guard.loop.isOver()
            ? guard.loop.wait().then(() => release(target, guard, access))
            : release(target, guard, access);
        },
        (error: unknown) => failField(target, guard, { subject, error, info }),
      ),
    );
  };
}

function unknownAnswerOf(definition: GraphQLField<unknown, unknown>): UnknownAnswer | null {
  const answer = definition.extensions[IF_UNKNOWN];
  return typeof answer === 'function' ? (answer as UnknownAnswer) : null;
}

function explainsItself(definition: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(definition.type);
  return isObjectType(type) && 'disclosure' in type.getFields();
}

function isPromise(value: unknown): value is Promise<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
