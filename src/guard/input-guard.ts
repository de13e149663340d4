import { getNamedType, isInputObjectType, type GraphQLField, type GraphQLInputObjectType } from 'graphql';
import type { Labels, Verdict } from '../policy/terms.js';
import type { ClassifiedSchema, FieldClass } from './classification.js';
import type { RequestGuard } from './request-guard.js';

/** The classified keys of one input object; those of an object within it hang below. */
interface InputShape {
  readonly keys: ReadonlyMap<string, { readonly field: FieldClass; readonly inner: InputShape | null }>;
}

/** The input objects a field takes, by argument. */
export type FieldInputs = ReadonlyMap<string, InputShape>;

/** A key in use that the policy closes. */
export interface ClosedInput {
  readonly field: FieldClass;
  readonly verdict: Verdict;
}

export function inputsOf(definition: GraphQLField<unknown, unknown>, classes: ClassifiedSchema): FieldInputs {
  const inputs = new Map<string, InputShape>();
  const known = new Map<GraphQLInputObjectType, InputShape>();
  for (const argument of definition.args) {
    const type = getNamedType(argument.type);
    if (isInputObjectType(type)) inputs.set(argument.name, shapeOf(type, classes, known));
  }
  return inputs;
}

/** `known` ends the walk of a type that holds itself. */
function shapeOf(
  type: GraphQLInputObjectType,
  classes: ClassifiedSchema,
  known: Map<GraphQLInputObjectType, InputShape>,
): InputShape {
  const met = known.get(type);
  if (met !== undefined) return met;
  const keys = new Map<string, { field: FieldClass; inner: InputShape | null }>();
  known.set(type, { keys });
  for (const { name, type: inner } of Object.values(type.getFields())) {
    const field = classes.get(`${type.name}.${name}`);
    if (field === undefined) throw new TypeError(`${type.name}.${name} escaped classification`);
    const named = getNamedType(inner);
    keys.set(name, { field, inner: isInputObjectType(named) ? shapeOf(named, classes, known) : null });
  }
  return { keys };
}

type Decide = (field: FieldClass) => Verdict;

/**
 * The first key in use that the policy closes, at any depth and in any list; null where all are open. Filtering or
 * sorting by a field tells as much as reading it, so each key is decided on its own, before any resolver runs.
 * `labels` are those of the person whom the field names; none (0) by default.
 */
export function findClosedInput(
  inputs: FieldInputs,
  args: Record<string, unknown>,
  guard: RequestGuard,
  labels: Labels = 0,
): ClosedInput | null {
  const decide: Decide = (field) => guard.verdict(field, labels);
  for (const [argument, shape] of inputs) {
    const closed = closedIn(shape, args[argument], decide);
    if (closed !== null) return closed;
  }
  return null;
}

function closedIn(shape: InputShape, given: unknown, decide: Decide): ClosedInput | null {
  if (typeof given !== 'object' || given === null) return null;
  const parts: readonly unknown[] = Array.isArray(given) ? given : Object.entries(given);
  for (const part of parts) {
    const closed = Array.isArray(given)
      ? closedIn(shape, part, decide)
      : closedAt(shape, part as [string, unknown], decide);
    if (closed !== null) return closed;
  }
  return null;
}

function closedAt(shape: InputShape, [name, value]: [string, unknown], decide: Decide): ClosedInput | null {
  const key = shape.keys.get(name);
  if (key === undefined) return null;
  const verdict = decide(key.field);
  if (!verdict.permit) return { field: key.field, verdict };
  return key.inner === null ? null : closedIn(key.inner, value, decide);
}
